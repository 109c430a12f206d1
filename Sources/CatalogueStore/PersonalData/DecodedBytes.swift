/// A text in which the codes of web addresses (`%20`) and of pages (`&nbsp;`, `&#233;`) are what they stand for, and where
/// each byte came from.
struct DecodedBytes {
  /// The text.
  private(set) var bytes: [UInt8] = []
  /// Where each byte begins in the text as it was, and where that ends.
  private var starts: [Int] = []
  private let end: Int

  /// Decodes a text; nil where it holds no code. O(bytes).
  init?(_ source: [UInt8]) {
    guard source.contains(0x25) || source.contains(0x26) else { return nil }
    end = source.count
    var index = 0
    var isCoded = false
    while index < source.count {
      if let code = Self.code(at: index, in: source) {
        isCoded = true
        bytes += code.bytes
        starts += code.bytes.map { _ in index }
        index += code.length
      } else {
        bytes.append(source[index])
        starts.append(index)
        index += 1
      }
    }
    guard isCoded else { return nil }
  }

  /// Where a range came from. O(1).
  func source(of range: Range<Int>) -> Range<Int> {
    starts[range.lowerBound]..<(range.upperBound < starts.count ? starts[range.upperBound] : end)
  }

  private static func code(at index: Int, in source: [UInt8]) -> (bytes: [UInt8], length: Int)? {
    if source[index] == 0x25 {
      guard index + 2 < source.count, let high = figure(source[index + 1]), let low = figure(source[index + 2]) else {
        return nil
      }
      return ([high << 4 | low], 3)
    }
    guard source[index] == 0x26, let end = source[index...].prefix(longest).firstIndex(of: 0x3B) else { return nil }
    let name = String(decoding: source[(index + 1)..<end], as: UTF8.self)
    return scalar(named: name).map { (Array(String($0).utf8), end - index + 1) }
  }

  private static let longest = 12

  private static func figure(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  /// What a code of a page stands for, as far as names need it; a letter comes without its accent, which does not count.
  private static func scalar(named name: String) -> Unicode.Scalar? {
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
      return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    }
    if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) }
    if let scalar = scalars[name] { return scalar }
    let accents = ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron"]
    guard let letter = name.unicodeScalars.first, letter.properties.isAlphabetic, letter.isASCII,
      accents.contains(String(name.dropFirst()))
    else { return nil }
    return letter
  }

  private static let scalars: [String: Unicode.Scalar] = [
    "nbsp": " ", "shy": "\u{AD}", "ndash": "\u{2013}", "apos": "'", "rsquo": "\u{2019}", "szlig": "ß", "oslash": "ø",
    "Oslash": "Ø", "aelig": "æ", "AElig": "Æ", "oelig": "œ", "OElig": "Œ", "eth": "ð", "ETH": "Ð", "thorn": "þ",
    "THORN": "Þ", "Scaron": "Š", "scaron": "š",
  ]
}
