internal import CatalogueModel
package import CataloguePlugins
internal import JSONDocument
internal import RecordTable
internal import SourceTree

/// Writes a folder that programs for data read without being told how: the records as CSV, and a description of every
/// column with the values that it may have (Data Package 2.0 with Table Schema).
package struct DataPackageExporter: Exporter {
  /// What the format is.
  package let format = FormatDescription(
    id: "datapackage", name: "Data Package", mediaType: "application/vnd.datapackage+json",
    fileExtensions: ["json"], layout: .folder, audience: "data portals, and programs that read tables by their schema",
    specification: "https://datapackage.org/standard/data-package/")
  /// Every field is written in the column of its name.
  package let fidelity = Fidelity.everything { name in
    TableColumn(named: name).content == .recordLanguage ? name + ".<language>" : name
  }

  static let table = "records.csv"

  /// Makes the exporter.
  package init() {}

  /// Begins the table. Throws what the destination throws.
  package func makeWriter(
    to destination: any ExportDestination, in context: ExportContext
  ) throws -> any RecordWriter {
    let cells = RecordCells(languages: context.languages, own: context.ownColumns)
    try destination.beginFile(named: Self.table)
    // Readers of the package know the encoding; a mark would be read as part of the first name.
    let table = try CSVTableWriter(cells, to: destination, hasByteOrderMark: false)
    return Writer(table: table, columns: cells.columns, destination: destination, context: context)
  }

  private struct Writer: RecordWriter {
    let table: CSVTableWriter
    let columns: [TableColumn]
    let destination: any ExportDestination
    let context: ExportContext

    func write(_ record: Record) throws { try table.write(record) }

    func finish() throws {
      try table.finish()
      try destination.beginFile(named: "datapackage.json")
      try destination.write(JSONWriter.pretty(PackageDescription(columns: columns, context: context).value))
    }
  }
}
