extension SourceTree {
  /// The scalars in document order, keys among them. O(nodes).
  package var scalars: [SourceNode] {
    nodes.indices.filter { nodes[$0].kind == .scalar }.map { SourceNode(tree: self, index: $0) }
  }
}
