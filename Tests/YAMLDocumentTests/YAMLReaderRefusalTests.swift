import SourceTree
import TestSupport
import Testing
import YAMLDocument

/// What YAML allows and a record does not, and what is no text at all.
@Suite struct YAMLReaderRefusalTests {
  private func read(_ text: String) -> (tree: SourceTree?, diagnostics: [Diagnostic]) {
    YAMLReader().readDocument(SourceText(name: "x.yaml", text))
  }
  private func read(bytes: [UInt8]) -> (tree: SourceTree?, diagnostics: [Diagnostic]) {
    YAMLReader().readDocument(SourceText(name: "x.yaml", bytes: bytes))
  }

  @Test func namesBothLinesOfARepeatedField() throws {
    let read = read("kind: practice\ncreated: 2004\nended: 2012\ncreated: 2006\n")
    let finding = try #require(read.diagnostics.first)
    #expect(read.diagnostics.count == 1)
    #expect(finding.code == "duplicate-key")
    #expect(finding.message.contains("\"created\"") && finding.message.contains("line 2"))
    #expect(finding.location?.line == 4)
    #expect(finding.notes.first?.location?.line == 2)
    #expect(read.tree != nil, "the rest of the record is still checked")
  }

  @Test(arguments: [3, 39, 40, 41, 200])
  func findsRepeatedFieldsInGroupsOfAnySize(count: Int) throws {
    var text = (0..<count).map { "x_\($0): \($0)\n" }.joined()
    text += "\"x_1\": again\n"
    let finding = try #require(read(text).diagnostics.first)
    #expect(finding.code == "duplicate-key")
    #expect(finding.location?.line == count + 1)
    #expect(finding.notes.first?.location?.line == 2)
  }

  @Test func findsRepeatedFieldsInsideGroupsAndSparesEqualNamesOfDifferentGroups() {
    let text = "a: { x: 1, x: 2 }\nb: { x: 1 }\nc:\n  - x: 1\n  - x: 2\n    x: 3\n"
    #expect(read(text).diagnostics.map { $0.location?.line } == [1, 6])
  }

  @Test func reportsEachOfThreeEqualNames() {
    #expect(read("a: 1\na: 2\na: 3\n").diagnostics.map { $0.location?.line } == [2, 3])
  }

  @Test func refusesAliasesAnchorsAndTags() {
    let text = "a: &x Help\nb: *x\nc: !!str 2006\nd: !private [1]\ne: &y { f: 1 }\n"
    let diagnostics = read(text).diagnostics
    #expect(diagnostics.map(\.code) == ["yaml-alias", "yaml-alias", "yaml-tag", "yaml-tag", "yaml-alias"])
    #expect(diagnostics.map { $0.location?.line } == [1, 2, 3, 4, 5])
    #expect(diagnostics.allSatisfy { $0.location?.column == 4 })
  }

  @Test func doesNotFollowABombOfAliases() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<9 {
      let name = "*a\(level - 1)"
      text += "a\(level): &a\(level) [" + Array(repeating: name, count: 9).joined(separator: ", ") + "]\n"
    }
    let time = ThreadTime.measure { #expect(read(text).diagnostics.contains { $0.code == "yaml-alias" }) }
    #expect(time < ThreadTime.second)
  }

  @Test func readsTabsBetweenAFieldAndItsValueAndRefusesThemAsIndentation() throws {
    let fine = read("title:\tVoucher\nkind:\t\tinstrument\t\n")
    #expect(fine.diagnostics.isEmpty)
    #expect(fine.tree?.root?["kind"]?.text == "instrument")
    let bad = read("title:\n  en: Voucher\n\tfr: Chèque\n")
    #expect(bad.diagnostics.map(\.code) == ["yaml-tab"])
    #expect(bad.diagnostics.first?.location?.line == 3)
    #expect(bad.diagnostics.first?.location?.column == 1)
  }

