internal import CCMark

/// A document in CommonMark (0.30), parsed or built block by block, through libcmark.
///
/// ```swift
/// let tree = CommonMarkTree(parsing: "# Title\n\nA *short* text.\n")
/// tree.blocks.map(\.text)   // ["Title", "A short text."]
/// ```
package final class CommonMarkTree {
  typealias Node = OpaquePointer

  let root: Node?
  private let source: [Substring]

  /// Parses a text. O(length).
  package init(parsing text: String) {
    var copy = text
    root = copy.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
      }
    }
    source = Self.lines(of: text)
  }

  /// Makes an empty document, to be filled by a `CommonMarkBuilder`.
  init() {
    root = cmark_node_new(CMARK_NODE_DOCUMENT)
    source = []
  }

  deinit { cmark_node_free(root) }

  /// The lines of a text, without their line ends, which are LF, CRLF and CR (CommonMark 0.30, 2.1). O(length).
  static func lines(of text: String) -> [Substring] {
    let scalars = text.unicodeScalars
    var lines: [Substring] = []
    var start = scalars.startIndex
    while let end = scalars[start...].firstIndex(where: { $0 == "\n" || $0 == "\r" }) {
      lines.append(text[start..<end])
      start = scalars.index(after: end)
      if scalars[end] == "\r", start < scalars.endIndex, scalars[start] == "\n" { start = scalars.index(after: start) }
    }
    lines.append(text[start...])
    return lines
  }

  /// A block at the outermost level.
  package struct Block {
    /// What it is.
    package var kind: Kind
    /// The first line of the input that it stands on, from 1.
    package var line: Int
    /// Its text without markup, on one line.
    package var text: String
    /// The items of a list.
    package var items: [Item]
    /// The last line that belongs to it.
    package var lastLine: Int
    fileprivate let node: Node

    /// What a block is.
    package enum Kind: Hashable {
      case paragraph, list, other
      case heading(Int)
    }

    /// An item of a list.
    package struct Item: Hashable {
      /// Its first line.
      package var line: Int
      /// Its text without markup, on one line.
      package var text: String
    }
  }

  /// The blocks at the outermost level. O(length).
  package var blocks: [Block] {
    let nodes = Self.children(of: root)
    // What stands between two blocks goes with the first: definitions of links have no node of their own.
    let starts = nodes.map(Self.line)
    return nodes.enumerated().map { position, node in
      let kind: Block.Kind =
        switch cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_LIST: .list
        case CMARK_NODE_HEADING: .heading(Int(cmark_node_get_heading_level(node)))
        default: .other
        }
      let items = kind == .list ? Self.children(of: node) : []
      let end = position + 1 < starts.count ? starts[position + 1] - 1 : source.count
      return Block(
        kind: kind, line: starts[position], text: Self.text(of: node),
        items: items.map { Block.Item(line: Self.line(of: $0), text: Self.text(of: $0)) }, lastLine: end, node: node)
    }
  }

  /// Blocks that follow each other, in CommonMark: as they were written where the document was parsed, in normal form
  /// where it was built. O(length).
  package func markdown(of blocks: some BidirectionalCollection<Block>) -> String {
    guard let first = blocks.first, let last = blocks.last else { return "" }
    if source.isEmpty {
      return blocks.map { Self.plainer(Self.flush(Self.markdown(of: $0.node))) }.joined(separator: "\n\n")
    }
    let start = first.line - 1
    var lines = source[start..<max(start, min(last.lastLine, source.count))]
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// The whole text without markup, on one line. O(length).
  package var text: String { Self.text(of: root) }

  /// The document in HTML. Raw HTML is left out, and so are addresses that could do harm. O(length).
  package var html: String { Self.taken(cmark_render_html(root, CMARK_OPT_DEFAULT)) }

  // MARK: Nodes

  /// Built documents keep the line numbers beside the nodes.
  private static func line(of node: Node) -> Int {
    let kept = Int(bitPattern: cmark_node_get_user_data(node))
    return kept > 0 ? kept : max(1, Int(cmark_node_get_start_line(node)))
  }

  static func children(of node: Node?) -> [Node] {
    var children: [Node] = []
    var next = cmark_node_first_child(node)
    while let child = next {
      children.append(child)
      next = cmark_node_next(child)
    }
    return children
  }

  /// Calls `body` with each node, before those within it.
  static func forEach(in root: Node?, _ body: (Node) -> Void) {
    guard let root, let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { body(node) }
    }
  }

  static func literal(of node: Node?) -> String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }

  private static func text(of node: Node?) -> String {
    var text = ""
    forEach(in: node) { node in
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: text += literal(of: node)
      case CMARK_NODE_CODE_BLOCK: text += " " + literal(of: node)
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING, CMARK_NODE_ITEM:
        text += " "
      default: break
      }
    }
    return text.onOneLine
  }

  static func markdown(of node: Node?) -> String {
    var text = taken(cmark_render_commonmark(node, CMARK_OPT_DEFAULT, 0))
    // Between two lists libcmark writes a comment, which is raw HTML; without it they are one list.
    let mark = "<!-- end list -->"
    if text.contains(mark) {
      text = lines(of: text).filter { $0.drop { $0 == " " || $0 == ">" } != mark }.joined(separator: "\n")
    }
    while text.last == "\n" { text.removeLast() }
    return String(text.drop { $0 == "\n" })
  }

  /// The same in fewer signs: libcmark escapes more than has to be. O(length).
  static func plainer(_ markdown: String) -> String {
    guard markdown.contains("\\") else { return markdown }
    let html = CommonMarkTree(parsing: markdown).html
    for candidate in [withoutEscapes(markdown) { _ in true }, withoutEscapes(markdown) { $0 == "&" || $0 == "!" }]
    where CommonMarkTree(parsing: candidate).html == html {
      return candidate
    }
    return markdown
  }

  private static func withoutEscapes(_ text: String, of isNeedless: (Unicode.Scalar) -> Bool) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\\", let next = rest.first, next.isASCII, next.properties.generalCategory != .control {
        if !isNeedless(next) { result.append(scalar) }
        result.append(next)
        rest.removeFirst()
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// A block at the beginning of its lines: libcmark indents lists.
  private static func flush(_ markdown: String) -> String {
    let lines = lines(of: markdown)
    let indents = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }
    guard let indent = indents.min(), indent > 0 else { return markdown }
    return lines.map { $0.dropFirst(min(indent, $0.count)) }.joined(separator: "\n")
  }

  /// A string of libcmark, which is freed.
  private static func taken(_ text: UnsafeMutablePointer<CChar>?) -> String {
    guard let text else { return "" }
    defer { free(text) }
    return String(cString: text)
  }
}

extension String {
  /// The text on one line, with one blank where there were several or a line break. Blanks that hold words together stay
  /// as they are. O(length).
  package var onOneLine: String {
    var result: [UInt8] = []
    result.reserveCapacity(utf8.count)
    var endsWord = false
    for scalar in unicodeScalars {
      switch scalar {
      case " ", "\t", "\n"..."\r", "\u{85}", "\u{2028}", "\u{2029}": endsWord = !result.isEmpty
      default:
        if endsWord { result.append(0x20) }
        endsWord = false
        if scalar.isASCII { result.append(UInt8(scalar.value)) } else { result += scalar.utf8 }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
