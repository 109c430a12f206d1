package import SourceTree

/// The rules about JSON itself.
package enum JSONRules {
  /// All of them, in the order of the reference.
  package static let all = [syntax, halfCharacter]

  package static let syntax = DiagnosticRule(
    "json-syntax", .error, "The text cannot be read as JSON.",
    advice: "Look for a missing comma, quotation mark or bracket at or before the place.",
    example: .input(format: "json"), bad: "{\"kind\": \"instrument\" ↓\"id\": \"voucher\"}",
    good: "{\"kind\": \"instrument\", \"id\": \"voucher\"}")
  package static let halfCharacter = DiagnosticRule(
    "json-half-character", .error, "A character is written as one half of a pair of \\u escapes, so it would be lost.",
    advice: "Write the character itself, or both halves of its pair one after the other.",
    example: .input(format: "json"), bad: "{\"kind\": \"instrument\", \"id\": ↓\"voucher \\ud83d\"}",
    good: "{\"kind\": \"instrument\", \"id\": \"voucher\"}")
}
