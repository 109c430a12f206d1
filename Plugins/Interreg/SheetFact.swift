internal import CommonMark

/// A line of a list in a sheet: a label, what it says, and more behind semicolons.
///
/// ```text
/// Owner: Ville de Grenoble; https://example.org/
/// Page on the policy; publisher: The State; published: 2014-10-21
/// ```
struct SheetFact {
  /// What comes before the first colon; nil where the list needs no labels.
  var label: String?
  /// What the line says.
  var value: String
  /// What comes behind semicolons, with its name; addresses have none.
  var more: [(name: String?, value: String)] = []

  init(_ label: String? = nil, _ value: String, _ more: [(String?, String?)] = []) {
    self.label = label
    self.value = Self.clean(value)
    self.more = more.compactMap { name, value in value.map { (name, Self.clean($0)) } }
  }

  /// A line that nobody takes apart again.
  init(_ label: String, words: String) {
    self.label = label
    value = words.onOneLine
  }

  /// The names that may stand behind semicolons.
  private static let names = [
    "indicator", "value", "as of", "evidence", "publisher", "published", "read on", "read", "mailbox", "name", "note",
  ]

  /// A text on one line, in which no semicolon stands where it would set something else apart.
  private static func clean(_ text: String) -> String {
    let single = text.onOneLine
    guard single.utf8.contains(UInt8(ascii: ";")) else { return single }
    let parts = single.split(separator: "; ")
    return parts.dropFirst().reduce(parts.first.map(String.init) ?? single) { text, part in
      let isMisread = isAddress(String(part)) || names.contains { part.hasPrefix($0 + ": ") }
      return text + (isMisread ? ", " : "; ") + part
    }
  }

  /// The line as text.
  var text: String {
    let parts = [value] + more.map { part in part.name.map { "\($0): \(part.value)" } ?? part.value }
    return (label.map { "\($0): " } ?? "") + parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// The line in CommonMark. Addresses are links.
  var markdown: String {
    let text = self.text
    // Most lines hold no address.
    guard text.utf8.contains(UInt8(ascii: "/")) || text.utf8.contains(UInt8(ascii: ";")) else {
      return EmbeddedText.line(text)
    }
    return text.split(separator: "; ").map { part in
      let text = String(part)
      // A label may stand before an address.
      guard let start = [text.firstRange(of: "https://"), text.firstRange(of: "http://")].compactMap(\.self).first,
        !text[start.lowerBound...].contains(where: { $0.isWhitespace || "<>\\`".contains($0) }),
        start.lowerBound == text.startIndex || text[..<start.lowerBound].hasSuffix(": ")
      else { return EmbeddedText.line(text) }
      let before = text[..<start.lowerBound]
      return (before.isEmpty ? "" : EmbeddedText.line(String(before.dropLast())) + " ")
        + "<\(text[start.lowerBound...])>"
    }.joined(separator: "; ")
  }

  /// Takes a line apart.
  ///
  /// - Parameters:
  ///   - labels: The labels that may stand at the beginning.
  ///   - names: The names that may stand behind semicolons; what has another one belongs to the value.
  init(reading text: String, labels: [String], names: [String]) {
    var rest = text[...]
    if let label = labels.first(where: { text.hasPrefix($0 + ":") }) {
      self.label = label
      rest = rest.dropFirst(label.count + 1).drop { $0 == " " }
    }
    var value = ""
    var more: [(name: String?, value: String)] = []
    for part in rest.split(separator: "; ") {
      if let name = names.first(where: { part.hasPrefix($0 + ": ") }) {
        more.append((name, String(part.dropFirst(name.count + 2))))
      } else if part.hasPrefix("https://") || part.hasPrefix("http://"), !value.isEmpty {
        more.append((nil, String(part)))
      } else if more.isEmpty {
        value += (value.isEmpty ? "" : "; ") + part
      } else {
        more[more.count - 1].value += "; " + part
      }
    }
    self.value = value
    self.more = more
  }

  /// A plain text as CommonMark; one that has nothing to escape stays as it is.
  static func escaped(_ text: String) -> String {
    CommonMarkTree(parsing: text).text == text ? text : EmbeddedText.line(text)
  }

  /// What stands behind a name.
  subscript(name: String) -> String? { more.first { $0.name == name }?.value }

  /// The address, wherever it stands.
  var address: String? { more.first { $0.name == nil }?.value ?? (Self.isAddress(value) ? value : nil) }

  /// The value, unless it is the address.
  var words: String? { value.isEmpty || Self.isAddress(value) ? nil : value }

  private static func isAddress(_ text: String) -> Bool { text.hasPrefix("https://") || text.hasPrefix("http://") }
}
