internal import Glibc

/// Makes a `SourceTree` from the events of a parser, in document order.
///
/// ```swift
/// var builder = SourceTreeBuilder(source: text)
/// builder.beginMap(at: 0)
/// builder.scalar("kind", in: 0..<4)
/// builder.scalar("practice", in: 6..<14)
/// builder.end(at: 14)
/// let tree = builder.finish()
/// ```
public struct SourceTreeBuilder {
  private let source: SourceText
  private var nodes: [SourceTree.Storage] = []
  private var decoded: [UInt8] = []
  private var cells: [Int: String] = [:]
  private var open: [Int] = []
  /// The position, in a row of a table, of the cell that the next nodes come from.
  package var column = 0
  private var columns: [UInt16] = []
  private let cellName: (@Sendable (Int) -> String)?

  /// Starts a tree over a text.
  public init(source: SourceText) {
    self.init(source: source, cellName: nil)
  }

  /// Starts a tree over a text that becomes known only while it is read, and of which so many bytes are known; see
  /// `finish(over:)`.
  package init(named name: String, knownBytes: Int) {
    self.init(source: SourceText(name: name, bytes: []), cellName: nil)
    nodes.reserveCapacity(min(knownBytes / 16, 64))
    decoded.reserveCapacity(min(knownBytes, 1024))
  }

  /// Starts a tree over a row of a table; `cellName` names the cell at a position, once somebody asks.
  package init(source: SourceText, cellName: (@Sendable (Int) -> String)?) {
    self.source = source
    self.cellName = cellName
    nodes.reserveCapacity(min(source.bytes.count / 16, 4096))
  }

  /// How many lists and maps are open.
  public var depth: Int { open.count }

  /// Opens a list whose first byte is at `offset`.
  public mutating func beginList(at offset: Int, cell: String? = nil) { begin(.list, at: offset, cell: cell) }

  /// Opens a map whose first byte is at `offset`.
  public mutating func beginMap(at offset: Int, cell: String? = nil) { begin(.map, at: offset, cell: cell) }

  private mutating func begin(_ kind: SourceNode.Kind, at offset: Int, cell: String?) {
    if let cell { cells[nodes.count] = cell }
    if cellName != nil { columns.append(UInt16(clamping: column)) }
    open.append(nodes.count)
    nodes.append(.init(start: UInt32(clamping: offset), end: UInt32(clamping: offset), next: 0, kind: kind))
  }

  /// Closes the innermost list or map; its last byte is before `offset`.
  public mutating func end(at offset: Int) {
    guard let index = open.popLast() else { return }
    nodes[index].end = max(nodes[index].start, UInt32(clamping: offset))
    nodes[index].next = UInt32(nodes.count)
  }

  /// Adds a scalar whose value is `text`.
  public mutating func scalar(
    _ text: String, in range: Range<Int>, style: ScalarStyle = .plain, cell: String? = nil
  ) {
    var text = text
    text.withUTF8 { scalar($0, in: range, style: style, cell: cell) }
  }

  /// Adds a scalar whose value is these UTF-8 bytes. They are copied only where the source does not hold them.
  public mutating func scalar(
    _ value: UnsafeBufferPointer<UInt8>, in range: Range<Int>, style: ScalarStyle = .plain, cell: String? = nil
  ) {
    if let cell { cells[nodes.count] = cell }
    if cellName != nil { columns.append(UInt16(clamping: column)) }
    var node = SourceTree.Storage(
      start: UInt32(clamping: range.lowerBound), end: UInt32(clamping: range.upperBound),
      valueLength: UInt32(value.count), next: UInt32(nodes.count + 1), kind: .scalar, style: style)
    // A plain scalar on one line is its own value; a quoted one without escapes lies within its quotes.
    let inset = style == .singleQuoted || style == .doubleQuoted ? 1 : 0
    let literal = (range.lowerBound + inset)..<(max(range.upperBound, range.lowerBound + inset * 2) - inset)
    if literal.count == value.count, literal.upperBound <= source.bytes.count, !style.isBlock,
      source.bytes.withUnsafeBufferPointer({ UnsafeBufferPointer(rebasing: $0[literal]).isEqual(to: value) })
    {
      node.valueStart = UInt32(literal.lowerBound)
    } else {
      // Prose in blocks is most of a record; growing by doubling would copy it several times.
      if decoded.isEmpty { decoded.reserveCapacity(max(value.count, min(source.bytes.count / 2, 1 << 16))) }
      node.valueStart = UInt32(decoded.count)
      node.isDecoded = true
      decoded.append(contentsOf: value)
    }
    nodes.append(node)
  }

