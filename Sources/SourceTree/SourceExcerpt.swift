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

  init(line: ArraySlice<UInt8>, caret: Int, width: Int) {
    // Cut by bytes first, so that a line of a megabyte costs no more than the way to the place.
    let first = caret > Self.longest - 20 ? caret - Self.before : 0
    var start = line.startIndex
    var skipped = 0
    while start < line.endIndex, skipped < first || line[start] & 0xC0 == 0x80 {
      start += 1
      if start < line.endIndex, line[start] & 0xC0 != 0x80 { skipped += 1 }
    }
    let cutBefore = first > 0
    text = (cutBefore ? "…" : "") + Self.shown(line[start...].prefix(Self.longest * 4))
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
