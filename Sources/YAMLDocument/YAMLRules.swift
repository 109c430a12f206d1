package import SourceTree

/// The rules about YAML itself: what the text must look like before anybody asks what it means.
package enum YAMLRules {
  /// All of them, in the order of the reference.
  package static let all = [
    tab, unclosedQuote, colon, indentation, bracket, escape, syntax, specialCharacter, alias, tag, complexKey,
    secondDocument, tooManyNodes, textTooLong,
  ]

  package static let tab = DiagnosticRule(
    "yaml-tab", .error, "A tab stands where YAML wants spaces.", advice: "Replace the tab by two spaces.",
    example: .file, bad: "title:\n↓\ten: Innovation voucher\n", good: "title:\n  en: Innovation voucher\n")
  package static let unclosedQuote = DiagnosticRule(
    "yaml-unclosed-quote", .error, "A quotation mark is opened and never closed.",
    advice: "Add the closing mark at the end of the text. A mark inside the text is doubled ('') or, between double "
      + "marks, written \\\".",
    example: .file, bad: "title: ↓\"Innovation voucher\nkind: instrument\n",
    good: "title: \"Innovation voucher\"\nkind: instrument\n")
  package static let colon = DiagnosticRule(
    "yaml-colon", .error, "A colon is missing after a field name, or one stands where YAML cannot read it.",
    advice: "Write `field: text`. A text that itself holds a colon and a blank goes between quotation marks.",
    example: .file, bad: "title: Clusters↓: a support\n", good: "title: \"Clusters: a support\"\n")
  package static let indentation = DiagnosticRule(
    "yaml-indentation", .error, "A line begins further left or right than the lines it belongs with.",
    advice: "Give all fields of one group the same number of blanks at the beginning of the line.", example: .file,
    bad: "title:\n  en: Voucher\n ↓fr: Chèque\n", good: "title:\n  en: Voucher\n  fr: Chèque\n")
  package static let bracket = DiagnosticRule(
    "yaml-bracket", .error, "A bracket is opened and never closed, or a comma is missing in a list.",
    advice: "Write `[FR, PT]` or `{ on: 2026-11-20, by: Ville de Grenoble }`.", example: .file,
    bad: "countries: ↓[FR, PT\nkind: instrument\n", good: "countries: [FR, PT]\nkind: instrument\n")
  package static let escape = DiagnosticRule(
    "yaml-escape", .error, "A backslash between double quotation marks is followed by something it cannot mean.",
    advice: "Write the backslash twice, or use single quotation marks.", example: .file,
    bad: "title: \"Plan C:↓\\plans\"\n", good: "title: 'Plan C:\\plans'\n")
  package static let specialCharacter = DiagnosticRule(
    "yaml-special-character", .error, "A text begins with a character that has a meaning of its own in YAML.",
    advice: "Put the text between quotation marks.", example: .file, bad: "title: ↓@home vouchers\n",
    good: "title: \"@home vouchers\"\n")
  package static let syntax = DiagnosticRule(
    "yaml-syntax", .error, "The text cannot be read as YAML.",
    advice: "Compare the line and the one before it with the examples of the reference.", example: .file,
    bad: "title: ↓- Voucher\n", good: "title: Voucher\n")
  package static let alias = DiagnosticRule(
    "yaml-alias", .error, "An anchor (&name) or alias (*name) is used; records spell every value out.",
    advice: "Write the value itself at both places, or quotation marks round a text that begins with & or *.",
    example: .file, bad: "aim: ↓&a Help firms\n", good: "aim: Help firms\n")
  package static let tag = DiagnosticRule(
    "yaml-tag", .error, "A YAML tag (!name) is used; the field itself says what its value is.",
    advice: "Delete the tag, or put quotation marks round a text that begins with !.", example: .file,
    bad: "created: ↓!!str 2006\n", good: "created: 2006\n")
  package static let complexKey = DiagnosticRule(
    "yaml-key", .error, "A list or a group stands where the name of a field should be.",
    advice: "Write the name of the field, a colon, and then the list.", example: .file, bad: "↓[FR, PT]: countries\n",
    good: "countries: [FR, PT]\n")
  package static let secondDocument = DiagnosticRule(
    "second-document", .error, "The file holds a second record after a line `---`.",
    advice: "Move it to a file of its own; a file in the catalogue holds one record.", example: .file,
    bad: "kind: instrument\n↓---\nkind: practice\n", good: "kind: instrument\n")
  package static let tooManyNodes = DiagnosticRule(
    "too-many-values", .error, "One record holds more than 200,000 values.", advice: "Shorten its lists.",
    example: .command, bad: "file.yaml:90210:1: error: this record holds more than 200000 values [too-many-values]",
    good: "file.yaml: no findings")
  package static let textTooLong = DiagnosticRule(
    "text-too-long", .error, "One text is longer than 256 KiB.",
    advice: "Shorten it, or name the longer document in `sources`.", example: .command,
    bad: "file.yaml:9:11: error: this text has 300000 bytes; the limit is 262144 [text-too-long]",
    good: "file.yaml: no findings")
}
