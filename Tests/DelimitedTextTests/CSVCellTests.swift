import DelimitedText
import Testing

/// The notation within a cell.
@Suite struct TableCellTests {
  private func guarded(_ text: String) -> String {
    var bytes: [UInt8] = []
    CSVCell.append(text, guarding: true, to: &bytes)
    let written = String(decoding: bytes, as: UTF8.self)
    // Blanks and line ends put a cell between quotation marks.
    return written.hasPrefix("\"") ? String(written.dropFirst().dropLast()) : written
  }

  private func unguarded(_ text: String) -> String {
    String(decoding: CSVCell.unguarded(Array(text.utf8)[...]), as: UTF8.self)
  }

  @Test(arguments: [
    "", "x", "=x", "+x", "-5", "@x", "\tx", "\rx", "'", "''", "'x", "'=x", "''=x", "'''", "''x", "x=", "'\t", "é",
  ])
  func guardingIsTakenBack(text: String) {
    let safe = guarded(text)
    #expect(unguarded(safe) == text)
    #expect(!["=", "+", "-", "@", "\t", "\r"].contains { safe.utf8.starts(with: $0.utf8) })
  }

  @Test func guardsOnlyWhatNeedsIt() {
    #expect(["=1", "'x", "''x", "x", "'=1"].map(guarded) == ["'=1", "'x", "'''x", "x", "''=1"])
    #expect(["'x", "'", "'=1", "=1"].map(unguarded) == ["'x", "'", "=1", "=1"])
  }

  @Test func listsAreJoinedAndSplit() {
    func items(_ cell: String) -> [String] {
      CSVCell.items(of: Array(cell.utf8)[...]).map { String(decoding: $0, as: UTF8.self) }
    }
    let texts = ["a", "b | c", "\\", "\\|", "|", "x\\", "|\u{301}", "é"]
    #expect(items(CSVCell.joined(texts)) == texts)
    #expect(CSVCell.joined(["FR", "PT"]) == "FR | PT")
    #expect(CSVCell.joined(["a|b", "c\\d"]) == "a\\|b | c\\\\d")
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
