package import SourceTree

/// Changes single fields of a YAML document in place: comments, blank lines, the order of keys and every other byte
/// stay as they are.
package struct YAMLEditor {
  let tree: SourceTree
  let root: SourceNode
  var edits: [TextEdit] = []

  /// Edits a document whose outermost node is a map; nil for other documents.
  package init?(_ tree: SourceTree) {
    self.init(anyRoot: tree)
    guard root.kind == .map else { return nil }
  }

  /// Edits a document whatever its outermost node is; nil for an empty one. Fields can be set only in a map.
  package init?(anyRoot tree: SourceTree) {
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

  /// Puts a text in the place of a scalar that differs from it in codes and ids only, so that it can stand as the other
  /// stood: with the same quotation marks, or none. O(length).
  package mutating func restate(_ node: SourceNode, as text: String) {
    let written = tree.source.bytes[node.range]
    let inner = written.dropFirst().dropLast()
    if written.elementsEqual(node.text.utf8) {
      replaceBytes(node.range, with: text)
    } else if !node.style.isBlock, inner.elementsEqual(node.text.utf8) {
      replaceBytes(inner.startIndex..<inner.endIndex, with: text)
    } else {
      replace(node, with: .string(text))
    }
  }

  /// Replaces bytes of the text; what they mean is the caller's affair.
  package mutating func replaceBytes(_ range: Range<Int>, with text: String) {
    edits.append(TextEdit(replacing: range, with: text))
  }

  /// Sets a field of the outermost map to a value on one line.
  ///
  /// A field that is there keeps its place and its comment. A new one goes behind the last field that comes before
  /// it in `order`, or first when there is none. O(entries × order).
  package mutating func set(_ key: String, to value: DataValue, order: [String]) {
    let isFlow = isFlow(root)
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
}
