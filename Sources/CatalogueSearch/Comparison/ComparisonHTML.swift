internal import SourceTree

/// A comparison as a page of its own: no script, no other file, a table that a screen reader can walk through
/// (WCAG 2.2, 1.3.1: every header cell has a scope; 1.4.1: no mark is a colour only).
package struct ComparisonHTML {
  private let comparison: Comparison
  private let language: String

  /// Makes the page.
  ///
  /// - Parameters:
  ///   - language: The language of the labels, and of texts that name none.
  ///   - comparison: What is shown.
  package init(_ comparison: Comparison, language: String = "en") {
    self.comparison = comparison
    self.language = language
  }

  /// The page. O(text).
  package var text: String {
    let count = comparison.columns.count
    let title = count == 1 ? "One record" : "\(count) records side by side"
    var page = """
      <!DOCTYPE html>
      <html lang="\(MarkupText.escaped(language))">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      <div role="region" aria-labelledby="caption" tabindex="0">
      <table>
      <caption id="caption">What each record says about each field</caption>
      <thead>
      <tr><th scope="col">Field</th>

      """
    for column in comparison.columns {
      let id = column.id.isEmpty ? "" : "\n<p class=\"id\">\(MarkupText.escaped(column.id))</p>"
      page += "<th scope=\"col\">\(blocks(column.title.lines))\(id)</th>\n"
    }
    page += "</tr>\n</thead>\n<tbody>\n"
    for row in comparison.rows {
      page += "<tr><th scope=\"row\">\(MarkupText.escaped(row.label))</th>\n"
      for cell in row.cells { page += "<td>\(blocks(cell.lines))</td>\n" }
      page += "</tr>\n"
    }
    page += "</tbody>\n</table>\n</div>\n"
    if !comparison.notes.isEmpty {
      page += "<h2>Notes</h2>\n<ul>\n"
      page += comparison.notes.map { "<li>\(MarkupText.escaped($0))</li>\n" }.joined() + "</ul>\n"
    }
    return page + "</main>\n</body>\n</html>\n"
  }

  /// Lines as paragraphs; several values in a row as a list.
  private func blocks(_ lines: [ComparisonLine]) -> String {
    var blocks: [String] = []
    var items: [String] = []
    func endList() {
      if items.count == 1 { blocks.append("<p>\(items[0])</p>") }
      if items.count > 1 { blocks.append("<ul>" + items.map { "<li>\($0)</li>" }.joined() + "</ul>") }
      items = []
    }
    for line in lines {
      if line.isItem {
        items.append(content(of: line))
      } else {
        endList()
        let mark = line.role == .value ? "" : " class=\"\(line.role.rawValue)\""
        blocks.append("<p\(mark)>\(content(of: line))</p>")
      }
    }
    endList()
    return blocks.joined(separator: "\n")
  }

  private func content(of line: ComparisonLine) -> String {
    var text = MarkupText.escaped(line.text)
    if let tag = line.language, tag != language { text = "<span lang=\"\(MarkupText.escaped(tag))\">\(text)</span>" }
    guard let url = line.url else { return text }
    guard url.hasPrefix("https://") || url.hasPrefix("http://") else { return "\(text) \(MarkupText.escaped(url))" }
    return "<a href=\"\(MarkupText.escaped(url))\" rel=\"noreferrer\">\(text)</a>"
  }

  private static let style = """
    :root { color-scheme: light dark; }
    body { font: 1rem/1.45 system-ui, sans-serif; margin: 1.5rem; }
    h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; }
    [role=region] { overflow-x: auto; }
    table { border-collapse: collapse; }
    caption { text-align: start; padding-block: .25rem; }
    th, td { border: 1px solid #8888; padding: .4rem .6rem; text-align: start; vertical-align: top; }
    td, thead th { min-width: 14rem; max-width: 30rem; overflow-wrap: anywhere; }
    thead th:first-child { min-width: 0; }
    p { margin: 0 0 .35rem; } ul { margin: 0; padding-inline-start: 1.2rem; }
    .id { font: .85rem ui-monospace, monospace; }
    .absence, .inference, .dispute { font-style: italic; }
    .dispute { border-inline-start: .2rem solid currentColor; padding-inline-start: .4rem; }
    @media print { [role=region] { overflow: visible; } }
    """
}
