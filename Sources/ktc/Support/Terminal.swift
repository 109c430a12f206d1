internal import Glibc
internal import SourceTree
internal import TextFolding

/// What is known of the terminal.
enum Terminal {
  /// Whether standard output is one.
  static let isOutput = isatty(1) == 1
  /// Whether standard error is one.
  static let isError = isatty(2) == 1

  /// Whether findings are coloured (https://no-color.org).
  static var isColoured: Bool { isError && wantsColours }

  /// Whether results are coloured, such as what differs and the found words.
  static var isOutputColoured: Bool { isOutput && wantsColours }

  private static var wantsColours: Bool { getenv("NO_COLOR").map { $0.pointee == 0 } ?? true }

  /// The text of bytes that may hold anything, with control characters made visible. O(bytes).
  static func visible(_ bytes: [UInt8]) -> String {
    DiagnosticRenderer.printable(String(decoding: bytes, as: UTF8.self))
  }

  /// The columns of the terminal; nil when standard output is none.
  static var columns: Int? {
    guard isOutput else { return nil }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes a line to standard error, with control characters made visible.
  static func report(_ text: String) {
    writeError(DiagnosticRenderer.printable(text) + "\n")
  }

  /// Writes text to standard error as it is. What cannot be written there is lost, as there is nowhere else.
  static func writeError(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let count = write(2, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count <= 0 { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// The text cut to a width in columns, with an ellipsis. O(length).
  static func cut(_ text: String, to width: Int) -> String {
    guard TextFolding.columns(text) > width else { return text }
    var result = ""
    var used = 0
    for character in text {
      let columns = TextFolding.columns(String(character))
      if used + columns > width - 1 { break }
      result.append(character)
      used += columns
    }
    return result + "…"
  }
}
