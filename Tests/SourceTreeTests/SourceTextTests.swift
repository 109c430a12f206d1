import SourceTree
import TestSupport
import Testing

/// Places in a text, and the source line that a message shows.
@Suite struct SourceTextTests {
  private func place(_ text: String, _ offset: Int) -> [Int?] {
    let location = SourceText(name: "x", text).location(of: offset..<(offset + 1))
    return [location.line, location.column]
  }

  @Test(arguments: [
    ("ab\ncd", 3, 2, 1), ("ab\r\ncd", 4, 2, 1), ("ab\rcd", 3, 2, 1), ("a\n\nb", 3, 3, 1), ("é🎓x", 6, 1, 3),
    ("", 0, 1, 1),
    ("ab", 2, 1, 3), ("ab\n", 3, 2, 1), ("a\r\n", 2, 1, 3), ("a\u{2028}b", 4, 1, 3), ("a\u{85}b", 3, 1, 3),
  ])
  func countsLinesAndColumnsAsEditorsDo(text: String, offset: Int, line: Int, column: Int) {
    #expect(place(text, offset) == [line, column])
  }

  /// Of a long text the beginnings of lines are remembered.
  @Test(arguments: [65_536, 65_537, 200_000]) func countsAlikeInTextsOfAnyLength(count: Int) {
    let lines = Array("a\nbé\r\nc\rd\n\r\r\n".utf8)
    let bytes = (0..<count).map { lines[$0 % lines.count] }
    let text = SourceText(name: "x", bytes: bytes)
    var (line, column) = (1, 1)
    for (offset, byte) in bytes.enumerated() {
      if offset % 97 < 2 || offset > count - 20 {
        let location = text.location(of: offset..<offset)
        #expect(location.line == line && (location.column == column || byte & 0xC0 == 0x80), "\(offset)")
      }
      let ends = byte == 0x0A || (byte == 0x0D && (offset + 1 == count || bytes[offset + 1] != 0x0A))
      if ends { (line, column) = (line + 1, 1) } else if byte & 0xC0 != 0x80 { column += 1 }
    }
  }

  @Test(arguments: [30_000, 65_536, 300_000]) func placesOfALongLineAreFoundAsThoseOfAShortOne(count: Int) throws {
    let bytes = Array(String(repeating: "aé🎓b\u{301}", count: count / 10).utf8)
    let text = SourceText(name: "x", bytes: bytes)
    var column = 0
    for (offset, byte) in bytes.enumerated() {
      if byte & 0xC0 != 0x80 { column += 1 }
      guard byte & 0xC0 != 0x80, offset < 2000 || offset % 509 == 0 || offset + 2000 > bytes.count else { continue }
      let location = text.location(of: offset..<(offset + 1))
      let excerpt = try #require(location.excerpt)
      let shown = Array(excerpt.text.unicodeScalars)
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 4
      #expect(location.column == column && excerpt.width == 1, "\(offset)")
      #expect(String(shown[excerpt.caret]) == String(decoding: bytes[offset..<offset + length], as: UTF8.self))
      #expect(shown.count <= 161 && (shown.first == "…") == (column > 141), "\(offset)")
    }
  }

  @Test func manyFindingsOfOneLineTakeTimeInProportion() {
    func time(_ count: Int) -> Duration {
      let text = SourceText(name: "x", bytes: Array(repeating: 0x61, count: count * 100))
      return ThreadTime.measure {
        for index in 0..<count { _ = text.location(of: index * 100..<index * 100 + 50) }
      }
    }
    _ = time(1000)
    let (small, large) = (time(1000), time(8000))
    #expect(large < small * 20, "\(small) and \(large)")
  }

  @Test func placesOutsideTheTextAreMovedToItsEnd() {
    let text = SourceText(name: "x", "ab")
    #expect(text.location(of: 10..<20).column == 3)
    #expect(text.location(of: -3..<1).column == 1)
    #expect(text.location(of: 1..<99).excerpt?.width == 1)
  }

