internal import TextFolding

/// A text as labels and questions are compared: without blanks, case, accents, and with an ellipsis as three dots.
/// Each byte of it knows the bytes of the source that it stands for.
struct FoldedText {
  /// The compared bytes.
  private(set) var units: [UInt8] = []
  /// Where each unit begins in the source.
  private(set) var starts: [Int] = []
  /// Where each unit ends in the source.
  private(set) var ends: [Int] = []

  /// Starts empty.
  init() {}

  /// Folds a text of the program itself.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes, 0..<bytes.count)
  }

  /// Folds a part of the source. O(range), or O(limit) when only the first units are wanted.
  init(_ bytes: [UInt8], _ range: Range<Int>, limit: Int = .max) {
    append(bytes, range, limit: limit)
  }

  /// Adds a further part of the source.
  mutating func append(_ bytes: [UInt8], _ range: Range<Int>, limit: Int = .max) {
    var index = range.lowerBound
    while index < range.upperBound, units.count < limit {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte > 0x20 { add((0x41...0x5A).contains(byte) ? byte + 0x20 : byte, index..<(index + 1)) }
        index += 1
        continue
      }
      var end = index + 1
      while end < range.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
      let letter = String(decoding: bytes[index..<end], as: UTF8.self)
      for unit in TextFolding.folded(letter).utf8 where unit > 0x20 { add(unit, index..<end) }
      index = end
    }
  }

  private mutating func add(_ unit: UInt8, _ range: Range<Int>) {
    units.append(unit)
    starts.append(range.lowerBound)
    ends.append(range.upperBound)
  }

  /// Whether these units stand at a position.
  func has(_ other: [UInt8], at position: Int) -> Bool {
    position + other.count <= units.count && units[position..<(position + other.count)].elementsEqual(other)
  }
}
