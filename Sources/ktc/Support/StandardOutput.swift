internal import CatalogueStore
internal import Glibc

/// Standard output, collected and written in large pieces.
///
/// On a terminal, what could steer it is made visible, whoever wrote it and in whatever format; elsewhere the bytes stay
/// as they are.
final class StandardOutput {
  private var buffer: [UInt8] = []
  /// The first bytes of a letter whose others come with the next piece, on a terminal.
  private var begun: [UInt8] = []

  /// Adds bytes. Throws `FileError` when they cannot be written.
  func write(_ bytes: [UInt8]) throws {
    guard Terminal.isOutput else { return try write(safe: bytes) }
    var whole = begun + bytes
    begun = Array(whole.suffix(Self.unfinished(whole)))
    whole.removeLast(begun.count)
    try write(safe: Array(Terminal.visible(whole).utf8))
  }

  /// Adds bytes that were coloured here, after what could steer the terminal was made visible. Throws `FileError` when
  /// they cannot be written.
  func write(safe bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Adds text. Throws `FileError` when it cannot be written.
  func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// How many bytes at the end are the beginning of a letter in UTF-8.
  private static func unfinished(_ bytes: [UInt8]) -> Int {
    for (position, byte) in bytes.suffix(3).reversed().enumerated() where byte & 0xC0 != 0x80 {
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > position + 1 ? position + 1 : 0
    }
    return 0
  }

  /// Writes what was collected. Throws `FileError`.
  func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("write to", "standard output")
      }
      rest = rest.dropFirst(count)
    }
  }
}
