internal import SourceTree

/// A question to whoever sits at the terminal.
enum Question {
  /// Asks for a line; nil at the end of the input.
  static func line(_ prompt: String) -> String? {
    Terminal.writeError(DiagnosticRenderer.printable(prompt))
    guard var line = readLine() else { return nil }
    if line.utf8.last == 0x0D { line.unicodeScalars.removeLast() }
    return line
  }
}
