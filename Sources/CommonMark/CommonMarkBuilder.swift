internal import CCMark

/// Builds a document from the elements of another format, such as HTML, however they are nested.
///
/// What cannot stand where it comes is made to fit: a text outside a paragraph opens one, a block within a paragraph
/// ends it.
package struct CommonMarkBuilder {
  /// An element that holds others.
  package enum Container {
    case paragraph, list, orderedList, item, quotation, emphasis, strong
    case heading(Int)
    case link(String)

    fileprivate var isInline: Bool {
      switch self {
      case .emphasis, .strong, .link: true
      default: false
      }
    }

    /// Whether texts go right into it.
    fileprivate var holdsText: Bool {
      switch self {
      case .paragraph, .heading: true
      default: isInline
      }
    }
  }

  /// The document.
  package let tree = CommonMarkTree()
  private var open: [(container: Container, node: CommonMarkTree.Node)] = []

  /// How deep elements may lie in each other; what is deeper is flat.
  private static let deepest = 100

  /// Starts an empty document.
  package init() {}

  /// How many elements are open, to be given to `close(to:)`.
  package var depth: Int { open.count }

  /// Opens an element that begins on a line of the input.
  package mutating func open(_ container: Container, line: Int) {
    if container.isInline {
      openParagraph(line)
    } else {
      endBlock()
      if case .item = container, !isInList { open(.list, line: line) }
    }
    // What is too deep still is a paragraph of its own.
    let isBlockOfText = container.holdsText && !container.isInline
    guard open.count < Self.deepest || isBlockOfText, let node = Self.node(container) else { return }
    append(node, line)
    open.append((container, node))
  }

  /// Closes the elements that were opened since the depth was this.
  package mutating func close(to depth: Int) {
    while open.count > max(0, depth) { closeLast() }
  }

  /// Closes the innermost mark within a text, but not the paragraph that it may have opened.
  package mutating func closeMark(to depth: Int) {
    if open.count > depth, open.last?.container.isInline == true { open.removeLast() }
  }

  /// Ends the paragraph or heading under way.
  package mutating func endBlock() {
    while let last = open.last?.container, last.holdsText { closeLast() }
  }

  /// Closes the innermost element; a paragraph loses the blanks at its end.
  private mutating func closeLast() {
    guard let (container, node) = open.popLast(), container.holdsText, !container.isInline else { return }
    while let last = cmark_node_last_child(node) {
      let type = cmark_node_get_type(last)
      guard type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK || type == CMARK_NODE_TEXT else { return }
      var text = CommonMarkTree.literal(of: last)[...]
      while text.last?.isWhitespace == true { text.removeLast() }
      if type == CMARK_NODE_TEXT, !text.isEmpty {
        _ = String(text).withCString { cmark_node_set_literal(last, $0) }
        return
      }
      cmark_node_unlink(last)
      cmark_node_free(last)
    }
  }

  /// Adds a text. Blanks at the beginning of a paragraph are left out; a line break is a soft one (6.8).
  package mutating func text(_ text: String, line: Int) {
    let holdsText = open.last?.container.holdsText ?? false
    if !holdsText, text.allSatisfy(\.isWhitespace) { return }
    openParagraph(line)
    var text = text[...]
    let isFirst = open.last.map { !$0.container.isInline && cmark_node_first_child($0.node) == nil } ?? false
    if isFirst { text = text.drop(while: \.isWhitespace) }
    for (position, piece) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if position > 0, let node = cmark_node_new(CMARK_NODE_SOFTBREAK) { append(node, line) }
      if !piece.isEmpty { appendLiteral(CMARK_NODE_TEXT, String(piece), line) }
    }
  }

  /// Adds a piece of code within a text.
  package mutating func code(_ text: String, line: Int) {
    openParagraph(line)
    appendLiteral(CMARK_NODE_CODE, text, line)
  }

  /// Adds a block of code.
  package mutating func codeBlock(_ text: String, line: Int) {
    endBlock()
    appendLiteral(CMARK_NODE_CODE_BLOCK, text, line)
  }

  /// Adds a hard line break.
  package mutating func lineBreak(line: Int) {
    guard open.last?.container.holdsText ?? false, let node = cmark_node_new(CMARK_NODE_LINEBREAK) else { return }
    append(node, line)
  }

  /// Adds a rule.
  package mutating func rule(line: Int) {
    endBlock()
    if let node = cmark_node_new(CMARK_NODE_THEMATIC_BREAK) { append(node, line) }
  }

  // MARK: Nodes

  private var isInList: Bool {
    switch open.last?.container {
    case .list, .orderedList: true
    default: false
    }
  }

  private mutating func openParagraph(_ line: Int) {
    if open.last?.container.holdsText ?? false { return }
    open(.paragraph, line: line)
  }

  private mutating func appendLiteral(_ type: cmark_node_type, _ text: String, _ line: Int) {
    guard let node = cmark_node_new(type) else { return }
    _ = text.withCString { cmark_node_set_literal(node, $0) }
    append(node, line)
  }

  /// Adds a node to the innermost element that may hold it; in a list, an item is made for it.
  private mutating func append(_ node: CommonMarkTree.Node, _ line: Int) {
    cmark_node_set_user_data(node, UnsafeMutableRawPointer(bitPattern: max(1, line)))
    while true {
      let parent = open.last?.node ?? tree.root
      if cmark_node_append_child(parent, node) == 1 { return }
      if isInList, open.count < Self.deepest, let item = Self.node(.item) {
        cmark_node_append_child(parent, item)
        open.append((.item, item))
        if cmark_node_append_child(item, node) == 1 { return }
      }
      guard open.popLast() != nil else { return cmark_node_free(node) }
    }
  }

  private static func node(_ container: Container) -> CommonMarkTree.Node? {
    switch container {
    case .paragraph: return cmark_node_new(CMARK_NODE_PARAGRAPH)
    case .list, .orderedList:
      let node = cmark_node_new(CMARK_NODE_LIST)
      if case .orderedList = container {
        cmark_node_set_list_type(node, CMARK_ORDERED_LIST)
        cmark_node_set_list_start(node, 1)
        cmark_node_set_list_delim(node, CMARK_PERIOD_DELIM)
      } else {
        cmark_node_set_list_type(node, CMARK_BULLET_LIST)
      }
      cmark_node_set_list_tight(node, 1)
      return node
    case .item: return cmark_node_new(CMARK_NODE_ITEM)
    case .quotation: return cmark_node_new(CMARK_NODE_BLOCK_QUOTE)
    case .emphasis: return cmark_node_new(CMARK_NODE_EMPH)
    case .strong: return cmark_node_new(CMARK_NODE_STRONG)
    case .heading(let level):
      let node = cmark_node_new(CMARK_NODE_HEADING)
      cmark_node_set_heading_level(node, Int32(min(max(level, 1), 6)))
      return node
    case .link(let address):
      let node = cmark_node_new(CMARK_NODE_LINK)
      _ = address.withCString { cmark_node_set_url(node, $0) }
      return node
    }
  }
}