  /// Adds a node of another tree with all that is in it, each of them as if it stood at a range of this text: a value
  /// that has a notation of its own within a cell. O(bytes of the values).
  package mutating func graft(_ node: SourceNode, in range: Range<Int>) {
    let tree = node.tree
    let end = Int(tree.nodes[node.index].next)
    // How many nodes further on they stand here; it may be fewer.
    let shift = nodes.count - node.index
    tree.source.bytes.withUnsafeBufferPointer { source in
      tree.decoded.withUnsafeBufferPointer { values in
        for index in node.index..<end {
          var copy = tree.nodes[index]
          copy.start = UInt32(clamping: range.lowerBound)
          copy.end = UInt32(clamping: range.upperBound)
          copy.next = UInt32(Int(copy.next) + shift)
          if copy.kind == .scalar {
            let value = Int(copy.valueStart)..<Int(copy.valueStart + copy.valueLength)
            copy.valueStart = UInt32(decoded.count)
            decoded.append(contentsOf: UnsafeBufferPointer(rebasing: copy.isDecoded ? values[value] : source[value]))
            copy.isDecoded = true
          }
          nodes.append(copy)
        }
      }
    }
    if cellName != nil { columns += repeatElement(UInt16(clamping: column), count: end - node.index) }
  }

  /// The tree of what was added; lists and maps left open end where the text ends.
  public mutating func finish() -> SourceTree { finish(over: source) }

  /// The tree of what was added, over a text that became known only while it was read. The builder must have been
  /// made with an empty text, so that no value refers to its bytes.
  package mutating func finish(over text: SourceText) -> SourceTree {
    while !open.isEmpty { end(at: text.bytes.count) }
    return SourceTree(
      source: text, nodes: nodes, decoded: decoded, cells: cells, columns: columns, cellName: cellName)
  }

  /// A key that stands twice in a map, and where.
  package typealias DuplicateKey = (first: Range<Int>, second: Range<Int>, key: String)

  /// The keys that stand twice in the map that began last and is still open, at most `limit`.
  ///
  /// O(n) for long maps; the few keys of short ones that might be equal are compared, which is faster than hashing.
  package func duplicateKeys(atMost limit: Int) -> [DuplicateKey] {
    guard let map = open.last else { return [] }
    return source.bytes.withUnsafeBufferPointer { source in
      decoded.withUnsafeBufferPointer { decoded in duplicateKeys(of: map, source, decoded, atMost: limit) }
    }
  }

  private func duplicateKeys(
    of map: Int, _ source: UnsafeBufferPointer<UInt8>, _ decoded: UnsafeBufferPointer<UInt8>, atMost limit: Int
  ) -> [DuplicateKey] {
    var duplicates: [DuplicateKey] = []
    func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
      let node = nodes[index]
      let range = Int(node.valueStart)..<Int(node.valueStart + node.valueLength)
      return UnsafeBufferPointer(rebasing: node.isDecoded ? decoded[range] : source[range])
    }
    func range(_ index: Int) -> Range<Int> { Int(nodes[index].start)..<Int(nodes[index].end) }
    func isKey(_ first: Int, sameAs second: Int) -> Bool {
      nodes[first].valueLength == nodes[second].valueLength && nodes[first].kind == .scalar
        && bytes(first).isEqual(to: bytes(second))
    }
    let isShort = keyCount(of: map) <= 40
    // One bit of 64 for each key of a short map, by its length and ends: where none fell before, nothing is compared.
    var taken: UInt64 = 0
    var seen: [String: Int] = [:]
    var key = map + 1
    while key < nodes.count, duplicates.count < limit {
      defer { key = keyAfter(key) }
      guard nodes[key].kind == .scalar else { continue }
      if isShort {
        let bit = bytes(key).marker
        if taken & bit != 0 {
          var first = map + 1
          while first < key, !isKey(first, sameAs: key) { first = keyAfter(first) }
          if first < key {
            duplicates.append((range(first), range(key), String(decoding: bytes(key), as: UTF8.self)))
          }
        }
        taken |= bit
      } else {
        let name = String(decoding: bytes(key), as: UTF8.self)
        if let first = seen[name] { duplicates.append((range(first), range(key), name)) } else { seen[name] = key }
      }
    }
    return duplicates
  }

  /// The key after a key of a map that is still open; the number of nodes when there is none.
  private func keyAfter(_ key: Int) -> Int {
    let value = Int(nodes[key].next)
    return value < nodes.count ? Int(nodes[value].next) : nodes.count
  }

  private func keyCount(of map: Int) -> Int {
    var count = 0
    var key = map + 1
    while key < nodes.count {
      count += 1
      key = keyAfter(key)
    }
    return count
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// One bit out of 64, the same for equal bytes and mostly another for others. O(1).
  fileprivate var marker: UInt64 {
    guard let first, let last else { return 1 }
    let mixed = count &* 7 &+ Int(first) &* 13 &+ Int(last) &* 29 &+ Int(self[count / 2]) &* 5
    return 1 << UInt64(truncatingIfNeeded: mixed & 63)
  }

  /// Whether the bytes are those of another buffer. O(length).
  func isEqual(to other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let left = baseAddress, let right = other.baseAddress else { return true }
    return memcmp(left, right, count) == 0
  }
}
