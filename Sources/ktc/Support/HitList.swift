internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree
internal import TextFolding

/// Found records as a person reads them: title, id and where, how a term led there, and the words in their place.
struct HitList {
  private let catalogue: Catalogue
  private let found: FoundWords
  private let changes: [String: ChangeMark]
  private let isColoured: Bool

  /// A list of hits.
  ///
  /// - Parameter changes: What became of records since a day, by path, when that was asked.
  init(_ catalogue: Catalogue, _ found: FoundWords, _ changes: [String: ChangeMark] = [:]) {
    self.catalogue = catalogue
    self.changes = changes
    self.found = found
    isColoured = Terminal.isOutputColoured
  }

  /// The list of some hits, the first of which has a number among all.
  func text(_ hits: [SearchHit], from number: Int) -> String {
    let width = min(Terminal.columns ?? 100, 120)
    let snippets = snippets(of: hits)
    return hits.enumerated().map { entry($1, snippets[$0], number + $0, width) }.joined()
  }

  /// The words in their place, for each hit: reading the records takes longer than finding them.
  private func snippets(of hits: [SearchHit]) -> [Snippet?] {
    let catalogue = catalogue
    let found = found
    return Catalogue.onAllCores(hits) { hits in
      let finder = SnippetFinder(found, catalogue.context)
      return hits.map { hit in SearchCommand.record(of: hit, in: catalogue).flatMap { finder.best(in: $0) } }
    }
  }

  private func entry(_ hit: SearchHit, _ snippet: Snippet?, _ number: Int, _ width: Int) -> String {
    let values = hit.entry.values
    let place = (values[.country] ?? []).joined(separator: " ")
    let change = changes[hit.entry.path]
    let status = values[.status] == ["published"] || change?.kind == .withdrawn ? "" : values[.status]?.first ?? ""
    let facts = [
      hit.entry.id, values[.kind]?.first ?? "", place, String(hit.entry.created.prefix(4)), status,
      change?.words ?? "",
    ].filter { !$0.isEmpty }
    let margin = "    "
    let label = "\(number)."
    var text = label + String(repeating: " ", count: max(1, 4 - label.count))
    text += style(Terminal.cut(DiagnosticRenderer.printable(hit.entry.title), to: width - 4), "1") + "\n"
    text += margin + Terminal.cut(DiagnosticRenderer.printable(facts.joined(separator: " · ")), to: width - 4) + "\n"
    if let snippet {
      text += wrapped(marked(snippet), width - 4).map { margin + $0 + "\n" }.joined()
    }
    var seen: Set<String> = []
    for bridge in hit.bridges where seen.insert(bridge).inserted {
      text += margin + Terminal.cut(DiagnosticRenderer.printable(bridge), to: width - 4) + "\n"
    }
    return text
  }

  /// The words of a snippet, each with its marks; marks never hold a blank.
  private func marked(_ snippet: Snippet) -> [(shown: String, columns: Int)] {
    let bytes = Array(snippet.text.utf8)
    var words: [(String, Int)] = []
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x20 { end += 1 }
      var shown = ""
      var position = start
      for mark in snippet.marks where mark.lowerBound >= start && mark.upperBound <= end && mark.lowerBound >= position
      {
        shown += String(decoding: bytes[position..<mark.lowerBound], as: UTF8.self)
        let word = String(decoding: bytes[mark], as: UTF8.self)
        shown += isColoured ? style(word, "1;33") : "[\(word)]"
        position = mark.upperBound
      }
      shown += String(decoding: bytes[position..<end], as: UTF8.self)
      let plain = String(decoding: bytes[start..<end], as: UTF8.self)
      words.append(
        (
          DiagnosticRenderer.printable(plain) == plain ? shown : DiagnosticRenderer.printable(plain),
          TextFolding.columns(plain)
        ))
      start = end + 1
    }
    return words
  }

  private func wrapped(_ words: [(shown: String, columns: Int)], _ width: Int) -> [String] {
    var lines = [""]
    var used = 0
    for word in words {
      if used > 0, used + word.columns + 3 > width {
        lines.append("")
        used = 0
      }
      lines[lines.count - 1] += (used > 0 ? " " : "") + word.shown
      used += word.columns + 1
    }
    return lines
  }

  private func style(_ text: String, _ code: String) -> String { isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
