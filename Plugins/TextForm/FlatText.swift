/// A part of the text without what mail programs put before its lines, each byte with its place in the input.
struct FlatText {
  /// The bytes; lines end in LF.
  private(set) var bytes: [UInt8] = []
  /// The place of each byte.
  private(set) var offsets: [Int] = []

  /// Makes an empty text.
  init() {}

  /// Adds the bytes of a range.
  mutating func append(_ source: [UInt8], _ range: Range<Int>) {
    bytes += source[range]
    offsets += range
  }

  /// Ends the line.
  mutating func endLine(at offset: Int) {
    bytes.append(0x0A)
    offsets.append(offset)
  }

  private init(_ bytes: ArraySlice<UInt8>, _ offsets: ArraySlice<Int>) {
    self.bytes = Array(bytes)
    self.offsets = Array(offsets)
  }

  /// A part of the text. O(length).
  subscript(range: Range<Int>) -> FlatText { FlatText(bytes[range], offsets[range]) }

  /// The text as it is.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether there is nothing but blanks.
  var isBlank: Bool { words.isEmpty }

  /// The place in the input; nil for an empty text.
  var range: Range<Int>? {
    guard let first = offsets.first, let last = offsets.last else { return nil }
    return first..<(last + 1)
  }

  /// The length of the blank that begins at an index: 0 where there is none. Hard blanks and blanks without width
  /// count.
  private func blank(at index: Int) -> Int {
    switch bytes[index] {
    case 0x09, 0x0A, 0x0D, 0x20: 1
    case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0: 2
    case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && [0x8B, 0xAF].contains(bytes[index + 2]): 3
    default: 0
    }
  }

  /// The words, as ranges of indices. O(length).
  var words: [Range<Int>] {
    var words: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let length = blank(at: index)
      if length > 0 {
        if start < index { words.append(start..<index) }
        index += length
        start = index
      } else {
        index += 1
      }
    }
    if start < bytes.count { words.append(start..<bytes.count) }
    return words
  }

  /// The text without blanks around it. O(length).
  var trimmed: FlatText {
    let words = words
    guard let first = words.first, let last = words.last else { return FlatText() }
    return self[first.lowerBound..<last.upperBound]
  }

  /// The lines, without their ends. O(length).
  var lines: [FlatText] {
    var lines: [FlatText] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      lines.append(self[start..<index])
      start = index + 1
    }
    lines.append(self[start..<bytes.count])
    return lines
  }

  /// The text on one line, with single blanks.
  var onOneLine: String { words.map { self[$0].string }.joined(separator: " ") }

  /// The text with its lines and paragraphs, without blanks at the ends of lines and around the whole.
  var paragraphs: String {
    var lines = lines.map { line -> String in
      guard let last = line.words.last else { return "" }
      return line[0..<last.upperBound].string
    }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    if let first = lines.first { lines[0] = String(first.drop { $0.isWhitespace }) }
    return lines.joined(separator: "\n")
  }
}
