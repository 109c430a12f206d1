internal import CatalogueModel
package import CataloguePlugins
internal import LinkedData

/// Writes the vocabularies of a catalogue as SKOS, with the closed lists of its fields: everything that the other
/// graphs name, and none of the records.
package struct SKOSExporter: Exporter {
  /// What the format is.
  package let format = FormatDescription(
    id: "skos", name: "SKOS vocabularies", mediaType: "text/turtle", fileExtensions: ["ttl"], fileStem: "skos",
    audience: "who compares terms with other vocabularies, and readers of the other graphs",
    specification: "https://www.w3.org/TR/skos-reference/")

  /// What becomes of each field.
  package let fidelity = Fidelity.nothing(why: "the vocabularies are written, and not the records")

  /// Makes the exporter.
  package init() {}

  /// Begins an export. Throws `GraphFailure`.
  package func makeWriter(
    to destination: any ExportDestination, in context: ExportContext
  ) throws -> any RecordWriter {
    Writer(
      destination: destination, context: context,
      graph: try GraphSyntax.turtle.makeWriter([.dct, .owl, .skos, .xsd]))
  }

  private struct Writer: RecordWriter {
    let destination: any ExportDestination
    let context: ExportContext
    let graph: any GraphWriter

    func write(_ record: Record) {}

    func finish() throws {
      let addresses = CatalogueAddresses(context)
      for vocabulary in context.vocabularies.all {
        for node in VocabularyScheme(vocabulary, addresses, context.settings).nodes { try graph.write(node) }
        try destination.write(graph.take())
      }
      for node in OtherSchemes(context.vocabularies.all, addresses).nodes { try graph.write(node) }
      for list in ClosedList.all {
        for node in list.nodes(addresses) { try graph.write(node) }
      }
      try graph.finish()
      try destination.write(graph.take())
    }
  }
}
