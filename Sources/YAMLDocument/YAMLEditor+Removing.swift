package import SourceTree

extension YAMLEditor {
  /// Removes what stands at a path, the key with its value or the item of a list, with the comment on its line. A group
  /// or list that would be left empty goes as a whole. What is not there stays so. O(bytes of the lines it stands on).
  package mutating func remove(at path: FieldPath) {
    var chain = [root]
    for step in path.steps {
      guard let node = chain.last?.nearestNode(at: FieldPath([step])),
        node.range != chain.last?.range || node.kind == .scalar
      else { return }
      chain.append(node)
    }
    var depth = path.steps.count - 1
    while depth > 0, count(chain[depth]) == 1 { depth -= 1 }
    guard depth >= 0 else { return }
    switch path.steps[depth] {
    case .key(let key): removeEntry(key, of: chain[depth])
    case .index(let index): removeItem(index, of: chain[depth])
    }
  }

  private func count(_ node: SourceNode) -> Int {
    node.kind == .list ? node.items.reduce(0) { count, _ in count + 1 } : node.entries.count
  }

  private mutating func removeEntry(_ name: String, of map: SourceNode) {
    let entries = map.entries
    guard let position = entries.firstIndex(where: { $0.key.text == name }) else { return }
    let entry = entries[position]
    let start = entry.key.range.lowerBound
    let end =
      entry.value.isBlank
      ? endOfKey(entry.key) ?? entry.key.range.upperBound : Self.contentEnd(of: entry.value, in: tree)
    let next = position + 1 < entries.count ? entries[position + 1].key.range.lowerBound : nil
    let before = position > 0 ? Self.contentEnd(of: entries[position - 1].value, in: tree) : nil
    remove(start..<end, of: map, before: before, next: next)
  }

  private mutating func removeItem(_ position: Int, of list: SourceNode) {
    let items = Array(list.items)
    guard items.indices.contains(position) else { return }
    let end = Self.contentEnd(of: items[position], in: tree)
    let next = position + 1 < items.count ? items[position + 1].range.lowerBound : nil
    let before = position > 0 ? Self.contentEnd(of: items[position - 1], in: tree) : nil
    remove(items[position].range.lowerBound..<end, of: list, before: before, next: next)
  }

  private mutating func remove(_ range: Range<Int>, of container: SourceNode, before: Int?, next: Int?) {
    if isFlow(container) {
      if let before {
        edits.append(TextEdit(replacing: before..<range.upperBound, with: ""))
      } else {
        edits.append(TextEdit(replacing: range.lowerBound..<(next ?? range.upperBound), with: ""))
      }
      return
    }
    let lineStart = startOfLine(of: range.lowerBound)
    let margin = tree.source.bytes[lineStart..<range.lowerBound]
    // Behind a hyphen the first entry of a group, and the first item of a list, share the line with what they are in.
    let hyphens = margin.count { $0 == 0x2D }
    let isShared = margin.contains { $0 != 0x20 && $0 != 0x2D } || hyphens > (container.kind == .list ? 1 : 0)
    if let next, isShared {
      edits.append(TextEdit(replacing: range.lowerBound..<next, with: ""))
      return
    }
    var end = range.upperBound
    if end == 0 || !isBreak(end - 1) { end = pastBreak(endOfLine(after: end)) }
    edits.append(TextEdit(replacing: lineStart..<end, with: ""))
  }
}
