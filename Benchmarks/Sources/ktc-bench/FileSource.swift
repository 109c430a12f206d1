internal import CataloguePlugins
internal import Glibc

/// A file as an import.
final class FileSource: ImportSource {
  let name: String
  private let file: UnsafeMutablePointer<FILE>

  /// Opens a file. Throws when it is not there.
  init(_ path: String) throws {
    guard let file = fopen(path, "rb") else { throw MissingFile(path: path) }
    name = path
    self.file = file
  }

  deinit { fclose(file) }

  func read(upTo count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = fread(buffer.baseAddress, 1, buffer.count, file)
    }
  }
}

/// There is no such file.
struct MissingFile: Error {
  let path: String
}
