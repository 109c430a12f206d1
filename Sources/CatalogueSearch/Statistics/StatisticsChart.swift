internal import SourceTree
internal import TextFolding

/// Counts as horizontal bars in a drawing of its own (SVG 1.1): no script, no other file, the same bytes for the same
/// counts. A screen reader is told the figures (SVG 1.1, 5.4: title and desc).
package struct StatisticsChart {
  private let statistics: Statistics

  private static let width = 920
  private static let rowHeight = 24
  private static let barHeight = 16
  private static let labelEnd = 410
  private static let barEnd = 860
  private static let top = 56
  private static let labelColumns = 51

  /// Makes the drawing.
  package init(_ statistics: Statistics) { self.statistics = statistics }

  /// One line of the drawing.
  private enum Line {
    /// The value of the first field over the bars of the second.
    case heading(Statistics.Heading)
    /// A bar and its number.
    case bar(Statistics.Heading, Int)
  }

  /// The drawing. O(bars).
  package var svg: String {
    let lines = lines
    let largest = max(1, lines.map { if case .bar(_, let count) = $0 { count } else { 0 } }.max() ?? 1)
    let notes = statistics.notes
    let notesTop = Self.top + lines.count * Self.rowHeight + 20
    let height = notesTop + notes.count * 18 + 4
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="ktc-title ktc-desc" \
      width="\(Self.width)" height="\(height)" viewBox="0 0 \(Self.width) \(height)" \
      font-family="system-ui, sans-serif" font-size="13">
      <title id="ktc-title">\(MarkupText.escaped(statistics.title))</title>
      <desc id="ktc-desc">\(MarkupText.escaped(description))</desc>
      <rect width="\(Self.width)" height="\(height)" fill="#ffffff"/>

      """
    svg += Self.text(
      statistics.title, x: 16, y: 30, "font-size=\"17\" font-weight=\"bold\" fill=\"#1a1a1a\"", columns: 100)
    for (position, line) in lines.enumerated() {
      let y = Self.top + position * Self.rowHeight
      switch line {
      case .heading(let heading):
        svg += Self.text(heading.text, x: 16, y: y + 16, "font-weight=\"bold\" fill=\"#1a1a1a\"", columns: 100)
      case .bar(let heading, let count):
        let length = (Self.barEnd - Self.labelEnd) * count / largest
        let label = heading.name ?? heading.code
        svg += Self.text(label, x: Self.labelEnd - 10, y: y + 16, "text-anchor=\"end\" fill=\"#1a1a1a\"")
        svg += "<rect x=\"\(Self.labelEnd)\" y=\"\(y + 4)\" width=\"\(length)\" height=\"\(Self.barHeight)\""
        svg += " fill=\"#1f5f8b\"/>\n"
        svg += Self.text(String(count), x: Self.labelEnd + length + 6, y: y + 16, "fill=\"#1a1a1a\"")
      }
    }
    for (position, note) in notes.enumerated() {
      svg += Self.text(note, x: 16, y: notesTop + position * 18, "font-size=\"12\" fill=\"#404040\"", columns: 130)
    }
    return svg + "</svg>\n"
  }

  private var lines: [Line] {
    let rows = statistics.rows
    guard statistics.fields.count > 1 else { return rows.map { .bar($0, $0.records) } }
    let columns = statistics.columns
    let cells = statistics.cells
    return rows.indices.flatMap { row in
      [.heading(rows[row])] + columns.indices.filter { cells[row][$0] > 0 }.map { .bar(columns[$0], cells[row][$0]) }
    }
  }

  /// The figures in words.
  private var description: String {
    let figures = lines.map { line in
      switch line {
      case .heading(let heading): "\(heading.text):"
      case .bar(let heading, let count): "\(heading.text) \(count)\(statistics.fields.count > 1 ? "," : ";")"
      }
    }
    var text = "Horizontal bars. " + figures.joined(separator: " ")
    if text.hasSuffix(";") || text.hasSuffix(",") { text.removeLast() }
    return ([text + "."] + statistics.notes).joined(separator: " ")
  }

  /// A text; one that is too long for its place is cut, and a pointer shows it whole.
  private static func text(
    _ text: String, x: Int, y: Int, _ attributes: String, columns limit: Int = labelColumns
  ) -> String {
    let element = "<text x=\"\(x)\" y=\"\(y)\" \(attributes)>"
    guard TextFolding.columns(text) > limit else { return element + MarkupText.escaped(text) + "</text>\n" }
    var short = ""
    for character in text where TextFolding.columns(short) < limit - 1 { short.append(character) }
    return element + "<title>\(MarkupText.escaped(text))</title>" + MarkupText.escaped(short) + "…</text>\n"
  }
}
