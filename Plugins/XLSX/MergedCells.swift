internal import CataloguePlugins
internal import RecordTable

/// The merged ranges of a sheet, as its rows go by.
///
/// The value of a range stands in its first cell. It is taken for every row of the range, and for its first column only.
struct MergedCells {
  /// One range; rows from 1, columns from 0, both ends included.
  struct Range {
    var rows: ClosedRange<Int>
    var columns: ClosedRange<Int>
    var value: SheetCell.Value?

    /// The range as spreadsheets write it: `L7:L9`.
    var description: String {
      TableRow.place(columns.lowerBound, rows.lowerBound) + ":" + TableRow.place(columns.upperBound, rows.upperBound)
    }
  }

  private var waiting: [Range] = []
  private var active: [Range] = []

  /// Looks for ranges behind the rows. Throws `ImportFailure` when the sheet is damaged or has too many. O(bytes).
  init(in part: String, of archive: WorkbookArchive) throws {
    // Most sheets have none; unpacking alone tells so.
    guard let stream = try archive.open(part), try Self.mentions(stream), let again = try archive.open(part) else {
      return
    }
    let xml = try XMLPart(again, of: archive)
    while try xml.next() {
      guard xml.node != .text, xml.node != .end, xml.isNamed("mergeCell"),
        let ends = xml.attribute("ref")?.split(separator: ":").map({ Self.cell(String($0)) }), ends.count == 2,
        let first = ends[0], let last = ends[1], first.row <= last.row, first.column <= last.column
      else { continue }
      waiting.append(Range(rows: first.row...last.row, columns: first.column...last.column))
      if waiting.count > archive.limits.mergedRanges {
        throw archive.tooBig("a sheet has more than \(archive.limits.mergedRanges) merged ranges")
      }
    }
    waiting.sort { $0.rows.lowerBound > $1.rows.lowerBound }
  }

  /// The ranges that reach into a row, those that begin there with the value of their first cell. O(ranges).
  mutating func ranges(at row: SheetReader.Row) -> [Range] {
    if waiting.isEmpty, active.isEmpty { return [] }
    active.removeAll { $0.rows.upperBound < row.number }
    while let next = waiting.last, next.rows.lowerBound <= row.number {
      waiting.removeLast()
      guard next.rows.contains(row.number) else { continue }
      var begun = next
      if next.rows.lowerBound == row.number {
        begun.value = row.cells.first { $0.column == next.columns.lowerBound }?.value
      }
      active.append(begun)
    }
    return active
  }

  private static func mentions(_ stream: PartStream) throws -> Bool {
    let wanted = Array("mergeCell".utf8)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var kept = 0
    while true {
      let capacity = buffer.count - kept
      let got = buffer.withUnsafeMutableBytes { bytes -> Int in
        bytes.baseAddress.map { stream.read(into: $0 + kept, capacity) } ?? -1
      }
      if let failure = stream.failure { throw failure }
      if got <= 0 { return false }
      let filled = kept + got
      let isFound = buffer.withUnsafeBytes { bytes -> Bool in
        var start = 0
        // The word has one capital, which hardly any other bytes of a sheet have.
        while start + wanted.count <= filled {
          guard let next = bytes[start..<filled].firstIndex(of: 0x43) else { return false }
          let from = next - 5
          if from >= 0, from + wanted.count <= filled, bytes[from..<(from + wanted.count)].elementsEqual(wanted) {
            return true
          }
          start = next + 1
        }
        return false
      }
      if isFound { return true }
      kept = min(filled, wanted.count - 1)
      for index in 0..<kept { buffer[index] = buffer[filled - kept + index] }
    }
  }

  private static func cell(_ reference: String) -> (row: Int, column: Int)? {
    let letters = reference.prefix { $0.isASCII && $0.isLetter }
    guard (1...3).contains(letters.count), let row = Int(reference.dropFirst(letters.count)), row > 0 else {
      return nil
    }
    let column = letters.uppercased().utf8.reduce(0) { $0 * 26 + Int($1) - 0x40 }
    return (row, column - 1)
  }
}
