internal import CatalogueModel
package import CataloguePlugins
internal import JSONDocument

/// Writes one JSON object a line (JSON Lines). Texts are always maps by language.
package struct JSONLinesExporter: Exporter {
  /// What the format is.
  package let format = JSONFormats.lines
  /// Every field is written under its own name.
  package let fidelity = Fidelity.everything { $0 }

  /// Makes the exporter.
  package init() {}

  /// Begins an export.
  package func makeWriter(to destination: any ExportDestination, in context: ExportContext) -> any RecordWriter {
    Writer(destination: destination)
  }

  private struct Writer: RecordWriter {
    let destination: any ExportDestination

    func write(_ record: Record) throws {
      try destination.write(JSONWriter.line(record.encoded()) + [0x0A])
    }

    func finish() {}
  }
}
