package import SourceTree

/// The rules about tables of records, whatever their notation.
package enum TableRules {
  /// All of them, in the order of the reference.
  package static let all = [header, dateNotation, yearAsDay]

  package static let header = DiagnosticRule(
    "table-header", .error, "The first line of a table does not name its columns, or names one twice.",
    advice: "Begin the table with a line of field names, such as id,kind,title.en; each may stand once.",
    example: .input(format: "csv"), bad: "id,kind,↓kind\nvoucher,instrument,practice\n",
    good: "id,kind\nvoucher,instrument\n")
  package static let dateNotation = DiagnosticRule(
    "date-notation", .warning, "A date of a table is written in another notation, but only one day can be meant.",
    advice: "Look whether it was understood; write dates as 2006, 2006-05 or 2006-05-01.",
    example: .input(format: "csv"), bad: "id,created\nvoucher,↓1.5.2006\n", good: "id,created\nvoucher,2006-05-01\n")
  package static let yearAsDay = DiagnosticRule(
    "year-as-day", .warning,
    "A day of 1905 is what a spreadsheet makes of a year that is typed into a cell that shows days.",
    advice: "Look whether the year is meant; write 2004 as a text, or the whole day.",
    example: .input(format: "csv"), bad: "id,created\nvoucher,↓1905-06-26\n", good: "id,created\nvoucher,2004\n")
}
