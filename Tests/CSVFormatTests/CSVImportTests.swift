@testable import CSVFormat
import CatalogueModel
import CataloguePlugins
import DelimitedText
import RecordTable
import SourceTree
import TestSupport
import Testing

/// Reading tables from anywhere, and naming cells in them.
@Suite struct CSVImportTests {
  private func read(_ text: String, inPiecesOf size: Int = 1 << 16) throws -> FormatSamples.Import {
    try FormatSamples.read(text, with: CSVImporter(), inPiecesOf: size)
  }

  @Test(arguments: [",", ";", "\t"], ["\n", "\r\n", "\r"]) func readsEverySeparatorAndLineEnd(
    separator: String, end: String
  ) throws {
    let rows = [
      ["kind", "title.fr", "id", "countries", "created"], ["practice", "\"un,;\(end)deux\"", "a", "FR | PT", "2006"],
      ["", "", "b", "", ""],
    ]
    for mark in ["", "\u{FEFF}"] {
      for last in ["", end] {
        let text = mark + rows.map { $0.joined(separator: separator) }.joined(separator: end) + last
        for size in [1, 2, 1000] {
          let found = try read(text, inPiecesOf: size)
          #expect(found.records.map(\.id) == ["a", "b"])
          #expect(found.records.first?.title["fr"] == "un,;\(end)deux")
          #expect(found.records.first?.countries == ["FR", "PT"])
          #expect(found.findings.isEmpty)
        }
      }
    }
  }

  @Test func ofVeryManyColumnsWithoutAFieldNotAllAreTold() throws {
    let names = ["id", "kind"] + (0..<20_000).map { "column number \($0)" } + (0..<20_000).map { "x_\($0)" }
    var findings: [Diagnostic] = []
    let time = try ThreadTime.measure {
      findings = try read(names.joined(separator: ",") + "\na,practice\n").drafts.flatMap(\.diagnostics)
    }
    findings.removeAll { $0.code != "unknown-field" }
    #expect(findings.count == 101)
    #expect(findings.last?.message.hasPrefix("19900 more columns") == true)
    #expect(time < .seconds(60), "\(time)")
  }

  @Test func columnsMayStandInAnyOrder() throws {
    let records = try FormatSamples.bundled()
    let shuffled = try FormatSamples.python(
      """
      import sys, csv, random
      csv.field_size_limit(10**9)
      rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
      order = list(range(len(rows[0]))); random.Random(7).shuffle(order)
      csv.writer(sys.stdout, delimiter=";").writerows([[r[i].replace("\\r\\n", "\\n") for i in order] for r in rows])
      """, on: try FormatSamples.export(records, with: CSVExporter()))
    // The helper gives lines; blank lines within texts are lost, so only short values are compared.
    let found = try read(shuffled.joined(separator: "\n"))
    #expect(found.failure == nil)
    #expect(found.records.map(\.id) == records.map(\.id))
    #expect(found.records.map(\.title) == records.map(\.title))
    #expect(found.records.map(\.targetGroups) == records.map(\.targetGroups))
    #expect(found.records.map(\.sources) == records.map(\.sources))
  }

