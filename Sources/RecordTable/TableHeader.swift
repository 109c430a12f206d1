internal import CatalogueModel
internal import CataloguePlugins
package import SourceTree

/// The row that names the columns of a table.
package struct TableHeader: Sendable {
  /// The columns in the order of the table.
  package let columns: [TableColumn]
  /// The fields in the order of their first columns, each with the positions of its columns.
  let fields: [(name: String, positions: [Int])]
  /// The places within a record that the columns hold, by position.
  let paths: [FieldPath]
  /// The positions of the columns that hold no field.
  let positionsWithoutField: [Int]
  /// Whether the cells of a column are texts, which may be marked so that no program takes them for formulas.
  let isText: [Bool]
  /// The position of the column of the record's language.
  let languagePosition: Int?
  /// What was found about the names.
  package let diagnostics: [Diagnostic]

  /// How many columns of no field are told one by one, each with what it may have been meant for.
  private static let mostUnknown = 100

  /// Reads the names of the columns. Throws `ImportFailure` when none of them is a field, and when one stands twice.
  /// O(columns).
  ///
  /// - Parameters:
  ///   - labels: The labels in a row above, where there is one; a column whose name is not known is suggested
  ///     the field of its label.
  ///   - row: The row with the names.
  ///   - languages: The languages of the catalogue.
  package init(_ row: TableRow, labels: [String] = [], languages: [String]) throws {
    let whole = 0..<row.text.bytes.count
    let columns = row.cells.map { TableColumn(named: String(decoding: $0.value, as: UTF8.self).trimmingBlanks()) }
    func location(_ position: Int) -> SourceLocation {
      var location = row.text.location(of: row.cells[position].range)
      location.cell = row.place(position)
      return location
    }
    guard columns.contains(where: { $0.content != .nothing }) else {
      let message = "the first line names no field; write names such as id,kind,title.en above the columns"
      throw ImportFailure(Diagnostic(TableRules.header, message, at: row.text.location(of: whole)))
    }
    var positions: [String: Int] = [:]
    for (position, column) in columns.enumerated() where !column.name.isEmpty {
      guard let first = positions.updateValue(position, forKey: column.name) else { continue }
      let message = "the column \"\(column.name)\" stands twice, first in \(row.place(first)); keep one"
      throw ImportFailure(Diagnostic(TableRules.header, message, at: location(position)))
    }
    var findings: [Diagnostic] = []
    let usual = TableColumn.all(languages: languages).flatMap(\.names)
    let unknown = columns.indices.filter { columns[$0].content == .nothing && !columns[$0].name.isEmpty }
    for position in unknown.prefix(Self.mostUnknown) {
      let column = columns[position]
      let label = position < labels.count ? labels[position] : ""
      let question = Self.question(column.name, label, besides: positions, usual, languages)
      let message = "there is no field \"\(column.name)\"; its values are kept aside\(question)"
      findings.append(Diagnostic(ModelRules.unknownField, message, at: location(position)))
    }
    if unknown.count > Self.mostUnknown {
      let message = "\(unknown.count - Self.mostUnknown) more columns are of no field; their values are kept aside"
      findings.append(Diagnostic(ModelRules.unknownField, message, at: location(unknown[Self.mostUnknown])))
    }
    self.columns = columns
    paths = columns.map(\.path)
    positionsWithoutField = columns.indices.filter { columns[$0].content == .nothing }
    isText = columns.map { ![.date, .number, .json].contains($0.content) }
    languagePosition = columns.firstIndex { $0.name == "language" }
    diagnostics = findings
    var fields: [(name: String, positions: [Int])] = []
    var places: [String: Int] = [:]
    for (position, column) in columns.enumerated() where column.content != .nothing {
      if let index = places[column.field] {
        fields[index].positions.append(position)
      } else {
        places[column.field] = fields.count
        fields.append((column.field, [position]))
      }
    }
    self.fields = fields
  }

  /// The columns that an unknown name may have been meant for: that of the label above it, else those with a name or a
  /// label that is near. A column that the table has under its own name is not suggested when another is near too.
  private static func question(
    _ name: String, _ label: String, besides columns: [String: Int], _ usual: [String], _ languages: [String]
  ) -> String {
    let labelled = TableColumn(named: label.trimmingBlanks())
    if labelled.content != .nothing, columns[labelled.name] == nil { return NearestName.question([labelled.name]) }
    // The language that the name itself has may be none of the catalogue's.
    let tag = name.split(separator: ".").dropFirst().first.map(String.init)
    let known = tag.map { TableColumn.all(languages: languages + [$0]).flatMap(\.names) } ?? usual
    let near = NearestName.candidates(for: name, among: known)
    var names: [String] = []
    for candidate in near.map({ TableColumn(named: $0).name }) where !names.contains(candidate) {
      names.append(candidate)
    }
    let missing = names.filter { columns[$0] == nil }
    return NearestName.question(missing.isEmpty ? names : missing)
  }

  /// How many different columns of records a row names: none when it has neither an id nor a title, as a text about
  /// fields may. O(names).
  package static func columns(in names: [String]) -> Int {
    let columns = Set(names.map { TableColumn(named: $0.trimmingBlanks()) }.filter { $0.content != .nothing })
    return columns.contains { $0.field == "id" || $0.field == "title" } ? columns.count : 0
  }

  /// How many columns are those of fields.
  package var knownColumns: Int { columns.count { $0.content != .nothing } }

  /// How many names are those of fields. O(names).
  package static func known(_ names: [String]) -> Int {
    names.count { TableColumn(named: $0.trimmingBlanks()).content != .nothing }
  }
}
