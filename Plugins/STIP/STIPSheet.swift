internal import DelimitedText
internal import SourceTree

/// The rows of a sheet, gathered by initiative. Cells that say nothing are not kept.
struct STIPSheet {
  /// A cell with something in it.
  struct Cell {
    /// The position of its column.
    var column: Int
    /// What it holds.
    var text: String
    /// Its bytes in the text of the row.
    var range: Range<Int>
  }

  /// A row.
  struct Row {
    /// The row as it was written.
    var text: SourceText
    /// Its number, as spreadsheets count it.
    var number: Int
    /// The cells with something in them, in the order of the columns.
    var cells: [Cell]
  }

  /// An initiative with its rows, in the order of the sheet.
  struct Initiative {
    /// Its address; nil when the rows have none.
    var id: String?
    /// Its rows, one for each instrument.
    var rows: [Row]
  }

  /// The initiatives in the order of their first rows.
  private(set) var initiatives: [Initiative] = []
  private var positions: [String: Int] = [:]

  /// Adds a row to its initiative; a row of empty cells is none. Without an address, name and country tell which
  /// initiative it is. O(cells).
  mutating func add(_ row: CSVReader.Row, under header: STIPHeader) {
    var kept = Row(text: row.text, number: row.number, cells: [])
    var names: [String: String] = [:]
    for (position, cell) in row.cells.enumerated() {
      let name = position < header.names.count ? header.names[position] : ""
      let text = String(decoding: CSVCell.unguarded(cell.value[...]), as: UTF8.self)
      let isEmpty = text.allSatisfy(\.isWhitespace) || (text == "0" && STIPColumn.isFlag(name) && !name.hasPrefix("PP"))
      if isEmpty { continue }
      kept.cells.append(Cell(column: position, text: text, range: cell.range))
      if [STIPColumn.initiative, STIPColumn.nameEnglish, STIPColumn.countryCode].contains(name) {
        names[name] = STIPHeader.trimmed(text)
      }
    }
    guard !kept.cells.isEmpty else { return }
    let id = names[STIPColumn.initiative]
    let name = names[STIPColumn.nameEnglish].map { $0 + "\u{0}" + (names[STIPColumn.countryCode] ?? "") }
    let key = id.map { "\u{0}" + $0 } ?? name
    if let key, let position = positions[key] { return initiatives[position].rows.append(kept) }
    if let key { positions[key] = initiatives.count }
    initiatives.append(Initiative(id: id, rows: [kept]))
  }
}
