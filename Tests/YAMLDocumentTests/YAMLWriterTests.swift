import SourceTree
import Testing
import YAMLDocument

/// The law of writing: what is read back is what was written, and writing it again gives the same bytes.
@Suite struct YAMLWriterTests {
  /// The value as the types of another one read it from a node, as a field table does.
  private func value(_ node: SourceNode, like original: DataValue) -> DataValue? {
    switch (original, node.kind) {
    case (.string, .scalar): .string(node.text)
    case (.prose, .scalar): .prose(node.text)
    case (.date, .scalar) where node.style == .plain: .date(node.text)
    case (.number, .scalar) where node.style == .plain: .number(node.text)
    case (.boolean, .scalar) where node.style == .plain: .boolean(node.text == "true")
    case (.plain, .scalar): .plain(node.text)
    case (.list(let items), .list): list(node, like: items)
    case (.map(let entries), .map): map(node, like: entries).map { .map($0) }
    case (.texts(let entries), .map): map(node, like: entries).map { .texts($0) }
    default: nil
    }
  }

  private func list(_ node: SourceNode, like items: [DataValue]) -> DataValue? {
    let children = Array(node.items)
    guard children.count == items.count else { return nil }
    let values = zip(children, items).compactMap { value($0, like: $1) }
    return values.count == items.count ? .list(values) : nil
  }

  private func map(_ node: SourceNode, like entries: [DataValue.Entry]) -> [DataValue.Entry]? {
    let children = node.entries
    guard children.count == entries.count else { return nil }
    let values = zip(children, entries).compactMap { child, entry in
      value(child.value, like: entry.value).map { DataValue.Entry(child.key.text, $0) }
    }
    return values.count == entries.count ? values : nil
  }

  /// Strings that Swift takes for equal may differ in their bytes; files must not.
  private func sameBytes(_ left: DataValue, _ right: DataValue) -> Bool {
    left == right && YAMLWriter.write(left).utf8.elementsEqual(YAMLWriter.write(right).utf8)
  }

