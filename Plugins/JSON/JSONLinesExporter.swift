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
    let json = JSONWriter()

    func write(_ record: Record) throws {
      record.send(to: json)
      json.endLine()
      if json.count > JSONFormats.pieceSize { try destination.write(json.take()) }
    }

    func finish() throws {
      if json.count > 0 { try destination.write(json.take()) }
    }
  }
}
