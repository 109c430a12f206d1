extension SourceTree {
  /// The scalars in document order, keys among them. O(nodes).
  package var scalars: [SourceNode] {
    nodes.indices.filter { nodes[$0].kind == .scalar }.map { SourceNode(tree: self, index: $0) }
  }
}

extension SourceNode {
  /// The scalars among the values below a node, itself included, in document order. O(nodes × depth).
  package var scalars: [SourceNode] {
    switch kind {
    case .scalar: [self]
    case .list: items.flatMap(\.scalars)
    case .map: entries.flatMap(\.value.scalars)
    }
  }

  /// The keys of the maps below a node, in document order. O(nodes × depth).
  package var keys: [SourceNode] {
    switch kind {
    case .scalar: []
    case .list: items.flatMap(\.keys)
    case .map: entries.flatMap { [$0.key] + $0.value.keys }
    }
  }
}
