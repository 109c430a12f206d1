internal import SourceTree
internal import TextFolding

/// A comparison for a terminal: columns share the width, cells are wrapped, and records that find no room stand in
/// further blocks under the first.
package struct ComparisonTable {
  private let comparison: Comparison
  private let width: Int
  private let labelWidth: Int

  /// The fewest columns of a terminal in which a cell can be read.
  private static let narrowest = 24
  /// The most columns that a cell takes; longer lines are hard to read.
  private static let widest = 72
  private static let gap = 2

  /// Makes the table for a width in columns of the terminal.
  package init(_ comparison: Comparison, width: Int) {
    self.comparison = comparison
    self.width = max(width, 40)
    let labels = comparison.rows.map { TextFolding.columns($0.label) }
    labelWidth = min(labels.max() ?? 0, width < 100 ? 12 : 20)
  }

  /// The table, with the addresses and notes under it; control characters are made visible. O(text).
  package var text: String {
    var addresses: [String] = []
    let rows = comparison.rows.map { row in
      (row.label, row.cells.map { Self.texts(of: $0, &addresses) })
    }
    let headings = comparison.columns.map { column in
      column.title.lines.map(\.text) + (column.id.isEmpty ? [] : [column.id])
    }
    // All blocks have the columns of the first, so that they stand in line.
    let share = (width - labelWidth) / max(1, blocks.first?.count ?? 1) - Self.gap
    let cellWidth = min(share, Self.widest)
    var text = blocks.map { block($0, headings, rows, cellWidth) }.joined(separator: "\n")
    if !addresses.isEmpty {
      text += "\n" + addresses.enumerated().map { "[\($0 + 1)] \($1)\n" }.joined()
    }
    if !comparison.notes.isEmpty {
      text += "\n" + comparison.notes.flatMap { Self.wrapped($0, min(width, 100)) }.map { $0 + "\n" }.joined()
    }
    return DiagnosticRenderer.printable(text)
  }

  /// The positions of the records of each block: as few blocks as fit, and evenly filled.
  private var blocks: [Range<Int>] {
    let count = comparison.columns.count
    let room = max(1, (width - labelWidth) / (Self.narrowest + Self.gap))
    let blocks = max(1, (count + room - 1) / room)
    let size = max(1, (count + blocks - 1) / blocks)
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  private func block(_ range: Range<Int>, _ headings: [[String]], _ rows: [(String, [[String]])], _ cellWidth: Int)
    -> String
  {
    let rule = range.map { _ in [String(repeating: "─", count: cellWidth)] }
    var text = Self.row([""], headings[range].map { wrapped($0, cellWidth) }, labelWidth, cellWidth)
    text += Self.row([String(repeating: "─", count: labelWidth)], rule, labelWidth, cellWidth)
    for (position, (label, cells)) in rows.enumerated() {
      let lines = cells[range].map { wrapped($0, cellWidth) }
      if position > 0 { text += "\n" }
      text += Self.row(Self.wrapped(label, labelWidth), lines, labelWidth, cellWidth)
    }
    return text
  }

  private static func row(_ label: [String], _ cells: [[String]], _ labelWidth: Int, _ cellWidth: Int) -> String {
    let height = max(label.count, cells.map(\.count).max() ?? 0)
    var text = ""
    for index in 0..<height {
      var line = padded(index < label.count ? label[index] : "", labelWidth)
      for cell in cells {
        line += String(repeating: " ", count: gap) + padded(index < cell.count ? cell[index] : "", cellWidth)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - TextFolding.columns(text)))
  }

  /// The lines of a cell; an address is too long for a cell, and stands under the table with a number.
  private static func texts(of cell: ComparisonCell, _ addresses: inout [String]) -> [String] {
    let lines = cell.lines
    let items = lines.count { $0.isItem }
    return lines.map { line in
      var text = line.isItem && items > 1 ? "• " + line.text : line.text
      if let url = line.url {
        let known = addresses.firstIndex(of: url)
        if known == nil { addresses.append(url) }
        text += " [\((known ?? addresses.count - 1) + 1)]"
      }
      return text
    }
  }

  private func wrapped(_ lines: [String], _ width: Int) -> [String] { lines.flatMap { Self.wrapped($0, width) } }

  /// The line cut at blanks, words that are longer than a line within them; what follows a bullet is indented.
  /// O(length).
  private static func wrapped(_ line: String, _ width: Int) -> [String] {
    let indent = line.hasPrefix("• ") ? "  " : ""
    var lines: [String] = []
    var current = ""
    var used = 0
    // Only blanks part words: within a number stand narrow no-break spaces.
    for word in line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline }) {
      let columns = TextFolding.columns(String(word))
      if used > indent.count, used + 1 + columns > width {
        lines.append(current)
        current = indent
        used = indent.count
      }
      if used > indent.count || (lines.isEmpty && used > 0) {
        current += " "
        used += 1
      }
      for piece in pieces(word, width - indent.count) {
        let columns = TextFolding.columns(piece)
        if used + columns > width, used > indent.count {
          lines.append(current)
          current = indent
          used = indent.count
        }
        current += piece
        used += columns
      }
    }
    return lines + [current]
  }

  /// A word that is longer than a line in pieces, cut behind dashes and slashes where there are any. O(length).
  private static func pieces(_ word: Substring, _ width: Int) -> [String] {
    guard TextFolding.columns(String(word)) > width else { return [String(word)] }
    var pieces: [String] = []
    var piece = ""
    for character in word {
      if TextFolding.columns(piece + String(character)) > width {
        pieces.append(piece)
        piece = ""
      }
      piece.append(character)
      if character == "-" || character == "/" {
        pieces.append(piece)
        piece = ""
      }
    }
    return piece.isEmpty ? pieces : pieces + [piece]
  }
}