  @Test func findingsNameTheCellAndTheLine() throws {
    let text =
      "id,created,title.en,target_groups,outputs\r\n"
      + "a,2006,\"two\r\nlines\",smes-only,\r\n\r\n"
      + "b,soon,\"é\",smes-only | SMEs onyl,\"[{\"\"value\"\": \"\"many\"\"}]\"\r\n"
    for size in [1, 5, 1000] {
      let found = try read(text, inPiecesOf: size)
      #expect(
        found.findings == ["bad-date@5 B4 (created)", "unknown-term@5 D4 (target_groups)", "bad-number@5 E4 (outputs)"])
      let finding = try #require(found.drafts.last?.diagnostics.first)
      #expect(finding.field == "created")
      #expect(finding.fix == nil)
      let range = try #require(finding.location?.byteRange)
      #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == "soon")
      let outputs = try #require(found.drafts.last?.diagnostics.last?.location?.byteRange)
      #expect(Array(text.utf8)[outputs].first == 0x22)
      #expect(DiagnosticRenderer().render(finding).hasPrefix("x:5: B4 (created): error: \"soon\" is no date"))
    }
  }

  @Test func unknownColumnsAreReportedOnceAndKept() throws {
    let found = try read("\u{FEFF}id,titel.en,colour,x_shelf,\na,One,red,7,\nb,,,,\nc,Three,'=2,,,\n")
    #expect(found.findings == ["unknown-field@1 B1", "unknown-field@1 C1"])
    #expect(found.drafts.first?.tree == nil)
    #expect(found.drafts.first?.diagnostics.first?.message.contains("did you mean \"title.en\"") == true)
    #expect(found.drafts.first?.diagnostics.first?.location?.byteRange == 6..<14)
    #expect(found.records.map(\.id) == ["a", "b", "c"])
    #expect(found.drafts.map { $0.unplaced.map(\.value.scalarText) } == [[], ["One", "red"], [], ["Three", "=2"]])
    #expect(found.drafts[1].unplaced.map(\.location?.cell) == ["B2 (titel.en)", "C2 (colour)"])
    #expect(found.records[0].extras == [DataValue.Entry("x_shelf", .plain("7"))])
  }

  @Test func cellsBehindTheLastColumnAreReportedAndKept() throws {
    let found = try read("id,kind,\na,practice,,,\nb,practice,note,,more\n")
    #expect(found.findings == ["not-placed@3 C3", "not-placed@3 E3"])
    #expect(found.drafts.last?.unplaced.map(\.value.scalarText) == ["note", "more"])
    #expect(found.records.map(\.kind) == [.practice, .practice])
  }

  @Test func shortAndEmptyRowsAreFine() throws {
    let found = try read("id,kind,title.en\n\na\n,,\n  \nb,practice\n,,Only a title")
    #expect(found.records.map(\.id) == ["a", "b", nil])
    #expect(found.findings.isEmpty)
  }

  @Test func plainTitlesAreInTheLanguageOfTheRow() throws {
    let found = try read("id,title,language\na,Un,fr\nb,One,\n")
    #expect(found.records.map(\.title) == [LocalizedText("Un", language: "fr"), LocalizedText("One", language: "en")])
  }

  @Test func twoTextsInOneLanguageAreReported() throws {
    let found = try read("id,title.en,title.*\na,One,\"{\"\"en\"\": \"\"Two\"\", \"\"et\"\": \"\"Üks\"\"}\"\n")
    #expect(found.findings == ["duplicate-key@2 C2 (title.*)"])
    #expect(found.records.first?.title.entries.map(\.language) == ["en", "en", "et"])
  }

  @Test func spreadsheetsMayShoutTheirBooleans() throws {
    let found = try read("id,active\na,TRUE\nb,FALSE\nc,false\nd,yes\n")
    #expect(found.records.map(\.active) == [true, false, false, true])
    #expect(found.findings == ["bad-boolean@5 B5 (active)"])
    #expect(found.drafts[3].diagnostics.allSatisfy { $0.severity == .note })
  }

  @Test func badJSONIsReportedAtItsCellAndKept() throws {
    let found = try read(
      """
      id,cofinancing,outputs,title.*
      a,50 percent,"[{""value"" 1}]","[1]"
      b,"{""summry"":""x""}",{},
      """)
    #expect(
      found.findings == [
        "json-syntax@2 B2 (cofinancing)", "json-syntax@2 C2 (outputs)", "expected-group@2 D2 (title.*)",
        "unknown-field@3 B3 (cofinancing)", "expected-list@3 C3 (outputs)",
      ])
    #expect(found.drafts[0].unplaced.map(\.value.scalarText) == ["50 percent", "[{\"value\" 1}]", "[1]"])
    #expect(found.drafts[0].diagnostics[1].message.contains("character 11 of the cell"))
    #expect(
      found.drafts[0].record
        == {
          var record = Record(); record.id = "a"; return record
        }())
  }

  @Test func aBadlyQuotedRowDoesNotHideTheOthers() throws {
    let text = "id,title.en\na,The \"best\" voucher\nb,\"ok\" no\nc,\"fine, \"\"really\"\"\"\nd,x\n"
    for size in [1, 3, 1000] {
      let found = try read(text, inPiecesOf: size)
      #expect(found.records.map(\.id) == ["c", "d"])
      #expect(found.findings == ["csv-quotes@2 B2 (title.en)", "csv-quotes@3 B3 (title.en)"])
      #expect(found.records.first?.title["en"] == "fine, \"really\"")
    }
  }

  @Test(arguments: ["\n", "\r\n"]) func anUnclosedQuoteDoesNotHideTheOthers(end: String) throws {
    let text = ["id,title.en", "a,\"open", "b,x", "c,y\"", "d,\"z\"", "e,\"open again", "f,w"].joined(separator: end)
    for size in [1, 3, 1000] {
      let found = try read(text, inPiecesOf: size)
      #expect(found.findings.first == "csv-quotes@2 B2 (title.en)" || found.records.first?.id == "a")
      #expect(found.records.last?.id == "f")
      #expect(found.records.contains { $0.id == "d" })
      #expect(found.findings.last == "csv-quotes@6 B\(found.findings.count > 1 ? "6" : "4") (title.en)")
    }
  }

  @Test func theRestOfABrokenCellIsNoRow() throws {
    let text = "id,title.en,aim.en\na,x,\"He said \"no\".\n\nThen he left,\nand came back.\nThe end.\"\nb,y,z\nc\n"
    let found = try read(text)
    #expect(found.records.map(\.id) == ["b", "c"])
    #expect(found.findings == ["csv-quotes@2 C2 (aim.en)", "csv-quotes@6 A6 (id)"])
    #expect(
      found.drafts.first?.diagnostics.first?.notes.map(\.message) == [
        "lines 4 to 5 were passed over with it, for want of a cell under each column"
      ])
  }

  @Test func aRowThatIsTooLargeDoesNotHideTheOthers() throws {
    let long = String(repeating: "x", count: 3 << 20)
    let lines = String(repeating: "a line of a text that goes on for long enough to fill the limit\n", count: 20_000)
    let found = try read("id,title.en\na,one\nb,\(long)\nc,\"\(lines)d,two\n")
    #expect(found.records.map(\.id) == ["a", "d"])
    #expect(found.findings == ["document-too-large@3:1", "csv-quotes@4 B4 (title.en)"])
  }

  @Test func aRowTakesAMegabyte() throws {
    func found(_ bytes: Int) throws -> [String] {
      let cell = bytes / 8
      let row = "a" + (0..<8).map { _ in "," + String(repeating: "x", count: cell) }.joined()
      let text =
        row.utf8.count < bytes
        ? row + String(repeating: "y", count: bytes - row.utf8.count) : String(row.utf8.prefix(bytes)) ?? ""
      return try read("id," + (1...8).map { "x_\($0)" }.joined(separator: ",") + "\n" + text + "\n").findings
    }
    #expect(try found(CSVReader.byteLimit - 1) == [])
    #expect(try found(CSVReader.byteLimit) == [])
    // A row is measured whenever a piece of the input has been read.
    #expect(try found(CSVReader.byteLimit + (2 << 16)) == ["document-too-large@2:1"])
  }

  @Test(arguments: [
    ("id,kind,title.en,kind\na,b,c,d", "table-header@1 D1"), ("name,colour\na,b", "table-header@1:1"),
    ("id,\"kind\n", "table-header@1:1"),
    ("<html>\n<body>", "table-header@1:1"), ("\n\n1,2\n", "table-header@3:1"),
  ]) func aHeaderThatCannotBeReadEndsTheImport(text: String, finding: String) throws {
    let found = try read(text)
    #expect(found.drafts.isEmpty)
    #expect(found.findings == [finding])
  }

  @Test func badBytesAreReportedAtTheirCell() throws {
    let bytes = Array("id,title.en,aim.en\na,caf".utf8) + [0xE9] + Array(",\"bell \u{7}\"\nb,ok,\n".utf8)
    let found = try FormatSamples.read(bytes, with: CSVImporter())
    #expect(found.findings == ["bad-utf-8@2 B2 (title.en)", "control-character@2 C2 (aim.en)"])
    #expect(found.records.map(\.id) == ["a", "b"])
    // A text that has lost a letter is kept aside, not taken for what the partner wrote.
    #expect(found.records[0].title.isEmpty)
    #expect(found.drafts[0].unplaced.map(\.value.scalarText) == ["caf "])
    #expect(found.drafts[0].returned?.empty.contains(1) == false)
    #expect(try FormatSamples.read([0xFF, 0xFE, 0x69, 0, 0x0A, 0], with: CSVImporter()).failure?.code == "utf-16")
    #expect(try FormatSamples.read("", with: CSVImporter()).drafts.isEmpty)
  }

  @Test func moreRecordsThanAllowedEndTheImport() throws {
    let found = try FormatSamples.read(Array("id\na\n\nb\n".utf8), with: CSVImporter(), limit: 1)
    #expect(found.records.map(\.id) == ["a"])
    #expect(found.findings == ["too-many-records@4:1"])
  }

  private static let rules = TableRules.all + CSVRules.all + [ImportRules.repeatedRecord]

  @Test(arguments: Self.rules.map(\.code)) func findsTheExamplesOfItsRules(code: String) throws {
    let rule = try #require(Self.rules.first { $0.code == code })
    let bad = MarkedText(rule.bad)
    let found = try read(bad.text)
    let findings = found.drafts.flatMap(\.diagnostics) + [found.failure].compactMap(\.self)
    #expect(findings.contains { $0.code == code && $0.location?.byteRange?.lowerBound == bad.offset }, "\(findings)")
    #expect(try read(rule.good).findings.isEmpty)
  }

  @Test(
    arguments: [
      ("id,kind\na,b", nil, 85), ("\u{FEFF}kind;x;title.fr", "x.csv", 95), ("\"title.en\"\t\"aim.*\"\r\n", nil, 85),
      ("id,name", nil, 0), ("a,b\n1,2", "x.csv", 10), ("id", nil, 0), ("id: a, kind: b", nil, 0),
      ("{\"id\": 1}", "x.csv", 0),
      ("<html>", "x.csv", 0), ("", "x.csv", 0), ("id,kind\u{0}", "x.csv", 0),
    ] as [(String, String?, Int)])
  func recognisesTables(text: String, name: String?, percent: Int) {
    #expect(FormatSamples.confidence(CSVImporter(), text, named: name) == percent)
  }

  @Test func anyBytesAreReadOrRefusedWithoutHarm() throws {
    var random = SeededGenerator(seed: 11)
    let pieces = ["\"", "\"\"", ",", ";", "\n", "\r", "\r\n", " ", "x", "é", "'", "=", "{\"a\":1}", "|", "\\", "\t"]
    for _ in 0..<2000 {
      let body = (0..<Int.random(in: 0..<25, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      let text = "id,title.en,outputs,countries\n" + body
      let whole = try read(text)
      let single = try read(text, inPiecesOf: 1)
      #expect(whole.findings == single.findings, "\(body.debugDescription)")
      #expect(whole.drafts.map(\.record) == single.drafts.map(\.record), "\(body.debugDescription)")
    }
  }
}
