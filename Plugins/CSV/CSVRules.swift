package import SourceTree

/// The rules about tables.
package enum CSVRules {
  /// All of them, in the order of the reference.
  package static let all = [header, quotes]

  package static let header = DiagnosticRule(
    "csv-header", .error, "The first line of a table does not name its columns, or names one twice.",
    advice: "Begin the table with a line of field names, such as id,kind,title.en; each may stand once.",
    example: .input(format: "csv"), bad: "id,kind,↓kind\nvoucher,instrument,practice\n",
    good: "id,kind\nvoucher,instrument\n")
  package static let quotes = DiagnosticRule(
    "csv-quotes", .error, "Quotation marks stand in a cell where they cannot be read.",
    advice:
      "Put the whole cell between quotation marks and double every mark inside it; spreadsheets do so by themselves.",
    example: .input(format: "csv"), bad: "id,title.en\nvoucher,↓The \"best\" voucher\n",
    good: "id,title.en\nvoucher,\"The \"\"best\"\" voucher\"\n")
}
