/// Sentences with names between braces, as the languages of forms and letters have them.
package enum MessageTemplate {
  /// A sentence with its values in the places of their names; a name without a value stays. O(length).
  package static func filled(_ text: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let opening = rest.firstIndex(of: "{"), let closing = rest[opening...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: opening)..<closing])
      result += rest[..<opening] + (values[name] ?? "{\(name)}")
      rest = rest[rest.index(after: closing)...]
      // An abbreviation at the end of a sentence brings the full stop with it.
      if result.last == ".", rest.first == "." { rest.removeFirst() }
    }
    return result + rest
  }
}
