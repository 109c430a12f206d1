internal import DelimitedText
internal import RecordTable
internal import SourceTree

extension CSVReader.Fault {
  /// What a row that could not be read is reported as.
  func finding(in row: CSVReader.Row, under header: TableHeader) -> Diagnostic {
    switch self {
    case .misplacedQuote(let range):
      let message =
        "quotation marks are out of place in this cell, so this row is left out; put all of the cell between \" and "
        + "double each \" inside it"
      return Diagnostic(CSVRules.quotes, message, at: location(range, row, header))
    case .unclosedQuote(let range):
      let message =
        "the quotation mark that opens this cell is never closed, so this row is left out; add one at the end of the "
        + "cell"
      return Diagnostic(CSVRules.quotes, message, at: location(range, row, header))
    case .tooLong:
      let message = "this row has more than \(CSVReader.byteLimit) bytes and is left out"
      return Diagnostic(TreeRules.documentTooLarge, message, at: row.text.location(of: 0..<1))
    }
  }

  private func location(_ range: Range<Int>, _ row: CSVReader.Row, _ header: TableHeader) -> SourceLocation {
    var location = row.text.location(of: range)
    let position = row.cells.firstIndex { $0.range.upperBound > range.lowerBound } ?? row.cells.count
    let name = position < header.columns.count ? header.columns[position].name : ""
    location.cell = TableRow.place(position, row.number) + (name.isEmpty ? "" : " (\(name))")
    return location
  }
}
