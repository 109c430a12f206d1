import JSONDocument
import SourceTree
import struct SourceTree.SourceLocation
import TestSupport
import Testing

/// What a reader made of a text.
struct JSONReadings {
  var records: [JSONReader.Reading] = []
  var problem: Diagnostic?
  var keysOutside: [String] = []

  /// Reads a text in pieces of a size.
  init(_ bytes: [UInt8], inPiecesOf size: Int = 1 << 16) {
    let reader = JSONReader(name: "x.json")
    var rest = bytes[...]
    while !rest.isEmpty, problem == nil {
      let piece = rest.prefix(size)
      rest = rest.dropFirst(size)
      problem = piece.withUnsafeBufferPointer { reader.feed($0) { records.append($0) } }
    }
    if problem == nil { problem = reader.finish { records.append($0) } }
    keysOutside = reader.keysOutsideRecords.map { "\($0.key)@\($0.location.line ?? 0):\($0.location.column ?? 0)" }
  }

  init(_ text: String, inPiecesOf size: Int = 1 << 16) { self.init(Array(text.utf8), inPiecesOf: size) }

  /// Every node with its place, so that two readings can be compared.
  var outline: [String] {
    var lines: [String] = []
    for record in records {
      lines.append(record.tree.root.map(Self.outline) ?? "nothing")
      for finding in record.diagnostics { lines.append(finding.code + Self.place(finding.location)) }
    }
    if let problem { lines.append("\(problem.code): \(problem.message)" + Self.place(problem.location)) }
    return lines + keysOutside
  }

  private static func place(_ location: SourceLocation?) -> String {
    "@\(location?.line ?? 0):\(location?.column ?? 0):\(location?.byteRange?.description ?? "")"
  }

  private static func outline(_ node: SourceNode) -> String {
    let value: String
    switch node.kind {
    case .scalar: value = node.style == .plain ? node.text : "\"\(node.text)\""
    case .list: value = "[" + node.items.map(outline).joined(separator: ",") + "]"
    case .map: value = "{" + node.entries.map { outline($0.key) + ":" + outline($0.value) }.joined(separator: ",") + "}"
    }
    return value + place(node.location)
  }
}

/// Reading JSON into positioned nodes.
@Suite struct JSONReaderTests {
  @Test(arguments: ["\"\\ud83d\",", "\"\\u0001\",", "{\"a\":1,\"a\":2},"])
  func tellsThatARecordHasMoreFaultsThanAreTold(fault: String) throws {
    let text = "[" + String(repeating: fault, count: 900_000 / fault.utf8.count) + "1]"
    var findings: [Diagnostic] = []
    let time = ThreadTime.measure { findings = JSONReader.readValue(SourceText(name: "x.json", text)).diagnostics }
    #expect(findings.count == 201)
    #expect(findings.last?.message.contains("has more faults") == true)
    #expect(time < .seconds(60), "\(time)")
  }

  @Test func tellsThatMoreKeysAreRepeatedThanAreTold() throws {
    func findings(_ count: Int) -> [Diagnostic] {
      let keys = (0..<count).map { "\"k\($0)\":1," }.joined()
      return JSONReader.readValue(SourceText(name: "x.json", "{" + keys + keys + "\"z\":1}")).diagnostics
    }
    #expect(findings(100).count == 100)
    #expect(findings(500).count == 101)
    #expect(findings(500).last?.message.contains("more is written twice") == true)
  }

  private func root(_ text: String) throws -> SourceNode {
    let (tree, diagnostics) = JSONReader.readValue(SourceText(name: "x.json", text))
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    return try #require(tree?.root)
  }

  private func place(_ node: SourceNode?) -> [Int?] {
    [node?.location.line, node?.location.column, node?.range.count]
  }

