extension SourceTree {
  /// The tree of a value that stands in no text: its nodes have no places, and every text counts as quoted, so that none
  /// is taken for something else. O(size).
  package static func unwritten(_ value: DataValue) -> SourceTree {
    var builder = SourceTreeBuilder(source: SourceText(name: "", bytes: []))
    builder.add(value)
    return builder.finish()
  }
}

extension SourceTreeBuilder {
  fileprivate mutating func add(_ value: DataValue) {
    switch value {
    case .map(let entries), .texts(let entries):
      beginMap(at: 0)
      for entry in entries {
        scalar(entry.key, in: 0..<0, style: .doubleQuoted)
        add(entry.value)
      }
      end(at: 0)
    case .list(let items):
      beginList(at: 0)
      for item in items { add(item) }
      end(at: 0)
    default: scalar(value.scalarText ?? "", in: 0..<0, style: .doubleQuoted)
    }
  }
}
