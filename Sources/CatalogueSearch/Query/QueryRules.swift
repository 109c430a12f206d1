package import SourceTree

/// The rules about queries.
package enum QueryRules {
  /// All of them, in the order of the reference.
  package static let all = [
    unclosedQuote, unclosedBracket, strayBracket, missingOperand, unknownField, missingValue, badValue, tooLong,
    unknownSavedQuery, badSavedQuery,
  ]

  package static let unclosedQuote = DiagnosticRule(
    "query-unclosed-quote", .error, "A phrase in a query is opened with a quotation mark and never closed.",
    advice: "Close it, or leave the mark out. In a shell, put the whole query between single quotation marks.",
    example: .query, bad: "voucher ↓\"technology transfer", good: "voucher \"technology transfer\"")
  package static let unclosedBracket = DiagnosticRule(
    "query-unclosed-bracket", .error, "A bracket in a query is opened and never closed.", advice: "Close it.",
    example: .query, bad: "↓(voucher OR grant", good: "(voucher OR grant)")
  package static let strayBracket = DiagnosticRule(
    "query-stray-bracket", .error, "A bracket in a query is closed that was never opened.", advice: "Delete it.",
    example: .query, bad: "voucher↓) grant", good: "voucher grant")
  package static let missingOperand = DiagnosticRule(
    "query-incomplete", .error, "OR, AND or NOT in a query has nothing to combine.",
    advice: "Write what belongs beside it; in small letters it is a word like any other.", example: .query,
    bad: "voucher ↓OR", good: "voucher OR grant")
  package static let unknownField = DiagnosticRule(
    "query-unknown-field", .error, "A query asks for a field that does not exist.",
    advice:
      "Write the name of a field as docs/record-reference.md has it; a word with a colon goes between quotation marks.",
    example: .query, bad: "↓contry:PT voucher", good: "country:PT voucher")
  package static let missingValue = DiagnosticRule(
    "query-missing-value", .error, "A field in a query has no value.",
    advice: "Write the value behind the colon, without a blank.",
    example: .query, bad: "voucher ↓country:", good: "voucher country:PT")
  package static let badValue = DiagnosticRule(
    "query-bad-value", .error, "A query asks for a value that its field cannot have.",
    advice: "Write one of the values that the message names.", example: .query, bad: "target:↓smes-onyl",
    good: "target:smes-only")
  package static let tooLong = DiagnosticRule(
    "query-too-long", .error, "A query is longer than 4,096 bytes, or its brackets lie more than 32 deep.",
    advice: "Ask for less at once.", example: .command, bad: "error: this query is too long [query-too-long]",
    good: "ktc search voucher")
  package static let unknownSavedQuery = DiagnosticRule(
    "query-unknown-name", .error, "A query asks for a saved query that does not exist, or that asks for itself.",
    advice:
      "`ktc queries` lists the saved queries. A word that begins with @ goes between quotation marks.",
    example: .command, bad: "query:1:1: error: there is no saved query \"vuochers\"; did you mean \"vouchers\"?",
    good: "ktc search @vouchers")
  package static let badSavedQuery = DiagnosticRule(
    "query-bad-file", .error, "The file of a saved query holds something that is no part of one.",
    advice: "Write `title`, `description`, `query` and `filters`; docs/search.md shows an example.", example: .command,
    bad: "catalogue/queries/vouchers.yaml:2:1: error: \"querry\" is no part of a saved query; did you mean \"query\"?",
    good: "query: voucher OR cheque")
}
