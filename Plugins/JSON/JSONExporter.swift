internal import CatalogueModel
package import CataloguePlugins
internal import JSONDocument
internal import SourceTree

/// Writes one JSON text (RFC 8259): `{"catalogue": {…}, "records": […]}`. Texts are always maps by language.
package struct JSONExporter: Exporter {
  /// What the format is.
  package let format = JSONFormats.json
  /// Every field is written under its own name.
  package let fidelity = Fidelity.everything { "records[].\($0)" }

  /// Makes the exporter.
  package init() {}

  /// Begins an export with what is known about the catalogue. Throws what the destination throws.
  package func makeWriter(
    to destination: any ExportDestination, in context: ExportContext
  ) throws -> any RecordWriter {
    let json = JSONWriter(isPretty: true)
    json.beginObject()
    json.key("catalogue")
    json.write(.map(Self.catalogue(context)))
    json.key("records")
    json.beginList()
    try destination.write(json.take())
    return Writer(destination: destination, json: json, ownEntries: context.ownEntries)
  }

  private static func catalogue(_ context: ExportContext) -> [DataValue.Entry] {
    let shown = ["title", "publisher", "base_uri", "languages", "licence"]
    return context.settings.encoded(EncodingOptions()).filter { shown.contains($0.key) }
      + [DataValue.Entry("as_of", .date(context.today.description))]
  }

  private struct Writer: RecordWriter {
    let destination: any ExportDestination
    let json: JSONWriter
    let ownEntries: [DataValue.Entry]

    func write(_ record: Record) throws {
      record.send(to: json)
      if json.count > JSONFormats.pieceSize { try destination.write(json.take()) }
    }

    func finish() throws {
      json.endList()
      for entry in ownEntries {
        json.key(entry.key)
        json.write(entry.value)
      }
      json.endObject()
      try destination.write(json.take())
    }
  }
}
