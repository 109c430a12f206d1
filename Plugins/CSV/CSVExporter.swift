internal import CatalogueModel
package import CataloguePlugins
internal import RecordTable

/// Writes a table (RFC 4180) in UTF-8 with a byte order mark, so that spreadsheets read its letters: one row a record,
/// one column a field, texts in a column for each language.
package struct CSVExporter: Exporter {
  /// What the format is.
  package let format = CSVExporter.description
  /// Every field is written in the column of its name.
  package let fidelity = Fidelity.everything { name in
    TableColumn(named: name).content == .recordLanguage ? name + ".<language>" : name
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
    let cells = RecordCells(languages: context.languages, own: context.ownColumns)
    return Writer(table: try CSVTableWriter(cells, to: destination, hasByteOrderMark: true))
  }

  private struct Writer: RecordWriter {
    let table: CSVTableWriter

    func write(_ record: Record) throws { try table.write(record) }
    func finish() throws { try table.finish() }
  }
}
