package import CatalogueModel
package import CataloguePlugins
internal import Foundation
package import SourceTree

/// What the tests of formats share: exports and imports in memory, and records that are hard to carry.
package enum FormatSamples {
  /// The records of the bundled catalogue as everybody may see them. Throws when it cannot be opened.
  package static func bundled() throws -> [Record] {
    try BundledCatalogue.records().map {
      var record = PersonalDataGate(for: .everybody).pass($0)
      record.language = record.language ?? "en"
      return record
    }
  }

  /// The bytes of an export. Throws what the exporter throws.
  package static func export(
    _ records: [Record], with exporter: any Exporter, _ context: ExportContext? = nil
  ) throws -> [UInt8] {
    let destination = MemoryDestination()
    var writer = try exporter.makeWriter(to: destination, in: context ?? Fixtures.exportContext())
    for record in records { try writer.write(record) }
    try writer.finish()
    return destination.bytes
  }

  /// What an import gave: the drafts, and the finding that ended it early.
  package struct Import {
    /// The drafts as they came.
    package var drafts: [Draft] = []
    /// The finding that ended the import.
    package var failure: Diagnostic?

    /// The records; drafts without nodes only hold findings.
    package var records: [Record] { drafts.filter { $0.tree != nil }.map(\.record) }
    /// All findings as `code@line:column`, those of a table as `code@line cell`.
    package var findings: [String] {
      (drafts.flatMap(\.diagnostics) + [failure].compactMap(\.self)).map { finding in
        let location = finding.location
        let place = location?.cell.map { " " + $0 } ?? location?.column.map { ":\($0)" } ?? ""
        return "\(finding.code)@\(location?.line ?? 0)\(place)"
      }
    }
  }

  /// Imports bytes, given in pieces of a size. Throws what the importer throws, but for `ImportFailure`.
  package static func read(
    _ bytes: [UInt8], with importer: any Importer, inPiecesOf size: Int = 1 << 16, limit: Int = 1_000_000
  ) throws -> Import {
    var found = Import()
    var context = ImportContext(catalogue: Fixtures.context)
    context.recordLimit = limit
    do {
      let source = MemorySource(name: "x", bytes: bytes, inPiecesOf: size)
      try importer.readDrafts(from: source, in: context) { found.drafts.append($0) }
    } catch let failure as ImportFailure {
      found.failure = failure.diagnostic
    }
    return found
  }

  /// Imports a text. Throws what the importer throws, but for `ImportFailure`.
  package static func read(_ text: String, with importer: any Importer, inPiecesOf size: Int = 1 << 16) throws -> Import
  {
    try read(Array(text.utf8), with: importer, inPiecesOf: size)
  }

  /// Texts that break careless writers and readers.
  package static let hostileTexts = [
    "She said \"no\", 'twice'", "line one\nline two\n\n  indented\ttab", "a | b || c \\| d \\", "\\", "|", "=1+2", "+1",
    "-5",
    "@import", "'=x", "''y", "'", "'quoted'", "'-5", "a,b;c", "---", "--- x", "...", "# no comment", "key: value", "{}",
    "[]", "- item",
    "NO", "null", "~", "true", "1.10", "2006-05-01", "\u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{627}\u{644}", "🎓👩‍👩‍👧‍👦 e\u{301}",
    "line\r\nfeed", "x\n---\ny\n...\nz",
    "%YAML 1.2", "\"", "\"\"", "|\u{301} \u{2028} \u{A0}x", "{\"a\": 1}",
    String(repeating: "Fifty kilobytes, \"long\"; ", count: 2000) + "end",
  ]

  /// A record with one text in every place of text.
  package static func hostile(_ text: String, number: Int) -> Record {
    var record = Record()
    record.id = "hostile-\(number)"
    record.kind = .practice
    record.language = "en"
    record.title = LocalizedText([.init("en", text), .init("mt", text), .init("fr", text)])
    record.alsoKnownAs = [text, "second", text]
    record.aim = LocalizedText([.init("et", text), .init("en", text)])
    record.overview = LocalizedText(text, language: "sv")
    var output = Output()
    output.summary = LocalizedText(text, language: "en")
    output.indicator = text
    output.value = DecimalNumber("-0.5")
    record.outputs = [output, Output()]
    record.cofinancing = Cofinancing()
    record.cofinancing?.rates = [Cofinancing.Rate()]
    record.licence = "CC-BY-4.0"
    record.active = false
    record.created = PartialDate("2006-05")
    return record
  }

  /// Debian's Python, which is the one that has the modules of `Scripts/install-packages test`; another may come first
  /// in `PATH`.
  package static let pythonPath = "/usr/bin/python3"

  /// What a reader of another kind, a Python program, prints about a file: one line each, without the line ends.
  /// Throws when the program cannot be run or fails.
  package static func python(_ program: String, on bytes: [UInt8]) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(bytes: bytes, to: "file")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: pythonPath)
    process.arguments = ["-c", program, folder("file")]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: printed, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The importer's confidence in a text.
  package static func confidence(_ importer: any Importer, _ text: String, named name: String? = nil) -> Int {
    let bytes = Array(text.utf8)
    return importer.confidence(in: bytes.span.bytes, named: name).percent
  }
}
