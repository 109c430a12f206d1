import SourceTree
import Testing
import YAMLDocument

/// Edits of single fields: what must change does, and every other byte stays.
@Suite struct YAMLEditorTests {
  static let order = [
    "id", "kind", "title", "countries", "aim", "sources", "status", "submitted", "modified", "licence",
  ]
  static let stamp = DataValue.map([.init("on", .date("2026-11-20")), .init("by", .string("Ville de Grenoble"))])
  /// The name `on` is quoted because YAML 1.1 takes it for a truth value.
  static let written = #"{ "on": 2026-11-20, by: Ville de Grenoble }"#

  private func tree(_ text: String) throws -> SourceTree {
    try #require(YAMLReader().readDocument(SourceText(name: "x.yaml", text)).tree)
  }

  private func editor(_ text: String) throws -> YAMLEditor {
    let tree = try tree(text)
    return try #require(YAMLEditor(tree))
  }

  private func stamped(_ text: String) throws -> String {
    var editor = try editor(text)
    editor.set("submitted", to: Self.stamp, order: Self.order)
    return String(decoding: editor.bytes, as: UTF8.self)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var before: String
    var after: String
    var testDescription: String { name }
    init(_ name: String, _ before: String, _ after: String) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  static let cases: [Case] = [
    Case(
      "goes behind the fields before it", "id: a\nstatus: draft\nlicence: CC0-1.0\n",
      "id: a\nstatus: draft\nsubmitted: \(written)\nlicence: CC0-1.0\n"),
    Case(
      "goes behind the comment of the field before it", "id: a\nstatus: draft # for now\n\n# Rights\nlicence: x\n",
      "id: a\nstatus: draft # for now\nsubmitted: \(written)\n\n# Rights\nlicence: x\n"),
    Case(
      "goes to the end of a file without a last line break", "id: a\nkind: practice",
      "id: a\nkind: practice\nsubmitted: \(written)"),
    Case(
      "goes first when nothing comes before it", "# Mine\nlicence: x\n", "# Mine\nsubmitted: \(written)\nlicence: x\n"),
    Case("keeps the x_ keys behind it", "id: a\nx_note: mine\n", "id: a\nsubmitted: \(written)\nx_note: mine\n"),
    Case(
      "follows CRLF", "id: a\r\nkind: b\r\nlicence: x\r\n",
      "id: a\r\nkind: b\r\nsubmitted: \(written)\r\nlicence: x\r\n"),
    Case("follows lone CR", "id: a\rkind: b\rlicence: x\r", "id: a\rkind: b\rsubmitted: \(written)\rlicence: x\r"),
    Case(
      "keeps a byte order mark", "\u{FEFF}id: a\nlicence: x\n", "\u{FEFF}id: a\nsubmitted: \(written)\nlicence: x\n"),
    Case(
      "follows the indentation", "  id: a\n  kind: b\n  licence: x\n",
      "  id: a\n  kind: b\n  submitted: \(written)\n  licence: x\n"),
    Case("goes first with the indentation", "  licence: x\n", "  submitted: \(written)\n  licence: x\n"),
    Case(
      "goes behind a text of many lines", "id: a\naim: >-\n  One\n  two.\n\n\nlicence: x\n",
      "id: a\naim: >-\n  One\n  two.\nsubmitted: \(written)\n\n\nlicence: x\n"),
    Case(
      "keeps the empty lines of a text", "id: a\naim: |+\n  One\n\n\nlicence: x\n",
      "id: a\naim: |+\n  One\n\n\nsubmitted: \(written)\nlicence: x\n"),
    Case(
      "keeps a text with + in its first line", "id: a\naim: |\n  1 + 1\n\nlicence: x\n",
      "id: a\naim: |\n  1 + 1\nsubmitted: \(written)\n\nlicence: x\n"),
    Case(
      "goes behind a list of groups", "id: a\nsources:\n- key: f\n  title: F\n  # more to come\n\nlicence: x\n",
      "id: a\nsources:\n- key: f\n  title: F\nsubmitted: \(written)\n  # more to come\n\nlicence: x\n"),
    Case(
      "goes behind an oddly indented list", "id: a\ncountries:\n      - FR\n      - PT # both\nlicence: x\n",
      "id: a\ncountries:\n      - FR\n      - PT # both\nsubmitted: \(written)\nlicence: x\n"),
    Case(
      "goes behind a list over lines", "id: a\ncountries: [FR,\n  PT\n]\nlicence: x\n",
      "id: a\ncountries: [FR,\n  PT\n]\nsubmitted: \(written)\nlicence: x\n"),
    Case(
      "goes behind a field without value", "id: a\nstatus:\nlicence: x\n",
      "id: a\nstatus:\nsubmitted: \(written)\nlicence: x\n"),
    Case(
      "goes behind a group that ends in a blank", "id: a\nsources:\n  - key: f\n    title:\nlicence: x\n",
      "id: a\nsources:\n  - key: f\n    title:\nsubmitted: \(written)\nlicence: x\n"),
    Case(
      "replaces a value on one line", "id: a\nsubmitted: { on: 2020 } # once\nlicence: x\n",
      "id: a\nsubmitted: \(written) # once\nlicence: x\n"),
    Case(
      "replaces a value on many lines", "id: a\nsubmitted:\n  on: 2020\n  by: Me # myself\n\n# Rights\nlicence: x\n",
      "id: a\nsubmitted: \(written) # myself\n\n# Rights\nlicence: x\n"),
    Case(
      "replaces a value under a comment", "id: a\nsubmitted: # by hand\n  on: 2020\nlicence: x\n",
      "id: a\nsubmitted: # by hand\n  \(written)\nlicence: x\n"),
    Case(
      "replaces a plain word", "id: a\nsubmitted:   yesterday\nlicence: x\n",
      "id: a\nsubmitted: \(written)\nlicence: x\n"),
    Case("fills a blank", "id: a\nsubmitted:\nlicence: x\n", "id: a\nsubmitted: \(written)\nlicence: x\n"),
    Case(
      "fills a blank before a comment", "id: a\nsubmitted : # later\nlicence: x\n",
      "id: a\nsubmitted : \(written) # later\nlicence: x\n"),
    Case("fills a blank at the end", "id: a\nsubmitted:", "id: a\nsubmitted: \(written)"),
    Case("replaces a quoted name's value", "id: a\n\"submitted\": no\n", "id: a\n\"submitted\": \(written)\n"),
    Case("goes into braces", "{ id: a, kind: b }\n", "{ submitted: \(written), id: a, kind: b }\n"),
    Case("goes into empty braces", "{}", "{ submitted: \(written),}"),
    Case(
      "replaces in braces", "{ id: a, submitted: { on: 2020 }, kind: b }", "{ id: a, submitted: \(written), kind: b }"),
    Case(
      "fills a name without colon in braces", "{ id: a, submitted, kind: b }",
      "{ id: a, submitted: \(written), kind: b }"),
    Case("keeps document marks", "---\nid: a\n...\n", "---\nid: a\nsubmitted: \(written)\n...\n"),
  ]

  @Test(arguments: cases)
  func stampsInPlace(_ sample: Case) throws {
    let result = try stamped(sample.before)
    #expect(result.utf8.elementsEqual(sample.after.utf8), "\(result)")
  }

  @Test(arguments: cases)
  func theResultReadsAsTheSameRecordWithTheStamp(_ sample: Case) throws {
    func entries(_ text: String) throws -> [DataValue.Entry] {
      let read = YAMLReader().readDocument(SourceText(name: "x.yaml", text))
      #expect(read.diagnostics.isEmpty)
      let root = try #require(read.tree?.root)
      guard case .map(let entries) = DataValue(root) else { return [] }
      return entries.sorted { $0.key < $1.key }
    }
    let stamp = DataValue.map([.init("on", .plain("2026-11-20")), .init("by", .string("Ville de Grenoble"))])
    var expected = try entries(sample.before).filter { $0.key != "submitted" }
    expected.append(.init("submitted", stamp))
    #expect(try entries(sample.after) == expected.sorted { $0.key < $1.key })
  }

  @Test(arguments: cases)
  func stampingTwiceChangesNothingMore(_ sample: Case) throws {
    #expect(try stamped(sample.after) == sample.after)
  }

  @Test func setsSeveralFieldsInTheirOrder() throws {
    var editor = try editor("id: a\nlicence: x\n")
    editor.set("status", to: .string("published"), order: Self.order)
    editor.set("submitted", to: Self.stamp, order: Self.order)
    editor.set("licence", to: .string("CC-BY-4.0"), order: Self.order)
    #expect(
      String(decoding: editor.bytes, as: UTF8.self)
        == "id: a\nstatus: published\nsubmitted: \(Self.written)\nlicence: CC-BY-4.0\n")
  }

