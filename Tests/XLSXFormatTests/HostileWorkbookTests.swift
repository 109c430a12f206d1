import CatalogueModel
import CataloguePlugins
import SourceTree
import TestSupport
import Testing

@testable import XLSXFormat

/// Files that are damaged, or made to harm who opens them.
@Suite struct HostileWorkbookTests {
  /// A small workbook whose parts a program may change: `parts` maps names to bytes.
  private func workbook(_ change: String) throws -> [UInt8] {
    var record = Record()
    record.id = "one"
    record.title = LocalizedText("One", language: "en")
    let program = """
      import zipfile
      with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
      sheet = "xl/worksheets/sheet1.xml"
      strings = "xl/sharedStrings.xml"
      def share(texts):
        rels = "xl/_rels/workbook.xml.rels"
        link = b'<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        parts[rels] = parts[rels].replace(b"</Relationships>", link)
        parts[strings] = b"<sst>" + texts + b"</sst>"
      \(change)
      with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
          archive.writestr(name, content)
      """
    return try PythonEdit.run(program, on: try FormatSamples.export([record], with: XLSXExporter()))
  }

  private func failure(_ bytes: [UInt8], limits: XLSXLimits = XLSXLimits()) throws -> Diagnostic? {
    try FormatSamples.read(bytes, with: XLSXImporter(limits: limits)).failure
  }

  @Test(
    arguments: [
      ("parts[sheet] = parts[sheet][:-200]", "not-a-workbook", "is damaged near line"),
      ("del parts[sheet]", "not-a-workbook", "sheet1.xml is missing"),
      ("del parts['_rels/.rels']", "not-a-workbook", "an archive of something else"),
      (
        "parts[sheet] = b'<!DOCTYPE x [<!ENTITY a \"aaaa\">]>' + parts[sheet].split(b'?>', 1)[1]", "not-a-workbook",
        "declares entities"
      ),
      ("parts[sheet] = parts[sheet].replace(b'>One<', b'>&unknown;<')", "not-a-workbook", "sheet1.xml"),
      (
        "parts[sheet] = parts[sheet].replace(b't=\"inlineStr\"><is><t>One</t></is>', b't=\"s\"><v>7</v>')",
        "not-a-workbook", "a text that is not there"
      ),
      (
        "parts['xl/workbook.xml'] = parts['xl/workbook.xml'].replace(b'name=\"Records\"', b'name=\"R\"').replace(b'rId1\"', b'rId2\"', 1)",
        "no-record-sheet", "no sheet names"
      ),
    ])
  func whatIsDamagedIsNamed(change: String, code: String, said: String) throws {
    let found = try #require(try failure(workbook(change)))
    #expect(found.code == code, "\(found.message)")
    #expect(found.message.contains(said), "\(found.message)")
    #expect(found.location?.file == "x")
  }

  /// What makes libxml2 slow: it compares each attribute with those before it, and looks for a prefix among all that
  /// are declared. The sheet and its rows lie within two elements, the first of which declares two namespaces.
  @Test(arguments: [
    ("'<x ' + ''.join(f' a{n}=\"\"' for n in range(256)) + '/>'", nil),
    ("'<x ' + ''.join(f' a{n}=\"\"' for n in range(257)) + '/>'", "more than 256 attributes"),
    ("'<x' + ''.join(f' xmlns:a{n}=\"u\"' for n in range(998)) + '/>'", nil),
    ("'<x' + ''.join(f' xmlns:a{n}=\"u\"' for n in range(999)) + '/>'", "more than 1000 namespaces"),
    ("('<x' + ''.join(f' xmlns:a{n}=\"u\"' for n in range(600)) + '/>') * 3", nil),
    ("'<x>' * 254 + '</x>' * 254", nil), ("'<x>' * 255 + '</x>' * 255", "more than 256 deep"),
    ("'<x a=\"' + 'a' * 60_000 + '\"/>'", nil), ("'<x a=\"' + 'a' * 200_000 + '\"/>'", "a tag of more than 65536"),
    ("'<x ' + ' '.join(f'a{n}=\"\"' for n in range(300_000)) + '/>'", "a tag of more than 65536"),
    ("'<!--' + 'a' * 60_000 + '-->'", nil),
  ])
  func markupThatTakesLongIsRefused(markup: String, said: String?) throws {
    let bytes = try workbook(
      "parts[sheet] = parts[sheet].replace(b'<sheetData>', b'<sheetData>' + (\(markup)).encode())")
    let read = try FormatSamples.read(bytes, with: XLSXImporter())
    if let said {
      #expect(read.failure?.code == "not-a-workbook" && read.failure?.message.contains(said) == true)
    } else {
      #expect(read.failure == nil && read.records.map(\.id) == ["one"], "\(read.failure?.message ?? "")")
    }
  }

