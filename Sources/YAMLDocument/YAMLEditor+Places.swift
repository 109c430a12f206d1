internal import SourceTree

/// Where things stand in the text that is edited.
extension YAMLEditor {
  // MARK: Lines

  /// The line break of the file: that of its first line.
  var lineBreak: String {
    let bytes = tree.source.bytes
    let end = endOfLine(after: 0)
    guard end < bytes.count, bytes[end] == 0x0D else { return "\n" }
    return end + 1 < bytes.count && bytes[end + 1] == 0x0A ? "\r\n" : "\r"
  }

  func isBreak(_ offset: Int) -> Bool { tree.source.bytes[offset] == 0x0A || tree.source.bytes[offset] == 0x0D }

  func startOfLine(of offset: Int) -> Int {
    var start = offset
    while start > 0, !isBreak(start - 1) { start -= 1 }
    return start
  }

  func endOfLine(after offset: Int) -> Int {
    var end = offset
    while end < tree.source.bytes.count, !isBreak(end) { end += 1 }
    return end
  }

  /// The offset behind the line break at an offset; the offset itself where none is.
  func pastBreak(_ offset: Int) -> Int {
    let bytes = tree.source.bytes
    guard offset < bytes.count, isBreak(offset) else { return min(offset, bytes.count) }
    return bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? offset + 2 : offset + 1
  }

  func column(of offset: Int) -> Int { offset - startOfLine(of: offset) }

  func holdsOnlyBlanks(_ range: Range<Int>) -> Bool { tree.source.bytes[range].allSatisfy(Self.isBlank) }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  // MARK: Keys

  /// The offset behind the colon of a key; nil for a key that stands alone between braces.
  func endOfKey(_ key: SourceNode) -> Int? {
    let bytes = tree.source.bytes
    var end = key.range.upperBound
    while end < bytes.count, Self.isBlank(bytes[end]) { end += 1 }
    return end < bytes.count && bytes[end] == 0x3A ? end + 1 : nil
  }

  /// The offset of the question mark that announces a key; nil for the usual key, which has none.
  func questionMark(before key: SourceNode) -> Int? {
    let bytes = tree.source.bytes
    var offset = key.range.lowerBound
    // A key without text is said to be where the next token begins.
    while offset > 0, offset == key.range.lowerBound || Self.isBlank(bytes[offset]) { offset -= 1 }
    let isMark = offset < bytes.count && bytes[offset] == 0x3F && offset < key.range.lowerBound
    let isApart = offset + 1 >= bytes.count || Self.isBlank(bytes[offset + 1])
    return isMark && isApart ? offset : nil
  }

  // MARK: Values

  /// Whether a list or map stands between brackets or braces.
  func isFlow(_ node: SourceNode) -> Bool { Self.isFlow(node, in: tree) }

  private static func isFlow(_ node: SourceNode, in tree: SourceTree) -> Bool {
    guard node.range.lowerBound < tree.source.bytes.count else { return false }
    let first = tree.source.bytes[node.range.lowerBound]
    // A map in lines may begin with a list that is its first key.
    return switch node.kind {
    case .scalar: false
    case .list: first == 0x5B
    case .map: first == 0x7B
    }
  }

  /// The offset behind an entry's own text.
  func endOfContent(of entry: (key: SourceNode, value: SourceNode)) -> Int {
    let keyEnd = endOfKey(entry.key) ?? entry.key.range.upperBound
    return entry.value.isBlank ? keyEnd : max(keyEnd, Self.contentEnd(of: entry.value, in: tree))
  }

  /// The offset behind the last byte of a node's own text. libyaml ends a block where the next token begins, behind
  /// comments and blank lines that belong to what follows.
  static func contentEnd(of node: SourceNode, in tree: SourceTree) -> Int {
    let bytes = tree.source.bytes
    if node.kind == .scalar || isFlow(node, in: tree) {
      // Under `|+` and `>+` the line breaks at the end are part of the text.
      let header = bytes[node.range.lowerBound...].prefix { $0 != 0x0A && $0 != 0x0D }
      if node.style.isBlock, header.prefix(while: { $0 != 0x23 }).contains(0x2B) {
        return min(node.range.upperBound, bytes.count)
      }
      var end = min(node.range.upperBound, bytes.count)
      while end > node.range.lowerBound, isBlank(bytes[end - 1]) { end -= 1 }
      return end
    }
    let children = node.kind == .list ? Array(node.items) : node.entries.map(\.value)
    return children.last.map { contentEnd(of: $0, in: tree) } ?? node.range.lowerBound
  }
}
