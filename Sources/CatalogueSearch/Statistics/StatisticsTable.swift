internal import TextFolding

/// Counts as rows for a terminal or a spreadsheet.
package struct StatisticsTable {
  private let statistics: Statistics

  /// Makes the rows.
  package init(_ statistics: Statistics) { self.statistics = statistics }

  /// The header and the rows for a terminal, where names come last because they may be cut, and figures stand right.
  ///
  /// Two fields are a cross table where it fits the width, else a row a pair that occurs. O(cells).
  package func rows(width: Int?) -> (header: [String], rows: [[String]]) {
    let first = statistics.fields[0].label
    let rows = statistics.rows
    let columns = statistics.columns
    guard statistics.fields.count > 1 else {
      let names = rows.contains { $0.name != nil }
      let counts = Self.aligned(["records"] + rows.map { String($0.records) })
      return (
        [first, counts[0]] + (names ? ["name"] : []),
        rows.enumerated().map { [$1.code, counts[$0 + 1]] + (names ? [$1.name ?? ""] : []) }
      )
    }
    let cells = statistics.cells
    let figures = columns.indices.map { column in
      Self.aligned([columns[column].code] + cells.map { $0[column] == 0 ? "·" : String($0[column]) })
    }
    let totals = Self.aligned(["records"] + rows.map { String($0.records) })
    let codes = ([first] + rows.map(\.code)).map(TextFolding.columns).max() ?? 0
    let names = rows.contains { $0.name != nil }
    let needed = codes + (figures + [totals]).reduce(names ? 22 : 0) { $0 + 2 + TextFolding.columns($1[0]) }
    if width.map({ needed <= $0 }) ?? true {
      return (
        [first] + figures.map { $0[0] } + [totals[0]] + (names ? ["name"] : []),
        rows.indices.map { row in
          [rows[row].code] + figures.map { $0[row + 1] } + [totals[row + 1]] + (names ? [rows[row].name ?? ""] : [])
        }
      )
    }
    let pairs = rows.indices.flatMap { row in
      columns.indices.filter { cells[row][$0] > 0 }.map { (rows[row], columns[$0], cells[row][$0]) }
    }
    let counts = Self.aligned(["records"] + pairs.map { String($0.2) })
    return (
      [first, statistics.fields[1].label, counts[0]] + (names ? ["name"] : []),
      pairs.enumerated().map { [$1.0.code, $1.1.code, counts[$0 + 1]] + (names ? [$1.0.name ?? ""] : []) }
    )
  }

  /// The names of the codes that head the columns of a cross table, one a line.
  package var columnNames: [String] {
    statistics.columns.compactMap { column in column.name.map { "\(column.code): \($0)" } }
  }

  /// The counts as CSV (RFC 4180): code, name and number, or a column for each value of the second field. O(cells).
  package var csv: String {
    let first = statistics.fields[0].rawValue
    let rows = statistics.rows
    guard statistics.fields.count > 1 else {
      return CSVText.table([[first, "name", "records"]] + rows.map { [$0.code, $0.name ?? "", String($0.records)] })
    }
    let cells = statistics.cells
    let header = [first, "name"] + statistics.columns.map(\.text) + ["records"]
    return CSVText.table(
      [header]
        + rows.indices.map { row in
          [rows[row].code, rows[row].name ?? ""] + cells[row].map(String.init) + [String(rows[row].records)]
        })
  }

  /// The texts with blanks before them, all as wide as the widest. O(texts).
  private static func aligned(_ texts: [String]) -> [String] {
    let width = texts.map(TextFolding.columns).max() ?? 0
    return texts.map { String(repeating: " ", count: width - TextFolding.columns($0)) + $0 }
  }
}
