import CatalogueModel
import CataloguePlugins
import JSONDocument
import JSONFormat
import SourceTree
import TestSupport
import Testing

/// Reading JSON from anywhere, and naming places in it.
@Suite struct JSONImportTests {
  @Test func readsACatalogueAListAndOneRecord() throws {
    for text in ["{\"records\": [{\"id\": \"a\"}]}", "[{\"id\": \"a\"}]", "{\"id\": \"a\"}"] {
      #expect(try FormatSamples.read(text, with: JSONImporter()).records.map(\.id) == ["a"])
    }
  }

  @Test(arguments: [1, 5, 16], [[0xFF, 0xFF], [0xE2, 0x82, 0x22], [0xC3, 0x22], [0xF0, 0x9F, 0x92]] as [[UInt8]])
  func anotherEncodingIsToldAlikeWhateverThePieces(size: Int, wrong: [UInt8]) throws {
    let bytes = Array("[{\"id\": \"a\",\n \"title\": \"".utf8) + wrong + Array("\"}]".utf8)
    let whole = try FormatSamples.read(bytes, with: JSONImporter())
    let read = try FormatSamples.read(bytes, with: JSONImporter(), inPiecesOf: size)
    #expect(whole.findings == ["bad-utf-8@2:12"])
    #expect(read.failure?.message == whole.failure?.message && read.findings == whole.findings)
    #expect(read.drafts.flatMap(\.diagnostics).map(\.message) == whole.drafts.flatMap(\.diagnostics).map(\.message))
  }

  @Test func reportsWhatLiesOutsideTheRecords() throws {
    let read = try FormatSamples.read(
      "{\"catalogue\": {},\n \"next\": [1], \"records\": [{\"id\": \"a\"}],\n \"total\": 1}", with: JSONImporter())
    #expect(read.records.count == 1)
    #expect(read.findings == ["not-placed@2:2", "not-placed@3:2"])
  }

