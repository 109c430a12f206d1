/// A parsed document: scalars, lists and maps, each knowing the bytes it was read from.
///
/// The nodes lie in one array in document order, so that a tree costs three allocations however many nodes it
/// has. A scalar stays a byte range until somebody asks for its `String`. The tree knows nothing of types: the
/// field table decides whether `NO` is a country, a text or a mistake.
public final class SourceTree: Sendable {
  /// The text that the tree was read from.
  public let source: SourceText
  let nodes: [Storage]
  /// Bytes of the scalars whose value is not literally in the source (escapes, folded lines).
  let decoded: [UInt8]
  /// The cell of each node, for trees read from a table; empty otherwise. Keyed by node index.
  let cells: [Int: String]
  /// The position in its row of the cell of each node, for trees whose cells are named only when somebody asks.
  let columns: [UInt16]
  let cellName: (@Sendable (Int) -> String)?

  struct Storage {
    var start: UInt32
    var end: UInt32
    var valueStart: UInt32 = 0
    var valueLength: UInt32 = 0
    /// Index of the node after this one's last descendant.
    var next: UInt32
    var kind: SourceNode.Kind
    var style: ScalarStyle = .plain
    var isDecoded = false
  }

  init(
    source: SourceText, nodes: [Storage], decoded: [UInt8], cells: [Int: String], columns: [UInt16] = [],
    cellName: (@Sendable (Int) -> String)? = nil
  ) {
    self.columns = columns
    self.cellName = cellName
    self.source = source
    self.nodes = nodes
    self.decoded = decoded
    self.cells = cells
  }

  /// The outermost node, or nil for an empty document.
  public var root: SourceNode? { nodes.isEmpty ? nil : SourceNode(tree: self, index: 0) }
}
