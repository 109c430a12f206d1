package import CatalogueModel
package import CataloguePlugins
internal import DelimitedText
internal import SourceTree

/// Writes records as CSV (RFC 4180): a header, then one row a record, with texts guarded against being run as formulas.
package final class CSVTableWriter {
  private let cells: RecordCells
  private let cell = CellText()
  private let destination: any ExportDestination
  private let bytes = ByteBuffer(capacity: pieceSize * 2)
  /// Which columns have texts that a spreadsheet may take for a formula.
  private let isGuarded: [Bool]

  private static let pieceSize = 1 << 16

  /// Begins a table with the names of its columns. Throws what the destination throws.
  package init(_ cells: RecordCells, to destination: any ExportDestination, hasByteOrderMark: Bool) throws {
    self.cells = cells
    self.destination = destination
    isGuarded = cells.columns.map(\.isGuarded)
    if hasByteOrderMark { bytes.append("\u{FEFF}") }
    for (position, column) in cells.columns.enumerated() {
      if position > 0 { bytes.append(0x2C) }
      column.name.withBytes { CSVCell.append($0, guarding: false, to: bytes) }
    }
    endLine()
  }

  /// Writes the row of a record. Throws what the destination throws. O(size).
  package func write(_ record: Record) throws {
    var written = 0
    cells.forEach(of: record, in: cell) { position, text in
      bytes.append(repeating: 0x2C, count: position - written)
      written = position
      CSVCell.append(text, guarding: isGuarded[position], to: bytes)
    }
    bytes.append(repeating: 0x2C, count: isGuarded.count - 1 - written)
    endLine()
    if bytes.count > Self.pieceSize { try flush() }
  }

  /// Hands over what was not yet. Throws what the destination throws.
  package func finish() throws { try flush() }

  private func flush() throws {
    try destination.write(bytes.take())
  }

  private func endLine() {
    bytes.append(0x0D)
    bytes.append(0x0A)
  }
}

extension TableColumn {
  /// Whether a cell of it may begin like a formula.
  fileprivate var isGuarded: Bool {
    switch content {
    case .text, .list, .language, .recordLanguage, .nothing: true
    case .date, .number, .boolean, .json, .otherLanguages: false
    }
  }
}
