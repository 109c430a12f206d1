internal import CCMark

/// Texts of others as parts of a document, so that they cannot reach beyond their place.
package enum EmbeddedText {
  /// A text in CommonMark as part of a section: its headings lie below a level, raw HTML shows as itself, and what
  /// follows it is not drawn in. A text that needs nothing of this stays as it is. O(length).
  package static func prose(_ text: String, below level: Int) -> String {
    if isHarmless(text, below: level) { return text }
    let tree = CommonMarkTree(parsing: text)
    var raw: [CommonMarkTree.Node] = []
    CommonMarkTree.forEach(in: tree.root) { node in
      switch cmark_node_get_type(node) {
      case CMARK_NODE_HEADING:
        cmark_node_set_heading_level(node, min(6, Int32(level) + cmark_node_get_heading_level(node)))
      case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: raw.append(node)
      default: break
      }
    }
    for node in raw { showAsText(node) }
    let rendered = CommonMarkTree.markdown(of: tree.root)
    return isHarmless(rendered, below: level) ? rendered : line(text)
  }

  /// A text of one line without any markup: what would be markup is escaped. O(length).
  package static func line(_ text: String) -> String {
    let plain = text.onOneLine
    if hasNoMarks(plain) { return plain }
    var builder = CommonMarkBuilder()
    builder.text(plain, line: 1)
    let escaped = CommonMarkTree.markdown(of: builder.tree.root)
    // Most texts mean the same without escapes, wherever a line may stand.
    let isPlain = ["", "- ", "# "].allSatisfy {
      CommonMarkTree(parsing: $0 + plain).html == CommonMarkTree(parsing: $0 + escaped).html
    }
    return isPlain ? plain : escaped
  }

  /// Whether a line begins with a letter and holds nothing that CommonMark reads as markup, in any place. O(length).
  private static func hasNoMarks(_ line: String) -> Bool {
    guard let first = line.utf8.first, first >= 0x80 || isLetter(first) else { return false }
    return line.utf8.allSatisfy { $0 >= 0x80 || isLetter($0) || harmless.contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static let harmless = Set("0123456789 .,;:'\"()/%?-".utf8)

  /// Whether a text between two headings leaves both as they are, has no heading above the level and no raw HTML.
  private static func isHarmless(_ text: String, below level: Int) -> Bool {
    let marks = String(repeating: "#", count: level)
    let tree = CommonMarkTree(parsing: "\(marks) before\n\n\(text)\n\n\(marks) after\n")
    let blocks = tree.blocks
    guard let first = blocks.first, let last = blocks.last else { return false }
    let edges = [1, CommonMarkTree.lines(of: text).count + 4]
    guard [first, last].map(\.line) == edges, [first, last].allSatisfy({ $0.kind == .heading(level) }),
      [first.text, last.text] == ["before", "after"]
    else { return false }
    var isHarmless = true
    CommonMarkTree.forEach(in: tree.root) { node in
      switch cmark_node_get_type(node) {
      case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: isHarmless = false
      case CMARK_NODE_HEADING:
        let isEdge = edges.contains(Int(cmark_node_get_start_line(node)))
        if !isEdge, Int(cmark_node_get_heading_level(node)) <= level { isHarmless = false }
      default: break
      }
    }
    return isHarmless
  }

  /// Puts a text in the place of raw HTML.
  private static func showAsText(_ node: CommonMarkTree.Node) {
    let flat = CommonMarkTree.literal(of: node).split(whereSeparator: \.isNewline).joined(separator: " ")
    guard let shown = cmark_node_new(CMARK_NODE_TEXT) else { return }
    _ = flat.withCString { cmark_node_set_literal(shown, $0) }
    if cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK, let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH) {
      cmark_node_append_child(paragraph, shown)
      cmark_node_replace(node, paragraph)
    } else {
      cmark_node_replace(node, shown)
    }
    cmark_node_free(node)
  }
}
