package import SourceTree

/// The rules about the notation of CSV.
package enum CSVRules {
  /// All of them, in the order of the reference.
  package static let all = [quotes]

  package static let quotes = DiagnosticRule(
    "csv-quotes", .error, "Quotation marks stand in a cell where they cannot be read.",
    advice:
      "Put the whole cell between quotation marks and double every mark inside it; spreadsheets do so by themselves.",
    example: .input(format: "csv"), bad: "id,title.en\nvoucher,↓The \"best\" voucher\n",
    good: "id,title.en\nvoucher,\"The \"\"best\"\" voucher\"\n")
}
