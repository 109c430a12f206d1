internal import SourceTree

/// A listing as CSV (RFC 4180), whose cells no spreadsheet takes for formulas.
package enum CSVRows {
  /// The rows, under their header where it is no row itself. O(size).
  package static func bytes(header: [String]? = nil, rows: [[String]]) -> [UInt8] {
    let bytes = ByteBuffer()
    for row in [header].compactMap(\.self) + rows {
      for (column, cell) in row.enumerated() {
        if column > 0 { bytes.append(0x2C) }
        cell.withBytes { CSVCell.append($0, guarding: true, to: bytes) }
      }
      bytes.append("\r\n")
    }
    return bytes.take()
  }
}
