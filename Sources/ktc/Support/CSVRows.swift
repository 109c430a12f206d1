internal import DelimitedText

/// A listing as CSV (RFC 4180), whose cells no spreadsheet takes for formulas.
enum CSVRows {
  /// The rows under their header. O(size).
  static func bytes(header: [String], rows: [[String]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in [header] + rows {
      for (column, cell) in row.enumerated() {
        if column > 0 { bytes.append(0x2C) }
        bytes += Array(CSVCell.quoted(CSVCell.guarded(cell)).utf8)
      }
      bytes += [0x0D, 0x0A]
    }
    return bytes
  }
}
