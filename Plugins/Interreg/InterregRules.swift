package import SourceTree

/// The rules about good-practice sheets.
package enum InterregRules {
  /// All of them, in the order of the reference.
  package static let all = [limit, missing, heading]

  package static let limit = DiagnosticRule(
    "interreg-limit", .warning, "An answer is longer than its box in the good-practice form of Interreg Europe.",
    advice: "Shorten the text in the record, or in the sheet before it is pasted.", example: .command,
    bad:
      "practices/contest.yaml:14:1: warning: \"Short summary\" has 214 characters, and its box takes 160; shorten aim by 54 [interreg-limit]",
    good: "ktc export --to interreg --output out")
  package static let missing = DiagnosticRule(
    "interreg-missing", .note, "The good-practice form of Interreg Europe asks for something that the record lacks.",
    advice: "Complete the record, or the sheet: the place is marked \"To be completed\".", example: .command,
    bad:
      "practices/contest.yaml:1:1: note: the form asks for \"Potential for transfer\"; write transferability [interreg-missing]",
    good: "ktc export --to interreg --output out")
  package static let heading = DiagnosticRule(
    "interreg-heading", .warning, "A heading of the sheet is none of the form's, or stands twice.",
    advice: "Write the heading as the sheet had it; what stands below it is kept with the draft.",
    example: .input(format: "interreg"), bad: "# A\n\n## Location\n\n- Country: FR\n\n↓## Short sumary\n\nHelp.\n",
    good: "# A\n\n## Location\n\n- Country: FR\n\n## Short summary\n\nHelp.\n")
}
