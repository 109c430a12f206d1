import CatalogueModel
import CataloguePlugins
import JSONFormat
import SourceTree
import TestSupport
import Testing

/// What goes out as JSON comes back as it was, and other readers read it alike.
@Suite struct JSONRoundTripTests {
  static let formats: [(any Exporter & Sendable, any Importer & Sendable)] = [
    (JSONExporter(), JSONImporter()), (JSONLinesExporter(), JSONLinesImporter()),
  ]

  @Test(arguments: 0...1) func everyBundledRecordComesBackEqual(format: Int) throws {
    let (exporter, importer) = Self.formats[format]
    let records = try FormatSamples.bundled()
    try #require(records.count >= 30)
    let read = try FormatSamples.read(try FormatSamples.export(records, with: exporter), with: importer)
    #expect(read.records == records)
    #expect(read.drafts.count == records.count)
    #expect(read.failure == nil)
  }

  @Test(arguments: 0...1) func hostileTextsComeBackEqual(format: Int) throws {
    let (exporter, importer) = Self.formats[format]
    let records = FormatSamples.hostileTexts.enumerated().map { FormatSamples.hostile($1, number: $0) }
    let bytes = try FormatSamples.export(records, with: exporter)
    for size in [7, 1 << 16] {
      let read = try FormatSamples.read(bytes, with: importer, inPiecesOf: size)
      #expect(read.records == records)
    }
  }

  @Test(arguments: 0...1) func theSameRecordsGiveTheSameBytes(format: Int) throws {
    let records = try FormatSamples.bundled()
    let exporter = Self.formats[format].0
    #expect(try FormatSamples.export(records, with: exporter) == FormatSamples.export(records, with: exporter))
  }

  @Test(arguments: 0...1) func anEmptyCatalogueHoldsNoRecords(format: Int) throws {
    let (exporter, importer) = Self.formats[format]
    let read = try FormatSamples.read(try FormatSamples.export([], with: exporter), with: importer)
    #expect(read.drafts.isEmpty)
    #expect(read.failure == nil)
  }

  @Test func pythonReadsTheCatalogueAndItsRecords() throws {
    let records = try FormatSamples.bundled()
    let program = """
      import sys, json
      data = json.load(open(sys.argv[1], encoding="utf-8"))
      print(list(data), list(data["catalogue"]), data["catalogue"]["as_of"], data["catalogue"]["title"]["fr"][:12])
      for r in data["records"]:
        figures = sum(o.get("value", 0) for o in r.get("outputs", []))
        print(r["id"], list(r["title"]), figures > 0, type(r["overview"]).__name__)
      """
    let lines = try FormatSamples.python(program, on: try FormatSamples.export(records, with: JSONExporter()))
    #expect(
      lines.first
        == "['catalogue', 'records'] ['title', 'publisher', 'base_uri', 'languages', 'licence', 'as_of'] 2026-11-20 "
        + "KT Catalogue"
    )
    #expect(
      lines.dropFirst().elementsEqual(
        records.map { record in
          let languages = record.title.entries.map { "'\($0.language)'" }.joined(separator: ", ")
          let hasFigure = record.outputs.contains {
            $0.value.map { !$0.description.hasPrefix("-") && $0.description != "0" } ?? false
          }
          return "\(record.id ?? "") [\(languages)] \(hasFigure ? "True" : "False") dict"
        }))
  }

  @Test func pythonReadsEveryLine() throws {
    let records = try FormatSamples.bundled()
    let program = "import sys, json\nfor l in open(sys.argv[1], encoding='utf-8'): print(json.loads(l)['id'])"
    let lines = try FormatSamples.python(program, on: try FormatSamples.export(records, with: JSONLinesExporter()))
    #expect(lines == records.compactMap(\.id))
  }

  @Test func declaresWhereEachFieldIs() {
    #expect(JSONExporter().fidelity["title"] == .carried(at: "records[].title"))
    #expect(JSONLinesExporter().fidelity["outputs.source"] == .carried(at: "outputs"))
    #expect(JSONExporter().fidelity["submitted.by"] != JSONExporter().fidelity["submitted"])
  }
}
