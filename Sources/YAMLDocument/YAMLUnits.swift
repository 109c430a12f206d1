internal import SourceTree

/// The entries and list items of a document, each with the place that it takes: what a comment can be about.
struct YAMLUnits {
  /// An entry of a map, or an item of a list.
  struct Unit {
    /// The way to it.
    var path: FieldPath
    /// Where its key, or the item itself, begins.
    var start: Int
    /// Its value.
    var value: SourceNode
    /// The position of the unit that holds it.
    var parent: Int?
    /// Whether it is an item of a list.
    var isItem: Bool

    /// Whether its value stands between brackets or braces that close before an offset.
    func isFlow(closedBefore offset: Int) -> Bool {
      let bytes = value.tree.source.bytes
      guard value.kind != .scalar, value.range.upperBound <= offset, value.range.lowerBound < bytes.count else {
        return false
      }
      return bytes[value.range.lowerBound] == 0x5B || bytes[value.range.lowerBound] == 0x7B
    }
  }

  /// The units in the order in which they begin.
  private(set) var all: [Unit] = []
  private let bytes: [UInt8]
  private let lineStarts: [Int]

  /// Finds the units of a document. O(bytes + nodes).
  init(_ tree: SourceTree) {
    bytes = tree.source.bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where Self.endsLine(bytes, offset, byte) { starts.append(offset + 1) }
    lineStarts = starts
    if let root = tree.root { add(root, FieldPath([]), nil) }
  }

  private mutating func add(_ node: SourceNode, _ path: FieldPath, _ parent: Int?) {
    switch node.kind {
    case .scalar: break
    case .map:
      for (key, value) in node.entries {
        let inner = path.appending(key.text)
        all.append(
          Unit(path: inner, start: key.range.lowerBound, value: value, parent: parent, isItem: false))
        add(value, inner, all.count - 1)
      }
    case .list:
      for (position, item) in node.items.enumerated() {
        let inner = path.appending(position)
        all.append(Unit(path: inner, start: item.range.lowerBound, value: item, parent: parent, isItem: true))
        add(item, inner, all.count - 1)
      }
    }
  }

  private static func endsLine(_ bytes: [UInt8], _ offset: Int, _ byte: UInt8) -> Bool {
    byte == 0x0A || (byte == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A))
  }

  /// The position of the first unit that begins behind an offset. O(log units).
  func first(after offset: Int) -> Int {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].start > offset { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The number, from 0, of the line of an offset. O(log lines).
  func line(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] > offset { high = middle } else { low = middle + 1 }
    }
    return low - 1
  }

  /// The offset at which the line of an offset begins.
  func lineStart(of offset: Int) -> Int { lineStarts[line(of: offset)] }

  /// How many blanks the line of an offset begins with.
  func indentation(at offset: Int) -> Int {
    bytes[lineStart(of: offset)...].prefix { $0 == 0x20 }.count
  }

  /// The column, from 0, that a unit takes; that of the hyphen for an item of a list.
  func column(of unit: Unit) -> Int {
    unit.isItem ? indentation(at: unit.start) : unit.start - lineStart(of: unit.start)
  }

  /// The last line of a unit, by its position. O(units in it).
  func lastLine(of position: Int) -> Int {
    var last = position
    // What lies within a unit follows it.
    while last + 1 < all.count, all[last + 1].path.steps.starts(with: all[position].path.steps) { last += 1 }
    let end = all[last...last].first.map { max($0.start, $0.value.range.upperBound - 1) } ?? 0
    return line(of: max(all[position].start, min(end, max(0, bytes.count - 1))))
  }

  /// Whether the line of a unit ends in the mark of a block, behind which a comment reads as part of the mark.
  func isBlock(_ unit: Unit) -> Bool { unit.value.style.isBlock }
}
