internal import SourceTree

/// A line of a page that is not blank.
struct FormLine {
  /// How a line hangs together with the one before it.
  enum Join: Sendable { case line, paragraph, item }

  /// The bytes of the line, without blanks around it.
  var range: Range<Int>
  /// The number, from 1, of the line of the file on which it begins.
  var number: Int
  /// How it hangs together with the line before.
  var join = Join.line
  /// How many blank lines stand before it in a text.
  var gap = 0
  /// How deep the element lies in which it begins; 0 in a text.
  var depth = 0
  /// The least depth between the line before and this one.
  var shallowest = 0
}

/// The lines of a form page, however it was saved.
///
/// Of a page in HTML the bytes are the text alone, each piece on the line that it has in the file, so that every
/// message names the line of the file.
struct FormText {
  /// The file as messages name it.
  var name: String
  /// The bytes that the lines are ranges of.
  var bytes: [UInt8]
  /// How many bytes of the file come before `bytes`.
  var baseOffset = 0
  /// The lines that are not blank.
  var lines: [FormLine] = []
  /// Whether the text was taken out of HTML, so that byte offsets and columns are not those of the file.
  var isHTML = false
  /// What the head of a page says about it, and before which line.
  var marks: [Mark] = []
  /// What was found while reading.
  var diagnostics: [Diagnostic] = []

  /// Something that the head of a page says.
  struct Mark {
    /// What it says.
    enum Kind: Int { case savedFrom, openGraph, canonical, title }
    /// What it is.
    var kind: Kind
    /// What it says.
    var text: String
    /// The number of lines that come before it.
    var line: Int
  }

  /// Takes a text apart into lines. O(bytes).
  init(_ text: SourceText) {
    name = text.name
    bytes = text.bytes
    baseOffset = text.baseOffset
    var number = 1
    var start = 0
    var gap = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      let range = Self.trimmed(bytes, start..<end)
      if range.isEmpty {
        gap += 1
      } else {
        lines.append(FormLine(range: range, number: number, join: gap > 0 ? .paragraph : .line, gap: gap))
        gap = 0
      }
      start = end + 1
      if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { start += 1 }
      number += 1
    }
  }

  /// Makes an empty text, to be filled from HTML.
  init(name: String) {
    self.name = name
    bytes = []
    isHTML = true
  }

  /// The range without blanks around it; hard blanks and blanks without width count as blanks. O(blanks).
  static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end {
      if bytes[start] <= 0x20 {
        start += 1
      } else if end - start >= 2, bytes[start] == 0xC2, bytes[start + 1] == 0xA0 {
        start += 2
      } else if end - start >= 3, bytes[start] == 0xE2, bytes[start + 1] == 0x80, bytes[start + 2] == 0x8B {
        start += 3
      } else {
        break
      }
    }
    while start < end {
      if bytes[end - 1] <= 0x20 {
        end -= 1
      } else if end - start >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
        end -= 2
      } else if end - start >= 3, bytes[end - 3] == 0xE2, bytes[end - 2] == 0x80, bytes[end - 1] == 0x8B {
        end -= 3
      } else {
        break
      }
    }
    return start..<end
  }

  /// The text of some bytes.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
