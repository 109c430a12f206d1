internal import CatalogueModel
package import CataloguePlugins

/// What records, terms and the catalogue itself are called in a graph.
package struct CatalogueAddresses: Sendable {
  private let base: String?

  /// The addresses within a catalogue; URNs in a catalogue without `base_uri`.
  package init(_ context: ExportContext) {
    base = context.settings.baseUri.map { $0.hasSuffix("/") ? $0 : $0 + "/" }
  }

  /// The catalogue.
  package var catalogue: RDFResource { base.map { RDFResource(iri: $0) } ?? RDFResource(iri: "urn:ktc:catalogue") }

  /// What a record describes.
  package func record(_ id: String) -> RDFResource {
    RDFResource(iri: (base ?? "urn:ktc:") + IRIText.segment(id))
  }

  /// A file of an export, when it is put beside the records; nil in a catalogue without `base_uri`.
  package func file(_ name: String) -> RDFResource? {
    base.map { base in
      let path = name.split(separator: "/", omittingEmptySubsequences: false).map { IRIText.segment(String($0)) }
      return RDFResource(iri: base + path.joined(separator: "/"))
    }
  }

  /// A vocabulary.
  package func vocabulary(_ name: String) -> RDFResource {
    let name = IRIText.segment(name)
    return RDFResource(iri: base.map { $0 + "vocabularies/" + name } ?? "urn:ktc:vocabularies:" + name)
  }

  /// A term of a vocabulary.
  package func term(_ code: String, in vocabulary: String) -> RDFResource {
    self.vocabulary(vocabulary).part(IRIText.segment(code))
  }
}
