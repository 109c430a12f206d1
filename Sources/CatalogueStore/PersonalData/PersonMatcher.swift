internal import TextFolding

/// Finds a person's name or e-mail address in texts: whole words, without regard to case and accents.
///
/// A name is also found with its last words first (`Example, Ana`; `Silva-Costa, Ana`), over the end of a line, written
/// in the codes of addresses and pages (`ana%20example`, `Ana&nbsp;Example`), and in an address such as
/// `ana.example@example.org`, which then is found as a whole.
package struct PersonMatcher: Sendable {
  /// What is looked for, as it was typed.
  package let name: String
  private let isAddress: Bool
  /// The words, folded, in each order in which they count.
  private let orders: [[String]]
  /// What has to stand between the words of an address.
  private let separators: [String]

  /// Makes a matcher; nil for a text in which fewer than three letters or figures tell a person from others. O(length).
  package init?(_ name: String) {
    let bytes = Array(name.utf8)
    let words = Self.words(of: bytes)
    let folded = words.map { TextFolding.folded(String(decoding: bytes[$0], as: UTF8.self)) }
    guard folded.reduce(0, { $0 + $1.count }) >= 3 else { return nil }
    self.name = name
    isAddress = name.contains("@") && folded.count > 1
    // Nobody knows how many words the surname has, so that each may come first.
    var orders = [folded]
    for start in isAddress ? folded.indices.prefix(0) : folded.indices.dropFirst() {
      let order = Array(folded[start...] + folded[..<start])
      if !orders.contains(order) { orders.append(order) }
    }
    self.orders = orders
    separators = zip(words, words.dropFirst()).map {
      String(decoding: bytes[$0.upperBound..<$1.lowerBound], as: UTF8.self)
    }
  }

  /// Where the person is named, as ranges of bytes that do not overlap. O(bytes).
  package func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    let plain = plainRanges(in: bytes)
    guard let decoded = DecodedBytes(bytes) else { return plain }
    let others = plainRanges(in: decoded.bytes).map(decoded.source).filter { range in
      !plain.contains { $0.overlaps(range) }
    }
    return others.isEmpty ? plain : (plain + others).sorted { $0.lowerBound < $1.lowerBound }
  }

  private func plainRanges(in bytes: [UInt8]) -> [Range<Int>] {
    let words = Self.words(of: bytes)
    var found: [Range<Int>] = []
    for position in words.indices {
      guard found.last.map({ $0.upperBound <= words[position].lowerBound }) ?? true else { continue }
      for order in orders {
        guard position + order.count <= words.count,
          order.indices.allSatisfy({ Self.isWord(bytes[words[position + $0]], order[$0]) }),
          order.indices.dropFirst().allSatisfy({
            holdsTogether(bytes[words[position + $0 - 1].upperBound..<words[position + $0].lowerBound], $0 - 1)
          })
        else { continue }
        let range = words[position].lowerBound..<words[position + order.count - 1].upperBound
        let whole = Self.address(around: range, in: bytes)
        if isAddress, whole != range { continue }
        found.append(whole)
        break
      }
    }
    return found
  }

  /// Whether the person is named. O(length).
  package func isNamed(in text: String) -> Bool { !ranges(in: Array(text.utf8)).isEmpty }

  /// Whether a text holds the person and nothing else but signs. O(length).
  package func isAll(of text: String) -> Bool {
    let bytes = DecodedBytes(Array(text.utf8))?.bytes ?? Array(text.utf8)
    let found = plainRanges(in: bytes)
    return !found.isEmpty
      && Self.words(of: bytes).allSatisfy { word in found.contains { $0.contains(word.lowerBound) } }
  }

  /// The text with something else in the place of the person. O(length).
  package func replacing(in text: String, with replacement: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var end = 0
    for range in ranges(in: bytes) {
      result += bytes[end..<range.lowerBound] + Array(replacement.utf8)
      end = range.upperBound
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }

  private func holdsTogether(_ between: ArraySlice<UInt8>, _ position: Int) -> Bool {
    if isAddress {
      return String(decoding: between, as: UTF8.self) == separators[position]
    }
    // A name goes on over blanks, the end of a line, the sign of a comment and small signs, but not over a sentence.
    return between.allSatisfy { byte in
      byte >= 0x80 || [0x20, 0x09, 0x0A, 0x0D, 0x23, 0x27, 0x2B, 0x2C, 0x2D, 0x2E, 0x5C, 0x5F].contains(byte)
    }
  }

  private static func isWord(_ bytes: ArraySlice<UInt8>, _ folded: String) -> Bool {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      return bytes.count == folded.utf8.count && zip(bytes, folded.utf8).allSatisfy { lowercased($0) == $1 }
    }
    return TextFolding.folded(String(decoding: bytes, as: UTF8.self)) == folded
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }

  /// The e-mail address of which a range is a part; else the range itself.
  private static func address(around range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    func isPart(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(lowercased(byte))
        || [0x25, 0x2B, 0x2D, 0x2E, 0x40, 0x5F].contains(byte)
    }
    var start = range.lowerBound
    while start > 0, isPart(bytes[start - 1]) { start -= 1 }
    var end = range.upperBound
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    // The full stop of a sentence is no part of an address.
    while end > range.upperBound, [0x2D, 0x2E].contains(bytes[end - 1]) { end -= 1 }
    return bytes[start..<end].contains(0x40) ? start..<end : range
  }

  /// The words of a text: runs of letters, marks and figures. O(bytes).
  private static func words(of bytes: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    var index = 0
    while index < bytes.count {
      let (length, isPart) = scalar(at: index, in: bytes)
      if isPart {
        start = start ?? index
      } else if let begin = start {
        words.append(begin..<index)
        start = nil
      }
      index += length
    }
    if let start { words.append(start..<bytes.count) }
    return words
  }

  /// How many bytes the scalar at an offset has, and whether it is a part of a word.
  private static func scalar(at index: Int, in bytes: [UInt8]) -> (length: Int, isPart: Bool) {
    let byte = bytes[index]
    if byte < 0x80 {
      return (1, (0x30...0x39).contains(byte) || (0x61...0x7A).contains(lowercased(byte)))
    }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
    guard length > 1, index + length <= bytes.count else { return (1, false) }
    var value = UInt32(byte) & (0xFF >> (UInt32(length) + 1))
    for next in bytes[(index + 1)..<(index + length)] { value = value << 6 | UInt32(next & 0x3F) }
    guard let scalar = Unicode.Scalar(value) else { return (1, false) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return (length, true)
    default: return (length, false)
    }
  }
}
