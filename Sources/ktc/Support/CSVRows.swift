internal import DelimitedText
internal import SourceTree

/// A listing as CSV (RFC 4180), whose cells no spreadsheet takes for formulas.
enum CSVRows {
  /// The rows under their header. O(size).
  static func bytes(header: [String], rows: [[String]]) -> [UInt8] {
    let bytes = ByteBuffer()
    for row in [header] + rows {
      for (column, cell) in row.enumerated() {
        if column > 0 { bytes.append(0x2C) }
        cell.withBytes { CSVCell.append($0, guarding: true, to: bytes) }
      }
      bytes.append("\r\n")
    }
    return bytes.take()
  }
}