  @Test func damageBehindTheFirstRowIsPlaced() throws {
    let bytes = try workbook(
      """
      rows = "".join(f'<row r="{row}"><c r="A{row}" t="str"><v>id-{row}</v></c></row>' for row in range(10, 910))
      parts[sheet] = parts[sheet].replace(b"</sheetData>", rows.encode() + b"<row><c></row></sheetData>")
      """)
    let read = try FormatSamples.read(bytes, with: XLSXImporter())
    #expect(read.failure?.location?.cell == "Records!A910")
    #expect(read.records.count >= 900)
  }

  @Test(arguments: [
    ("not a workbook at all", "the archive is damaged"), ("PK\u{3}\u{4}", "the archive is damaged"),
  ])
  func whatIsNoArchiveIsRefused(text: String, said: String) throws {
    let found = try #require(try failure(Array(text.utf8)))
    #expect(found.code == "not-a-workbook")
    #expect(found.message.contains(said), "\(found.message)")
  }

  @Test func aWorkbookWithAPasswordSaysSo() throws {
    let found = try #require(try failure([0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600)))
    #expect(found.message.contains("password"))
  }

  @Test func everyLengthOfAFileIsReadOrRefused() throws {
    let bytes = try workbook("")
    for length in stride(from: 0, to: bytes.count, by: bytes.count / 40) {
      #expect(try failure(Array(bytes.prefix(length))) != nil, "\(length)")
    }
  }

