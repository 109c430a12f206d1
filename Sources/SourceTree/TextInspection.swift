/// Looks at raw bytes before any parser does: encoding, control characters, and what is no text at all.
///
/// What it finds is replaced by harmless bytes of the same length, so that the parser still reads the rest and
/// every other finding of the file is told in the same run.
package enum TextInspection {
  /// The result of looking at some bytes.
  package struct Result {
    /// The bytes, clean UTF-8 without a byte order mark.
    package var text: SourceText
    /// What was found.
    package var diagnostics: [Diagnostic]
    /// Whether a parser should go on.
    package var isReadable: Bool
  }

  /// The rules of this reader.
  package static let rules = [emptyInput, notText, utf16, badUTF8, controlCharacter, bidirectionalControl]

  package static let emptyInput = DiagnosticRule(
    "empty-input", .error, "The file holds nothing but blanks and comments.",
    advice: "Start from a template: `ktc new instrument` or `ktc new practice`.", example: .file,
    bad: "↓# nothing yet\n", good: "kind: instrument\n")
  package static let notText = DiagnosticRule(
    "not-text", .error, "The file is not a text file.",
    advice: "A record is plain text. A document of a word processor has to be saved as text, or copied into a form.",
    example: .file, bad: "↓PK\u{3}\u{4}\u{0}\u{0}\u{0}\u{0}\n", good: "kind: instrument\n")
  package static let utf16 = DiagnosticRule(
    "utf-16", .error, "The file is saved as UTF-16 (\"Unicode\" in some Windows programs).",
    advice: "Save it again and choose UTF-8 as the encoding.", example: .command,
    bad: "file.yaml: error: this file is saved as UTF-16; save it again as UTF-8 [utf-16]",
    good: "file.yaml: no findings")
  package static let badUTF8 = DiagnosticRule(
    "bad-utf-8", .error, "Some bytes are no UTF-8, so a letter would be lost or changed.",
    advice: "Save the file again as UTF-8; check the letters with accents near the place.", example: .command,
    bad:
      "file.yaml:3:12: error: byte 0xE9 is not UTF-8 (in Western Europe it was \"é\"); save the file again as UTF-8 [bad-utf-8]",
    good: "file.yaml: no findings")
  package static let controlCharacter = DiagnosticRule(
    "control-character", .error, "The text holds a control character, which cannot be seen and may do harm.",
    advice: "Delete the character; it often comes from copying out of a PDF or a terminal.",
    bad: "aim: \"Help firms↓\u{7} to cooperate\"", good: "aim: \"Help firms to cooperate\"")
  package static let bidirectionalControl = DiagnosticRule(
    "bidirectional-control", .error,
    "The text holds a character that changes the direction of writing and can make a reader see another text.",
    advice: "Delete the character. Right-to-left scripts need none in a record.",
    bad: "aim: \"Help firms ↓\u{202E}to cooperate\"", good: "aim: \"Help firms to cooperate\"")

  /// How many places of one text are told one by one.
  package static let mostFindings = 100

  /// Looks at a text. O(bytes).
  package static func inspect(_ input: SourceText) -> Result {
    var text = input
    var diagnostics: [Diagnostic] = []
    let bytes = input.bytes
    if bytes.count >= 2, (bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF) {
      let finding = Diagnostic(
        utf16, "this file is saved as UTF-16; save it again as UTF-8", at: SourceLocation(file: input.name, line: 1))
      return Result(text: text, diagnostics: [finding], isReadable: false)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      text = SourceText(
        name: input.name, bytes: Array(bytes.dropFirst(3)), firstLine: input.firstLine,
        firstColumn: input.firstColumn, baseOffset: input.baseOffset + 3)
    }
    guard hasSuspects(text.bytes) else { return Result(text: text, diagnostics: [], isReadable: true) }
    if looksBinary(text.bytes) {
      let finding = Diagnostic(
        notText, "this is not a text file; a record is plain text in YAML",
        at: text.location(of: 0..<0))
      return Result(text: text, diagnostics: [finding], isReadable: false)
    }
    var clean = text.bytes
    var found = 0
    var strange: (count: Int, first: Range<Int>, position: Int)?
    forEachSuspect(in: text.bytes) { range, suspect in
      for index in range { clean[index] = 0x20 }
      if case .notUTF8 = suspect {
        // One cause, and one thing to do about all of them.
        strange = strange.map { ($0.count + 1, $0.first, $0.position) } ?? (1, range, diagnostics.count)
        return
      }
      found += 1
      // Each place costs a look from the beginning; a file of nothing else must not take minutes.
      guard found <= mostFindings else { return }
      let location = text.location(of: range)
      if case .scalar(let scalar) = suspect {
        diagnostics.append(finding(for: scalar, at: location, removing: location.byteRange))
      }
    }
    if let strange {
      let message = notUTF8(text.bytes[strange.first.lowerBound], count: strange.count)
      diagnostics.insert(Diagnostic(badUTF8, message, at: text.location(of: strange.first)), at: strange.position)
    }
    if found > mostFindings {
      let message = "\(found - mostFindings) more characters of the file are like these"
      diagnostics.append(Diagnostic(controlCharacter, message, at: SourceLocation(file: input.name)))
    }
    text = SourceText(
      name: text.name, bytes: clean, firstLine: text.firstLine, firstColumn: text.firstColumn,
      baseOffset: text.baseOffset)
    return Result(text: text, diagnostics: diagnostics, isReadable: true)
  }

  /// What is said of bytes that are no UTF-8. Which letters they are meant for depends on the country.
  private static func notUTF8(_ first: UInt8, count: Int) -> String {
    let hex = hexadecimal(UInt32(first), digits: 2)
    guard count == 1 else {
      return
        "\(count) bytes are not UTF-8, the first of them, 0x\(hex), here; the file is in an older encoding, such as "
        + "Windows-1252 or Windows-1257; save it again as UTF-8"
    }
    let guess = first >= 0xA0 ? " (in Western Europe it was \"\(Character(Unicode.Scalar(first)))\")" : ""
    return "byte 0x\(hex) is not UTF-8\(guess); save the file again as UTF-8"
  }

  /// The finding about a character that no text may hold.
  package static func finding(for scalar: Unicode.Scalar, at location: SourceLocation, removing bytes: Range<Int>?)
    -> Diagnostic
  {
    let name = "U+" + hexadecimal(scalar.value, digits: 4)
    let fix = bytes.map { Diagnostic.Fix("delete \(name)", edits: [TextEdit(replacing: $0, with: "")]) }
    if isBidirectionalControl(scalar.value) {
      return Diagnostic(
        bidirectionalControl, "\(name) changes the direction of the text; delete it", at: location, fix: fix)
    }
    return Diagnostic(controlCharacter, "\(name) is a control character; delete it", at: location, fix: fix)
  }

  /// The first character that no text may hold, in a text made by a parser from escapes. O(length).
  package static func firstForbidden(in text: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
    guard hasSuspects(text) else { return nil }
    return String(decoding: text, as: UTF8.self).unicodeScalars.first { isForbidden($0.value) }
  }

  /// Whether a character may not stand in a text: controls but tab and line ends, bidirectional controls,
  /// stray byte order marks and noncharacters.
  package static func isForbidden(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: isBidirectionalControl(value)
    }
  }

  private static func isBidirectionalControl(_ value: UInt32) -> Bool {
    (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  private enum Suspect {
    case notUTF8
    case scalar(Unicode.Scalar)
  }

  private static func hasSuspects(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer(hasSuspects) }

  /// Whether the bytes are worth a closer look: anything but printable ASCII and valid two- and three-byte letters.
  private static func hasSuspects(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    let count = bytes.count
    let raw = UnsafeRawBufferPointer(bytes)
    while index + 8 <= count {
      // Eight bytes at a time. The high bit of each byte says whether it needs a closer look: it is set already, the
      // byte is below a blank and no line feed, or it is 0x7F. Nothing is carried from one byte to the next.
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let low = word & 0x7F7F_7F7F_7F7F_7F7F
      let control = ~((word | 0x8080_8080_8080_8080) &- 0x2020_2020_2020_2020)
      let otherThanLineFeed = (low ^ 0x0A0A_0A0A_0A0A_0A0A) &+ 0x7F7F_7F7F_7F7F_7F7F
      let unusual = word | (control & otherThanLineFeed) | (low &+ 0x0101_0101_0101_0101)
      if unusual & 0x8080_8080_8080_8080 == 0 {
        index += 8
        continue
      }
      let end = index + 8
      while index < end {
        guard let length = lengthOfLetter(bytes, at: index) else { return true }
        index += length
      }
    }
    while index < count {
      guard let length = lengthOfLetter(bytes, at: index) else { return true }
      index += length
    }
    return false
  }

  /// The length of a well-formed, allowed character, or nil. Follows table 3-7 of the Unicode standard.
  @inline(__always)
  private static func lengthOfLetter(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    let first = bytes[index]
    if first < 0x80 {
      return first >= 0x20 ? (first == 0x7F ? nil : 1) : (first == 0x0A || first == 0x0D || first == 0x09 ? 1 : nil)
    }
    func continuation(_ offset: Int) -> UInt8? {
      guard index + offset < bytes.count, bytes[index + offset] & 0xC0 == 0x80 else { return nil }
      return bytes[index + offset]
    }
    guard let second = continuation(1) else { return nil }
    switch first {
    case 0xC2...0xDF:
      return first == 0xC2 && second < 0xA0 ? nil : 2
    case 0xE0...0xEF:
      guard let third = continuation(2) else { return nil }
      let value = UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
      if value < 0x800 || (0xD800...0xDFFF).contains(value) || isForbidden(value) { return nil }
      return 3
    case 0xF0...0xF4:
      guard let third = continuation(2), let fourth = continuation(3) else { return nil }
      let value =
        UInt32(first & 0x07) << 18 | UInt32(second & 0x3F) << 12 | UInt32(third & 0x3F) << 6 | UInt32(fourth & 0x3F)
      return value < 0x10000 || value > 0x10FFFF ? nil : 4
    default: return nil
    }
  }

  private static func forEachSuspect(in bytes: [UInt8], _ body: (Range<Int>, Suspect) -> Void) {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        if let length = lengthOfLetter(buffer, at: index) {
          index += length
          continue
        }
        var decoder = UTF8()
        var iterator = buffer[index..<min(index + 4, buffer.count)].makeIterator()
        if case .scalarValue(let scalar) = decoder.decode(&iterator), isForbidden(scalar.value) {
          let length = UTF8.width(scalar)
          body(index..<(index + length), .scalar(scalar))
          index += length
        } else {
          body(index..<(index + 1), .notUTF8)
          index += 1
        }
      }
    }
  }

  /// Whether the beginning holds zero bytes or mostly control characters, as text never does.
  private static func looksBinary(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(4096)
    let controls = head.reduce(into: 0) { if $1 < 0x09 || ($1 > 0x0D && $1 < 0x20) { $0 += 1 } }
    return head.contains(0) || controls * 10 > head.count
  }
}
