internal import CatalogueModel
internal import SourceTree
internal import YAMLDocument

/// What of a record file's notation other readers, or people who compare versions, stumble over, though the record
/// reads well: blanks at the ends of lines, and texts such as `NO` without quotation marks.
struct RecordLayout {
  /// Removes blanks at the ends of lines.
  private(set) var blanks: [TextEdit] = []
  /// Puts quotation marks round texts that some YAML readers take for a boolean, a number or a date.
  private(set) var quotes: [TextEdit] = []
  /// All, in no order.
  var edits: [TextEdit] { blanks + quotes }

  /// Looks at a record's nodes and the bytes around them. O(bytes).
  init(_ tree: SourceTree) {
    guard let root = tree.root else { return }
    addBlanks(tree)
    addQuotes(root, .group(Record.fields.map(\.description)))
  }

  /// Blanks at the end of a line mean nothing but in a block, where they are the text's own.
  private mutating func addBlanks(_ tree: SourceTree) {
    let bytes = tree.source.bytes
    var blocks = tree.blockTexts[...]
    var end = bytes.startIndex
    while end < bytes.endIndex {
      guard bytes[end] == 0x0A || bytes[end] == 0x0D else {
        end += 1
        continue
      }
      var start = end
      while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
      while let block = blocks.first, block.upperBound <= start { blocks.removeFirst() }
      let isOfBlock = blocks.first.map { $0.contains(start) || $0.contains(end) } ?? false
      if start < end, !isOfBlock { blanks.append(TextEdit(replacing: start..<end, with: "")) }
      end += 1
    }
    var start = end
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    let isOfBlock = blocks.contains { $0.contains(start) || $0.upperBound == end }
    if start < end, !isOfBlock { blanks.append(TextEdit(replacing: start..<end, with: "")) }
  }

  private mutating func addQuotes(_ node: SourceNode, _ shape: ShapeDescription) {
    switch shape {
    case .text, .term, .choice: addQuotes(node)
    case .localizedLine, .localizedProse, .localizedLists:
      for entry in node.entries {
        addQuotes(entry.key)
        if entry.value.kind == .list { entry.value.items.forEach { addQuotes($0) } } else { addQuotes(entry.value) }
      }
      addQuotes(node)
    case .list(let inner):
      for item in node.items { addQuotes(item, inner) }
    case .group(let fields):
      for entry in node.entries {
        let name = entry.key.text
        if let field = fields.first(where: { $0.name == name }) { addQuotes(entry.value, field.shape) }
      }
    case .date, .boolean, .number: break
    }
  }

  private mutating func addQuotes(_ node: SourceNode) {
    guard node.kind == .scalar, node.style == .plain, !node.isBlank else { return }
    let text = node.text
    // Who writes ~ or null means nothing, not a text.
    guard DataValue.looksTyped(text), text != "~", text.lowercased() != "null" else { return }
    quotes.append(TextEdit(replacing: node.range, with: YAMLWriter.inline(.string(text))))
  }
}
