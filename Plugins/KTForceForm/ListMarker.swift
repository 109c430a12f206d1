/// The marks with which items of a list begin in plain text.
enum ListMarker {
  /// The length of a mark and the blanks behind it: `•`, `-`, `*`, `–`, `1.`, `2)`; nil when there is none.
  static func length(_ bytes: [UInt8], _ line: Range<Int>) -> Int? {
    var index = line.lowerBound
    func has(_ mark: [UInt8]) -> Bool {
      index + mark.count < line.upperBound && bytes[index..<(index + mark.count)].elementsEqual(mark)
    }
    let signs: [[UInt8]] = ["•", "-", "*", "–", "·", "▪", "◦"].map { Array($0.utf8) }
    if let sign = signs.first(where: has) {
      index += sign.count
    } else {
      while index < line.upperBound, index - line.lowerBound < 2, (0x30...0x39).contains(bytes[index]) { index += 1 }
      guard index > line.lowerBound, has([0x2E]) || has([0x29]) else { return nil }
      index += 1
    }
    let blanks = FormText.trimmed(bytes, index..<line.upperBound)
    guard !blanks.isEmpty, blanks.lowerBound > index else { return nil }
    return blanks.lowerBound - line.lowerBound
  }
}