  @Test func aPieceRemembersWhereItBegan() {
    let piece = SourceText(name: "x", bytes: Array("ab\ncd".utf8), firstLine: 7, firstColumn: 5, baseOffset: 100)
    let first = piece.location(of: 1..<2)
    #expect([first.line, first.column] == [7, 6])
    #expect(first.excerpt?.caret == 1, "the excerpt holds the piece only")
    let second = piece.location(of: 4..<5)
    #expect([second.line, second.column] == [8, 2])
    #expect(second.byteRange == 104..<105)
  }

  @Test func longLinesAreCutAroundThePlace() throws {
    let line = String(repeating: "é", count: 500) + "X" + String(repeating: "a", count: 500)
    let excerpt = try #require(SourceText(name: "x", line).location(of: 1000..<1001).excerpt)
    #expect(excerpt.text.hasPrefix("…é"))
    #expect(excerpt.text.unicodeScalars.count <= 161)
    let index = excerpt.text.unicodeScalars.index(excerpt.text.unicodeScalars.startIndex, offsetBy: excerpt.caret)
    #expect(excerpt.text.unicodeScalars[index] == "X")
  }

  @Test func whatCouldSteerATerminalIsMadeVisible() throws {
    let text = SourceText(name: "x\u{1B}]0;y", "a\u{1B}[31mb\u{202E}c\n")
    let finding = Diagnostic(TextInspection.controlCharacter, "bad \u{7}", at: text.location(of: 1..<2))
    let shown = DiagnosticRenderer().render(finding)
    #expect(shown.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPrintable })
    #expect(shown.contains("a\u{FFFD}[31mb\u{FFFD}c"))
  }

  @Test func findingsAreShownWithPlaceCaretNotesAndFix() {
    let text = SourceText(name: "x.yaml", "a: 1\n\tkind: policy\n")
    var finding = Diagnostic(
      TextInspection.controlCharacter, severity: .warning, "what", at: text.location(of: 12..<18))
    finding.notes = [.init("also here", at: text.location(of: 0..<1)), .init("remember")]
    finding.fix = .init("write it", edits: [])
    #expect(
      DiagnosticRenderer().render(finding) == """
        x.yaml:2:8: warning: what [control-character]
            \tkind: policy
            \t      ^~~~~~
          x.yaml:1:1: note: also here
          note: remember
          fix: write it

        """)
    #expect(DiagnosticRenderer(isColoured: true).render(finding).contains("\u{1B}[1;33mwarning\u{1B}[0m"))
  }

  @Test func cellsOfTablesAreNamedInsteadOfColumns() {
    let location = SourceLocation(file: "x.csv", line: 7, column: 3, cell: "C7 (title.en)")
    #expect(DiagnosticRenderer().place(location) == "x.csv:7: C7 (title.en)")
    #expect(DiagnosticRenderer().place(SourceLocation(file: "x.csv")) == "x.csv")
  }

  @Test func severitiesAreOrdered() {
    #expect(Severity.note < Severity.warning && Severity.warning < Severity.error)
    #expect(Severity.allCases.max() == .error)
  }

  @Test func editsAreMadeInTheOrderOfTheirPlaces() {
    let bytes = Array("one two three".utf8)
    func result(_ edits: [TextEdit]) -> String { String(decoding: TextEdit.apply(edits, to: bytes), as: UTF8.self) }
    #expect(result([]) == "one two three")
    #expect(result([.init(replacing: 8..<13, with: "3"), .init(replacing: 0..<3, with: "1")]) == "1 two 3")
    #expect(result([.init(replacing: 4..<4, with: "a "), .init(replacing: 4..<4, with: "b ")]) == "one a b two three")
    #expect(
      result([.init(replacing: 0..<7, with: "x"), .init(replacing: 4..<13, with: "y")]) == "x three",
      "the second overlaps")
    #expect(result([.init(replacing: 8..<99, with: "y")]) == "one two three", "beyond the end")
  }
}
