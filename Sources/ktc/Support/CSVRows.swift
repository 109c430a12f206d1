internal import DelimitedText

/// A listing as CSV (RFC 4180), whose cells no spreadsheet takes for formulas.
enum CSVRows {
  /// The rows under their header. O(size).
  static func bytes(header: [String], rows: [[String]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in [header] + rows {
      let cells = row.map { CSVCell.quoted(CSVCell.guarded($0)) }
      bytes += Array(cells.joined(separator: ",").utf8) + [0x0D, 0x0A]
    }
    return bytes
  }
}
