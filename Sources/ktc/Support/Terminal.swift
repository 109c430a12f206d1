internal import CatalogueStore
internal import Glibc
internal import SourceTree
internal import TextFolding

/// Standard output, collected and written in large pieces.
///
/// On a terminal, what could steer it is made visible, whoever wrote it and in whatever format; elsewhere the bytes stay
/// as they are.
final class StandardOutput {
  private var buffer: [UInt8] = []
  /// The first bytes of a letter whose others come with the next piece, on a terminal.
  private var begun: [UInt8] = []

  /// Adds bytes. Throws `FileError` when they cannot be written.
  func write(_ bytes: [UInt8]) throws {
    guard Terminal.isOutput else { return try write(safe: bytes) }
    var whole = begun + bytes
    begun = Array(whole.suffix(Self.unfinished(whole)))
    whole.removeLast(begun.count)
    try write(safe: Array(Terminal.visible(whole).utf8))
  }

  /// Adds bytes that were coloured here, after what could steer the terminal was made visible. Throws `FileError` when
  /// they cannot be written.
  func write(safe bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Adds text. Throws `FileError` when it cannot be written.
  func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// How many bytes at the end are the beginning of a letter in UTF-8.
  private static func unfinished(_ bytes: [UInt8]) -> Int {
    for (position, byte) in bytes.suffix(3).reversed().enumerated() where byte & 0xC0 != 0x80 {
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > position + 1 ? position + 1 : 0
    }
    return 0
  }

  /// Writes what was collected. Throws `FileError`.
  func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        let reason = String(cString: strerror(errno)).lowercased()
        throw FileError(operation: "write to", path: "standard output", code: errno, reason: reason)
      }
      rest = rest.dropFirst(count)
    }
  }
}

/// What is known of the terminal.
enum Terminal {
  /// Whether standard output is one.
  static let isOutput = isatty(1) == 1
  /// Whether standard error is one.
  static let isError = isatty(2) == 1

  /// Whether findings are coloured (https://no-color.org).
  static var isColoured: Bool { isError && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true) }

  /// Whether results are coloured: `diff`s on a terminal.
  static var isDiffColoured: Bool { isOutput && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true) }

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

/// A progress line on standard error; nothing when that is no terminal.
struct Progress {
  private let verb: String
  private let total: Int?
  private var count = 0
  private var isShown = false

  init(_ verb: String, of total: Int? = nil) {
    self.verb = verb
    self.total = total
  }

  /// Counts one more.
  mutating func advance() {
    count += 1
    guard Terminal.isError, count % 500 == 0 else { return }
    isShown = true
    Terminal.writeError("\r\(verb) \(count)\(total.map { " of \($0)" } ?? "")")
  }

  /// Removes the line.
  mutating func finish() {
    if isShown { Terminal.writeError("\r\u{1B}[K") }
    isShown = false
  }
}
