/// The names of the fields of a map, for finding the one that a key names.
///
/// Writers mostly keep the order of the field table, so that the next key is mostly the next name: a search that begins
/// there costs one comparison.
package struct NameTable: Sendable {
  private let bytes: [UInt8]
  /// Where each name begins in `bytes`, and the end of the last.
  private let starts: [Int]

  /// Makes a table of names in their usual order. O(length).
  package init(_ names: [String]) {
    var bytes: [UInt8] = []
    starts =
      [0]
      + names.map { name in
        bytes += name.utf8
        return bytes.count
      }
    self.bytes = bytes
  }

  /// The position of the name that a key is; nil when it is none, or no scalar. O(names).
  ///
  /// - Parameters:
  ///   - expected: The position to begin at.
  ///   - key: The node of a key.
  package func position(of key: SourceNode, expected: Int) -> Int? {
    guard key.kind == .scalar else { return nil }
    let count = starts.count - 1
    return key.withBytes { key in
      bytes.withUnsafeBufferPointer { bytes in
        for step in 0..<count {
          let position = expected + step < count ? expected + step : expected + step - count
          let range = starts[position]..<starts[position + 1]
          if range.count == key.count, UnsafeBufferPointer(rebasing: bytes[range]).isEqual(to: key) { return position }
        }
        return nil
      }
    }
  }
}
