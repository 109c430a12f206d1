internal import Glibc

/// How much of a file is taken into memory.
package enum FileLimits {
  /// The most for a file of the catalogue, whether or not it could be read as a record.
  package static let any = 1 << 30
}

extension FileSystem {
  /// All bytes of a regular file; of one that is larger than the limit a part would pass for the whole. Throws
  /// `FileError`. O(bytes).
  package func wholeContents(of path: String, limit: Int = FileLimits.any) throws -> [UInt8] {
    let bytes = try contents(of: path, limit: limit)
    guard bytes.count <= limit else {
      throw FileError(operation: "read", path: path, code: EFBIG, reason: "it has more than \(limit) bytes")
    }
    return bytes
  }
}
