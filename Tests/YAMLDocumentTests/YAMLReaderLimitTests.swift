import SourceTree
import TestSupport
import Testing
import YAMLDocument

/// What a document may hold, one below and one above each limit, and input that is meant to exhaust the reader.
@Suite struct YAMLReaderLimitTests {
  private func read(_ text: String) -> (tree: SourceTree?, diagnostics: [Diagnostic]) {
    YAMLReader().readDocument(SourceText(name: "x.yaml", text))
  }

  /// A document of so many bytes, in texts within the limit for one text.
  private func document(ofBytes count: Int) -> String {
    var text = ""
    var number = 0
    while text.utf8.count + 1200 < count {
      text += "x_\(number): " + String(repeating: "word ", count: 200) + "end\n"
      number += 1
    }
    return text + "#" + String(repeating: "-", count: count - text.utf8.count - 1)
  }

  @Test func takesAMegabyteAndNoByteMore() {
    let limit = 1 << 20
    for count in [limit - 1, limit] {
      let text = document(ofBytes: count)
      #expect(text.utf8.count == count)
      #expect(read(text).diagnostics.isEmpty)
    }
    let above = read(document(ofBytes: limit + 1))
    #expect(above.tree == nil)
    #expect(above.diagnostics.map(\.code) == ["document-too-large"])
  }

  @Test(arguments: [("[", "]"), ("{ a: ", " }")])
  func takesListsAndGroups64Deep(opening: String, closing: String) {
    func nested(_ depth: Int) -> String {
      String(repeating: opening, count: depth) + "x" + String(repeating: closing, count: depth)
    }
    #expect(read(nested(63)).diagnostics.isEmpty)
    #expect(read(nested(64)).diagnostics.isEmpty)
    let above = read(nested(65))
    #expect(above.tree == nil)
    #expect(above.diagnostics.map(\.code) == ["nesting-too-deep"])
    #expect(above.diagnostics.first?.location?.column == 64 * opening.utf8.count + 1)
  }

  @Test func takesIndentedLists64Deep() {
    func nested(_ depth: Int) -> String {
      (0..<depth).map { String(repeating: " ", count: $0 * 2) + "-\n" }.joined()
        + String(repeating: " ", count: depth * 2) + "x\n"
    }
    #expect(read(nested(64)).diagnostics.isEmpty)
    #expect(read(nested(65)).diagnostics.map(\.code) == ["nesting-too-deep"])
  }

  @Test func takes200000Values() {
    func list(_ values: Int) -> String {
      // The list is a value itself.
      "[" + String(repeating: "a,", count: values - 1) + "]"
    }
    #expect(read(list(199_999)).diagnostics.isEmpty)
    #expect(read(list(200_000)).diagnostics.isEmpty)
    let above = read(list(200_001))
    #expect(above.tree == nil)
    #expect(above.diagnostics.map(\.code) == ["too-many-values"])
  }

  @Test(arguments: ["a: %", "a: \"%\"", "a: |-\n  %", "a: '%'"])
  func takesATextOf256KiB(form: String) throws {
    func text(_ count: Int) -> String {
      form.split(separator: "%", omittingEmptySubsequences: false).joined(
        separator: String(repeating: "x", count: count))
    }
    let limit = 256 << 10
    #expect(read(text(limit - 1)).diagnostics.isEmpty)
    #expect(read(text(limit)).diagnostics.isEmpty)
    let above = read(text(limit + 1))
    #expect(above.diagnostics.map(\.code) == ["text-too-long"])
    #expect(above.diagnostics.first?.location?.byteRange?.lowerBound == 3)
    let root = try #require(above.tree?.root, "one long text does not hide the rest of the record")
    #expect(root["a"]?.text == "")
  }

  @Test(arguments: [
    ("brackets", "["), ("braces", "{"), ("braces with names", "{a: "), ("bracket in list", "- "),
    ("names on one line", "a: "), ("question marks", "? "), ("quotes", "\""), ("anchors", "&a "),
  ])
  func refusesHostileRepetitionWithinASecond(name: String, unit: String) {
    let text = String(repeating: unit, count: (128 << 10) / unit.utf8.count)
    var diagnostics: [Diagnostic] = []
    let time = ThreadTime.measure { diagnostics = read(text).diagnostics }
    #expect(!diagnostics.isEmpty)
    #expect(time < ThreadTime.second, "\(name)")
  }

  @Test(arguments: [
    ("aliases", "- *a\n"), ("tags", "- !a b\n"), ("repeated names", "a: 1\n"), ("escaped controls", "- \"\\a\"\n"),
  ])
  func stopsAfterManyFindings(name: String, unit: String) throws {
    let text = String(repeating: unit, count: 60_000)
    var diagnostics: [Diagnostic] = []
    let time = ThreadTime.measure { diagnostics = read(text).diagnostics }
    #expect((100...201).contains(diagnostics.count), "\(name): \(diagnostics.count)")
    #expect(time < .seconds(10), "\(name); a check of every place would take minutes")
  }

  @Test func tells200FindingsAboutTheNotation() {
    func findings(_ count: Int) -> [String] {
      read(String(repeating: "- !a b\n", count: count)).diagnostics.map(\.code)
    }
    // What follows the last of them is no longer read.
    #expect(findings(199) == [String](repeating: "yaml-tag", count: 199))
    #expect(findings(200) == [String](repeating: "yaml-tag", count: 200) + ["yaml-syntax"])
    #expect(findings(201) == findings(200))
  }

  @Test func tells100CharactersThatNoTextMayHold() {
    func findings(_ count: Int) -> [Diagnostic] {
      let lines = (1...count).map { "x_\($0): abcdefghijklmnopqrstuvwxyz\u{7}\n" }.joined()
      return read(lines).diagnostics
    }
    for count in [99, 100] {
      #expect(findings(count).map(\.code) == [String](repeating: "control-character", count: count))
    }
    let above = findings(101)
    #expect(above.count == 101)
    #expect(above.last?.message.hasPrefix("1 more characters") == true, "\(above.last?.message ?? "")")
  }

  @Test func tells100NamesThatStandTwice() {
    func findings(_ count: Int) -> [Diagnostic] {
      let names = (0..<count).map { "x_\($0): 1\n" }.joined()
      return read(names + names).diagnostics.filter { $0.code == "duplicate-key" }
    }
    #expect(findings(99).count == 99)
    #expect(findings(100).count == 100)
    let above = findings(102)
    #expect(above.count == 101)
    #expect(above.last?.message.contains("more is written twice") == true)
  }

  @Test func limitsCanBeSetLower() {
    var reader = YAMLReader()
    reader.limits.depth = 2
    reader.limits.scalarBytes = 3
    let read = reader.readDocument(SourceText(name: "x.yaml", "[[a, abcd, [b]]]"))
    #expect(read.diagnostics.map(\.code) == ["text-too-long", "nesting-too-deep"])
  }
}
