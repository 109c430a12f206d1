/// A comparison as a table for spreadsheets (RFC 4180): a row a field, a column a record.
package struct ComparisonCSV {
  private let comparison: Comparison

  /// Makes the table.
  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// The table in UTF-8 with a byte order mark; the lines of a cell are lines in it. The notes are not part of it.
  /// O(text).
  package var text: String {
    var rows = [["field"] + comparison.columns.map(\.id)]
    rows.append(["title"] + comparison.columns.map { Self.cell($0.title) })
    rows += comparison.rows.map { [$0.name] + $0.cells.map(Self.cell) }
    return CSVText.table(rows)
  }

  private static func cell(_ cell: ComparisonCell) -> String {
    let lines = cell.lines
    let items = lines.count { $0.isItem }
    return lines.map { line in
      (line.isItem && items > 1 ? "• " : "") + line.text + (line.url.map { " \($0)" } ?? "")
    }.joined(separator: "\n")
  }
}
