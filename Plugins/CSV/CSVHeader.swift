internal import CatalogueModel
internal import CataloguePlugins
internal import DelimitedText
internal import SourceTree

/// The first row of a table: which column holds what.
struct CSVHeader {
  /// The columns in the order of the table.
  let columns: [CSVColumn]
  /// The fields in the order of their first columns, each with the positions of its columns.
  let fields: [(name: String, positions: [Int])]
  /// What was found about the names.
  let diagnostics: [Diagnostic]

  /// Reads the names of the columns. Throws `ImportFailure` when none of them is a field, when one stands twice, and
  /// when the row cannot be read. O(columns²).
  init(_ row: CSVReader.Row, languages: [String]) throws {
    let whole = 0..<row.text.bytes.count
    let inspected = TextInspection.inspect(row.text)
    if !inspected.isReadable, let finding = inspected.diagnostics.first { throw ImportFailure(finding) }
    if row.fault != nil {
      let message = "the first line, which names the columns, cannot be read; look for quotation marks out of place"
      throw ImportFailure(Diagnostic(CSVRules.header, message, at: row.text.location(of: whole)))
    }
    let columns = row.cells.map { cell in
      CSVColumn(named: String(String(decoding: cell.value, as: UTF8.self).trimmingBlanks()))
    }
    func location(_ position: Int) -> SourceLocation {
      var location = row.text.location(of: row.cells[position].range)
      location.cell = CSVCell.name(position, row.number)
      return location
    }
    guard columns.contains(where: { $0.content != .nothing }) else {
      let message = "the first line names no field; write names such as id,kind,title.en above the columns"
      throw ImportFailure(Diagnostic(CSVRules.header, message, at: row.text.location(of: whole)))
    }
    for (position, column) in columns.enumerated() where !column.name.isEmpty {
      guard let first = columns.prefix(position).firstIndex(where: { $0.name == column.name }) else { continue }
      let message = "the column \"\(column.name)\" stands twice, first in \(CSVCell.name(first, row.number)); keep one"
      throw ImportFailure(Diagnostic(CSVRules.header, message, at: location(position)))
    }
    var findings: [Diagnostic] = []
    for (position, column) in columns.enumerated() where column.content == .nothing && !column.name.isEmpty {
      let tags = languages + column.name.split(separator: ".").dropFirst().prefix(1).map(String.init)
      let known = CSVColumn.all(languages: tags).map(\.name)
      let question = NearestName.question(NearestName.candidates(for: column.name, among: known))
      let message = "there is no field \"\(column.name)\"; its values are kept aside\(question)"
      findings.append(Diagnostic(ModelRules.unknownField, message, at: location(position)))
    }
    self.columns = columns
    diagnostics = findings
    var fields: [(name: String, positions: [Int])] = []
    for (position, column) in columns.enumerated() where column.content != .nothing {
      if let index = fields.firstIndex(where: { $0.name == column.field }) {
        fields[index].positions.append(position)
      } else {
        fields.append((column.field, [position]))
      }
    }
    self.fields = fields
  }

  /// What messages call a cell: `C7 (title.en)`.
  func label(_ position: Int, row: Int) -> String {
    let name = position < columns.count ? columns[position].name : ""
    return CSVCell.name(position, row) + (name.isEmpty ? "" : " (\(name))")
  }

  /// What separates the cells of a table, judged by its first line, and how many names of that line are fields.
  /// O(line).
  static func separator(of line: [UInt8]) -> (byte: UInt8, known: Int) {
    var best: (byte: UInt8, known: Int, cells: Int) = (0x2C, 0, 0)
    for byte: UInt8 in [0x2C, 0x3B, 0x09] {
      let reader = CSVReader(name: "", separator: byte)
      var names: [String] = []
      func take(_ row: CSVReader.Row) {
        if names.isEmpty { names = row.cells.map { String(decoding: $0.value, as: UTF8.self) } }
      }
      reader.feed(line, take)
      reader.finish(take)
      let known = names.count { CSVColumn(named: String($0.trimmingBlanks())).content != .nothing }
      if (known, names.count) > (best.known, best.cells) { best = (byte, known, names.count) }
    }
    return (best.byte, best.known)
  }
}

extension StringProtocol {
  /// The text without the blanks around it.
  fileprivate func trimmingBlanks() -> SubSequence {
    var text = self[...].drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
