internal import SourceTree
internal import TextFolding

/// Rows under a header, in columns.
struct Table {
  let header: [String]
  let rows: [[String]]

  /// The table; its last column is cut to the width where there is one. O(cells).
  func text(_ width: Int?) -> String {
    var widths = header.map(TextFolding.columns)
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], TextFolding.columns(cell)) }
    }
    let before = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    // Where the first columns leave too little, the longest of them gives way.
    if let width, let longest = widths.dropLast().max(), before + 20 > width,
      let column = widths.firstIndex(of: longest)
    {
      widths[column] = max(12, longest - (before + 20 - width))
    }
    let used = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    return ([header] + rows).map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        // A line break in a cell would break the table, and a control character could command the terminal.
        let flat = DiagnosticRenderer.printable(cell.split(whereSeparator: \.isNewline).joined(separator: " "))
        if column == row.count - 1 {
          line += width.map { Terminal.cut(flat, to: max(8, $0 - used)) } ?? flat
        } else {
          let shown = Terminal.cut(flat, to: widths[column])
          line += shown + String(repeating: " ", count: widths[column] - TextFolding.columns(shown) + 2)
        }
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
