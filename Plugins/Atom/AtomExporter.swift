internal import CatalogueModel
package import CataloguePlugins
internal import LinkedData

/// Writes an Atom feed (RFC 4287) with an entry for each record, and for each withdrawn one a tombstone (RFC 6721).
package struct AtomExporter: Exporter {
  /// What the format is.
  package let format = FormatDescription(
    id: AtomExporter.id, name: "Atom change feed", mediaType: "application/atom+xml", fileExtensions: ["atom"],
    fileStem: "changes",
    audience: "feed readers, newsletters, intranets and machines that poll for changes",
    specification: "https://www.rfc-editor.org/rfc/rfc4287")

  /// The id of the format.
  static let id = "atom"

  /// Makes the exporter.
  package init() {}

  /// A withdrawn record is a tombstone.
  package var tellsWithdrawals: Bool { true }

  /// Begins an export. Throws what the destination throws.
  package func makeWriter(
    to destination: any ExportDestination, in context: ExportContext
  ) throws -> any RecordWriter {
    let writer = Writer(destination: destination, entry: AtomEntry(context), xml: XMLText())
    try writer.begin()
    return writer
  }

  private struct Writer: RecordWriter {
    let destination: any ExportDestination
    let entry: AtomEntry
    let xml: XMLText

    func begin() throws {
      xml.begin()
      entry.beginFeed(in: xml)
      try destination.write(xml.take())
    }

    func write(_ record: Record) throws {
      entry.write(record, to: xml)
      try destination.write(xml.take())
    }

    func finish() throws {
      xml.finish()
      try destination.write(xml.take())
    }
  }
}
