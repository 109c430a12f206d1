internal import CatalogueModel

/// The marks in braces by which a text form is read again: `{ktc-form practice lt}`, `{title.lt}:` and `{end}`.
struct TextFormMarks {
  /// One mark.
  struct Mark {
    /// What a mark says.
    enum Kind {
      /// A form begins, for a kind of record and in a language.
      case form(kind: String, language: String)
      /// What follows is the answer at this place.
      case answer(place: [String])
      /// What the form held when it was sent.
      case sent(words: [String])
      /// The form ends.
      case end
    }

    /// What it says.
    var kind: Kind
    /// Its bytes, with the colon behind it.
    var range: Range<Int>
  }

  /// One form: the mark with which it begins, and all up to the next one.
  struct Form {
    /// The kind of record.
    var kind: String
    /// The language.
    var language: String
    /// Its marks behind the first.
    var marks: [Mark]
    /// Its bytes, with what stands before it.
    var range: Range<Int>
    /// Where its first mark stands.
    var start: Range<Int>
  }

  /// The bytes of the input.
  let bytes: [UInt8]
  /// The marks in order.
  private(set) var marks: [Mark] = []
  /// The lines without their ends and without the marks of quoting.
  private var lines: [Range<Int>] = []

  /// Finds the marks. O(bytes).
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var index = 0
    while let opening = bytes[index...].firstIndex(of: 0x7B) {
      index = opening + 1
      if let mark = mark(at: opening) {
        marks.append(mark)
        index = mark.range.upperBound
      }
    }
    cutIntoLines()
  }

  // MARK: Marks

  private func mark(at opening: Int) -> Mark? {
    // The mark of a form holds blanks, at which a mail program may have wrapped and quoted it.
    guard let closing = bytes[opening...].prefix(90).firstIndex(of: 0x7D) else { return nil }
    let inner = bytes[(opening + 1)..<closing]
    let words = inner.split { !(Self.isName($0) || $0 == 0x2E) }.map { String(decoding: $0, as: UTF8.self) }
    if words.first == "ktc-form" {
      guard words.count == 3 else { return nil }
      return Mark(kind: .form(kind: words[1], language: words[2]), range: opening..<(closing + 1))
    }
    if words.first == PrefilledAnswers.word { return Mark(kind: .sent(words: words), range: opening..<(closing + 1)) }
    guard words.count == 1, words[0].utf8.count == inner.count, let first = inner.first, (0x61...0x7A).contains(first)
    else { return nil }
    if words[0] == "end" { return Mark(kind: .end, range: opening..<(closing + 1)) }
    var end = closing + 1
    while end < bytes.count, bytes[end] == 0x20 { end += 1 }
    guard end < bytes.count, bytes[end] == 0x3A else { return nil }
    let place = words[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return Mark(kind: .answer(place: place), range: opening..<(end + 1))
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
      || byte == 0x2D
  }

  // MARK: Lines

  /// Whether a mark stands behind the sign of a quoted line, so that the signs are the mail program's.
  private var isQuoted: Bool {
    marks.contains { mark in
      var index = mark.range.lowerBound
      while index > 0, bytes[index - 1] != 0x0A, bytes[index - 1] != 0x0D { index -= 1 }
      while index < bytes.count, bytes[index] == 0x20 { index += 1 }
      return bytes[index] == 0x3E
    }
  }

  private mutating func cutIntoLines() {
    let isQuoted = isQuoted
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
      var first = start
      while isQuoted, let next = quoting(at: first, before: end) { first = next }
      lines.append(first..<end)
      start = end + 1
      if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { start += 1 }
    }
  }

  /// The place behind one sign of quoting and the blank that belongs to it.
  private func quoting(at start: Int, before end: Int) -> Int? {
    var index = start
    while index < end, bytes[index] == 0x20 { index += 1 }
    guard index < end, bytes[index] == 0x3E else { return nil }
    index += 1
    return index < end && bytes[index] == 0x20 ? index + 1 : index
  }

  /// The text of some bytes, without signs of quoting. O(lines + bytes).
  func text(_ range: Range<Int>) -> FlatText {
    var text = FlatText()
    // The first line that ends behind the beginning of the range.
    var low = 0
    var high = lines.count
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].upperBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    for line in lines[low...] {
      guard line.lowerBound < range.upperBound else { break }
      let part = line.clamped(to: range)
      text.append(bytes, part)
      text.endLine(at: max(part.upperBound - 1, range.lowerBound))
    }
    return text
  }

  // MARK: Forms

  /// The forms of the text. O(marks).
  func forms() -> [Form] {
    var forms: [Form] = []
    for mark in marks {
      if case .form(let kind, let language) = mark.kind {
        let start = forms.isEmpty ? 0 : mark.range.lowerBound
        if let last = forms.indices.last { forms[last].range = forms[last].range.lowerBound..<start }
        forms.append(
          Form(kind: kind, language: language, marks: [], range: start..<bytes.count, start: mark.range))
      } else if let last = forms.indices.last {
        forms[last].marks.append(mark)
      }
    }
    return forms
  }
}
