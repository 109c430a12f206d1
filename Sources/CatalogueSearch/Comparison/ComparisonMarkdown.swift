internal import SourceTree

/// A comparison as a table of GitHub Flavored Markdown (GFM 0.29, 4.10); every text shows as itself.
package struct ComparisonMarkdown {
  private let comparison: Comparison

  /// Makes the page.
  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// The table and the notes. O(text).
  package var text: String {
    let titles = comparison.columns.map { column in
      let id = column.id.isEmpty ? "" : "<br>`\(column.id.filter { $0 != "`" && $0 != "|" && !$0.isNewline })`"
      return Self.cell(column.title) + id
    }
    var lines = [Self.row([""] + titles), Self.row([String](repeating: "---", count: titles.count + 1))]
    for row in comparison.rows {
      lines.append(Self.row(["**\(Self.escaped(row.label))**"] + row.cells.map(Self.cell)))
    }
    lines += comparison.notes.isEmpty ? [] : [""] + comparison.notes.map { "- " + Self.escaped($0) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// A cell holds no line break but `<br>`.
  private static func cell(_ cell: ComparisonCell) -> String {
    let lines = cell.lines
    let items = lines.count { $0.isItem }
    return lines.map { line in
      var text = escaped(line.text)
      if let url = line.url { text += " " + link(url) }
      switch line.role {
      case .value: return line.isItem && items > 1 ? "• " + text : text
      case .absence, .inference, .dispute: return "*\(text)*"
      }
    }.joined(separator: "<br>")
  }

  /// The address as a link, or as text where it is none that a reader may follow safely (CommonMark 0.31.2, 6.3).
  private static func link(_ url: String) -> String {
    guard url.hasPrefix("https://") || url.hasPrefix("http://") else { return escaped(url) }
    let address = url.utf8.map { byte -> String in
      let isPlain = byte > 0x20 && byte < 0x7F && !"()<>\\\"`|*_[]".utf8.contains(byte)
      if isPlain { return String(UnicodeScalar(byte)) }
      let hex = String(byte, radix: 16, uppercase: true)
      return "%" + (hex.utf8.count < 2 ? "0" : "") + hex
    }.joined()
    return "[link](\(address))"
  }

  /// The text in one line, with a backslash before all that could be markup (CommonMark 0.31.2, 2.4). O(length).
  private static func escaped(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var escaped = ""
    for character in DiagnosticRenderer.printable(line) {
      if "\\`*_[]<>|~#&$".contains(character) { escaped += "\\" }
      escaped.append(character)
    }
    return escaped
  }
}
