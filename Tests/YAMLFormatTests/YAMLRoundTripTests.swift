import CatalogueModel
import CataloguePlugins
import SourceTree
import TestSupport
import Testing
import YAMLFormat

/// What goes out as YAML comes back as it was, and other readers read it alike.
@Suite struct YAMLRoundTripTests {
  @Test func everyBundledRecordComesBackEqual() throws {
    let records = try FormatSamples.bundled()
    try #require(records.count >= 30)
    let read = try FormatSamples.read(try FormatSamples.export(records, with: YAMLExporter()), with: YAMLImporter())
    #expect(read.failure == nil)
    #expect(read.records == records)
    #expect(!read.findings.contains { $0.hasPrefix("yaml") })
  }

  @Test func hostileTextsComeBackEqual() throws {
    for (number, text) in FormatSamples.hostileTexts.enumerated() {
      let record = FormatSamples.hostile(text, number: number)
      let bytes = try FormatSamples.export([record, record], with: YAMLExporter())
      let read = try FormatSamples.read(bytes, with: YAMLImporter(), inPiecesOf: 1000)
      #expect(read.records == [record, record], "\(text)")
    }
  }

  @Test func theSameRecordsGiveTheSameBytes() throws {
    let records = try FormatSamples.bundled()
    #expect(
      try FormatSamples.export(records, with: YAMLExporter()) == FormatSamples.export(records, with: YAMLExporter()))
  }

  @Test func anEmptyCatalogueIsAnEmptyStream() throws {
    #expect(try FormatSamples.export([], with: YAMLExporter()).isEmpty)
    #expect(try FormatSamples.read("", with: YAMLImporter()).drafts.isEmpty)
  }

  @Test func everyDocumentBeginsWithAMarker() throws {
    let records = try FormatSamples.bundled()
    let text = String(decoding: try FormatSamples.export(records, with: YAMLExporter()), as: UTF8.self)
    #expect(text.split(separator: "\n").count { $0 == "---" } == records.count)
    #expect(text.hasPrefix("---\nid: "))
  }

  @Test func pythonReadsTheSame() throws {
    let records = try FormatSamples.bundled()
    let program = """
      import sys, yaml
      documents = list(yaml.safe_load_all(open(sys.argv[1], encoding="utf-8")))
      print(len(documents))
      for d in documents:
        print(d["id"], len(d["title"]) if isinstance(d["title"], dict) else 1, len(d.get("outputs", [])))
      """
    guard
      try FormatSamples.python("import importlib.util as u; print(u.find_spec('yaml') is not None)", on: []) == ["True"]
    else {
      return
    }
    let lines = try FormatSamples.python(program, on: try FormatSamples.export(records, with: YAMLExporter()))
    #expect(
      lines == ["\(records.count)"] + records.map { "\($0.id ?? "") \($0.title.entries.count) \($0.outputs.count)" })
  }

  @Test func declaresEveryFieldUnderItsName() {
    let fidelity = YAMLExporter().fidelity
    for field in Record.fields where field.description.name != "contact" {
      #expect(fidelity[field.description.name] == .carried(at: field.description.name))
    }
  }
}
