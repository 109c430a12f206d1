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
