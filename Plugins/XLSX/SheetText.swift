internal import SourceTree

/// Texts in the cells of a sheet.
enum SheetText {
  /// The most UTF-16 units that are put into one cell; a cell holds 32,767 (ECMA-376, 18.2.28; Excel's own limit).
  static let longest = 32_000

  /// The text as it stands in a part of a workbook: an escape such as `_x000D_` that is meant literally is marked as
  /// such (ECMA-376, 22.9.2.19), and lines end as in files. O(length).
  static func escaped(_ text: String) -> String {
    let bytes = ByteBuffer()
    text.withBytes { append($0, to: bytes) }
    return String(decoding: bytes.bytes, as: UTF8.self)
  }

  private static let suspects = StopBytes(0x0D, 0x5F)

  /// Adds what `escaped` makes of a text. O(length).
  static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: ByteBuffer) {
    guard let start = text.baseAddress else { return }
    // An escape of seven letters becomes one of thirteen at most, and letters are copied by eight.
    var end = bytes.room(for: text.count * 2 + 16)
    var position = 0
    while true {
      let clean = suspects.copy(start + position, text.count - position, to: end)
      position += clean
      end += clean
      if position == text.count { break }
      var byte = text[position]
      if byte == 0x0D {
        position += 1
        if position < text.count, text[position] == 0x0A { continue }
        byte = 0x0A
      } else {
        if isEscape(text[position...]) {
          for letter in "_x005F".utf8 {
            end[0] = letter
            end += 1
          }
        }
        position += 1
      }
      end[0] = byte
      end += 1
    }
    bytes.end(at: end)
  }

  /// The text that was escaped; what is no escape stays. O(length).
  static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.withUnsafeBufferPointer(hasEscape) else { return bytes }
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

  /// Whether there is an escape.
  private static func hasEscape(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = underscore.firstPosition(in: bytes)
    while position < bytes.count {
      if isEscape(bytes[position...]) { return true }
      position = underscore.firstPosition(in: bytes, from: position + 1)
    }
    return false
  }

  private static let underscore = StopBytes(0x5F)
  private static let carriageReturn = StopBytes(0x0D)

  /// The line ends of Windows and of old programs as those of files. O(length).
  static func withPlainLineEnds(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.withUnsafeBufferPointer({ carriageReturn.firstPosition(in: $0) }) < bytes.count else { return bytes }
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A, index > 0, bytes[index - 1] == 0x0D { continue }
      result.append(byte == 0x0D ? 0x0A : byte)
    }
    return result
  }

  private static func isEscape<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes) -> Bool
  where Bytes.Index == Int {
    let start = bytes.startIndex
    guard bytes.count >= 7, bytes[start] == 0x5F, bytes[start + 1] == 0x78, bytes[start + 6] == 0x5F else {
      return false
    }
    return (2...5).allSatisfy { offset in
      switch bytes[start + offset] {
      case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
      default: false
      }
    }
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
