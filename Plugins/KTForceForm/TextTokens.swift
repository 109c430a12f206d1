/// A word, a figure or a sign of a line of free text, with the bytes that it was read from.
struct TextToken {
  /// What a token is.
  enum Kind { case number, word, percent, currency, sign }
  /// What it is.
  var kind: Kind
  /// The token as it was written.
  var text: String
  /// The token in small letters.
  var lower: String
  /// The bytes.
  var range: Range<Int>

  /// Whether it is this sign.
  func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }

  /// The tokens of a line. Dashes of every length become `-`. O(bytes).
  static func tokens(of bytes: [UInt8], _ line: Range<Int>) -> [TextToken] {
    var tokens: [TextToken] = []
    var index = line.lowerBound
    while index < line.upperBound {
      let length = length(of: bytes, at: index, before: line.upperBound)
      let byte = bytes[index]
      if byte <= 0x20 || hasPrefix(bytes, index, [0xC2, 0xA0]) || hasPrefix(bytes, index, [0xE2, 0x80, 0xAF]) {
        index += length
        continue
      }
      var end = index + length
      var kind = Kind.sign
      if isDigit(byte) {
        kind = .number
        end = endOfNumber(bytes, index, line.upperBound)
      } else if byte == 0x25 {
        kind = .percent
      } else if isCurrency(bytes, index) {
        kind = .currency
      } else if isLetter(bytes, index) {
        kind = .word
        while end < line.upperBound, isLetter(bytes, end) || isInner(bytes, end, line.upperBound) {
          end += Self.length(of: bytes, at: end, before: line.upperBound)
        }
      }
      var text = String(decoding: bytes[index..<end], as: UTF8.self)
      if kind == .sign, ["–", "—", "−"].contains(text) { text = "-" }
      tokens.append(TextToken(kind: kind, text: text, lower: text.lowercased(), range: index..<end))
      index = end
    }
    return tokens
  }

  private static func length(of bytes: [UInt8], at index: Int, before end: Int) -> Int {
    var next = index + 1
    while next < end, bytes[next] & 0xC0 == 0x80 { next += 1 }
    return next - index
  }

  private static func hasPrefix(_ bytes: [UInt8], _ index: Int, _ prefix: [UInt8]) -> Bool {
    index + prefix.count <= bytes.count && bytes[index..<(index + prefix.count)].elementsEqual(prefix)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isCurrency(_ bytes: [UInt8], _ index: Int) -> Bool {
    hasPrefix(bytes, index, [0xE2, 0x82, 0xAC]) || hasPrefix(bytes, index, [0xC2, 0xA3]) || bytes[index] == 0x24
  }

  /// ASCII letters, and every letter beyond; general punctuation and the signs of Latin-1 are no letters.
  private static func isLetter(_ bytes: [UInt8], _ index: Int) -> Bool {
    let byte = bytes[index]
    if byte < 0x80 { return (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
    return byte >= 0xC3 && byte != 0xE2
  }

  /// Whether a sign stands within a word: the hyphen of `co-financing`, the apostrophe, the ampersand of `R&D`.
  private static func isInner(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Bool {
    if isDigit(bytes[index]) { return true }
    guard bytes[index] == 0x2D || bytes[index] == 0x27 || bytes[index] == 0x26, index + 1 < end else { return false }
    return isLetter(bytes, index + 1)
  }

  /// The end of figures with points, commas or blanks between groups.
  private static func endOfNumber(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Int {
    func digits(_ index: Int) -> Int {
      var end = index
      while end < limit, isDigit(bytes[end]) { end += 1 }
      return end
    }
    var end = digits(start)
    while end < limit {
      let isMark = bytes[end] == 0x2E || bytes[end] == 0x2C || bytes[end] == 0x27
      let blank =
        bytes[end] == 0x20
        ? 1 : hasPrefix(bytes, end, [0xC2, 0xA0]) ? 2 : hasPrefix(bytes, end, [0xE2, 0x80, 0xAF]) ? 3 : 0
      guard isMark || blank > 0 else { break }
      let next = end + (isMark ? 1 : blank)
      let after = digits(next)
      // A blank parts groups only when three figures follow and at most three come before.
      guard after > next,
        isMark || (after - next == 3 && end - start <= 3 || after - next == 3 && bytes[end - 4] <= 0x20)
      else {
        break
      }
      end = after
    }
    return end
  }
}
