package import CatalogueModel
package import CataloguePlugins
package import SourceTree

/// Writes a sheet in the layout of the public STIP survey file, for the correspondents who prepare a country's entries:
/// cells set apart by `|`, two rows of names, and one row for each instrument of an initiative.
///
/// Compass has no upload of such a sheet that is publicly known; it is copied from.
package struct STIPExporter: Exporter {
  /// What the format is.
  package let format = STIPExporter.description

  static let description = FormatDescription(
    id: "stip", name: "STIP Compass preparation sheet", mediaType: "text/csv", fileExtensions: ["stip.csv", "csv"],
    audience: "the national correspondents of the EC-OECD STIP Compass survey",
    specification: "https://stip.oecd.org/stip/")

  /// Makes the exporter.
  package init() {}

  /// STIP Compass lists policy initiatives.
  package func refusal(of record: Record) -> String? {
    switch record.kind {
    case .instrument: nil
    case .practice: "STIP Compass lists policy instruments, not practices"
    case nil: "nobody says whether it is an instrument"
    }
  }

  /// What a correspondent would have to ask before the initiative can be handed in.
  package func findings(about record: Record, in context: ExportContext) -> [Diagnostic] {
    guard refusal(of: record) == nil else { return [] }
    return STIPQuestions(record, STIPTerms(context.vocabularies)).findings
  }

  /// Begins an export with the two rows of names. Throws what the destination throws.
  package func makeWriter(
    to destination: any ExportDestination, in context: ExportContext
  ) throws -> any RecordWriter {
    let names = STIPColumn.all.map(\.name)
    let labels = STIPColumn.all.map(\.label)
    try destination.write("\u{FEFF}" + STIPRow.text(names) + STIPRow.text(labels))
    return Writer(exporter: self, destination: destination, context: context)
  }

  private struct Writer: RecordWriter {
    let exporter: STIPExporter
    let destination: any ExportDestination
    let context: ExportContext

    func write(_ record: Record) throws {
      guard exporter.refusal(of: record) == nil else { return }
      for row in STIPRow.rows(of: record, in: context) { try destination.write(row) }
    }

    func finish() {}
  }
}
