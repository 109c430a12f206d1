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

  /// No ranges.
  init() {}

  /// Looks for ranges behind the rows. Throws `ImportFailure` when the sheet is damaged or has too many. O(bytes).
  init(in part: String, of archive: WorkbookArchive) throws {
    guard let stream = try archive.open(part) else { return }
    let xml = try XMLPart(stream, of: archive)
    while try xml.next() {
      guard xml.node == .start, xml.isNamed("mergeCell"),
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

  private static func cell(_ reference: String) -> (row: Int, column: Int)? {
    let letters = reference.prefix { $0.isASCII && $0.isLetter }
    guard (1...3).contains(letters.count), let row = Int(reference.dropFirst(letters.count)), row > 0 else {
      return nil
    }
    let column = letters.uppercased().utf8.reduce(0) { $0 * 26 + Int($1) - 0x40 }
    return (row, column - 1)
  }
}
