import Foundation
import JSONDocument
import SourceTree
import Testing

/// Writing values as JSON.
@Suite struct JSONWriterTests {
  private static let value = DataValue.map([
    .init("text", .string("a \"b\" \\ / \u{7} \u{0} \n é 🎓 \u{2028} \u{200F}")), .init("date", .date("2006-05")),
    .init("number", .number("0.05")), .init("yes", .boolean(true)), .init("list", .list([.prose("x"), .list([])])),
    .init("texts", .texts([.init("en", .prose("y"))])), .init("empty", .map([])),
    .init("plain", .list(["12", "007", "true", "null", "", "NO", "-1.5e+3", "1.", "."].map(DataValue.plain))),
  ])

  private func parsed(_ bytes: [UInt8]) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary)
  }

  @Test func anotherReaderReadsTheSame() throws {
    for bytes in [JSONWriter.line(Self.value), JSONWriter.pretty(Self.value)] {
      let read = try parsed(bytes)
      #expect(read["text"] as? String == "a \"b\" \\ / \u{7} \u{0} \n é 🎓 \u{2028} \u{200F}")
      #expect(read["date"] as? String == "2006-05")
      #expect(read["number"] as? Double == 0.05)
      #expect(read["yes"] as? Bool == true)
      #expect((read["list"] as? NSArray)?.count == 2)
      #expect((read["texts"] as? [String: String]) == ["en": "y"])
      let plain = try #require(read["plain"] as? NSArray)
      let expected: NSArray = [12, "007", true, NSNull(), NSNull(), "NO", -1500, "1.", "."]
      #expect(plain == expected)
    }
  }

  /// Texts are copied by eight letters, so that every length and every place of an escape is tried.
  @Test(arguments: ["\"", "\\", "\n", "\u{1F}", "<", "é", "\u{7F}"])
  func escapesAtEveryPlaceOfATextOfAnyLength(letter: String) throws {
    for before in 0..<20 {
      for after in 0..<20 {
        let text = String(repeating: "a", count: before) + letter + String(repeating: "b", count: after) + letter
        for writer in [JSONWriter(), JSONWriter(escapesMarkup: true)] {
          writer.beginMap()
          writer.key(text)
          writer.text(text)
          writer.endMap()
          #expect(try parsed(writer.take()) as? [String: String] == [text: text])
        }
      }
    }
    let plain = JSONWriter(escapesMarkup: true)
    plain.text("</script>\u{0}\t")
    #expect(String(decoding: plain.take(), as: UTF8.self) == "\"\\u003C/script>\\u0000\\t\"")
  }

  @Test func aLineHasNoLineBreakAndPrettyTextEndsInOne() {
    #expect(!JSONWriter.line(Self.value).contains(0x0A))
    #expect(JSONWriter.pretty(Self.value).last == 0x0A)
    #expect(JSONWriter.pretty(.map([.init("a", .number("1"))])) == Array("{\n  \"a\": 1\n}\n".utf8))
  }

  @Test func writesAListPieceByPiece() throws {
    let writer = JSONWriter(isPretty: true)
    writer.beginObject()
    writer.key("records")
    writer.beginList()
    var bytes = writer.take()
    for number in 1...3 {
      writer.write(.map([.init("id", .number("\(number)"))]))
      bytes += writer.take()
    }
    writer.endList()
    writer.endObject()
    bytes += writer.take()
    #expect(
      bytes
        == JSONWriter.pretty(
          .map([.init("records", .list((1...3).map { .map([.init("id", .number("\($0)"))]) }))])))
    #expect((try parsed(bytes)["records"] as? NSArray)?.count == 3)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let tree = try #require(
      JSONReader.readValue(SourceText(name: "x", bytes: JSONWriter.pretty(Self.value))).tree)
    let root = try #require(tree.root)
    #expect(root.entries.map(\.key.text) == ["text", "date", "number", "yes", "list", "texts", "empty", "plain"])
    #expect(root["text"]?.text == "a \"b\" \\ / \u{7} \u{0} \n é 🎓 \u{2028} \u{200F}")
  }

  @Test(arguments: [
    ("0", true), ("-0", true), ("12.50", true), ("1e5", true), ("1E-5", true), ("00", false), ("+1", false),
    ("1.", false), (".5", false), ("-", false), ("1e", false), ("", false), ("1 ", false), ("٣", false),
  ])
  func knowsTheGrammarOfNumbers(text: String, isNumber: Bool) {
    #expect(JSONWriter.isNumber(text) == isNumber)
  }
}
