@testable import CSVFormat
import CatalogueModel
import CataloguePlugins
import DelimitedText
import RecordTable
import SourceTree
import TestSupport
import Testing

/// What goes out as a table comes back as it was, and other readers read it alike.
@Suite struct CSVRoundTripTests {
  @Test func everyBundledRecordComesBackEqual() throws {
    let records = try FormatSamples.bundled()
    try #require(records.count >= 30)
    let read = try FormatSamples.read(try FormatSamples.export(records, with: CSVExporter()), with: CSVImporter())
    #expect(read.failure == nil)
    #expect(read.drafts.count == records.count)
    for (before, after) in zip(records, read.records) { #expect(before == after) }
    #expect(read.drafts.allSatisfy { $0.unplaced.isEmpty })
  }

  @Test func hostileTextsComeBackEqual() throws {
    let records = FormatSamples.hostileTexts.enumerated().map { FormatSamples.hostile($1, number: $0) }
    let bytes = try FormatSamples.export(records, with: CSVExporter())
    for size in [1, 1000, 1 << 16] {
      let read = try FormatSamples.read(bytes, with: CSVImporter(), inPiecesOf: size)
      #expect(read.records.count == records.count)
      for (before, after) in zip(records, read.records) { #expect(before == after) }
      #expect(read.failure == nil)
    }
  }

  @Test func languagesKeepTheirOrder() throws {
    let orders = [
      ["fr", "en"], ["en", "fr", "de"], ["mt", "en", "sv", "de"], ["en", "mt"], ["sv"], ["pt", "lt", "ro", "en"],
      ["mt", "fr"],
    ]
    for language in ["en", "fr", nil] {
      let records = orders.enumerated().map { number, order in
        var record = Record()
        record.id = "order-\(number)"
        record.language = language
        record.title = LocalizedText(order.map { .init($0, "title in \($0)") })
        return record
      }
      let bytes = try FormatSamples.export(records, with: CSVExporter())
      #expect(try FormatSamples.read(bytes, with: CSVImporter()).records == records)
    }
  }

  @Test func theUsualOrderNeedsNoOtherLanguages() throws {
    var record = Record()
    record.language = "fr"
    record.title = LocalizedText([.init("fr", "un"), .init("de", "eins"), .init("en", "one")])
    let text = String(decoding: try FormatSamples.export([record], with: CSVExporter()), as: UTF8.self)
    #expect(!text.contains("null"))
    record.title.entries.reverse()
    let other = String(decoding: try FormatSamples.export([record], with: CSVExporter()), as: UTF8.self)
    #expect(other.contains(#""{""en"":null,""de"":null,""fr"":null}""#))
  }

  @Test func theSameRecordsGiveTheSameBytes() throws {
    let records = try FormatSamples.bundled()
    #expect(
      try FormatSamples.export(records, with: CSVExporter()) == FormatSamples.export(records, with: CSVExporter()))
  }

  @Test func anEmptyCatalogueIsAHeader() throws {
    let bytes = try FormatSamples.export([], with: CSVExporter())
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
    #expect(
      text.hasPrefix("id,kind,title.en,title.fr,title.de,title.pt,title.lt,title.ro,title.*,also_known_as,language,"))
    #expect(text.hasSuffix("reviewed,licence\r\n"))
    let read = try FormatSamples.read(bytes, with: CSVImporter())
    #expect(read.drafts.isEmpty)
    #expect(read.failure == nil)
  }

  @Test func pythonReadsTheSameCells() throws {
    let hostile = FormatSamples.hostileTexts.enumerated().map { FormatSamples.hostile($1, number: $0) }
    let records = try FormatSamples.bundled() + hostile
    let program = """
      import sys, csv, json
      csv.field_size_limit(10**9)
      rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline=""), strict=True))
      print(len(rows), len(rows[0]), all(None not in r and None not in r.values() for r in rows))
      for r in rows:
        outputs = json.loads(r["outputs"]) if r["outputs"] else []
        others = json.loads(r["title.*"]) if r["title.*"] else {}
        danger = any(c[:1] in ("=", "+", "-", "@", "\\t", "\\r") for c in r.values())
        cells = [r["id"], r["countries"], r["active"], r["created"], len(r["title.en"]), len(outputs), danger]
        print(*cells, *[k for k, v in others.items() if v])
      """
    let lines = try FormatSamples.python(program, on: try FormatSamples.export(records, with: CSVExporter()))
    let columns = TableColumn.all(languages: try Fixtures.exportContext().languages).count
    #expect(lines.first == "\(records.count) \(columns) True")
    for (record, line) in zip(records, lines.dropFirst()) {
      let title = record.title["en"] ?? ""
      let isGuarded = ["=", "+", "-", "@", "'=", "''", "'-"].contains { title.hasPrefix($0) }
      let guardLength = title.unicodeScalars.count + (isGuarded ? 1 : 0)
      let others = record.title.entries.map(\.language).filter { !["en", "fr", "de", "pt", "lt", "ro"].contains($0) }
      var words = [record.id ?? "", record.countries.joined(separator: " | ")]
      words += [record.active.map { "\($0)" } ?? "", record.created?.description ?? ""]
      words += ["\(guardLength)", "\(record.outputs.count)", "False"] + others
      #expect(line == words.joined(separator: " "))
    }
    #expect(lines.count == records.count + 1)
  }

  @Test func declaresTheColumnOfEachField() {
    let fidelity = CSVExporter().fidelity
    #expect(fidelity["title"] == .carried(at: "title.<language>"))
    #expect(fidelity["overview"] == .carried(at: "overview.<language>"))
    #expect(fidelity["outputs.value"] == .carried(at: "outputs"))
    #expect(fidelity["countries"] == .carried(at: "countries"))
  }
}
