/// Finds raw HTML in CommonMark (CommonMark 0.31, 6.6 and 4.6).
enum RawHTML {
  /// The beginning of the first tag, comment or declaration outside code spans and escapes. O(length).
  static func firstTag(in text: String) -> String? {
    MarkupWalk.first(in: text) { bytes, index in
      guard bytes[index] == 0x3C, let end = endOfTag(bytes, from: index) else { return nil }
      return String(decoding: bytes[index..<end], as: UTF8.self)
    }
  }

  private static func endOfTag(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start + 1 < bytes.count else { return nil }
    var index = start + 1
    let first = bytes[index]
    if first == 0x21 || first == 0x3F { return min(start + 12, bytes.count) }
    if first == 0x2F { index += 1 }
    let nameStart = index
    while index < bytes.count, isName(bytes[index]) { index += 1 }
    guard index > nameStart, !(0x30...0x39).contains(bytes[nameStart]), bytes[nameStart] != 0x2D else { return nil }
    // `<https://…>` and `<name@example.org>` are links; a tag's name is followed by a blank, `/` or `>`.
    guard index == bytes.count || [0x20, 0x09, 0x0A, 0x2F, 0x3E].contains(bytes[index]) else { return nil }
    while index < bytes.count, bytes[index] != 0x3E, index - start < 40 { index += 1 }
    return min(index + 1, bytes.count)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
  }
}
