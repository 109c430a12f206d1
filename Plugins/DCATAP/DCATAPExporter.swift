internal import CatalogueModel
package import CataloguePlugins
internal import LinkedData

/// Writes one dataset of DCAT-AP 3.0.1 that describes the whole catalogue. A record is no dataset, and a portal that
/// took one for each would list things that nobody can download.
package struct DCATAPExporter: Exporter {
  /// What the format is.
  package let format = FormatDescription(
    id: "dcat-ap", name: "DCAT-AP", mediaType: "text/turtle", fileExtensions: ["ttl"], fileStem: "dcat-ap",
    audience: "open-data portals; written beside other formats, it lists them as what can be downloaded",
    specification: "https://semiceu.github.io/DCAT-AP/releases/3.0.1/")

  /// What becomes of each field.
  package let fidelity: Fidelity = {
    let whole = "dcat:Catalog.dcat:dataset."
    let summed = "what all records have, without saying which record has it"
    var declarations = Fidelity.nothing(why: "the dataset describes the catalogue, not its records").declarations
    declarations["countries"] = .narrowed(at: whole + "dct:spatial.dct:identifier", how: summed)
    declarations["priorities"] = .narrowed(at: whole + "dcat:keyword", how: summed + ", by its labels")
    declarations["kt_areas"] = .narrowed(at: whole + "dcat:keyword", how: summed + ", by its labels")
    declarations["created"] = .narrowed(
      at: whole + "dct:temporal.dcat:startDate", how: "the earliest one of all records")
    declarations["submitted"] = .narrowed(at: whole + "dct:issued", how: "the earliest one of all records")
    declarations["modified"] = .narrowed(at: whole + "dct:modified", how: "the latest one of all records")
    declarations["kind"] = .narrowed(at: whole + "dct:description", how: "as a number of records in a sentence")
    return Fidelity(declarations)
  }()

  /// Makes the exporter.
  package init() {}

  /// Begins an export. Throws `GraphFailure`.
  package func makeWriter(
    to destination: any ExportDestination, in context: ExportContext
  ) throws -> any RecordWriter {
    Writer(
      destination: destination, context: context, summary: CatalogueSummary(),
      graph: try GraphSyntax.turtle.makeWriter([.dcat, .dct, .foaf, .locn, .skos, .vcard, .xsd]))
  }

  private struct Writer: RecordWriter {
    let destination: any ExportDestination
    let context: ExportContext
    var summary: CatalogueSummary
    let graph: any GraphWriter

    mutating func write(_ record: Record) { summary.add(record) }

    func finish() throws {
      var description = CatalogueDescription(summary, context)
      for node in description.nodes() { try graph.write(node) }
      try graph.finish()
      try destination.write(graph.take())
    }
  }
}
