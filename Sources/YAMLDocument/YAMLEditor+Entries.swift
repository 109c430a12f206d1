package import SourceTree

extension YAMLEditor {
  /// Adds an entry to a map, behind one of its entries, on a line of its own where entries have lines of their own.
  package mutating func insert(
    _ key: String, _ value: DataValue, into map: SourceNode, behind entry: (key: SourceNode, value: SourceNode)
  ) {
    let end = max(entry.key.range.upperBound, Self.contentEnd(of: entry.value, in: tree))
    let text = "\(key): \(YAMLWriter.inline(value, isWithinFlow: true))"
    if isFlow(map) {
      edits.append(TextEdit(replacing: end..<end, with: ", " + text))
    } else {
      insertLines([text], indent: column(of: start(of: map) ?? entry.key.range.lowerBound), behind: end)
    }
  }

  /// Adds an item to the end of a list.
  package mutating func append(_ item: DataValue, to list: SourceNode) {
    guard let last = list.items.reduce(nil, { _, item in item as SourceNode? }) else {
      edits.append(
        TextEdit(replacing: list.range, with: "[" + YAMLWriter.inline(item, isWithinFlow: true) + "]"))
      return
    }
    let end = Self.contentEnd(of: last, in: tree)
    if isFlow(list) {
      edits.append(TextEdit(replacing: end..<end, with: ", " + YAMLWriter.inline(item, isWithinFlow: true)))
    } else {
      let lines = YAMLWriter.write(.list([item])).split(separator: "\n").map(String.init)
      insertLines(lines, indent: column(of: hyphen(of: last)), behind: end)
    }
  }

  /// Removes an item of a list that has others. Comments before it stay.
  package mutating func remove(_ item: SourceNode, from list: SourceNode) {
    let items = Array(list.items)
    guard items.count > 1, let position = items.firstIndex(where: { $0.range == item.range }) else { return }
    let end = Self.contentEnd(of: item, in: tree)
    if isFlow(list) {
      let range =
        position == 0
        ? item.range.lowerBound..<items[1].range.lowerBound
        : Self.contentEnd(of: items[position - 1], in: tree)..<end
      edits.append(TextEdit(replacing: range, with: ""))
      return
    }
    let bytes = tree.source.bytes
    let start = startOfLine(of: hyphen(of: item))
    var stop = end > 0 && isBreak(end - 1) ? end : pastBreak(endOfLine(after: end))
    // Two blank lines would be left where each item has one before it.
    if start > 0, start == 1 || isBlankLine(before: start), stop < bytes.count, isBreak(stop) { stop = pastBreak(stop) }
    edits.append(TextEdit(replacing: start..<stop, with: ""))
  }

  /// Where the first entry of a map in lines begins, which is the question mark before a key that has one; nil where
  /// something else begins the map.
  private func start(of map: SourceNode) -> Int? {
    let start = map.range.lowerBound
    let isMarked = start < tree.source.bytes.count && tree.source.bytes[start] == 0x3F
    return isMarked || map.entries.first?.key.range.lowerBound == start ? start : nil
  }

  private mutating func insertLines(_ lines: [String], indent: Int, behind end: Int) {
    let margin = String(repeating: " ", count: indent)
    let text = lines.map { $0.isEmpty ? $0 : margin + $0 }.joined(separator: lineBreak)
    if end > 0, isBreak(end - 1) {
      edits.append(TextEdit(replacing: end..<end, with: text + lineBreak))
    } else {
      let lineEnd = endOfLine(after: end)
      edits.append(TextEdit(replacing: lineEnd..<lineEnd, with: lineBreak + text))
    }
  }

  /// The offset of the hyphen that begins an item of a list in lines.
  private func hyphen(of item: SourceNode) -> Int {
    var offset = item.range.lowerBound
    while offset > 0, tree.source.bytes[offset] != 0x2D || isText(offset) { offset -= 1 }
    return offset
  }

  /// Whether the hyphen at an offset is part of an item's text, and not the mark before it.
  private func isText(_ offset: Int) -> Bool {
    let bytes = tree.source.bytes
    guard offset + 1 < bytes.count, bytes[offset + 1] == 0x20 || isBreak(offset + 1) else { return true }
    return bytes[startOfLine(of: offset)..<offset].contains { $0 != 0x20 && $0 != 0x2D }
  }

  private func isBlankLine(before start: Int) -> Bool {
    let previous = startOfLine(of: start - 1)
    return tree.source.bytes[previous..<start].allSatisfy { [0x20, 0x0A, 0x0D].contains($0) }
  }
}
