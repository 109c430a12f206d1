internal import SourceTree

/// A value of a record with the bytes of the page that it comes from, before it becomes a node of the tree.
indirect enum FormNode {
  /// A text or code.
  case scalar(String, Range<Int>)
  /// Values in order.
  case list([FormNode])
  /// Named values; the name stands for the bytes of the question.
  case map([Entry])

  /// A named value.
  struct Entry {
    var name: String
    var range: Range<Int>
    var value: FormNode

    init(_ name: String, _ range: Range<Int>, _ value: FormNode) {
      self.name = name
      self.range = range
      self.value = value
    }
  }

  /// The bytes that the value comes from; nil for an empty list.
  var range: Range<Int>? {
    switch self {
    case .scalar(_, let range): range
    case .list(let items): Self.hull(items.compactMap(\.range))
    case .map(let entries): Self.hull(entries.compactMap(\.value.range))
    }
  }

  private static func hull(_ ranges: [Range<Int>]) -> Range<Int>? {
    guard let start = ranges.map(\.lowerBound).min(), let end = ranges.map(\.upperBound).max() else { return nil }
    return start..<end
  }

  /// Adds the value to a tree whose text begins at a byte of the page. O(nodes).
  func add(to builder: inout SourceTreeBuilder, from base: Int) {
    func own(_ range: Range<Int>) -> Range<Int> { max(0, range.lowerBound - base)..<max(0, range.upperBound - base) }
    let place = own(range ?? base..<base)
    switch self {
    case .scalar(let text, _): builder.scalar(text, in: place)
    case .list(let items):
      builder.beginList(at: place.lowerBound)
      for item in items { item.add(to: &builder, from: base) }
      builder.end(at: place.upperBound)
    case .map(let entries):
      builder.beginMap(at: place.lowerBound)
      for entry in entries {
        builder.scalar(entry.name, in: own(entry.range))
        entry.value.add(to: &builder, from: base)
      }
      builder.end(at: place.upperBound)
    }
  }
}
