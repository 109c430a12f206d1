/// A text in UTF-16, as some Windows programs save it ("Unicode").
struct WideText {
  private let isBigEndian: Bool
  private let markLength: Int

  /// Recognises one by its byte order mark, or by a zero in every other of its first bytes; nil for all else. O(1).
  init?(_ head: [UInt8]) {
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      isBigEndian = head[0] == 0xFE
      markLength = 2
      return
    }
    let pairs = stride(from: 0, to: min(head.count, 400) - 1, by: 2).map { (head[$0], head[$0 + 1]) }
    // Signs below U+0100 are most of any text in the languages of Europe; two zeros stand in no text.
    guard pairs.count >= 8, !pairs.contains(where: { $0 == (0, 0) }) else { return nil }
    let high = pairs.count { $0.0 == 0 }
    let low = pairs.count { $0.1 == 0 }
    guard max(high, low) * 10 >= pairs.count * 7 else { return nil }
    isBigEndian = high > low
    markLength = 0
  }

  /// The bytes as UTF-8; nil when they hold half a character somewhere, or end within one. O(bytes).
  func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count % 2 == 0 else { return nil }
    let units = stride(from: markLength, to: bytes.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }
}
