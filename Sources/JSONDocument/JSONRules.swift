package import SourceTree

/// The rules about JSON itself.
package enum JSONRules {
  /// All of them, in the order of the reference.
  package static let all = [syntax]

  package static let syntax = DiagnosticRule(
    "json-syntax", .error, "The text cannot be read as JSON.",
    advice: "Look for a missing comma, quotation mark or bracket at or before the place.",
    example: .input(format: "json"), bad: "{\"kind\": \"instrument\" ↓\"id\": \"voucher\"}",
    good: "{\"kind\": \"instrument\", \"id\": \"voucher\"}")
}
