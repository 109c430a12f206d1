package import SourceTree

/// The rules about the preparation sheet for STIP Compass.
package enum STIPRules {
  /// All of them, in the order of the reference.
  package static let all = [header, column, code, rows, question]

  package static let header = DiagnosticRule(
    "stip-header", .error, "The first row of the sheet does not name the columns of STIP Compass.",
    advice: "Keep the two rows of names above the rows; the first holds names such as InitiativeID and NameEnglish.",
    example: .input(format: "stip"), bad: "InitiativeID|NameEnglish|↓NameEnglish\nhttps://example.org/a|A|B\n",
    good: "InitiativeID|NameEnglish|Acronym\nhttps://example.org/a|A|B\n")
  package static let column = DiagnosticRule(
    "stip-column", .warning, "A column of the sheet is none of STIP Compass, or has no field in a record.",
    advice: "Rename the column if its name was changed; what it holds is kept with the draft.",
    example: .input(format: "stip"), bad: "InitiativeID|↓NameEnglsh\nhttps://example.org/a|A\n",
    good: "InitiativeID|NameEnglish\nhttps://example.org/a|A\n")
  package static let code = DiagnosticRule(
    "stip-code", .warning, "A code, tick or tag of the sheet stands for no term of the catalogue, or for several.",
    advice: "Look at the draft and choose the term; what was not understood is kept with it.",
    example: .input(format: "stip"),
    bad: "InitiativeID|NameEnglish|InstrumentTypeCode\nhttps://example.org/a|A|↓PI999\n",
    good: "InitiativeID|NameEnglish|InstrumentTypeCode\nhttps://example.org/a|A|PI014\n")
  package static let rows = DiagnosticRule(
    "stip-rows", .warning, "The rows of one initiative say different things.",
    advice: "Rows of one initiative differ in their instrument only; make the other cells equal.",
    example: .input(format: "stip"),
    bad: "InitiativeID|NameEnglish|InstrumentTypeCode\nhttps://example.org/a|A|PI014\nhttps://example.org/a|↓B|PI017\n",
    good: "InitiativeID|NameEnglish|InstrumentTypeCode\nhttps://example.org/a|A|PI014\nhttps://example.org/a|A|PI017\n")
  package static let question = DiagnosticRule(
    "stip-question", .warning, "The correspondents of STIP Compass would ask about this record before taking it.",
    advice: "Complete the record, or answer the question when the sheet is handed in.", example: .command,
    bad:
      "instruments/voucher.yaml:5:1: warning: STIP Compass asks for the type of instrument; name one in instrument_types [stip-question]",
    good: "ktc export --to stip --output stip.csv")
}
