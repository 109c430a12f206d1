/// Texts in the cells of a sheet.
enum SheetText {
  /// The most UTF-16 units that are put into one cell; a cell holds 32,767 (ECMA-376, 18.2.28; Excel's own limit).
  static let longest = 32_000

  /// The text as it stands in a part of a workbook: an escape such as `_x000D_` that is meant literally is marked as
  /// such (ECMA-376, 22.9.2.19), and lines end as in files. O(length).
  static func escaped(_ text: String) -> String {
    var text = text
    guard text.withUTF8({ $0.contains(0x0D) || $0.contains(0x5F) }) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    var rest = bytes[...]
    while let byte = rest.first {
      if byte == 0x0D {
        if rest.dropFirst().first != 0x0A { result.append(0x0A) }
      } else {
        if isEscape(rest) { result += "_x005F".utf8 }
        result.append(byte)
      }
      rest = rest.dropFirst()
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text that was escaped; what is no escape stays. O(length).
  static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x5F) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.first {
      guard isEscape(rest), let value = UInt32(String(decoding: rest.dropFirst(2).prefix(4), as: UTF8.self), radix: 16),
        value != 0, let scalar = Unicode.Scalar(value)
      else {
        result.append(byte)
        rest = rest.dropFirst()
        continue
      }
      result += String(Character(scalar)).utf8
      rest = rest.dropFirst(7)
    }
    return result
  }

  /// The line ends of Windows and of old programs as those of files. O(length).
  static func withPlainLineEnds(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0D) else { return bytes }
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A, index > 0, bytes[index - 1] == 0x0D { continue }
      result.append(byte == 0x0D ? 0x0A : byte)
    }
    return result
  }

  private static func isEscape<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> Bool {
    var rest = bytes.prefix(7)
    guard rest.count == 7, rest.popFirst() == 0x5F, rest.popFirst() == 0x78 else { return false }
    let digits = rest.prefix(4).allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
    }
    return digits && rest.dropFirst(4).first == 0x5F
  }

  /// The pieces of a text that are too long for one cell. O(length).
  static func pieces(_ text: String) -> [String] {
    guard text.utf8.count > longest else { return [text] }
    var pieces: [String] = []
    var piece = String.UnicodeScalarView()
    var units = 0
    for scalar in text.unicodeScalars {
      let width = UTF16.width(scalar)
      if units + width > longest {
        pieces.append(String(piece))
        piece = String.UnicodeScalarView()
        units = 0
      }
      piece.append(scalar)
      units += width
    }
    return pieces + [String(piece)]
  }
}
