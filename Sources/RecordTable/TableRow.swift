internal import DelimitedText
package import SourceTree

/// One row of a table, as a reader of some notation found it.
package struct TableRow: Sendable {
  /// One cell.
  package struct Cell: Sendable {
    /// What it holds, as UTF-8.
    package var value: [UInt8]
    /// Its bytes in the text of the row.
    package var range: Range<Int>
    /// Whether it says something of its column; a cell that another one covers says nothing, not even that it is empty.
    package var isReturned = true
    /// Whether a text that begins like a formula was marked with `'`.
    package var isGuarded = true

    /// Makes a cell.
    package init(value: [UInt8], range: Range<Int>, isReturned: Bool = true, isGuarded: Bool = true) {
      self.value = value
      self.range = range
      self.isReturned = isReturned
      self.isGuarded = isGuarded
    }
  }

  /// The row as it was written, or the texts of its cells one after the other.
  package var text: SourceText
  /// The sheet of a workbook; nil where a file is one table.
  package var sheet: String?
  /// The number of the row as spreadsheets count it, from 1.
  package var number: Int
  /// Its cells, from the first column on.
  package var cells: [Cell]

  /// Makes a row.
  package init(text: SourceText, sheet: String? = nil, number: Int, cells: [Cell]) {
    self.text = text
    self.sheet = sheet
    self.number = number
    self.cells = cells
  }

  /// The place of a cell of the row: `C7`, in a workbook `Records!C7`.
  package func place(_ position: Int) -> String { Self.place(position, number, in: sheet) }

  /// What spreadsheets call a cell: `C7`, `Records!C7`, or `'My records'!C7`.
  package static func place(_ position: Int, _ row: Int, in sheet: String? = nil) -> String {
    let name = CSVCell.name(position, row)
    guard let sheet else { return name }
    let isPlain = sheet.unicodeScalars.allSatisfy {
      switch $0 {
      case "a"..."z", "A"..."Z", "0"..."9", "_": true
      default: $0.properties.isAlphabetic
      }
    }
    return (isPlain ? sheet : "'" + sheet + "'") + "!" + name
  }
}
