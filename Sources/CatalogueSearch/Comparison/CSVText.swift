internal import DelimitedText
internal import SourceTree

/// Tables of texts as spreadsheets read them.
enum CSVText {
  /// The rows as CSV (RFC 4180) in UTF-8 with a byte order mark, by which spreadsheets know the letters. O(text).
  static func table(_ rows: [[String]]) -> String {
    "\u{FEFF}" + String(decoding: CSVRows.bytes(rows: rows.map { $0.map(DiagnosticRenderer.printable) }), as: UTF8.self)
  }
}
