internal import CataloguePlugins

/// An input that comes in pieces of a size.
package final class PiecewiseSource: ImportSource {
  package let name = "x"
  private var rest: ArraySlice<UInt8>
  private let size: Int

  /// Hands the bytes over in pieces of a size at most.
  package init(_ bytes: [UInt8], _ size: Int) {
    rest = bytes[...]
    self.size = size
  }

  package func read(upTo count: Int) -> [UInt8] {
    let piece = Array(rest.prefix(min(count, size)))
    rest = rest.dropFirst(piece.count)
    return piece
  }
}
