internal import CatalogueModel
package import CataloguePlugins
package import LinkedData

/// Writes every record as a public service of CPSV-AP 3.2, beside an entry of the catalogue with what concerns the
/// record and not the service.
package struct CPSVAPExporter: Exporter {
  /// What the format is.
  package let format: FormatDescription
  private let syntax: GraphSyntax

  /// Makes the exporter for a notation.
  package init(_ syntax: GraphSyntax) {
    self.syntax = syntax
    let isTurtle = syntax == .turtle
    format = FormatDescription(
      id: isTurtle ? "cpsv-ap" : "cpsv-ap-jsonld", name: isTurtle ? "CPSV-AP in Turtle" : "CPSV-AP in JSON-LD",
      mediaType: syntax.mediaType, fileExtensions: [syntax.fileExtension], fileStem: "cpsv-ap",
      audience: "catalogues of public services of regions, of states and of the European Union",
      specification: "https://semiceu.github.io/CPSV-AP/releases/3.2.0/")
  }

  /// Begins an export. Throws what the destination throws, and `GraphFailure`.
  package func makeWriter(
    to destination: any ExportDestination, in context: ExportContext
  ) throws -> any RecordWriter {
    let graph = try syntax.makeWriter([.adms, .cpsv, .cv, .dc, .dcat, .dct, .foaf, .locn, .skos, .vcard, .xsd])
    return Writer(
      destination: destination, graph: graph, book: ConceptBook(context),
      language: context.settings.language ?? "en")
  }

  private struct Writer: RecordWriter {
    let destination: any ExportDestination
    let graph: any GraphWriter
    var book: ConceptBook
    let language: String
    var nameless = 0

    mutating func write(_ record: Record) throws {
      // A draft may have no id yet; its nodes still have to find each other.
      if record.id == nil { nameless += 1 }
      let service = record.id.map(book.addresses.record) ?? RDFResource(blank: "service\(nameless)")
      var description = ServiceDescription(
        record, as: service, called: record.id ?? "draft-\(nameless)", language: record.language ?? language)
      for node in description.nodes(&book) { try graph.write(node) }
      try destination.write(graph.take())
    }

    mutating func finish() throws {
      for node in book.entries { try graph.write(node) }
      try graph.finish()
      try destination.write(graph.take())
    }
  }
}
