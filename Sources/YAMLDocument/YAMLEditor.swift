package import SourceTree

/// Changes single fields of a YAML document in place: comments, blank lines, the order of keys and every other byte
/// stay as they are.
package struct YAMLEditor {
  let tree: SourceTree
  let root: SourceNode
  var edits: [TextEdit] = []

  /// Edits a document whose outermost node is a map; nil for other documents.
  package init?(_ tree: SourceTree) {
    guard let root = tree.root, root.kind == .map else { return nil }
    self.tree = tree
    self.root = root
  }

  /// Edits a document whatever its outermost node is; nil for an empty one. Fields can be set only in a map.
  package init?(_ tree: SourceTree, anyRoot: Bool) {
    guard let root = tree.root else { return nil }
    self.tree = tree
    self.root = root
  }

  /// The bytes with all changes made. O(bytes).
  package var bytes: [UInt8] {
    // A text that begins on line 1 and yet behind the file's first bytes is one whose byte order mark was set aside.
    let hasMark = tree.source.baseOffset == 3 && tree.source.firstLine == 1 && tree.source.firstColumn == 1
    return (hasMark ? [0xEF, 0xBB, 0xBF] : []) + TextEdit.apply(edits, to: tree.source.bytes)
  }

  /// Makes changes that findings propose. Their offsets count from the beginning of the file.
  package mutating func apply(_ fixes: [Diagnostic.Fix]) {
    for edit in fixes.flatMap(\.edits) {
      let range = (edit.range.lowerBound - tree.source.baseOffset)..<(edit.range.upperBound - tree.source.baseOffset)
      edits.append(TextEdit(replacing: range, with: edit.replacement))
    }
  }

  /// Puts a value on one line in the place of a node, wherever it stands; what is around it stays.
  package mutating func replace(_ node: SourceNode, with value: DataValue) {
    let end = max(node.range.lowerBound, Self.contentEnd(of: node, in: tree))
    // What is quoted enough for a list in brackets is quoted enough anywhere.
    edits.append(
      TextEdit(replacing: node.range.lowerBound..<end, with: YAMLWriter.inline(value, isWithinFlow: true)))
  }

  /// Sets a field of the outermost map to a value on one line.
  ///
  /// A field that is there keeps its place and its comment. A new one goes behind the last field that comes before
  /// it in `order`, or first when there is none. O(entries × order).
  package mutating func set(_ key: String, to value: DataValue, order: [String]) {
    let isFlow = tree.source.bytes.dropFirst(root.range.lowerBound).first == 0x7B
    let text = YAMLWriter.inline(value, isWithinFlow: isFlow)
    if let entry = root.entry(named: key) {
      if !isFlow, let mark = questionMark(before: entry.key) {
        let name = YAMLWriter.inline(.string(key), isWithinFlow: true)
        edits.append(TextEdit(replacing: mark..<endOfContent(of: entry), with: "\(name): \(text)"))
        return
      }
      guard let start = endOfKey(entry.key) else {
        let end = entry.key.range.upperBound
        edits.append(TextEdit(replacing: end..<end, with: ": " + text))
        return
      }
      let end = entry.value.isBlank ? start : max(start, Self.contentEnd(of: entry.value, in: tree))
      // A value on lines of its own moves up to its key, unless a comment stands between the two.
      let isNear = entry.value.isBlank || holdsOnlyBlanks(start..<entry.value.range.lowerBound)
      let range = (isNear ? start : entry.value.range.lowerBound)..<end
      edits.append(TextEdit(replacing: range, with: isNear ? " " + text : text))
      return
    }
    if isFlow {
      let start = root.range.lowerBound + 1
      edits.append(TextEdit(replacing: start..<start, with: " \(key): \(text),"))
      return
    }
    let earlier = Set(order.prefix { $0 != key })
    let indent = String(repeating: " ", count: (tree.source.location(of: root.range).column ?? 1) - 1)
    if let before = root.entries.last(where: { earlier.contains($0.key.text) }) {
      let keyEnd = endOfKey(before.key) ?? before.key.range.upperBound
      let end = before.value.isBlank ? keyEnd : Self.contentEnd(of: before.value, in: tree)
      if end > 0, isBreak(end - 1) {
        edits.append(TextEdit(replacing: end..<end, with: "\(indent)\(key): \(text)\(lineBreak)"))
      } else {
        let lineEnd = endOfLine(after: end)
        edits.append(TextEdit(replacing: lineEnd..<lineEnd, with: "\(lineBreak)\(indent)\(key): \(text)"))
      }
    } else {
      let start = root.entries.first?.key.range.lowerBound ?? 0
      edits.append(TextEdit(replacing: start..<start, with: "\(key): \(text)\(lineBreak)\(indent)"))
    }
  }

  /// Writes a field of the outermost map in blocks, as `YAMLWriter` does: lists and long texts on lines of their own.
  ///
  /// A field that is there is written anew, with what stands between its own lines; a new one goes behind the last field
  /// that comes before it in `order`. A document between braces is changed as by `set`. O(entries × order).
  package mutating func write(_ key: String, _ value: DataValue, order: [String]) {
    let isFlow = tree.source.bytes.dropFirst(root.range.lowerBound).first == 0x7B
    let column = tree.source.location(of: root.range).column ?? 1
    guard !isFlow, column == 1 else { return set(key, to: value, order: order) }
    let block = YAMLWriter.write(.map([DataValue.Entry(key, value)]))
    let text = block.split(separator: "\n", omittingEmptySubsequences: false).dropLast().joined(separator: lineBreak)
    if let entry = root.entry(named: key) {
      var end = endOfContent(of: entry)
      if end > 0, isBreak(end - 1) { end -= lineBreak.utf8.count }
      let last = lastBreak(of: value, at: end)
      let start = questionMark(before: entry.key) ?? entry.key.range.lowerBound
      edits.append(TextEdit(replacing: start..<end, with: text + last))
      return
    }
    let earlier = Set(order.prefix { $0 != key })
    guard let before = root.entries.last(where: { earlier.contains($0.key.text) }) else {
      let start = root.entries.first?.key.range.lowerBound ?? 0
      edits.append(TextEdit(replacing: start..<start, with: text + lineBreak))
      return
    }
    let keyEnd = endOfKey(before.key) ?? before.key.range.upperBound
    let end = before.value.isBlank ? keyEnd : Self.contentEnd(of: before.value, in: tree)
    if end > 0, isBreak(end - 1) {
      edits.append(TextEdit(replacing: end..<end, with: text + lineBreak))
    } else {
      let lineEnd = endOfLine(after: end)
      let last = lastBreak(of: value, at: lineEnd)
      edits.append(TextEdit(replacing: lineEnd..<lineEnd, with: lineBreak + text + last))
    }
  }

  /// Points the modeline that editors read (`# yaml-language-server: $schema=…`) to a schema, adding one at the top
  /// where there is none.
  package mutating func setSchema(_ path: String) {
    let line = "# yaml-language-server: $schema=\(path)"
    let mark = Array("# yaml-language-server:".utf8)
    let bytes = tree.source.bytes
    var start = 0
    while start < bytes.count {
      let end = endOfLine(after: start)
      if bytes[start..<end].starts(with: mark) {
        edits.append(TextEdit(replacing: start..<end, with: line))
        return
      }
      start = end + 1
    }
    // Before whatever else goes to the top.
    edits.insert(TextEdit(replacing: 0..<0, with: line + lineBreak), at: 0)
  }

  /// The line break of the file: that of its first line.
  var lineBreak: String {
    let bytes = tree.source.bytes
    let end = endOfLine(after: 0)
    guard end < bytes.count, bytes[end] == 0x0D else { return "\n" }
    return end + 1 < bytes.count && bytes[end + 1] == 0x0A ? "\r\n" : "\r"
  }

  func isBreak(_ offset: Int) -> Bool { [0x0A, 0x0D].contains(tree.source.bytes[offset]) }

  private func holdsOnlyBlanks(_ range: Range<Int>) -> Bool {
    tree.source.bytes[range].allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  func endOfLine(after offset: Int) -> Int {
    let bytes = tree.source.bytes
    var end = offset
    while end < bytes.count, !isBreak(end) { end += 1 }
    return end
  }

  /// The offset behind the colon of a key; nil for a key that stands alone between braces.
  func endOfKey(_ key: SourceNode) -> Int? {
    let bytes = tree.source.bytes
    var end = key.range.upperBound
    while end < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end]) { end += 1 }
    return end < bytes.count && bytes[end] == 0x3A ? end + 1 : nil
  }

  /// The offset of the question mark that announces a key; nil for the usual key, which has none.
  private func questionMark(before key: SourceNode) -> Int? {
    let bytes = tree.source.bytes
    var offset = key.range.lowerBound
    // A key without text is said to be where the next token begins.
    while offset > 0, offset == key.range.lowerBound || [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset -= 1 }
    let isMark = offset < bytes.count && bytes[offset] == 0x3F && offset < key.range.lowerBound
    return isMark && isFollowedByBlank(offset) ? offset : nil
  }

  private func isFollowedByBlank(_ offset: Int) -> Bool {
    let bytes = tree.source.bytes
    return offset + 1 >= bytes.count || [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset + 1])
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
    let isFlow = node.kind != .scalar && (bytes[node.range.lowerBound] == 0x5B || bytes[node.range.lowerBound] == 0x7B)
    if node.kind == .scalar || isFlow {
      // Under `|+` and `>+` the line breaks at the end are part of the text.
      let header = bytes[node.range.lowerBound...].prefix { $0 != 0x0A && $0 != 0x0D }
      if node.style == .literal || node.style == .folded, header.prefix(while: { $0 != 0x23 }).contains(0x2B) {
        return min(node.range.upperBound, bytes.count)
      }
      var end = min(node.range.upperBound, bytes.count)
      while end > node.range.lowerBound, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
      return end
    }
    let children = node.kind == .list ? Array(node.items) : node.entries.map(\.value)
    return children.last.map { contentEnd(of: $0, in: tree) } ?? node.range.lowerBound
  }
}
