package import CatalogueModel
internal import JSONDocument
internal import SourceTree
internal import DelimitedText

/// Makes the cells of records, in the layout of `TableColumn.all(languages:)`.
package struct RecordCells: Sendable {
  /// The columns.
  package let columns: [TableColumn]
  /// The positions of the columns of each field, in the order of the field table.
  private let positions: [[Int]]
  /// The keys of somebody's own and the positions of their columns.
  private let own: [(key: String, position: Int)]

  /// Makes cells for columns, those of `x_` keys last. O(columns).
  package init(languages: [String], own keys: [String] = []) {
    let common = TableColumn.all(languages: languages)
    let columns = common + keys.map { TableColumn(named: $0) }
    own = keys.enumerated().map { ($1, common.count + $0) }
    self.columns = columns
    var positions = [[Int]](repeating: [], count: TableColumn.descriptions.count)
    for (position, column) in columns.enumerated() {
      if let field = TableColumn.positions[column.field] { positions[field].append(position) }
    }
    self.positions = positions
  }

  /// Calls `body` with the position and the text of each cell that holds something, in the order of the columns. The
  /// text is not guarded. Rethrows what `body` throws. O(size of the record).
  package func forEach(of record: Record, _ body: (Int, String) throws -> Void) rethrows {
    let options = EncodingOptions()
    for (field, positions) in zip(Record.fields, positions) {
      guard let value = field.encode(record, options) else { continue }
      if case .texts(let entries) = value, positions.count > 1 {
        for position in positions {
          let text = self.text(entries, columns[position], positions, record.language)
          if !text.isEmpty { try body(position, text) }
        }
      } else if let position = positions.first {
        let text = self.text(value, columns[position].content)
        if !text.isEmpty { try body(position, text) }
      }
    }
    for (key, position) in own {
      guard let value = record.extras.first(where: { $0.key == key })?.value else { continue }
      // A key of somebody's own may hold anything.
      let text = value.scalarText ?? String(decoding: JSONWriter.line(value), as: UTF8.self)
      if !text.isEmpty { try body(position, text) }
    }
  }

  private func text(_ value: DataValue, _ content: TableColumn.Content) -> String {
    switch content {
    case .text, .date, .number, .boolean: return value.scalarText ?? ""
    case .list:
      guard case .list(let items) = value else { return "" }
      return CSVCell.joined(items.compactMap(\.scalarText))
    case .json, .language, .otherLanguages, .recordLanguage, .nothing:
      return String(decoding: JSONWriter.line(value), as: UTF8.self)
    }
  }

  private func text(
    _ entries: [DataValue.Entry], _ column: TableColumn, _ positions: [Int], _ language: String?
  ) -> String {
    if case .language(let tag) = column.content { return entries.first { $0.key == tag }?.value.scalarText ?? "" }
    func hasColumn(_ entry: DataValue.Entry) -> Bool {
      positions.contains { columns[$0].content == .language(entry.key) }
    }
    // Mostly there is one text, and it has a column of its own.
    if entries.count == 1, hasColumn(entries[0]) { return "" }
    let others = entries.filter { !hasColumn($0) }
    let order = LanguageOrder.usual(entries.filter(hasColumn).map(\.key), first: language) + others.map(\.key)
    let isUsual = order == entries.map(\.key)
    let shown = isUsual ? others : entries.map { hasColumn($0) ? DataValue.Entry($0.key, .plain("null")) : $0 }
    return shown.isEmpty ? "" : String(decoding: JSONWriter.line(.map(shown)), as: UTF8.self)
  }
}
