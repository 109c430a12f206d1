package import CatalogueModel
internal import SourceTree

/// Makes the cells of records, in the layout of `TableColumn.all(languages:)`.
package struct RecordCells: Sendable {
  /// The columns.
  package let columns: [TableColumn]
  private let fields = Record.fields
  /// Where each field stands, in the order of the field table.
  private let layouts: [Layout]
  /// The keys of somebody's own and the positions of their columns.
  private let own: [(key: String, position: Int)]

  /// Makes cells for columns, those of `x_` keys last. O(columns).
  package init(languages: [String], own keys: [String] = []) {
    let common = TableColumn.all(languages: languages)
    let columns = common + keys.map { TableColumn(named: $0) }
    own = keys.enumerated().map { ($1, common.count + $0) }
    self.columns = columns
    var next = 0
    layouts = Record.fields.map { field in
      // The columns stand in the order of the fields.
      let first = next
      while next < common.count, common[next].field == field.description.name { next += 1 }
      return Layout(field, common[first..<next])
    }
  }

  /// The columns of a field.
  private struct Layout: Sendable {
    /// The position of the first.
    let first: Int
    /// Whether its cells hold JSON.
    let isJSON: Bool
    /// The texts of a field that has a column for each of these languages, and one for the others behind them.
    let texts: Field<Record>.Texts?
    let languages: [String]

    init(_ field: Field<Record>, _ columns: ArraySlice<TableColumn>) {
      first = columns.startIndex
      isJSON = columns.first?.content.isJSON ?? false
      languages = columns.compactMap { if case .language(let tag) = $0.content { tag } else { nil } }
      texts = languages.isEmpty ? nil : field.texts
    }
  }

  /// Calls `body` with the position and the text of each cell that holds something, in the order of the columns. The
  /// text is not guarded, and stands in `cell` until `body` returns. Rethrows what `body` throws. O(size of the record).
  package func forEach(
    of record: Record, in cell: CellText, _ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    try withUnsafePointer(to: record) { record in
      for (index, layout) in layouts.enumerated() {
        if let texts = layout.texts {
          let entries = texts.read(record).entries
          if !entries.isEmpty { try forEach(in: entries, layout, record.pointee.language, cell, body) }
        } else if fields.send(index, of: record, to: cell.begin(asJSON: layout.isJSON), isNamed: false),
          !cell.text.isEmpty
        {
          try body(layout.first, cell.text)
        }
      }
      for (key, position) in own {
        guard let value = record.pointee.extras.first(where: { $0.key == key })?.value else { continue }
        // A key of somebody's own may hold anything.
        cell.begin(asJSON: value.scalarText == nil).value(value)
        if !cell.text.isEmpty { try body(position, cell.text) }
      }
    }
  }

  /// The cells of the texts of a field.
  private func forEach(
    in entries: [LocalizedText.Entry], _ layout: Layout, _ language: String?, _ cell: CellText,
    _ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    for (offset, tag) in layout.languages.enumerated() {
      guard let entry = entries.first(where: { $0.language == tag }), !entry.text.isEmpty else { continue }
      cell.set(entry.text)
      try body(layout.first + offset, cell.text)
    }
    guard let others = others(entries, layout.languages, language) else { return }
    cell.begin(asJSON: true).value(.map(others))
    try body(layout.first + layout.languages.count, cell.text)
  }

  /// What the cell of other languages holds; nil when there is nothing to say.
  private func others(
    _ entries: [LocalizedText.Entry], _ languages: [String], _ language: String?
  ) -> [DataValue.Entry]? {
    func hasColumn(_ entry: LocalizedText.Entry) -> Bool { languages.contains(entry.language) }
    // Mostly there is one text, and it has a column of its own.
    if entries.count == 1, hasColumn(entries[0]) { return nil }
    let others = entries.filter { !hasColumn($0) }
    let order =
      LanguageOrder.usual(entries.filter(hasColumn).map(\.language), first: language) + others.map(\.language)
    let isUsual = order == entries.map(\.language)
    let shown = (isUsual ? others : entries).map { entry in
      DataValue.Entry(entry.language, !isUsual && hasColumn(entry) ? .plain("null") : .prose(entry.text))
    }
    return shown.isEmpty ? nil : shown
  }
}

extension TableColumn.Content {
  /// Whether a cell holds JSON.
  fileprivate var isJSON: Bool {
    switch self {
    case .text, .date, .number, .boolean, .list: false
    case .json, .language, .otherLanguages, .recordLanguage, .nothing: true
    }
  }
}
