internal import Glibc

/// Bytes that are added at the end and handed over in pieces.
///
/// An array checks at every addition whether it is shared; this belongs to one writer, which does not share it.
package final class ByteBuffer {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var filled = 0

  /// Makes an empty buffer.
  package init(capacity: Int = 1 << 10) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// How many bytes there are.
  package var count: Int { filled }

  /// The bytes, until the next change. O(1).
  package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: filled) }

  /// Room for some bytes behind the last one; `end(at:)` tells how many of them were filled. O(1) on the average.
  package func room(for added: Int) -> UnsafeMutablePointer<UInt8> {
    if capacity - filled < added { grow(to: filled + added) }
    return start + filled
  }

  /// Takes the bytes that were put into the room, up to an address in it. O(1).
  package func end(at end: UnsafeMutablePointer<UInt8>) { filled = end - start }

  private func grow(to needed: Int) {
    capacity = max(capacity * 2, needed)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    memcpy(larger, start, filled)
    start.deallocate()
    start = larger
  }

  /// Adds a byte.
  package func append(_ byte: UInt8) {
    room(for: 1)[0] = byte
    filled += 1
  }

  /// Adds bytes. O(bytes).
  package func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    memcpy(room(for: bytes.count), source, bytes.count)
    filled += bytes.count
  }

  /// Adds a text. O(bytes).
  package func append(_ text: String) { text.withBytes { append($0) } }

  /// Adds a byte several times. O(times).
  package func append(repeating byte: UInt8, count times: Int) {
    guard times > 0 else { return }
    memset(room(for: times), Int32(byte), times)
    filled += times
  }

  /// Forgets the bytes and keeps their room. O(1).
  package func clear() { filled = 0 }

  /// Hands over the bytes. O(bytes).
  package func take() -> [UInt8] {
    defer { filled = 0 }
    return Array(bytes)
  }
}
