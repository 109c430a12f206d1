internal import CatalogueModel
internal import CataloguePlugins
internal import LinkedData
internal import SourceTree

/// What the nodes of a graph are called: the addresses of records and licences, the labels of terms, the countries.
struct GraphNames {
  private let context: ExportContext

  /// Names for an export.
  init(_ context: ExportContext) { self.context = context }

  /// The URI of what a record describes; a URN in a catalogue without `base_uri`.
  func uri(of id: String) -> String { context.settings.uri(of: id) ?? "urn:ktc:" + id }

  /// The address at which a record can be read; nil in a catalogue without `base_uri`.
  func address(of id: String) -> String? { context.settings.uri(of: id) }

  /// Who publishes the catalogue.
  var publisher: DataValue? {
    var node = GraphNode("Organization")
    node.set("name", context.settings.publisher)
    return node.value
  }

  /// The catalogue, of which every page is a part.
  var catalogue: DataValue? {
    var node = GraphNode("DataCatalog")
    node.set("@id", context.settings.baseUri)
    node.set("name", context.settings.title)
    return node.value
  }

  /// The term for a code; nil when the vocabulary has no such term.
  func term(_ code: String, in vocabulary: String) -> Term? { context.vocabularies[vocabulary]?.term(code) }

  /// The label of a term in the reader's best language; none when there is no such term.
  func label(_ code: String, in vocabulary: String) -> LocalizedText {
    let entry = term(code, in: vocabulary)?.label.preferredEntry(context.languages)
    return LocalizedText(entry.map { [$0] } ?? [])
  }

  /// A `DefinedTerm` with its code and the vocabulary that it belongs to.
  func definedTerm(_ code: String, in vocabulary: String) -> GraphNode {
    var set = GraphNode("DefinedTermSet")
    set.set("identifier", vocabulary)
    let title = context.vocabularies[vocabulary]?.title.preferredEntry(context.languages)
    set.set("name", LocalizedText(title.map { [$0] } ?? []))
    var node = GraphNode("DefinedTerm")
    node.set("termCode", code)
    node.set("name", label(code, in: vocabulary))
    node.set("inDefinedTermSet", set.value)
    return node
  }

  /// A country by its ISO 3166-1 code. The European Union is an area, but no country.
  func country(_ code: String) -> GraphNode {
    var node = GraphNode(code == "EU" ? "AdministrativeArea" : "Country")
    node.set("identifier", code)
    if let name = CodeList.countries.name(of: code, in: "en") { node.set("name", LocalizedText(name, language: "en")) }
    return node
  }

  /// The address of a licence by its SPDX id.
  func licence(_ id: String) -> String { Authorities.licence(id).text }
}
