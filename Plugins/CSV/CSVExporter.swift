internal import CatalogueModel
package import CataloguePlugins
internal import DelimitedText
internal import JSONDocument
internal import SourceTree

/// Writes a table (RFC 4180) in UTF-8 with a byte order mark, so that spreadsheets read its letters: one row a record,
/// one column a field, texts in a column for each language.
package struct CSVExporter: Exporter {
  /// What the format is.
  package let format = CSVExporter.description
  /// Every field is written in the column of its name.
  package let fidelity = Fidelity.everything { name in
    CSVColumn(named: name).content == .recordLanguage ? name + ".<language>" : name
  }

  static let description = FormatDescription(
    id: "csv", name: "CSV", mediaType: "text/csv", fileExtensions: ["csv", "tsv"],
    audience: "everybody with a spreadsheet, and open-data portals",
    specification: "https://www.rfc-editor.org/rfc/rfc4180")

  /// Makes the exporter.
  package init() {}

  /// Begins an export with the names of the columns. Throws what the destination throws.
  package func makeWriter(
    to destination: any ExportDestination, in context: ExportContext
  ) throws -> any RecordWriter {
    let columns =
      CSVColumn.all(languages: context.languages) + context.ownColumns.map { CSVColumn(named: $0) }
    try destination.write("\u{FEFF}" + columns.map { CSVCell.quoted($0.name) }.joined(separator: ",") + "\r\n")
    return Writer(destination: destination, columns: columns)
  }

  private struct Writer: RecordWriter {
    let destination: any ExportDestination
    let columns: [CSVColumn]

    func write(_ record: Record) throws {
      let values = record.encoded()
      let cells = columns.map { column in
        values[column.field].map { CSVCell.quoted(cell(of: $0, in: column, record.language)) } ?? ""
      }
      try destination.write(cells.joined(separator: ",") + "\r\n")
    }

    func finish() {}

    private func cell(of value: DataValue, in column: CSVColumn, _ language: String?) -> String {
      switch column.content {
      case .text:
        // A key of somebody's own may hold anything.
        return CSVCell.guarded(value.scalarText ?? String(decoding: JSONWriter.line(value), as: UTF8.self))
      case .figure, .boolean: return value.scalarText ?? ""
      case .list:
        guard case .list(let items) = value else { return "" }
        return CSVCell.guarded(CSVCell.joined(items.compactMap(\.scalarText)))
      case .language(let tag): return CSVCell.guarded(value[tag]?.scalarText ?? "")
      case .otherLanguages: return otherLanguages(of: value, column.field, language)
      case .json, .recordLanguage, .nothing: return String(decoding: JSONWriter.line(value), as: UTF8.self)
      }
    }

    private func otherLanguages(of value: DataValue, _ field: String, _ language: String?) -> String {
      guard case .texts(let entries) = value else { return "" }
      func hasColumn(_ entry: DataValue.Entry) -> Bool {
        columns.contains { $0.field == field && $0.content == .language(entry.key) }
      }
      let others = entries.filter { !hasColumn($0) }
      let order = CSVLanguageOrder.usual(entries.filter(hasColumn).map(\.key), first: language) + others.map(\.key)
      let isUsual = order == entries.map(\.key)
      let shown = isUsual ? others : entries.map { hasColumn($0) ? DataValue.Entry($0.key, .plain("null")) : $0 }
      return shown.isEmpty ? "" : String(decoding: JSONWriter.line(.map(shown)), as: UTF8.self)
    }
  }
}