  @Test func changedBytesDoNoHarm() throws {
    let bytes = try workbook("share(b'<si><t>x</t></si>')")
    var random = SeededGenerator(seed: 5)
    for _ in 0..<150 {
      var changed = bytes
      for _ in 0..<3 {
        changed[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try FormatSamples.read(changed, with: XLSXImporter())
    }
  }

  @Test func aBombIsRefusedBeforeItIsUnpacked() throws {
    var limits = XLSXLimits()
    limits.ratioFrom = 1 << 20
    let blank = try workbook(
      "parts[sheet] = parts[sheet].replace(b'</sheetData>', b'</sheetData>' + b'<x/>' * 10_000_000)")
    #expect(blank.count < 200_000)
    let found = try #require(try failure(blank, limits: limits))
    #expect(found.code == "workbook-too-big")
    #expect(found.message.contains("400 times its size"), "\(found.message)")
    limits.ratioFrom = 1 << 30
    limits.partBytes = 1 << 20
    #expect(try failure(blank, limits: limits)?.message.contains("1048576 bytes") == true)
    limits.partBytes = 1 << 30
    limits.totalBytes = 1 << 20
    #expect(try failure(blank, limits: limits)?.message.contains("1048576 bytes") == true)
  }

  /// A limit, how it is set, and what makes a workbook come to `N`.
  struct Bound: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var limit: Int
    var set: @Sendable (inout XLSXLimits, Int) -> Void
    var change: String

    init(_ name: String, _ limit: Int, _ change: String, _ set: @escaping @Sendable (inout XLSXLimits, Int) -> Void) {
      testDescription = name
      self.limit = limit
      self.set = set
      self.change = change
    }
  }

  static let bounds: [Bound] = [
    Bound("shared texts", 100, "share(b'<si/>' * N)") { $0.sharedStrings = $1 },
    Bound("bytes of shared texts", 10_000, "share(b'<si><t>' + b'x' * N + b'</t></si>')") { $0.sharedStringBytes = $1 },
    Bound(
      "bytes of one shared text", 20_000,
      "share(b'<si>' + b'<r><t>xxxx</t></r>' * 4999 + b'<r><t>' + b'x' * (N - 19996) + b'</t></r></si>')"
    ) { $0.rowBytes = $1 },
    Bound("bytes of a row", 20_000, "add(b'<c r=\"A9\" t=\"str\"><v>' + b'x' * N + b'</v></c>')") { $0.rowBytes = $1 },
    Bound("parts", 40, "while len(parts) < N: parts[f'x{len(parts)}'] = b''") { $0.parts = $1 },
    Bound(
      "merged ranges", 10,
      "parts[sheet] = parts[sheet].replace(b'</sheetData>', b'</sheetData><mergeCells>' + b'<mergeCell ref=\"A3:A4\"/>' * N + b'</mergeCells>')"
    ) { $0.mergedRanges = $1 },
    Bound(
      "sheets", 9,
      "parts[book] = parts[book].replace(b'</sheets>', b'<sheet name=\"x\" r:id=\"rId1\" state=\"hidden\"/>' * (N - parts[book].count(b'<sheet ')) + b'</sheets>')"
    ) { $0.sheets = $1 },
    Bound("columns", 500, "add(b'<c r=\"S' + bytes([70 + N - 500]) + b'9\"><v>1</v></c>')") { $0.columns = $1 },
    Bound("cells", 500, "add(b'<c r=\"A9\"><v>1</v></c>' * N)") { $0.columns = $1 },
    Bound(
      "formats", 50,
      "parts['xl/styles.xml'] = b'<styleSheet><cellXfs>' + b'<xf numFmtId=\"0\"/>' * N + b'</cellXfs></styleSheet>'"
    ) { $0.formats = $1 },
    Bound(
      "formats of its own", 50,
      "parts['xl/styles.xml'] = b'<styleSheet><numFmts>' + b''.join(b'<numFmt numFmtId=\"%d\" formatCode=\"yyyy\"/>' % (200 + n) for n in range(N)) + b'</numFmts></styleSheet>'"
    ) { $0.formats = $1 },
    Bound("bytes of a part", 1 << 20, "parts[sheet] += b' ' * (N - len(parts[sheet]))") { $0.partBytes = $1 },
  ]

  @Test(arguments: bounds) func everythingThatIsKeptHasALimit(bound: Bound) throws {
    var limits = XLSXLimits()
    bound.set(&limits, bound.limit)
    let head = """
      book = "xl/workbook.xml"
      def add(cells):
        parts[sheet] = parts[sheet].replace(b'</sheetData>', b'<row r="9">' + cells + b'</row></sheetData>')

      """
    for count in [bound.limit - 1, bound.limit] {
      let found = try failure(workbook(head + "N = \(count)\n" + bound.change), limits: limits)
      #expect(found == nil, "\(count): \(found?.message ?? "")")
    }
    let found = try failure(workbook(head + "N = \(bound.limit + 1)\n" + bound.change), limits: limits)
    #expect(found?.code == "workbook-too-big", "\(found?.message ?? "read")")
  }

  @Test func aFileHasALimit() throws {
    let bytes = try workbook("")
    var limits = XLSXLimits()
    limits.fileBytes = bytes.count
    #expect(try failure(bytes, limits: limits) == nil)
    limits.fileBytes -= 1
    #expect(try failure(bytes, limits: limits)?.code == "workbook-too-big")
  }

  @Test func longTextsHaveALimit() throws {
    var record = Record()
    record.id = "long"
    record.overview = LocalizedText(String(repeating: "word ", count: 16_000) + "end", language: "en")
    let bytes = try FormatSamples.export([record], with: XLSXExporter())
    var limits = XLSXLimits()
    limits.longTextBytes = 80_003
    #expect(try failure(bytes, limits: limits) == nil)
    limits.longTextBytes = 40_000
    #expect(try failure(bytes, limits: limits)?.code == "workbook-too-big")
  }

  @Test func moreRecordsThanAllowedEndTheImport() throws {
    let records = (0..<3).map { number in
      var record = Record()
      record.id = "record-\(number)"
      record.kind = .practice
      return record
    }
    let bytes = try FormatSamples.export(records, with: XLSXExporter())
    let read = try FormatSamples.read(bytes, with: XLSXImporter(), limit: 2)
    #expect(read.records.count == 2)
    #expect(read.failure?.code == "too-many-records")
  }

  @Test func recognisesWorkbooks() throws {
    let bytes = try workbook("")
    let importer = XLSXImporter()
    #expect(importer.confidence(in: bytes.span.bytes, named: nil).percent == 95)
    let other: [UInt8] = Array("PK\u{3}\u{4}something".utf8)
    #expect(importer.confidence(in: other.span.bytes, named: "x.zip") == .none)
    #expect(importer.confidence(in: other.span.bytes, named: "x.XLSX").percent == 70)
    let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0, 0]
    #expect(importer.confidence(in: old.span.bytes, named: "x.xls") == .likely)
    #expect(importer.confidence(in: old.span.bytes, named: "x.doc") == .none)
  }
}
