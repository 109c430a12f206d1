internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import FieldTexts
internal import Foundation
internal import ReferencePages
internal import SourceTree
internal import SubmissionForm

/// What fuzzing of a target begins with: the files of the repository, their exports, and the examples of the rules.
///
/// It runs in the folder of the repository.
struct SeedCorpus {
  private var seeds: [[UInt8]] = []
  private let target: String

  /// Makes the seeds of a target. Throws what reading and exporting throw.
  init(_ target: String) throws {
    self.target = target
    switch target {
    case "yaml", "fix", "write", "form", "import-yaml":
      seeds = try files(in: "catalogue", "yaml") + examples { $0 != .query }
      if target == "form" { seeds += Self.savedPages.map { Array($0.utf8) } }
    case "edit":
      // The first four bytes choose the change.
      seeds = try (files(in: "catalogue/practices", "yaml") + examples { $0 == .record }).enumerated().map {
        [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 * 37), UInt8(truncatingIfNeeded: $0 * 5), 0] + $1
      }
    case "query":
      seeds = (examples { $0 == .query } + Self.queries.map { Array($0.utf8) }).flatMap { [[0x80] + $0, [0x43] + $0] }
    case "workbook":
      seeds = try exports("xlsx").map(unpacked) + Self.workbooks.map { Array($0.utf8) }
    default:
      let format = String(target.dropFirst("import-".count))
      seeds = try exports(format) + examples { $0 == .input(format: format) }
      if format == "ktforce-form" { seeds += try files(in: "Tests/Fixtures/ktforce-form", "txt", "html") }
      if format == "text-form" { seeds += try textForms() }
    }
  }

  /// Writes the seeds to a folder, and the dictionary beside it. Throws when they cannot be written.
  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (number, seed) in seeds.enumerated() {
      try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(number)"))
    }
    let lines = dictionary.map { "\"" + $0.map(Self.escaped).joined() + "\"\n" }
    try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: folder + ".dict"))
  }

  private static func escaped(_ byte: UInt8) -> String {
    guard byte < 0x20 || byte > 0x7E || byte == 0x22 || byte == 0x5C else { return String(UnicodeScalar(byte)) }
    let digits = String(byte, radix: 16, uppercase: true)
    return "\\x" + (digits.count == 1 ? "0" : "") + digits
  }

  // MARK: Dictionaries

  /// The words of the records: names of fields, codes of terms, and what is asked and answered.
  private var dictionary: [[UInt8]] {
    var words = Record.fields.map(\.description.name)
    if target.hasPrefix("import-stip") || target.hasPrefix("import-csv") || target == "query" {
      words += Record.fields.flatMap(\.description.queryNames)
    }
    let terms = FuzzTarget.catalogue.context.vocabularies.all.flatMap(\.terms)
    words += terms.prefix(60).map(\.code)
    if target == "import-ktforce-form" { words += Self.questions }
    return Array(Set(words.filter { !$0.isEmpty && $0.utf8.count <= 64 })).sorted().map { Array($0.utf8) }
  }

  private static var questions: [String] {
    let text = (try? String(contentsOfFile: "Tests/Fixtures/ktforce-form/practice.txt", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init).filter { $0.hasSuffix(":") || $0.hasSuffix("?") }
  }

  // MARK: Seeds

  private func files(in folder: String, _ extensions: String...) throws -> [[UInt8]] {
    let names = (FileManager.default.enumerator(atPath: folder)?.allObjects ?? []).compactMap { $0 as? String }
    return try names.sorted().filter { extensions.contains(FilePath.fileExtension(of: $0)) }
      .map { Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))) }
  }

  private func examples(_ isWanted: (DiagnosticRule.Example) -> Bool) -> [[UInt8]] {
    DiagnosticReference.chapters(BuiltInPlugins.all).flatMap(\.rules).filter { isWanted($0.example) }
      .flatMap { [$0.bad, $0.good] }
      .map { Array($0.replacingOccurrences(of: "↓", with: "").utf8) }
  }

  private func records() throws -> [Record] {
    let catalogue = try Catalogue(at: "catalogue", today: FuzzTarget.catalogue.context.today)
    var records: [Record] = []
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .practices]).files) {
      if let record = $0.draft?.record { records.append(record) }
    }
    return records
  }

  /// The export of all records, and those of each.
  private func exports(_ format: String) throws -> [[UInt8]] {
    let registry = try PluginRegistry(BuiltInPlugins.all)
    guard let exporter = registry.exporters.first(where: { $0.format.id == format }) else { return [] }
    let context = FuzzTarget.catalogue.context
    let export = ExportContext(
      settings: context.settings, vocabularies: context.vocabularies, languages: ["en", "fr"], today: context.today)
    let records = try records()
    return try ([records] + records.map { [$0] }).compactMap { records in
      let destination = MemoryDestination()
      var writer = try exporter.makeWriter(to: destination, in: export)
      for record in records where exporter.refusal(of: record) == nil { try writer.write(record) }
      try writer.finish()
      let bytes = destination.bytes.isEmpty ? destination.files.first?.bytes ?? [] : destination.bytes
      return bytes.isEmpty ? nil : bytes
    }
  }

  private func textForms() throws -> [[UInt8]] {
    try FieldTexts.languages.flatMap { language in
      guard let texts = FieldTexts(language) else { return [[UInt8]]() }
      let context = FuzzTarget.catalogue.context
      let filled = try records().prefix(6).map { record in
        SubmissionForm(kind: record.kind ?? .instrument, texts: texts, record: record, in: context).plainText()
      }
      let blank = [RecordKind.instrument, .practice].map {
        SubmissionForm(kind: $0, texts: texts, in: context).plainText()
      }
      return (blank + filled).map { Array($0.utf8) }
    }
  }

  /// The parts of a workbook as text, through Python's reader of archives.
  private func unpacked(_ workbook: [UInt8]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("ktc-fuzz-\(UUID().uuidString)")
    try Data(workbook).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    let program = """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1]) as archive:
        for name in archive.namelist():
          if "theme" not in name and "docProps" not in name:
            sys.stdout.buffer.write(b"=== " + name.encode() + b"\\n" + archive.read(name).replace(b"\\n", b" ") + b"\\n")
      """
    process.arguments = ["-c", program, file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(printed)
  }

  private static let queries = [
    "voucher", "technology transfer AND (SMEs OR PME) -cluster", "country:FR,PT created:2006..2012",
    "title:\"open innovation\"",
    "in_force:2010 kt-area:technology-licensing", "clust* NOT status:draft", "chambres de commerce", "@mine OR @yours",
    "what is done for small firms in the north of Portugal", "target_group:smes-only id:innovation-voucher",
  ]

  /// What a form page saves.
  private static let savedPages = [
    """
    # KT Catalogue: A practice, 2026-11-20
    # Please send the file back.
    kind: practice
    id: "clusters-of-grenoble"
    title:
      en: "Clusters: \\"so\\" called"
      fr: "Pôles\\u2028x"
    countries: ["FR", pt]
    kt_areas: [technology-licensing]
    overview:
      en: |-
        One paragraph.

        Another.
    outputs:
      - summary:
          en: "Clusters"
        value: 71
    licence:
    """
  ]

  /// Workbooks as other programs write them.
  private static let workbooks = [
    """
    === _rels/.rels
    <Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>
    === xl/workbook.xml
    <workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="A" r:id="s" state="hidden"/><sheet name="B" r:id="t"/></sheets></workbook>
    === xl/_rels/workbook.xml.rels
    <Relationships><Relationship Id="s" Type="x/worksheet" Target="a.xml"/><Relationship Id="t" Type="x/worksheet" Target="/xl/b.xml"/><Relationship Id="u" Type="x/sharedStrings" Target="c.xml"/><Relationship Id="v" Type="x/styles" Target="d.xml"/></Relationships>
    === xl/a.xml
    <worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row r="3"><c r="B3" s="1"><v>40000.5</v></c><c r="A3" t="b"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A3:A5"/></mergeCells></worksheet>
    === xl/b.xml
    <worksheet><sheetData><row><c t="inlineStr"><is><t>id</t></is></c><c t="str"><v>title.en</v></c><c t="str"><v>created</v></c></row><row><c t="str"><v>one</v></c><c t="e"><v>#REF!</v></c><c s="1"><v>1E5</v></c></row></sheetData></worksheet>
    === xl/c.xml
    <sst><si><t>id</t></si><si><r><t>cre</t></r><r><t>ated</t></r><rPh><t>x</t></rPh></si></sst>
    === xl/d.xml
    <styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy\\-mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>

    """
  ]
}