  @Test func quotesWhatBracesWouldBreak() throws {
    var editor = try editor("{ id: a, status: b }")
    editor.set("status", to: .string("b, c"), order: Self.order)
    #expect(String(decoding: editor.bytes, as: UTF8.self) == "{ id: a, status: \"b, c\" }")
  }

  @Test(arguments: [
    ("id: a\n", "# yaml-language-server: $schema=../s.json\nid: a\n"),
    ("# yaml-language-server: $schema=old.json\nid: a\n", "# yaml-language-server: $schema=../s.json\nid: a\n"),
    (
      "# Mine\r\n# yaml-language-server: $schema=old.json\r\nid: a\r\n",
      "# Mine\r\n# yaml-language-server: $schema=../s.json\r\nid: a\r\n"
    ),
    ("id: a\r\n", "# yaml-language-server: $schema=../s.json\r\nid: a\r\n"),
    (
      "id: a\naim: |\n  # yaml-language-server: x\n",
      "# yaml-language-server: $schema=../s.json\nid: a\naim: |\n  # yaml-language-server: x\n"
    ),
    ("{ id: a }", "# yaml-language-server: $schema=../s.json\n{ id: a }"),
    ("\u{FEFF}id: a\n", "\u{FEFF}# yaml-language-server: $schema=../s.json\nid: a\n"),
  ])
  func pointsTheModelineToTheSchema(before: String, after: String) throws {
    var editor = try editor(before)
    editor.setSchema("../s.json")
    #expect(editor.bytes.elementsEqual(after.utf8))
    #expect(String(decoding: editor.bytes, as: UTF8.self).utf8.elementsEqual(after.utf8))
  }

