internal import SourceTree

/// Tables of texts as spreadsheets read them.
enum CSVText {
  /// The rows as CSV (RFC 4180) in UTF-8 with a byte order mark, by which spreadsheets know the letters. O(text).
  static func table(_ rows: [[String]]) -> String {
    "\u{FEFF}" + rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A spreadsheet runs a cell that begins like a formula; an apostrophe in front makes it text.
  private static func cell(_ text: String) -> String {
    let text = DiagnosticRenderer.printable(text)
    let isFormula =
      text.unicodeScalars.first.map { "=+-@\t\r\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains($0) } ?? false
    let guarded = isFormula ? "'" + text : text
    guard guarded.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return guarded }
    return "\"" + guarded.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
