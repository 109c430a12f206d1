internal import SourceTree

/// The piece of a stream that is still needed, and where it stands in the whole.
struct TextWindow {
  /// What messages call the stream.
  let name: String
  /// The bytes that were not dropped.
  private(set) var bytes: [UInt8] = []
  /// The offset in the stream of the first of them.
  private(set) var base: Int
  private var line: Int
  private var column = 1

  /// An empty window at a place of a stream.
  init(name: String, line: Int, base: Int) {
    self.name = name
    self.line = line
    self.base = base
  }

  /// The bytes as a text that knows its place.
  var text: SourceText {
    SourceText(name: name, bytes: bytes, firstLine: line, firstColumn: column, baseOffset: base)
  }

  /// The first bytes as a text of their own, which does not keep the others in memory. O(count).
  func text(ofFirst count: Int) -> SourceText {
    SourceText(name: name, bytes: Array(bytes.prefix(count)), firstLine: line, firstColumn: column, baseOffset: base)
  }

  /// Adds the next bytes of the stream.
  mutating func append(_ next: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: next) }

  /// Passes over bytes of the stream that are no text, such as a byte order mark.
  mutating func skip(_ count: Int) { base += count }

  /// Drops the bytes before an offset of the stream. O(bytes).
  mutating func drop(to offset: Int) {
    let count = min(max(0, offset - base), bytes.count)
    for index in 0..<count {
      let byte = bytes[index]
      // Lines end at LF, CRLF or CR, as `SourceText` counts them.
      if byte == 0x0A || (byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    if count == bytes.count { bytes.removeAll(keepingCapacity: true) } else { bytes.removeFirst(count) }
    base += count
  }
}
