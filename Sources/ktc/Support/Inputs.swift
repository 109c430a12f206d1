internal import CataloguePlugins
internal import CatalogueStore
internal import Glibc

/// Standard input as an import.
final class StandardInput: ImportSource {
  let name = "<stdin>"

  func read(upTo count: Int) throws -> [UInt8] { try readBytes(from: 0, upTo: count, name) }
}

/// A file as an import, with its first bytes at hand for recognising it.
final class FileInput: ImportSource {
  let name: String
  /// The first bytes; all of them, as UTF-8, where the file is in UTF-16.
  private(set) var head: [UInt8] = []
  private let descriptor: Int32
  private let closes: Bool
  private var isHeadRead = false
  private static let headSize = 1 << 16
  /// The most bytes of a file in UTF-16, which has to be read whole.
  private static let wideLimit = 64 << 20

  /// Opens a file; `-` is standard input. Throws `FileError`.
  init(_ path: String) throws {
    name = path == "-" ? "<stdin>" : path
    closes = path != "-"
    // A FIFO would block for ever when opened for reading.
    descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError("read", path) }
    if closes {
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        close(descriptor)
        throw FileError(operation: "read", path: path, code: EINVAL, reason: "it is not a regular file")
      }
    }
    var head: [UInt8] = []
    while head.count < Self.headSize {
      let chunk = try readBytes(from: descriptor, upTo: Self.headSize - head.count, name)
      if chunk.isEmpty { break }
      head += chunk
    }
    if let encoding = WideText(head) {
      while head.count <= Self.wideLimit {
        let chunk = try readBytes(from: descriptor, upTo: Self.headSize, name)
        if chunk.isEmpty { break }
        head += chunk
      }
      guard head.count <= Self.wideLimit else {
        throw FileError(
          operation: "read", path: name, code: EFBIG, reason: "it is UTF-16 and too large; save it as UTF-8")
      }
      guard let decoded = encoding.decoded(head) else {
        throw FileError(
          operation: "read", path: name, code: EILSEQ,
          reason: "it is UTF-16 with half a character in it, so that something is missing; save it as UTF-8")
      }
      head = decoded
    }
    self.head = head
  }

  deinit { if closes { close(descriptor) } }

  func read(upTo count: Int) throws -> [UInt8] {
    if !isHeadRead {
      isHeadRead = true
      if !head.isEmpty { return head }
    }
    return try readBytes(from: descriptor, upTo: max(count, 1 << 16), name)
  }
}

/// The next bytes of a descriptor. Throws `FileError`.
private func readBytes(from descriptor: Int32, upTo count: Int, _ name: String) throws -> [UInt8] {
  var failure: FileError?
  let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
    var got = read(descriptor, buffer.baseAddress, count)
    while got < 0, errno == EINTR { got = read(descriptor, buffer.baseAddress, count) }
    if got < 0 { failure = FileError("read", name) }
    filled = max(0, got)
  }
  if let failure { throw failure }
  return bytes
}
