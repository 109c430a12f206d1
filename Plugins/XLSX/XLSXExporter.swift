internal import CatalogueModel
package import CataloguePlugins
internal import RecordTable

/// Writes a workbook for people: a sheet of records with labels, filters and drop-down lists, the terms that may be
/// used, and how to fill it in.
///
/// The sheet of records has the columns of the CSV export; its second row has their names, its first their labels.
package struct XLSXExporter: Exporter {
  /// What the format is.
  package let format = XLSXExporter.description
  /// Every field is written in the column of its name.
  package let fidelity = Fidelity.everything { name in
    TableColumn(named: name).content == .recordLanguage ? name + ".<language>" : name
  }

  static let description = FormatDescription(
    id: "xlsx", name: "Excel workbook",
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", fileExtensions: ["xlsx", "xlsm"],
    audience: "people with a spreadsheet program, who edit it and send it back",
    specification: "https://ecma-international.org/publications-and-standards/standards/ecma-376/")

  /// Makes the exporter.
  package init() {}

  /// Begins a workbook, in a temporary file until it is finished. Throws `ExportFailure` when that cannot be made.
  package func makeWriter(
    to destination: any ExportDestination, in context: ExportContext
  ) throws -> any RecordWriter {
    try RecordWorkbook(to: destination, in: context)
  }
}
