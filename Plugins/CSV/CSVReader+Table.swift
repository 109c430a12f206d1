internal import DelimitedText
internal import RecordTable

extension CSVReader.Row {
  /// The row as every table has them.
  var table: TableRow {
    TableRow(text: text, number: number, cells: cells.map { TableRow.Cell(value: $0.value, range: $0.range) })
  }
}
