package import SourceTree

extension YAMLEditor {
  /// Writes a field of the outermost map in canonical notation, on as many lines as it needs, or takes it away; comments
  /// within it keep their places as far as those are still there.
  ///
  /// A new field goes where `set(_:to:order:)` puts it. Returns whether it could be done; a record between braces has no
  /// lines for its fields. O(bytes of the field + entries × order).
  package mutating func write(_ key: String, _ value: DataValue?, order: [String]) -> Bool {
    guard !isFlow(root) else { return false }
    let indent = (tree.source.location(of: root.range).column ?? 1) - 1
    let canonical = value.map { YAMLWriter.write(.map([.init(key, $0)])) } ?? ""
    if let entry = root.entry(named: key) {
      let lines = lines(of: entry)
      guard let text = text(canonical, withCommentsOf: lines) else { return false }
      let end = pastBreak(lines.upperBound)
      edits.append(
        TextEdit(
          replacing: lines.lowerBound..<(text.isEmpty ? end : lines.upperBound),
          with: indented(text.isEmpty ? "" : String(text.dropLast()), indent) + lastBreak(of: value, at: end)))
      return true
    }
    guard value != nil else { return true }
    let text = indented(String(canonical.dropLast()), indent)
    let earlier = Set(order.prefix { $0 != key })
    if let before = root.entries.last(where: { earlier.contains($0.key.text) }) {
      let end = lines(of: before).upperBound
      if end > 0, isBreak(end - 1) {
        edits.append(TextEdit(replacing: end..<end, with: text + lineBreak))
      } else {
        edits.append(TextEdit(replacing: end..<end, with: lineBreak + text + lastBreak(of: value, at: end)))
      }
    } else {
      let start = root.entries.first.map { $0.key.range.lowerBound - indent } ?? 0
      edits.append(TextEdit(replacing: start..<start, with: text + lineBreak))
    }
    return true
  }

  /// What ends a field behind which the file ends: a line break, where one belongs to its text.
  private func lastBreak(of value: DataValue?, at end: Int) -> String {
    end == tree.source.bytes.count && value?.endsInLineBreak == true ? lineBreak : ""
  }

  /// The whole lines of an entry, without the last line break.
  private func lines(of entry: (key: SourceNode, value: SourceNode)) -> Range<Int> {
    let end = endOfContent(of: entry)
    return startOfLine(of: entry.key.range.lowerBound)..<(end > 0 && isBreak(end - 1) ? end : endOfLine(after: end))
  }

  /// A field in canonical notation with the comments that stand on the lines that it takes the place of; nil when those
  /// lines cannot be read by themselves.
  private func text(_ canonical: String, withCommentsOf lines: Range<Int>) -> String? {
    let source = SourceText(name: "", bytes: Array(tree.source.bytes[lines]))
    guard let old = YAMLReader().readDocument(source).tree else { return nil }
    let comments = YAMLComments(old)
    guard !canonical.isEmpty else { return comments.texts.map { $0 + "\n" }.joined() }
    return comments.inserted(into: canonical)
  }

  private func indented(_ text: String, _ indent: Int) -> String {
    guard indent > 0 || lineBreak != "\n" else { return text }
    let margin = String(repeating: " ", count: indent)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : margin + $0 }.joined(separator: lineBreak)
  }
}

extension DataValue {
  /// Whether the text that is written last ends in a line break.
  fileprivate var endsInLineBreak: Bool {
    switch self {
    case .list(let items): items.last?.endsInLineBreak ?? false
    case .map(let entries), .texts(let entries): entries.last?.value.endsInLineBreak ?? false
    default: scalarText?.hasSuffix("\n") ?? false
    }
  }
}