  @Test func appliesFixesByTheirPlaceInTheFile() throws {
    let text = "\u{FEFF}aim: Help \u{7}firms\nkind: b\n"
    let read = YAMLReader().readDocument(SourceText(name: "x.yaml", text))
    let tree = try #require(read.tree)
    var editor = try #require(YAMLEditor(tree))
    editor.apply(read.diagnostics.compactMap(\.fix))
    editor.set("submitted", to: Self.stamp, order: Self.order)
    #expect(
      String(decoding: editor.bytes, as: UTF8.self) == "\u{FEFF}aim: Help firms\nkind: b\nsubmitted: \(Self.written)\n")
  }

  @Test(arguments: ["- a\n", "word\n", "[a]\n"])
  func editsGroupsOnly(text: String) throws {
    let tree = try tree(text)
    #expect(YAMLEditor(tree) == nil)
  }

  @Test(arguments: ["id: a\ntitle: x", "id: a"]) func aTextKeepsItsLastLineBreakAtTheEndOfAFile(before: String) throws {
    var editor = try editor(before)
    let isDone = editor.write("title", .prose("One line.\n\nAnother.\n"), order: Self.order)
    #expect(isDone)
    #expect(try tree(String(decoding: editor.bytes, as: UTF8.self)).root?["title"]?.text == "One line.\n\nAnother.\n")
  }

  @Test(arguments: [
    ("    ? nd*{     ?\n", "    ? nd*{     ?\n    x_new: a\n"), ("a: 1\n? b\n: 2\n", "a: 1\nx_new: a\n? b\n: 2\n"),
    ("? a\n: 1\nb: 2\n", "? a\n: 1\nx_new: a\nb: 2\n"), ("l:\n  - a: 1\n", "l:\n  - a: 1\nx_new: a\n"),
  ])
  func entriesStandBelowEachOtherWhateverBeginsTheFirst(before: String, after: String) throws {
    let tree = try #require(YAMLReader().readDocument(SourceText(name: "a.yaml", before)).tree)
    let root = try #require(tree.root)
    var editor = try #require(YAMLEditor(tree))
    editor.insert("x_new", .string("a"), into: root, behind: try #require(root.entries.first))
    #expect(String(decoding: editor.bytes, as: UTF8.self) == after)
    #expect(YAMLReader().readDocument(SourceText(name: "a.yaml", after)).diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("? title\n: Old # note\nkind: practice\n", "title: it's, so # note\nkind: practice\n"),
    ("? title\nkind: practice\n", "title: it's, so\nkind: practice\n"),
    ("kind: practice\n? title\n", "kind: practice\ntitle: it's, so\n"),
    ("  ? title\n  : Old\n", "  title: it's, so\n"),
  ])
  func aFieldWithAQuestionMarkIsWrittenAsTheOthersAre(before: String, after: String) throws {
    let tree = try #require(YAMLReader().readDocument(SourceText(name: "a.yaml", before)).tree)
    var editor = try #require(YAMLEditor(tree))
    editor.set("title", to: .string("it's, so"), order: ["title", "kind"])
    #expect(String(decoding: editor.bytes, as: UTF8.self) == after)
  }

  @Test(arguments: ["      ?    \n  \n", "?\n", "? # note\n", "a: 1\n?\nb: 2\n"])
  func aFieldWithoutNameIsReadBackAsItWasSet(before: String) throws {
    let tree = try #require(YAMLReader().readDocument(SourceText(name: "a.yaml", before)).tree)
    var editor = try #require(YAMLEditor(tree))
    editor.set("", to: .string("x"), order: [])
    let after = YAMLReader().readDocument(SourceText(name: "a.yaml", bytes: editor.bytes))
    #expect(after.diagnostics.isEmpty)
    #expect(after.tree?.root?[""]?.text == "x", "\(String(decoding: editor.bytes, as: UTF8.self))")
  }
}
