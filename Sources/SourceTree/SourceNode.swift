internal import Glibc

/// One node of a `SourceTree`.
public struct SourceNode: Sendable {
  /// What a node is.
  public enum Kind: UInt8, Sendable {
    /// A single value.
    case scalar
    /// Values in order.
    case list
    /// Named values.
    case map
  }

  /// The tree that the node belongs to.
  public let tree: SourceTree
  let index: Int

  @inline(__always) var storage: SourceTree.Storage { tree.nodes[index] }

  /// What the node is.
  public var kind: Kind { storage.kind }
  /// How the scalar was written; `plain` for lists and maps.
  public var style: ScalarStyle { storage.style }
  /// The bytes of the source text that the node was read from.
  public var range: Range<Int> { Int(storage.start)..<Int(storage.end) }
  /// Where the node is, for a message. O(offset).
  public var location: SourceLocation {
    var location = tree.source.location(of: range)
    location.cell = tree.cells[index] ?? tree.cellName.map { $0(Int(tree.columns[index])) }
    return location
  }

  /// Whether nothing was written: an empty plain scalar, as after `aim:`.
  public var isBlank: Bool {
    let node = storage
    return node.kind == .scalar && node.valueLength == 0 && node.style == .plain
  }

  /// The value of a scalar; empty for lists and maps. O(length).
  public var text: String {
    withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether the scalar's value is exactly these bytes.
  public func hasText(_ bytes: [UInt8]) -> Bool {
    // Lengths mostly differ already, and those are at hand.
    guard Int(storage.valueLength) == bytes.count else { return false }
    return withBytes { value in bytes.withUnsafeBufferPointer { value.isEqual(to: $0) } }
  }

  /// The scalar's UTF-8 bytes, without making a `String`.
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    let node = storage
    let range = Int(node.valueStart)..<Int(node.valueStart + node.valueLength)
    if node.isDecoded {
      return try tree.decoded.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
    return try tree.source.bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Whether the scalar's value holds a byte. O(length).
  package func contains(_ byte: UInt8) -> Bool {
    withBytes { $0.baseAddress.map { start in memchr(start, Int32(byte), Int(storage.valueLength)) != nil } ?? false }
  }

  /// The items of a list; nothing for other nodes.
  public var items: Children { Children(node: self, isList: storage.kind == .list) }

  /// The entries of a map in document order; nothing for other nodes.
  public var entries: [(key: SourceNode, value: SourceNode)] {
    guard storage.kind == .map else { return [] }
    var result: [(key: SourceNode, value: SourceNode)] = []
    forEachEntry { result.append(($0, $1)) }
    return result
  }

  /// Calls `body` with each key and value of a map, in document order.
  public func forEachEntry(_ body: (_ key: SourceNode, _ value: SourceNode) -> Void) {
    guard storage.kind == .map else { return }
    let end = Int(storage.next)
    var child = index + 1
    while child < end {
      let value = Int(tree.nodes[child].next)
      guard value < end else { return }
      body(SourceNode(tree: tree, index: child), SourceNode(tree: tree, index: value))
      child = Int(tree.nodes[value].next)
    }
  }

  /// The value of the first entry with this key. O(entries).
  public subscript(key: String) -> SourceNode? { entry(named: key)?.value }

  /// The first entry with this key. O(entries).
  public func entry(named key: String) -> (key: SourceNode, value: SourceNode)? {
    let bytes = Array(key.utf8)
    var found: (SourceNode, SourceNode)?
    forEachEntry { if found == nil, $0.hasText(bytes) { found = ($0, $1) } }
    return found
  }

  /// The node at a path such as `outputs[2].source`, or the nearest enclosing one that exists. O(nodes on the way).
  public func nearestNode(at path: FieldPath) -> SourceNode {
    var node = self
    for step in path.steps {
      switch step {
      case .key(let key):
        guard let next = node[key] else { return node }
        node = next
      case .index(let index):
        guard let next = node.items.dropFirst(index).first(where: { _ in true }) else { return node }
        node = next
      }
    }
    return node
  }

  /// The children of a list, in order.
  public struct Children: Sequence, IteratorProtocol, Sendable {
    private let tree: SourceTree
    private var child: Int
    private let end: Int

    init(node: SourceNode, isList: Bool) {
      tree = node.tree
      child = node.index + 1
      end = isList ? Int(node.storage.next) : 0
    }

    /// The next child.
    public mutating func next() -> SourceNode? {
      guard child < end else { return nil }
      defer { child = Int(tree.nodes[child].next) }
      return SourceNode(tree: tree, index: child)
    }
  }
}

extension SourceNode {
  /// The way to the node from the outermost one. O(nodes before it on each level).
  public var path: FieldPath {
    var path = FieldPath([])
    var current = 0
    while current < index {
      let node = tree.nodes[current]
      var child = current + 1
      var position = 0
      var key = child
      while child < Int(node.next) {
        let next = Int(tree.nodes[child].next)
        let isKey = node.kind == .map && position % 2 == 0
        if isKey { key = child }
        if index < next {
          // A key stands for its entry.
          if node.kind == .map {
            path = path.appending(SourceNode(tree: tree, index: key).text)
          } else {
            path = path.appending(position)
          }
          current = isKey ? index : child
          break
        }
        child = next
        position += 1
      }
      if child >= Int(node.next) { return path }
    }
    return path
  }

  /// The value of the entry whose key this node is.
  package var value: SourceNode? {
    let next = Int(storage.next)
    return next < tree.nodes.count ? SourceNode(tree: tree, index: next) : nil
  }
}
