/// Writes findings for people: the place, the message, the source line and a caret under the place.
public struct DiagnosticRenderer: Sendable {
  /// Whether to colour, for a terminal.
  public var isColoured: Bool

  /// Makes a renderer.
  public init(isColoured: Bool = false) { self.isColoured = isColoured }

  /// The finding as text, ending in a line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    var text = ""
    if let location = diagnostic.location { text += place(location) + ": " }
    text += style(diagnostic.severity.rawValue, Self.colour(of: diagnostic.severity))
    text += ": " + Self.printable(diagnostic.message) + style(" [\(diagnostic.code)]", "2") + "\n"
    if let excerpt = diagnostic.location?.excerpt, !excerpt.text.isEmpty { text += lines(of: excerpt) }
    for note in diagnostic.notes {
      text += "  " + (note.location.map { place($0) + ": " } ?? "") + "note: " + Self.printable(note.message) + "\n"
    }
    if let fix = diagnostic.fix { text += "  fix: " + Self.printable(fix.summary) + "\n" }
    return text
  }

  /// The place as `file:line:column`, with the cell of a table where there is one.
  public func place(_ location: SourceLocation) -> String {
    var text = Self.printable(location.file)
    if let line = location.line { text += ":\(line)" }
    if let column = location.column, location.cell == nil { text += ":\(column)" }
    if let cell = location.cell { text += ": " + Self.printable(cell) }
    return style(text, "1")
  }

  private func lines(of excerpt: SourceExcerpt) -> String {
    let indent = excerpt.text.unicodeScalars.prefix(excerpt.caret).map { $0 == "\t" ? "\t" : " " }.joined()
    let mark = "^" + String(repeating: "~", count: min(excerpt.width, 60) - 1)
    return "    \(excerpt.text)\n    \(indent)\(style(mark, "32"))\n"
  }

  private func style(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private static func colour(of severity: Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    }
  }

  /// The text with characters that could steer a terminal made visible as U+FFFD.
  package static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !$0.isPrintable && $0 != "\n" }) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isPrintable || $0 == "\n" ? $0 : "\u{FFFD}" }))
  }
}
