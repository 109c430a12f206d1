package import CatalogueModel
package import CataloguePlugins
internal import DelimitedText

/// Writes records as CSV (RFC 4180): a header, then one row a record, with texts guarded against being run as formulas.
package final class CSVTableWriter {
  private let cells: RecordCells
  private let destination: any ExportDestination
  private var bytes: [UInt8] = []

  private static let pieceSize = 1 << 16

  /// Begins a table with the names of its columns. Throws what the destination throws.
  package init(_ cells: RecordCells, to destination: any ExportDestination, hasByteOrderMark: Bool) throws {
    self.cells = cells
    self.destination = destination
    bytes.reserveCapacity(Self.pieceSize * 2)
    if hasByteOrderMark { bytes += [0xEF, 0xBB, 0xBF] }
    for (position, column) in cells.columns.enumerated() {
      if position > 0 { bytes.append(0x2C) }
      CSVCell.append(column.name, guarding: false, to: &bytes)
    }
    bytes += [0x0D, 0x0A]
  }

  /// Writes the row of a record. Throws what the destination throws. O(size).
  package func write(_ record: Record) throws {
    var written = 0
    cells.forEach(of: record) { position, text in
      while written < position {
        bytes.append(0x2C)
        written += 1
      }
      CSVCell.append(text, guarding: cells.columns[position].isGuarded, to: &bytes)
    }
    bytes.append(contentsOf: repeatElement(0x2C, count: cells.columns.count - 1 - written))
    bytes += [0x0D, 0x0A]
    if bytes.count > Self.pieceSize { try flush() }
  }

  /// Hands over what was not yet. Throws what the destination throws.
  package func finish() throws { try flush() }

  private func flush() throws {
    try destination.write(bytes)
    bytes.removeAll(keepingCapacity: true)
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
