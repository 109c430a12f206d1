import DelimitedText
import SourceTree
import Testing

/// The notation within a cell.
@Suite struct TableCellTests {
  private func guarded(_ text: String) -> String {
    let bytes = ByteBuffer()
    text.withBytes { CSVCell.append($0, guarding: true, to: bytes) }
    let written = String(decoding: bytes.bytes, as: UTF8.self)
    // Blanks and line ends put a cell between quotation marks.
    return written.hasPrefix("\"") ? String(written.dropFirst().dropLast()) : written
  }

  private func unguarded(_ text: String) -> String {
    String(decoding: CSVCell.unguarded(Array(text.utf8)[...]), as: UTF8.self)
  }

  @Test(arguments: [
    "", "x", "=x", "+x", "-5", "@x", "\tx", "\rx", "'", "''", "'x", "'=x", "''=x", "'''", "''x", "x=", "'\t", "é",
    "\u{FF1D}1", "\u{FF0B}1", "\u{FF0D}1", "\u{FF20}x", "'\u{FF1D}", "\u{FF0C}", "\u{FF1D}",
  ])
  func guardingIsTakenBack(text: String) {
    let safe = guarded(text)
    #expect(unguarded(safe) == text)
    #expect(!["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"].contains { safe.utf8.starts(with: $0.utf8) })
  }

  @Test func quotesWhereverACellNeedsIt() {
    func written(_ text: String) -> String {
      let bytes = ByteBuffer(capacity: 1)
      text.withBytes { CSVCell.append($0, guarding: true, to: bytes) }
      return String(decoding: bytes.bytes, as: UTF8.self)
    }
    for letter in ["\"", ",", "\n", "\r"] {
      for length in 1..<20 {
        let text = String(repeating: "a", count: length) + letter + String(repeating: "b", count: length % 7)
        #expect(written(text) == "\"" + text.replacing("\"", with: "\"\"") + "\"")
        #expect(CSVCell.quoted(text) == written(text))
      }
    }
    #expect(
      ["plain text of some length", " x", "x\t", "é", "a;b"].map(written) == [
        "plain text of some length", "\" x\"", "\"x\t\"", "é", "a;b",
      ])
  }

  @Test func guardsOnlyWhatNeedsIt() {
    #expect(["=1", "'x", "''x", "x", "'=1"].map(guarded) == ["'=1", "'x", "'''x", "x", "''=1"])
    #expect(["'x", "'", "'=1", "=1"].map(unguarded) == ["'x", "'", "=1", "=1"])
  }

  @Test func listsAreJoinedAndSplit() {
    func items(_ cell: String) -> [String] {
      CSVCell.items(of: Array(cell.utf8)[...]).map { String(decoding: $0, as: UTF8.self) }
    }
    func joined(_ texts: [String]) -> String {
      let bytes = ByteBuffer()
      for (position, text) in texts.enumerated() {
        if position > 0 { " | ".withBytes(bytes.append) }
        text.withBytes { CSVCell.appendItem($0, to: bytes) }
      }
      return String(decoding: bytes.bytes, as: UTF8.self)
    }
    let texts = ["a", "b | c", "\\", "\\|", "|", "x\\", "|\u{301}", "é"]
    #expect(items(joined(texts)) == texts)
    #expect(joined(["FR", "PT"]) == "FR | PT")
    #expect(joined(["a|b", "c\\d"]) == "a\\|b | c\\\\d")
    #expect(items(" FR|PT | |LT ") == ["FR", "PT", "LT"])
    #expect(items("C:\\temp\\") == ["C:\\temp\\"])
  }

  @Test func blanksThatNobodySeesAreTakenAway() {
    func trimmed(_ text: String) -> String {
      String(decoding: CSVCell.trimmed(Array(text.utf8)[...]), as: UTF8.self)
    }
    #expect(trimmed("\u{A0}FR\u{202F}\u{A0}") == "FR")
    #expect(trimmed("\u{FEFF}\u{200B}") == "")
    #expect(trimmed("10\u{A0}000 é") == "10\u{A0}000 é")
    #expect(trimmed("à") == "à")
  }
}
