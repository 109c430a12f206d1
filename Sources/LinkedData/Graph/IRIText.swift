/// IRIs as texts (RFC 3987).
package enum IRIText {
  /// The IRI with everything that none may hold percent-encoded in UTF-8: blanks, controls, quotation marks, brackets
  /// outside of the host, a percent sign that encodes nothing, a second `#`, and scalars without a character. Letters
  /// of any script stay as they are. O(length).
  package static func encoded(_ text: String) -> String {
    if text.utf8.allSatisfy({ isPlain($0) }) { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    let all = Array(text.utf8)
    let host = hostRange(all)
    var hasFragment = false
    var position = 0
    for scalar in text.unicodeScalars {
      let count = UTF8.width(scalar)
      defer { position += count }
      let isKept: Bool
      switch scalar {
      case "#":
        isKept = !hasFragment
        hasFragment = true
      case "%":
        isKept = position + 2 < all.count && isHexadecimal(all[position + 1]) && isHexadecimal(all[position + 2])
      case "[", "]": isKept = host.contains(position)
      default: isKept = scalar.isASCII ? isPlain(all[position]) : isLetterOfAnIRI(scalar.value)
      }
      for byte in all[position..<position + count] { isKept ? bytes.append(byte) : encode(byte, into: &bytes) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A text as one segment of a path or as a fragment: everything but unreserved characters is encoded
  /// (RFC 3986, 2.3). O(length).
  package static func segment(_ text: String) -> String {
    if text.utf8.allSatisfy({ isUnreserved($0) }) { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 { isUnreserved(byte) ? bytes.append(byte) : encode(byte, into: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func encode(_ byte: UInt8, into bytes: inout [UInt8]) {
    let digits: StaticString = "0123456789ABCDEF"
    bytes.append(0x25)
    bytes.append(digits.utf8Start[Int(byte >> 4)])
    bytes.append(digits.utf8Start[Int(byte & 15)])
  }

  /// The bytes between `//` and what ends an authority.
  private static func hostRange(_ bytes: [UInt8]) -> Range<Int> {
    guard let colon = bytes.firstIndex(of: 0x3A), bytes[(colon + 1)...].starts(with: [0x2F, 0x2F]) else { return 0..<0 }
    let start = colon + 3
    return start..<(bytes[start...].firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? bytes.count)
  }

  /// Whether a byte may stand in an IRI wherever it is.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x24, 0x26...0x3B, 0x3D, 0x3F...0x5A, 0x5F, 0x61...0x7A, 0x7E: true
    default: false
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x7E: true
    default: false
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  /// `ucschar` (RFC 3987, 2.2), without the marks of direction that section 4.1 forbids.
  private static func isLetterOfAnIRI(_ value: UInt32) -> Bool {
    switch value {
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
    case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0x10000...0xEFFFD: value & 0xFFFF <= 0xFFFD && !(0xE0000...0xE0FFF).contains(value)
    default: false
    }
  }
}
