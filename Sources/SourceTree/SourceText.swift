internal import Glibc

/// A piece of text as it was read: its name, its bytes, and where it stands in the file it came from.
///
/// A whole file has `firstLine` 1 and `baseOffset` 0. One document of a stream, one line of JSON Lines or
/// one row of a spreadsheet is a piece of its own that remembers where it began, so that every message
/// about it names the place in the whole file.
public struct SourceText: Sendable {
  /// What a message calls the text: a path as the user gave it, or `<stdin>`.
  public let name: String
  /// The UTF-8 bytes. They have been checked by the reader that made the tree.
  public let bytes: [UInt8]
  /// The number, from 1, of the line in the file on which `bytes` begins.
  public let firstLine: Int
  /// The column, from 1, at which `bytes` begins on its first line.
  public let firstColumn: Int
  /// The byte offset in the file at which `bytes` begins.
  public let baseOffset: Int
  /// Whether the bytes stand like this in the file, so that lines and offsets mean something; the texts of a workbook's
  /// cells do not, and are found by their cells.
  public let hasLines: Bool
  /// Where the lines of a long text begin, so that many findings about it do not each count them.
  private let lineTable: LineTable?

  /// Makes a text from bytes.
  public init(
    name: String, bytes: [UInt8], firstLine: Int = 1, firstColumn: Int = 1, baseOffset: Int = 0, hasLines: Bool = true
  ) {
    self.hasLines = hasLines
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    self.firstColumn = firstColumn
    self.baseOffset = baseOffset
    lineTable = bytes.count > Self.countedAnew ? LineTable() : nil
  }

  /// Makes a text from a string, for tests and for text that is typed in.
  public init(name: String, _ string: String) {
    self.init(name: name, bytes: Array(string.utf8))
  }

  /// The most bytes of a text whose lines are counted for each finding; most texts have none.
  private static let countedAnew = 1 << 16

  /// The location of a byte range, with the source line that a message shows. O(offset), and of a long text O(log lines)
  /// from the second finding on.
  ///
  /// Lines end at LF, CRLF or CR, as editors count them; columns count Unicode scalars from 1.
  public func location(of range: Range<Int>) -> SourceLocation {
    let start = min(max(range.lowerBound, 0), bytes.count)
    let (breaks, lineStart) = lineBreaks(before: start)
    let line = firstLine + breaks
    // No more of the line than may be shown is looked at: lines may be as long as files.
    let furthest = min(bytes.count, start + SourceExcerpt.mostBytes)
    var lineEnd = start
    while lineEnd < furthest, bytes[lineEnd] != 0x0A, bytes[lineEnd] != 0x0D { lineEnd += 1 }
    let before = lineTable?.scalarCount(lineStart..<start, in: bytes) ?? Self.scalarCount(bytes[lineStart..<start])
    let column = before + 1
    let end = min(max(range.upperBound, start), lineEnd)
    let excerpt = SourceExcerpt(
      line: bytes[lineStart..<lineEnd], place: start, caret: before, width: Self.scalarCount(bytes[start..<end]))
    guard hasLines else { return SourceLocation(file: name, excerpt: excerpt) }
    // What is missing behind the last byte has a place, and no byte.
    let last = min(max(start, range.upperBound), bytes.count)
    return SourceLocation(
      file: name,
      line: line,
      column: column + (line == firstLine ? firstColumn - 1 : 0),
      byteRange: (baseOffset + start)..<(baseOffset + last),
      excerpt: excerpt)
  }

  /// How many lines end before an offset, and where the line of the offset begins.
  private func lineBreaks(before offset: Int) -> (count: Int, lineStart: Int) {
    if let lineTable { return lineTable.lineBreaks(before: offset, in: bytes) }
    var count = 0
    var lineStart = 0
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      // Hardly a text has a CR, and where it has none, whole lines are skipped at once.
      if memchr(base, 0x0D, offset) == nil {
        while let found = memchr(base + lineStart, 0x0A, offset - lineStart) {
          count += 1
          lineStart = UnsafeRawPointer(found) - base + 1
        }
        return
      }
      var index = 0
      while index < offset {
        let byte = buffer[index]
        index += 1
        if byte == 0x0A || (byte == 0x0D && (index >= buffer.count || buffer[index] != 0x0A)) {
          count += 1
          lineStart = index
        }
      }
    }
    return (count, lineStart)
  }

  /// How many scalars begin in some bytes. O(bytes).
  static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }
}

/// The source line that a message shows, cut to a readable length around the place it speaks of.
public struct SourceExcerpt: Sendable, Hashable {
  /// The line, or the part of it around the place, with control characters made visible.
  public let text: String
  /// The number of scalars of `text` before the place.
  public let caret: Int
  /// The number of scalars that the place covers within `text`, at least 1.
  public let width: Int

  private static let longest = 160
  private static let before = 60
  /// The most bytes of a line that may be shown: a scalar has four at most.
  static let mostBytes = longest * 4

  /// - Parameters:
  ///   - line: The line, at least `mostBytes` of it from the place on.
  ///   - place: Where in the line the place begins.
  ///   - caret: How many scalars of the line begin before the place.
  ///   - width: How many scalars the place covers.
  init(line: ArraySlice<UInt8>, place: Int, caret: Int, width: Int) {
    // A line of a megabyte is cut before its bytes are looked at: the way goes back from the place.
    let cutBefore = caret > Self.longest - 20
    let first = cutBefore ? caret - Self.before : 0
    var start = cutBefore ? place : line.startIndex
    var left = cutBefore ? Self.before : 0
    while left > 0, start > line.startIndex {
      start -= 1
      if line[start] & 0xC0 != 0x80 { left -= 1 }
    }
    while start < line.endIndex, line[start] & 0xC0 == 0x80 { start += 1 }
    text = (cutBefore ? "…" : "") + Self.shown(line[start...].prefix(Self.mostBytes))
    self.caret = caret - first + (cutBefore ? 1 : 0)
    self.width = max(1, min(width, Self.longest - (caret - first)))
  }

  /// As many characters as are shown of some bytes, with control characters made visible.
  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    // Most lines are short and hold nothing but ASCII.
    if bytes.count <= longest, bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    let scalars = text.unicodeScalars.prefix(longest).map { $0.isPrintable ? $0 : "\u{FFFD}" }
    return String(String.UnicodeScalarView(scalars))
  }
}

extension Unicode.Scalar {
  /// Whether the scalar may be sent to a terminal as it is: no control and no bidirectional control character.
  package var isPrintable: Bool {
    switch value {
    case 0x09: true
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFEFF: false
    default: true
    }
  }
}