  @Test func namesBytesThatAreNoUTF8AndReadsTheRest() throws {
    let read = read(bytes: Array("title: P".utf8) + [0xF4] + Array("les\nkind: instrument\n".utf8))
    let finding = try #require(read.diagnostics.first)
    #expect(finding.code == "bad-utf-8")
    #expect(finding.message.contains("0xF4") && finding.message.contains("ô"))
    #expect(finding.location?.column == 9)
    #expect(finding.location?.byteRange == 8..<9)
    #expect(read.tree?.root?["kind"]?.text == "instrument")
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xFF], [0xC3],
    ] as [[UInt8]])
  func refusesEveryKindOfBadUTF8(bytes: [UInt8]) {
    let read = read(bytes: Array("title: x".utf8) + bytes + Array("\n".utf8))
    #expect(read.diagnostics.first?.code == "bad-utf-8")
    #expect(read.diagnostics.allSatisfy { $0.code == "bad-utf-8" })
  }

  @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
  func recognisesUTF16(mark: [UInt8]) {
    let body: [[UInt8]] = "kind".utf8.map { mark[0] == 0xFF ? [$0, 0] : [0, $0] }
    let read = read(bytes: mark + body.joined())
    #expect(read.diagnostics.map(\.code) == ["utf-16"])
    #expect(read.tree == nil)
  }

  @Test(arguments: [0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0x9F, 0xFEFF, 0xFFFE] as [UInt32])
  func refusesControlCharactersByName(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let read = read("aim: \"Help \(scalar)firms\"\nkind: instrument\n")
    let finding = try #require(read.diagnostics.first)
    #expect(finding.code == "control-character")
    #expect(finding.message.contains("U+" + String(repeating: "0", count: max(0, 4 - String(value, radix: 16).count))))
    #expect(finding.location?.column == 12)
    #expect(finding.fix?.edits.first?.range == 11..<(11 + String(scalar).utf8.count))
    #expect(read.tree?.root?["kind"]?.text == "instrument")
  }

  @Test(arguments: [0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069] as [UInt32])
  func refusesBidirectionalControls(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let finding = try #require(read("aim: Help \(scalar)firms\n").diagnostics.first)
    #expect(finding.code == "bidirectional-control")
    #expect(finding.message.contains("U+\(String(value, radix: 16, uppercase: true))"))
  }

  @Test(arguments: [
    ("\\a", "control-character", "U+0007"), ("\\x1b", "control-character", "U+001B"),
    ("\\0", "control-character", "U+0000"),
    ("\\N", "control-character", "U+0085"), ("\\u202E", "bidirectional-control", "U+202E"),
    ("\\uFEFF", "control-character", "U+FEFF"),
  ])
  func refusesControlCharactersWrittenAsEscapes(escape: String, code: String, name: String) throws {
    let finding = try #require(read("aim: \"Help \(escape) firms\"\n").diagnostics.first)
    #expect(finding.code == code)
    #expect(finding.message.contains(name))
    #expect(finding.location?.line == 1)
  }

  @Test(arguments: [
    "é", "\u{200D}", "\u{200C}", "\u{AD}", "👩‍🔬", "\u{E000}", "\u{A0}", "e\u{301}", "עברית", "\u{200F}", "中",
  ])
  func keepsLettersJoinersAndMarks(text: String) throws {
    let read = read("aim: \"Help \(text)\"\n")
    #expect(read.diagnostics.isEmpty)
    #expect(read.tree?.root?["aim"]?.text == "Help \(text)")
  }

  @Test func namesALineSeparatorThatNobodySees() throws {
    let read = read("kind: instrument\naim: Help\u{2028}firms to grow\n")
    let finding = try #require(read.diagnostics.first)
    #expect(finding.code == "control-character")
    #expect(finding.message.contains("U+2028"))
    #expect(finding.location?.byteRange?.lowerBound == 26)
  }

  @Test(arguments: [
    "", "\n", "# nothing yet\n", "   \n\n", "---\n", "--- # later\n...\n", "~\n# x", "\u{FEFF}", "\u{FEFF}# x\n",
  ])
  func saysThatAnEmptyFileHoldsNoRecord(text: String) throws {
    let read = read(text)
    if text.hasPrefix("~") {
      #expect(read.tree?.root?.text == "~", "only the field table knows whether ~ is nothing")
    } else {
      #expect(read.tree == nil)
      #expect(read.diagnostics.map(\.code) == ["empty-input"])
      #expect(read.diagnostics.first?.location?.line == 1)
    }
  }

  @Test func tellsBinaryFilesFromTexts() {
    let zip: [UInt8] = [0x50, 0x4B, 3, 4, 0x14, 0, 6, 0, 8, 0]
    let pdf = Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A, 0, 1, 2]
    for bytes in [zip, pdf, [0], [UInt8](repeating: 1, count: 50)] {
      let read = read(bytes: bytes)
      #expect(read.diagnostics.map(\.code) == ["not-text"])
      #expect(read.tree == nil)
    }
  }

  @Test func refusesASecondDocumentAndKeepsTheFirst() {
    for text in ["kind: a\n---\nkind: b\n", "--- \nkind: a\n--- {kind: b}\n", "kind: a\n---\n"] {
      let read = read(text)
      #expect(read.diagnostics.map(\.code) == ["second-document"], "\(text)")
      #expect(read.tree?.root?["kind"]?.text == "a")
    }
  }

  @Test func readsDocumentMarksAroundOneRecord() {
    for text in ["---\nkind: a\n", "---\nkind: a\n...\n", "kind: a\n...\n", "%YAML 1.1\n---\nkind: a\n"] {
      let read = read(text)
      #expect(read.diagnostics.isEmpty, "\(text)")
      #expect(read.tree?.root?["kind"]?.text == "a")
    }
  }

  @Test func typesNothingByItsLook() throws {
    let root = try #require(read("a: NO\nb: 1.10\nc: 2006-05-01\nd: =\ne: ~\nf: <<\ng:\n").tree?.root)
    #expect(root.entries.map { $0.value.text } == ["NO", "1.10", "2006-05-01", "=", "~", "<<", ""])
    #expect(root["g"]?.isBlank == true)
    #expect(root["e"]?.isBlank == false)
  }

  @Test func neverCrashesOnRandomBytes() {
    var random = SeededSamples(seed: 7)
    for _ in 0..<3000 {
      let read = read(bytes: random.bytes())
      #expect(read.tree != nil || !read.diagnostics.isEmpty)
      for finding in read.diagnostics { _ = DiagnosticRenderer().render(finding) }
    }
  }
}
