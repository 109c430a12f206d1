internal import CatalogueModel
package import CataloguePlugins
internal import JSONDocument
internal import SourceTree

/// Writes one JSON-LD graph in the vocabulary of schema.org: for each record the page about it, and the service that
/// it describes. It may be put into a `script` element of an HTML page as it is.
package struct SchemaOrgExporter: Exporter {
  /// What the format is.
  package let format = FormatDescription(
    id: "schemaorg", name: "schema.org", mediaType: "application/ld+json", fileExtensions: ["jsonld"],
    audience: "search engines, and aggregators that read web pages",
    specification: "https://schema.org/docs/schemas.html")

  /// Makes the exporter.
  package init() {}

  /// Begins an export with the context of the vocabulary. Throws what the destination throws.
  package func makeWriter(
    to destination: any ExportDestination, in context: ExportContext
  ) throws -> any RecordWriter {
    let json = JSONWriter(isPretty: true, escapesMarkup: true)
    json.beginObject()
    json.key("@context")
    json.write(.string("https://schema.org"))
    json.key("@graph")
    json.beginList()
    try destination.write(json.take())
    return Writer(destination: destination, json: json, names: GraphNames(context))
  }

  private struct Writer: RecordWriter {
    let destination: any ExportDestination
    let json: JSONWriter
    let names: GraphNames
    var nameless = 0

    mutating func write(_ record: Record) throws {
      let entity: String
      let page: String
      if let id = record.id {
        entity = names.uri(of: id)
        page = entity + "#page"
      } else {
        // A draft may have no id yet; its two nodes still have to find each other.
        nameless += 1
        entity = "_:entity\(nameless)"
        page = "_:page\(nameless)"
      }
      json.write(.map(PageNode(record: record, names: names).node(id: page, about: entity).entries))
      json.write(.map(EntityNode(record: record, names: names).node(id: entity).entries))
      try destination.write(json.take())
    }

    func finish() throws {
      json.endList()
      json.endObject()
      try destination.write(json.take())
    }
  }
}
