package import SourceTree

/// The rules about workbooks.
package enum XLSXRules {
  /// All of them, in the order of the reference.
  package static let all = [
    notAWorkbook, notWritten, tooBig, noRecords, cellWithoutValue, mergedCells, textLost,
  ]

  package static let notAWorkbook = DiagnosticRule(
    "not-a-workbook", .error, "The file is no workbook that can be read: it is damaged, encrypted, or something else.",
    advice: "Open it in a spreadsheet program and save it again as .xlsx, without a password.", example: .command,
    bad: "returned.xlsx: error: this is no workbook: the archive is damaged; save it again as .xlsx [not-a-workbook]",
    good: "returned.xlsx: no findings")
  package static let notWritten = DiagnosticRule(
    "workbook-not-written", .error, "The workbook could not be written.",
    advice: "Make room where temporary files go, or name another place in TMPDIR.", example: .command,
    bad: "error: cannot write the workbook: no space left on device [workbook-not-written]", good: "records.xlsx")
  package static let tooBig = DiagnosticRule(
    "workbook-too-big", .error, "A part of the workbook is far larger than any workbook of records.",
    advice: "Copy the rows into a new workbook and save that; if nobody made it large, do not trust the file.",
    example: .command,
    bad: "returned.xlsx: error: xl/sharedStrings.xml unpacks to more than 268435456 bytes [workbook-too-big]",
    good: "returned.xlsx: no findings")
  package static let noRecords = DiagnosticRule(
    "no-record-sheet", .error, "No sheet of the workbook has a row that names columns of records.",
    advice: "Put the names of the columns back above the rows, such as id, kind, title.en.", example: .command,
    bad: "returned.xlsx: error: no sheet names columns of records (looked in Sheet1) [no-record-sheet]",
    good: "returned.xlsx: no findings")
  package static let cellWithoutValue = DiagnosticRule(
    "cell-without-value", .error, "A cell shows an error, or a formula whose result was not saved.",
    advice: "Write the value itself into the cell; the record keeps what it had.", example: .command,
    bad: "returned.xlsx: Records!C7 (title.en): error: this cell shows #REF!; write its value [cell-without-value]",
    good: "returned.xlsx: no findings")
  package static let mergedCells = DiagnosticRule(
    "merged-cells", .warning, "Cells of the records were merged, so that one value stands for several.",
    advice:
      "Look whether it was understood; a value is taken for every row that it covers, and for its first column only.",
    example: .command,
    bad:
      "returned.xlsx: Records!L7 (countries): warning: L7:L9 are merged; the value is taken for each of the rows [merged-cells]",
    good: "returned.xlsx: no findings")
  package static let textLost = DiagnosticRule(
    "long-text-lost", .error, "The rest of a long text is missing from the sheet of long texts.",
    advice: "Leave the sheet \"Long texts\" in the workbook; the record keeps what it had.", example: .command,
    bad: "returned.xlsx: Records!AH7 (overview.en): error: the rest of this text is missing [long-text-lost]",
    good: "returned.xlsx: no findings")
}