  private func check(_ original: DataValue, _ comment: Comment? = nil) throws {
    let written = YAMLWriter.write(original)
    let read = YAMLReader().readDocument(SourceText(name: "x.yaml", written))
    let harmless = ["control-character", "bidirectional-control"]
    #expect(
      read.diagnostics.allSatisfy { harmless.contains($0.code) }, "\(read.diagnostics.map(\.message)) in\n\(written)")
    guard let root = read.tree?.root else {
      Issue.record("nothing was read back from:\n\(written)")
      return
    }
    guard let back = value(root, like: original) else {
      Issue.record("another kind of value was read back from:\n\(written)")
      return
    }
    #expect(sameBytes(back, original), "\(written)")
    #expect(YAMLWriter.write(back) == written)
    #expect(written.hasSuffix("\n"))
  }

  @Test(arguments: SeededSamples.nastyTexts.indices)
  func readsNastyTextsBackWhereverTheyStand(index: Int) throws {
    let text = SeededSamples.nastyTexts[index]
    let string = DataValue.string(text)
    try check(.map([.init("a", string), .init("b", .prose(text))]))
    try check(.list([string, .prose(text), .list([string]), .list([.list([string])])]))
    try check(.map([.init("a", .list([string, string])), .init("b", .map([.init("c", string)]))]))
    try check(.map([.init("a", .list([.map([.init("c", string), .init("d", .string("x"))])]))]))
    try check(.map([.init("title", .texts([.init("en", string), .init("fr", .prose(text))]))]))
    try check(.map([.init("a", .map([.init("b", .map([.init("c", .list([string]))]))]))]))
    if !text.isEmpty { try check(.map([.init(text, .map([.init(text, .number("1"))]))])) }
    if !text.unicodeScalars.allSatisfy({ $0 == " " }) { try check(.map([.init("a", .prose(text + " " + text))])) }
  }

  @Test(arguments: 0..<40)
  func readsGeneratedValuesBack(seed: Int) throws {
    var samples = SeededSamples(seed: UInt64(seed))
    for _ in 0..<50 {
      let entries = samples.entries { $0.value(depth: 4) }
      if !entries.isEmpty { try check(.map(entries), "seed \(seed)") }
    }
  }

  @Test func readsSingleTextsBack() throws {
    for text in SeededSamples.nastyTexts where !text.isEmpty {
      try check(.string(text))
      try check(.prose(text + String(repeating: " word", count: 40)))
    }
  }

  @Test(arguments: [990, 997, 998, 1000, 1025, 40_000]) func longKeysAreReadBack(length: Int) throws {
    for key in [String(repeating: "k", count: length), String(repeating: "\"é\n", count: length / 3)] {
      let entry = DataValue.Entry(key, .string("v"))
      for value in [
        DataValue.string("v"), .map([entry]), .list([.map([entry, .init("c", .list([]))]), .string("w")]), .list([]),
      ] {
        try check(.map([.init(key, value), .init("b", .list([.map([.init(key, value), .init("c", value)])]))]))
      }
    }
  }

  @Test func writesEmptyListsAndGroups() throws {
    #expect(
      YAMLWriter.write(.map([.init("a", .list([])), .init("b", .map([])), .init("c", .texts([]))]))
        == "a: []\nb: {}\nc: {}\n")
    try check(.map([.init("a", .list([])), .init("b", .map([])), .init("c", .list([.list([]), .map([])]))]))
  }

  @Test(arguments: 0..<20)
  func noLineOfProseIsLongerThanItMustBe(seed: Int) throws {
    var samples = SeededSamples(seed: UInt64(1000 + seed))
    for depth in 0..<4 {
      // Blanks stand singly, so that each may become a line break.
      let words = (0..<samples.number(30..<200)).map { _ in String(repeating: "é", count: samples.number(1..<30)) }
      var value = DataValue.prose(words.joined(separator: " "))
      for _ in 0..<depth { value = .texts([.init("en", value)]) }
      let written = YAMLWriter.write(.map([.init("aim", value)]))
      for line in written.split(separator: "\n") { #expect(line.unicodeScalars.count <= 100, "\(line)") }
      try check(.map([.init("aim", value)]))
    }
  }

  @Test func longWordsStandOnALineOfTheirOwn() throws {
    let word = String(repeating: "x", count: 150)
    let written = YAMLWriter.write(.map([.init("aim", .prose("Help \(word) firms"))]))
    #expect(written == "aim: >-\n  Help\n  \(word)\n  firms\n")
  }

  @Test func paragraphsBecomeALiteralBlockWhenTheyFit() {
    #expect(YAMLWriter.write(.map([.init("aim", .prose("Help.\n\nAnd grow."))])) == "aim: |-\n  Help.\n\n  And grow.\n")
    #expect(YAMLWriter.write(.map([.init("aim", .prose("Help.\nGrow.\n"))])) == "aim: |\n  Help.\n  Grow.\n")
  }

  @Test func shortListsAndGroupsStayOnOneLine() {
    let stamp = DataValue.map([.init("on", .date("2026-11-20")), .init("by", .string("Ville de Grenoble"))])
    let value = DataValue.map([
      .init("countries", .list([.string("FR"), .string("NO")])), .init("submitted", stamp),
      .init("sources", .list([.map([.init("key", .string("form")), .init("url", .string("https://example.org/"))])])),
    ])
    #expect(
      YAMLWriter.write(value) == """
        countries: [FR, "NO"]
        submitted: { "on": 2026-11-20, by: Ville de Grenoble }
        sources:
          - { key: form, url: "https://example.org/" }

        """)
  }

  @Test(arguments: [
    ("NO", "\"NO\""), ("1.10", "\"1.10\""), ("=", "\"=\""), ("~", "\"~\""), ("on", "\"on\""),
    ("2006-05-01", "\"2006-05-01\""),
    ("0x1F", "\"0x1F\""), ("1e3", "\"1e3\""), ("12:30:45", "\"12:30:45\""), ("say \"yes\"", "say \"yes\""),
    ("\"yes\" they say", "'\"yes\" they say'"), ("it's", "it's"), ("a\tb", "\"a\\tb\""), ("70 clusters", "70 clusters"),
    ("Ville de Grenoble", "Ville de Grenoble"), ("", "\"\""), ("a: b", "\"a: b\""), ("C:\\x", "C:\\x"),
  ])
  func quotesOnlyWhatNeedsIt(text: String, written: String) {
    #expect(YAMLWriter.inline(.string(text)) == written)
  }

  @Test func leavesTypedValuesPlain() {
    #expect(YAMLWriter.inline(.date("2006-05-01")) == "2006-05-01")
    #expect(YAMLWriter.inline(.number("1.10")) == "1.10")
    #expect(YAMLWriter.inline(.boolean(true)) == "true")
    #expect(YAMLWriter.inline(.plain("NO")) == "NO")
    #expect(YAMLWriter.inline(.plain("a, b")) == "a, b")
    #expect(YAMLWriter.inline(.plain("a, b"), isWithinFlow: true) == "\"a, b\"")
    #expect(YAMLWriter.inline(.list([.string("a, b"), .string("a:b")])) == "[\"a, b\", \"a:b\"]")
  }

  @Test(arguments: [
    "-5", "-.inf", "12:30:45", "1.10", "~", "2006-05-01 10:00:00", "<<", "=", "-", "[-]", "[12:30]", "[=]",
  ])
  func valuesOfUnknownTypeStayAsTheyWereWritten(text: String) throws {
    let source = "x_a: \(text)\nx_b: { c: \(text), d: [\(text)] }\n"
    guard let root = YAMLReader().readDocument(SourceText(name: "x", source)).tree?.root else { return }
    let value = DataValue(root)
    let written = YAMLWriter.write(value)
    let again = try #require(YAMLReader().readDocument(SourceText(name: "x", written)).tree?.root)
    #expect(DataValue(again) == value, "\(written)")
  }
}
