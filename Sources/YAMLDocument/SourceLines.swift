internal import SourceTree

/// The lines of a text, as far as an explanation of a fault needs to look at them.
///
/// Only lines near the fault are looked at; each question is O(length of the lines it looks at) unless it says so.
struct SourceLines {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// One line that holds more than blanks and comments.
  struct Line: Equatable {
    /// The first byte.
    var start: Int
    /// The first byte that is no blank.
    var content: Int
    /// The byte behind the last one.
    var end: Int
    /// The column, from 0, at which its text begins; behind the hyphen for an item of a list.
    var indent: Int
    /// The column of the hyphen of an item of a list.
    var hyphen: Int?

    /// Whether the line begins an item of a list.
    var isListItem: Bool { hyphen != nil }
    /// Its bytes.
    var range: Range<Int> { start..<end }
  }

  /// The byte at an offset; zero behind the end.
  subscript(offset: Int) -> UInt8 { bytes.indices.contains(offset) ? bytes[offset] : 0 }

  /// The character at an offset, for showing.
  func character(at offset: Int) -> String {
    guard bytes.indices.contains(offset) else { return "" }
    return String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).first.map(String.init) ?? ""
  }

  /// Whether a line's bytes begin with a word.
  func begins(_ start: Int, with word: String) -> Bool { bytes.dropFirst(start).starts(with: word.utf8) }

  /// The line that an offset lies in.
  func line(at offset: Int) -> Line {
    var start = min(offset, bytes.count)
    while start > 0, !isBreak(start - 1) { start -= 1 }
    var end = start
    while end < bytes.count, !isBreak(end) { end += 1 }
    var content = start
    while content < end, bytes[content] == 0x20 { content += 1 }
    var text = content
    while text + 1 < end, bytes[text] == 0x2D, bytes[text + 1] == 0x20 {
      text += 1
      while text < end, bytes[text] == 0x20 { text += 1 }
    }
    return Line(
      start: start, content: content, end: end, indent: text - start, hyphen: text > content ? content - start : nil)
  }

  /// The nearest earlier line that holds more than blanks and comments.
  func line(before line: Line) -> Line? {
    var offset = line.start
    while offset > 0 {
      let earlier = self.line(at: offset - 1)
      if earlier.content < earlier.end, bytes[earlier.content] != 0x23 { return earlier }
      offset = earlier.start
    }
    return nil
  }

  /// The offset of the line break that ends the line of an offset; nil in the last line.
  func endOfLine(after offset: Int) -> Int? {
    let end = line(at: offset).end
    return end < bytes.count ? end : nil
  }

  /// The number, from 1, of the line of an offset. O(offset).
  func number(of offset: Int) -> Int {
    (0..<min(offset, bytes.count)).reduce(1) { count, index in
      isBreak(index) && !(bytes[index] == 0x0D && self[index + 1] == 0x0A) ? count + 1 : count
    }
  }

  /// The first byte that is no blank, line break or comment. O(bytes).
  var firstContent: Int? {
    var offset = 0
    while offset < bytes.count {
      let line = line(at: offset)
      if line.content < line.end, bytes[line.content] != 0x23 { return line.content }
      offset = line.end + 1
    }
    return nil
  }

  /// Where git left the marks of two versions. O(bytes).
  var conflictMark: Int? {
    var offset = 0
    while offset < bytes.count {
      if bytes[offset] == 0x3C, begins(offset, with: "<<<<<<< ") { return offset }
      while offset < bytes.count, !isBreak(offset) { offset += 1 }
      offset += 1
    }
    return nil
  }

  /// The line or paragraph separator (U+2028, U+2029) on the line of an offset; libyaml ends lines there, editors
  /// mostly do not.
  func separator(near offset: Int) -> Int? {
    line(at: offset).range.first { begins($0, with: "\u{2028}") || begins($0, with: "\u{2029}") }
  }

  /// Whether a name could end in a range: a colon with a blank or nothing behind it.
  func hasColon(in range: Range<Int>) -> Bool { colon(in: range) != nil }

  /// Whether a line gives its field a value.
  func hasValue(_ line: Line) -> Bool {
    guard let colon = colon(in: line.range) else { return true }
    return bytes[(colon + 1)..<line.end].contains { $0 != 0x20 && $0 != 0x0D }
  }

  /// The colon right behind a name at the beginning of a line, without the blank it needs.
  func tightColon(in line: Line) -> Int? {
    let text = line.start + line.indent
    guard let colon = bytes[text..<line.end].firstIndex(of: 0x3A), isName(text..<colon) else { return nil }
    return begins(colon, with: "://") ? nil : colon
  }

  /// Whether a range holds one word, as the name of a field is.
  func isName(_ range: Range<Int>) -> Bool {
    let name = bytes[range].drop { $0 == 0x20 || $0 == 0x2D }
    return !name.isEmpty
      && name.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
          || $0 == 0x2D
      }
  }

  /// The tab among the blanks at the beginning of the line of an offset, or at it.
  func tabOfIndentation(at offset: Int) -> Int? {
    var index = line(at: offset).start
    while self[index] == 0x20 || self[index] == 0x09 {
      if bytes[index] == 0x09 { return index }
      index += 1
    }
    return self[offset] == 0x09 ? offset : nil
  }

  /// The quotation mark before an offset on its line, with nothing but blanks between.
  func quote(before offset: Int) -> UInt8? {
    let index = lastText(before: offset)
    return index.map { bytes[$0] }.flatMap { $0 == 0x22 || $0 == 0x27 ? $0 : nil }
  }

  /// The opening bracket of the pair that ends before an offset on its line, with nothing but blanks between.
  func openingBracket(before offset: Int) -> Int? {
    guard var index = lastText(before: offset), isClosing(bytes[index]) else { return nil }
    let start = line(at: offset).start
    var depth = 0
    while index >= start {
      if isClosing(bytes[index]) { depth += 1 }
      if isOpening(bytes[index]) { depth -= 1 }
      if depth == 0 { return index }
      index -= 1
    }
    return nil
  }

  /// Whether an opened bracket is closed somewhere, quotation marks aside. O(bytes behind it).
  func isClosed(bracketAt offset: Int) -> Bool {
    var depth = 0
    var quote: UInt8?
    for byte in bytes.dropFirst(offset) {
      if let mark = quote {
        if byte == mark { quote = nil }
      } else if byte == 0x22 {
        quote = byte
      } else if isOpening(byte) {
        depth += 1
      } else if isClosing(byte) {
        depth -= 1
        if depth == 0 { return true }
      }
    }
    return false
  }

  /// Where the value behind the first colon of a line begins, when that colon stands before an offset.
  func firstValue(in line: Line, before offset: Int) -> Int? {
    guard let colon = colon(in: line.range), colon < offset, isName((line.start + line.indent)..<colon) else {
      return nil
    }
    return bytes[(colon + 1)..<line.end].firstIndex { $0 != 0x20 }
  }

  /// The repair that puts quotation marks round what stands from an offset to the end of its line, without a comment;
  /// nil where marks stand already.
  func quotes(from offset: Int) -> Diagnostic.Fix? {
    var end = line(at: offset).end
    guard offset < end, bytes[offset] != 0x22, bytes[offset] != 0x27 else { return nil }
    if let comment = (offset..<end).dropFirst().first(where: { bytes[$0] == 0x23 && bytes[$0 - 1] == 0x20 }) {
      end = comment
    }
    while end > offset, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 || bytes[end - 1] == 0x0D { end -= 1 }
    guard offset < end, bytes[end - 1] != 0x3A else { return nil }
    let text = YAMLWriter.quoted(String(decoding: bytes[offset..<end], as: UTF8.self))
    return Diagnostic.Fix("write \(text)", edits: [TextEdit(replacing: offset..<end, with: text)])
  }

  /// The repair that puts two blanks for each tab among those at the beginning of a line.
  func blanksForTabs(onLineOf offset: Int) -> Diagnostic.Fix? {
    let line = line(at: offset)
    let tabs = bytes[line.range].prefix { $0 == 0x20 || $0 == 0x09 }.indices.filter { bytes[$0] == 0x09 }
    guard !tabs.isEmpty else { return nil }
    return Diagnostic.Fix(
      "put two blanks for each tab", edits: tabs.map { TextEdit(replacing: $0..<($0 + 1), with: "  ") })
  }

  private func colon(in range: Range<Int>) -> Int? {
    range.first { bytes[$0] == 0x3A && [0x20, 0x0A, 0x0D, 0].contains(self[$0 + 1]) }
  }

  private func lastText(before offset: Int) -> Int? {
    var index = min(offset, bytes.count) - 1
    while index >= 0, bytes[index] == 0x20 { index -= 1 }
    return index >= 0 && !isBreak(index) ? index : nil
  }

  private func isBreak(_ offset: Int) -> Bool { bytes[offset] == 0x0A || bytes[offset] == 0x0D }
  private func isOpening(_ byte: UInt8) -> Bool { byte == 0x5B || byte == 0x7B }
  private func isClosing(_ byte: UInt8) -> Bool { byte == 0x5D || byte == 0x7D }
}
