/// Texts within HTML and XML.
package enum MarkupText {
  /// The text for an element or a quoted attribute; characters that no document may hold become U+FFFD. O(length).
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in DiagnosticRenderer.printable(text).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
