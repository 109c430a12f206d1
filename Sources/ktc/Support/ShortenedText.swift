internal import TextFolding

/// Texts of any length as they fit on one line of the terminal.
enum ShortenedText {
  /// The text on one line, cut to so many columns; of one that begins like another, the part where they differ. O(text).
  static func line(_ text: String, to room: Int, beside other: String? = nil) -> String {
    let line = flat(text)
    guard TextFolding.columns(line) > room, let other else { return Terminal.cut(line, to: room) }
    let same = zip(line, flat(other)).prefix { $0 == $1 }.count
    guard same > room / 2 else { return Terminal.cut(line, to: room) }
    return Terminal.cut("…" + line.dropFirst(same - room / 3), to: room)
  }

  private static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0 == " " } }.joined(separator: " ⏎ ")
  }
}
