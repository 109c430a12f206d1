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
  private static let countedAnew = 1 << 12

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