  @Test func findingsStandAtTheirPlace() throws {
    let text =
      #"""
      {"records": [
        {"id": "a", "tilte": {"en": "x"}},
        {"id": "b", "created": "soon",
         "outputs": [{"value": "many"}], "id": "c", "aim": "x\u0007"}]}
      """#
    for size in [1, 10, 1 << 16] {
      let read = try FormatSamples.read(text, with: JSONImporter(), inPiecesOf: size)
      #expect(
        read.findings == [
          "unknown-field@2:15", "control-character@4:54", "duplicate-key@4:36", "bad-date@3:26", "bad-number@4:26",
        ])
    }
  }

  @Test func keepsTheRecordsBeforeAFault() throws {
    let read = try FormatSamples.read("[{\"id\": \"a\"},\n {\"id\": \"b\"},\n {\"id\" \"c\"}]", with: JSONImporter())
    #expect(read.records.map(\.id) == ["a", "b"])
    #expect(read.failure?.code == "json-syntax")
    #expect(read.findings == ["json-syntax@3:8"])
  }

  @Test func oneRecordThatIsTooLargeDoesNotHideTheOthers() throws {
    let long = String(repeating: "\"0123456789\",", count: 100_000)
    let read = try FormatSamples.read("[{\"id\": \"a\"},{\"x\": [\(long)1]},{\"id\": \"b\"}]", with: JSONImporter())
    #expect(read.records.map(\.id) == ["a", "b"])
    #expect(read.findings == ["document-too-large@1:14"])
  }

  @Test func whatIsNoRecordIsReported() throws {
    #expect(
      try FormatSamples.read("[1, [], \"x\"]", with: JSONImporter()).findings.allSatisfy {
        $0.hasPrefix("expected-group")
      })
    #expect(try FormatSamples.read("", with: JSONImporter()).drafts.isEmpty)
    #expect(try FormatSamples.read([0xFF, 0xFE, 0x7B, 0], with: JSONImporter()).failure?.code == "utf-16")
    #expect(try FormatSamples.read("id: a", with: JSONImporter()).failure?.code == "json-syntax")
  }

  @Test func moreRecordsThanAllowedEndTheImport() throws {
    let json = try FormatSamples.read(Array("[{\"id\":\"a\"},\n{\"id\":\"b\"}]".utf8), with: JSONImporter(), limit: 1)
    #expect(json.records.count == 1)
    #expect(json.findings == ["too-many-records@2:1"])
    let lines = try FormatSamples.read(
      Array("{\"id\":\"a\"}\n{\"id\":\"b\"}".utf8), with: JSONLinesImporter(), limit: 1)
    #expect(lines.records.count == 1)
    #expect(lines.findings == ["too-many-records@2"])
  }

  @Test(arguments: JSONRules.all.map(\.code)) func findsTheExamplesOfItsRules(code: String) throws {
    let rule = try #require(JSONRules.all.first { $0.code == code })
    let bad = MarkedText(rule.bad)
    let read = try FormatSamples.read(bad.text, with: JSONImporter())
    let findings = read.drafts.flatMap(\.diagnostics) + [read.failure].compactMap(\.self)
    #expect(findings.contains { $0.code == code && $0.location?.byteRange?.lowerBound == bad.offset }, "\(findings)")
    let good = try FormatSamples.read(rule.good, with: JSONImporter())
    #expect(good.failure == nil)
    #expect(good.findings.isEmpty)
  }
}

/// Reading JSON Lines.
@Suite struct JSONLinesImportTests {
  @Test func oneBadLineDoesNotHideTheOthers() throws {
    let long = "{\"aim\": \"" + String(repeating: "x", count: 1 << 20) + "\"}"
    let text =
      "\u{FEFF}{\"id\": \"a\"}\r\n\n{\"id\": \"b\"\n[1]\n{\"records\": [{\"id\": \"z\"}]}\n\(long)\n{\"id\": \"c\"} x\n"
      + "  {\"id\": \"d\", \"created\": \"soon\"}"
    for size in [1000, 1 << 16] {
      let read = try FormatSamples.read(text, with: JSONLinesImporter(), inPiecesOf: size)
      #expect(read.records.compactMap(\.id) == ["a", "d"])
      #expect(
        read.findings == [
          "json-syntax@3:10", "expected-group@4:1", "unknown-field@5:2", "document-too-large@6", "json-syntax@7:13",
          "bad-date@8:26",
        ])
      let range = try #require(read.drafts.last?.diagnostics.first?.location?.byteRange)
      #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == "\"soon\"")
    }
  }

  @Test func piecesOfEverySizeGiveTheSame() throws {
    let text = "{\"id\": \"é\"}\r\n\n{\"id\": 1,}\n{\"x\": \"y\"}\n"
    let whole = try FormatSamples.read(text, with: JSONLinesImporter())
    for size in 1...text.utf8.count {
      #expect(try FormatSamples.read(text, with: JSONLinesImporter(), inPiecesOf: size).findings == whole.findings)
    }
  }
}

/// Telling the two formats apart.
@Suite struct JSONRecognitionTests {
  @Test(
    arguments: [
      ("{\n  \"catalogue\": {}", nil, 70, 0), ("{\"id\": \"a\"}", nil, 70, 50), ("{\"id\": \"a\"}\n", "x.json", 90, 20),
      ("{\"id\": \"a\"}\n", "x.jsonl", 40, 95), ("{\"id\": \"a\"}\n{\"id\": \"b\"}\n", nil, 0, 85),
      ("{\"id\": \"a\"}\n{\"id\": \"b\"}\n", "x.json", 0, 85), ("{\"id\": \"a", "x.ndjson", 40, 60),
      ("[{\"id\": \"a\"}]", nil, 70, 0),
      ("\u{FEFF} \n[]", "x.json", 90, 0), ("{id: a}", "x.json", 0, 0), ("[section]", nil, 0, 0),
      ("<html>", "x.json", 0, 0),
      ("", "x.json", 0, 0), ("id: a", nil, 0, 0), ("id,kind\n", nil, 0, 0),
    ] as [(String, String?, Int, Int)])
  func tellsTheFormatsApart(text: String, name: String?, json: Int, lines: Int) {
    #expect(FormatSamples.confidence(JSONImporter(), text, named: name) == json)
    #expect(FormatSamples.confidence(JSONLinesImporter(), text, named: name) == lines)
  }
}