  @Test func knowsThePlaceOfEveryNestedValue() throws {
    let text = """
      {
        "id": "voucher",
        "outputs": [ { "value": -12.5e3 , "planned":true},
          {"é🎓": [null, ""]} ]
      }
      """
    let root = try root(text)
    #expect(place(root) == [1, 1, text.utf8.count])
    #expect(place(root["id"]) == [2, 9, 9])
    let outputs = try #require(root["outputs"])
    #expect(place(outputs) == [3, 14, 68])
    let first = try #require(Array(outputs.items).first)
    #expect(place(first) == [3, 16, 36])
    #expect(place(first["value"]) == [3, 27, 7])
    #expect(first["value"]?.text == "-12.5e3")
    #expect(place(first["planned"]) == [3, 47, 4])
    let second = try #require(Array(outputs.items).last)
    let list = try #require(second["é🎓"])
    #expect(place(list) == [4, 12, 10])
    #expect(Array(list.items).map(place) == [[4, 13, 4], [4, 19, 2]])
    #expect(Array(list.items).map(\.isBlank) == [true, false])
  }

  @Test func keepsTheStyleThatTellsTextsFromNumbers() throws {
    let root = try root(#"{"a": "12", "b": 12, "c": false}"#)
    #expect(["a", "b", "c"].map { root[$0]?.style } == [.doubleQuoted, .plain, .plain])
    #expect(["a", "b", "c"].map { root[$0]?.text } == ["12", "12", "false"])
  }

  @Test func decodesEscapesAndSurrogatePairs() throws {
    let root = try root(#"{"a\tb": "\"\\\/\n\u00e9\ud83c\udf93é🎓"}"#)
    #expect(root["a\tb"]?.text == "\"\\/\né🎓é🎓")
    #expect(place(root["a\tb"]) == [1, 10, 34])
  }

  @Test(arguments: [
    #"{"a": "x \ud83c"}"#, #"{"a": "\udf93"}"#, #"{"a": "\ud83cx"}"#, #"{"a": "\ud83c\u0041"}"#, #"{"\ud83c": 1}"#,
  ])
  func reportsHalvesOfCharacters(text: String) {
    let (tree, diagnostics) = JSONReader.readValue(SourceText(name: "x.json", text))
    #expect(tree != nil)
    #expect(diagnostics.map(\.code) == ["json-half-character"])
    #expect(diagnostics.first?.location?.column == (text.contains("a") ? 7 : 2))
  }

  @Test func aBackslashBeforeUIsNoEscape() throws {
    #expect(try root(#"{"a": "\\ud83c"}"#)["a"]?.text == "\\ud83c")
  }

  @Test func reportsEveryDuplicateKeyButNoEqualItems() {
    let text = "{\"a\": [\"x\", 1, \"x\", 2],\n \"b\": {\"c\": 1, \"c\": 2},\n \"a\": 3}"
    let found = JSONReader.readValue(SourceText(name: "x.json", text)).diagnostics
    #expect(found.map(\.code) == ["duplicate-key", "duplicate-key"])
    #expect(found.map { [$0.location?.line, $0.location?.column] } == [[2, 16], [3, 2]])
    #expect(found.last?.message.contains("line 1") == true)
  }

  @Test func reportsForbiddenCharactersInValuesAndKeys() {
    let text = "{\"a\": \"x\\u0007\", \"b\u{202E}\": 1}"
    let found = JSONReader.readValue(SourceText(name: "x.json", text)).diagnostics
    #expect(found.map(\.code) == ["control-character", "bidirectional-control"])
    #expect(found.map { $0.location?.column } == [7, 18])
  }

  @Test func goesSixtyFourDeepAndNoDeeper() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(JSONReader.readValue(SourceText(name: "x", nested(64))).diagnostics.isEmpty)
    for text in [nested(65), nested(100_000), String(repeating: "{\"a\":", count: 1000)] {
      let (tree, found) = JSONReader.readValue(SourceText(name: "x", text))
      #expect(tree == nil)
      #expect(found.map(\.code) == ["nesting-too-deep"])
    }
    #expect(JSONReader.readValue(SourceText(name: "x", nested(65))).diagnostics.first?.location?.column == 65)
  }

  @Test func valuesKnowTheirPlaceInTheWholeFile() throws {
    let source = SourceText(name: "x.jsonl", bytes: Array("{\"a\":1}".utf8), firstLine: 7, baseOffset: 300)
    let location = try #require(JSONReader.readValue(source).tree?.root?["a"]?.location)
    #expect([location.line, location.column, location.byteRange?.lowerBound] == [7, 6, 305])
  }

  @Test(arguments: ["", "  \n\t"]) func aBlankTextIsNoValueAndNoFault(text: String) {
    #expect(JSONReader.readValue(SourceText(name: "x", text)).tree == nil)
    #expect(JSONReader.readValue(SourceText(name: "x", text)).diagnostics.isEmpty)
    #expect(JSONReadings(text).outline.isEmpty)
  }

  @Test(arguments: ["12", "\"a\"", "true", "null"]) func aScalarIsAValue(text: String) {
    #expect(JSONReader.readValue(SourceText(name: "x", text)).tree?.root?.kind == .scalar)
  }

  @Test func aValueMayBeAListOrHoldRecords() throws {
    #expect(try root("[{\"a\": 1}, {\"a\": 2}]").items.map { $0["a"]?.text } == ["1", "2"])
    #expect(try root("{\"records\": [1, 2]}")["records"]?.items.map(\.text) == ["1", "2"])
  }
}

/// Faults in JSON, said in plain words at their place.
@Suite struct JSONProblemTests {
  @Test(arguments: [
    (#"{"kind": "instrument" "id": "voucher"}"#, 23, "comma is missing"),
    (#"{"a": 1,, "b": 2}"#, 9, "between double quotation marks"),
    (#"{"a": 1,}"#, 9, "comma too many"),
    (#"{"a" "b"}"#, 6, "colon is missing"),
    (#"{"a":, "b": 1}"#, 6, "value is missing"),
    (#"[1 2]"#, 4, "comma is missing"),
    (#"[1, 2}"#, 6, "]"),
    (#"{"a": "b\q"}"#, 10, "write \\\\"),
    (#"{"a": "b\u12x4"}"#, 13, "four hexadecimal"),
    ("{\"a\": \"b\nc\"}", 9, "line break"),
    (#"{"a": voucher}"#, 7, "double quotation marks"),
    (#"{'a': 1}"#, 2, "double quotation marks"),
    (#"{"a": tru}"#, 7, "double quotation marks"),
    (#"{"a": -x}"#, 8, "number"),
    (#"{"a": 1} {"a": 2}"#, 10, "second value"),
    (#"{"a": [1, 2"#, 11, "too early"),
    (#"{"a": "bc"#, 9, "too early"),
    (#"{"a": 1"#, 7, "too early"),
    ("{\n", 1, "too early"),
    ("<html>", 1, "double quotation marks"),
  ])
  func namesThePlaceAndWhatToDo(text: String, column: Int, words: String) {
    let (tree, found) = JSONReader.readValue(SourceText(name: "x.json", text))
    #expect(tree == nil)
    #expect(found.map(\.code) == ["json-syntax"])
    #expect(found.first?.location?.line == 1)
    #expect(found.first?.location?.column == column, "\(text): \(found)")
    #expect(found.first?.message.contains(words) == true, "\(text): \(found)")
  }

  @Test(arguments: [[0xE9], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]])
  func reportsWhatIsNotUTF8(bytes: [UInt8]) {
    let text = Array("{\"aim\": \"caf".utf8) + bytes + Array("\", \"x\": 1}".utf8)
    let found = JSONReader.readValue(SourceText(name: "x.json", bytes: text)).diagnostics
    #expect(found.map(\.code) == ["bad-utf-8"], "\(found)")
    #expect([9, 13].contains(found.first?.location?.column ?? 0))
  }

  @Test func aLetterCutByTheEndOfAPieceIsNoBadUTF8() {
    let readings = JSONReadings(Array("{\"a\": 1 \"é\"}".utf8), inPiecesOf: 10)
    #expect(readings.problem?.code == "json-syntax")
  }

  @Test func reportsUTF16() {
    #expect(JSONReadings([0xFF, 0xFE, 0x7B, 0x00]).problem?.code == "utf-16")
    #expect(JSONReadings([0xFE, 0xFF, 0x00, 0x7B]).problem?.code == "utf-16")
  }
}

/// Finding the records of a text of any size.
@Suite struct JSONRecordStreamTests {
  private static let samples = [
    #"{"id": "a", "title": {"en": "x"}}"#, #"[{"id": "a"}, {"id": "b", "list": [[], {}]}, 3, [1], null]"#,
    "{\"catalogue\": {\"title\": \"records\"},\r\n \"records\": [\r\n {\"id\":\"é🎓\\u00e9\"},\r\n{\"a\":1,\"a\":2}\r\n ],\r\n"
      + " \"next\": {\"records\": []}}",
    "\u{FEFF}{\"records\": [{\"id\": \"a\"}]}", "[]", "{}", "{\"records\": []}", "{\"records\": {\"id\": \"a\"}}", "12",
    "\u{FEFF}",
    "[{\"id\": \"a\"}, {\"id\": \"b\" \"c\"}]", "[{\"id\": \"a\"},\n {\"id\": \"b\"",
    "[{\"a\":\"\\ud83c\\udf93 \\ud83c\"}]",
    "{\"catalogue\": 1} x", "[1.5, -2e10]", " \n ", "{\"a\": \"b\"\n  123456 }", "[1 234567]", "[{\"a\": 1 true}]",
  ]

  @Test(arguments: [
    ("{\"a\": \"b\"\n  123456 }", 2, 3), ("[1\n 234567]", 2, 2), ("{\"a\": 1\n\"b\": 2}", 2, 1),
    ("{\"a\": 1\n:}", 2, 1),
    ("[1,\n ,2]", 2, 2),
  ]) func aFaultIsPlacedAtTheTokenThatDoesNotFit(text: String, line: Int, column: Int) {
    let location = JSONReadings(text).problem?.location
    #expect(location?.line == line && location?.column == column, "\(String(describing: location))")
  }

  @Test(
    arguments: [[0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B], [0xFF], [0xFF, 0x7B], [0xEF, 0xBB], [0xEF]] as [[UInt8]])
  func anotherEncodingIsToldInWhateverPieces(bytes: [UInt8]) {
    let whole = JSONReadings(bytes)
    #expect(whole.problem != nil)
    for size in 1...bytes.count { #expect(JSONReadings(bytes, inPiecesOf: size).outline == whole.outline) }
  }

  @Test(arguments: samples) func piecesOfEverySizeGiveTheSame(text: String) {
    let whole = JSONReadings(text).outline
    for size in 1...max(1, text.utf8.count) { #expect(JSONReadings(text, inPiecesOf: size).outline == whole) }
  }

  @Test func findsRecordsInAListInAnObjectAndAlone() {
    func ids(_ text: String) -> [String?] { JSONReadings(text).records.map { $0.tree.root?["id"]?.text } }
    #expect(ids(#"{"id": "a"}"#) == ["a"])
    #expect(ids(#"[{"id": "a"}, {"id": "b"}]"#) == ["a", "b"])
    #expect(
      ids(#"{"catalogue": {"id": "c"}, "records": [{"id": "a"}, {"id": "b"}], "x": [{"id": "d"}]}"#) == ["a", "b"])
    #expect(ids("[]").isEmpty)
    #expect(ids(#"{"records": []}"#).isEmpty)
  }

  @Test func namesTheKeysOutsideTheRecords() {
    let text = "{\"catalogue\": {\"a\": 1},\n \"records\": [{\"b\": 1}],\n  \"next\": 1}"
    #expect(JSONReadings(text).keysOutside == ["catalogue@1:2", "next@3:3"])
    #expect(JSONReadings("{\"a\": 1}").keysOutside.isEmpty)
  }

  @Test func placesCountFromTheBeginningOfTheFile() throws {
    let text = "\u{FEFF}{\"records\": [\n  {\"id\": \"a\"}, {\"é\": \"b\"},\r\n  {\"id\":\r  \"c\"}]}"
    let roots = JSONReadings(text).records.compactMap(\.tree.root)
    #expect(roots.map { [$0.location.line, $0.location.column] } == [[2, 3], [2, 16], [3, 3]])
    #expect(roots[1]["é"]?.location.column == 22)
    #expect([roots[2]["id"]?.location.line, roots[2]["id"]?.location.column] == [4, 3])
    let bytes = Array(text.utf8)
    for root in roots {
      let range = try #require(root.location.byteRange)
      #expect(bytes[range].first == 0x7B)
      #expect(bytes[range].last == 0x7D)
    }
  }

  @Test func keepsTheRecordsBeforeAFault() {
    let readings = JSONReadings("[{\"id\": \"a\"},\n {\"id\": \"b\"},\n {\"id\" \"c\"}]")
    #expect(readings.records.count == 2)
    #expect(readings.problem?.location?.line == 3)
    #expect(readings.problem?.location?.column == 8)
  }

  @Test func takesAMegabyteAndNoByteMore() {
    func value(_ bytes: Int) -> String {
      "{\"a\":[" + String(repeating: "1,", count: 1000) + "\"" + String(repeating: "x", count: bytes - 2010) + "\"]}"
    }
    for bytes in [JSONReader.byteLimit - 1, JSONReader.byteLimit] {
      #expect(value(bytes).utf8.count == bytes)
      #expect(JSONReader.readValue(SourceText(name: "x", value(bytes))).diagnostics.isEmpty)
    }
    let above = JSONReader.readValue(SourceText(name: "x", value(JSONReader.byteLimit + 1)))
    #expect(above.tree == nil)
    #expect(above.diagnostics.map(\.code) == ["document-too-large"])
  }

  @Test(arguments: [1000, 1 << 16, 1 << 30]) func passesOverARecordThatIsTooLarge(size: Int) {
    let long = String(repeating: "\"0123456789\",", count: 100_000)
    let readings = JSONReadings(
      "[{\"id\": \"a\"},\n{\"x\": [\(long) 1], \"y\": {}},\n{\"id\": \"b\"}]", inPiecesOf: size)
    #expect(readings.problem == nil)
    #expect(readings.records.map { $0.tree.root?["id"]?.text } == ["a", nil, "b"])
    #expect(readings.records[1].diagnostics.map(\.code) == ["document-too-large"])
    #expect(readings.records[1].diagnostics.first?.location?.line == 2)
    #expect(readings.records[2].tree.root?.location.line == 3)
  }

  @Test(arguments: [
    "[{\"id\": \"a\"}, {\"x\": \"", "{\"x\": \"", "[{\"id\": \"a\"}], \"", "{\"records\": [], \"x\": \"",
  ])
  func stopsAtATextThatIsTooLarge(start: String) {
    let readings = JSONReadings(start + String(repeating: "é", count: 2_000_000))
    #expect(["document-too-large", "json-syntax"].contains(readings.problem?.code))
  }

  @Test func aTreeHoldsItsOwnBytesOnly() {
    let readings = JSONReadings("[" + String(repeating: "{\"id\": \"a\"}, ", count: 1000) + "1]")
    #expect(readings.records.count == 1001)
    #expect(readings.records.allSatisfy { $0.tree.source.bytes.count < 100 })
  }

  @Test func anyBytesAreReadOrRefusedWithoutHarm() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\"a\"", "12", "-", "true", "null", "\\u", "\n", "é", "\"records\"",
      "\u{FEFF}",
    ]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0..<20, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      #expect(JSONReadings(text).outline == JSONReadings(text, inPiecesOf: 1).outline, "\(text)")
    }
  }
}
