package import CatalogueModel
package import CataloguePlugins

/// The terms, countries, regions and languages that a graph has named so far, for saying what each of them is once, at
/// the end. It grows with the vocabularies and code lists, not with the records.
package struct ConceptBook {
  /// What the catalogue's own things are called.
  package let addresses: CatalogueAddresses
  private let vocabularies: VocabularySet
  private var named: [Entry: RDFResource] = [:]

  private enum Entry: Hashable {
    case term(String, vocabulary: String)
    case choice(String, field: String)
    case country(String)
    case region(String)
    case language(String)
    case licence(String)
  }

  /// An empty book.
  package init(_ context: ExportContext) {
    addresses = CatalogueAddresses(context)
    vocabularies = context.vocabularies
  }

  /// Names a term of a vocabulary.
  package mutating func term(_ code: String, in vocabulary: String) -> RDFResource {
    let addresses = addresses
    return name(.term(code, vocabulary: vocabulary), addresses.term(code, in: vocabulary))
  }

  /// Names a word of a closed list of the field table, such as `owner` of `organisations.role`.
  package mutating func choice(_ word: String, of field: String) -> RDFResource {
    let addresses = addresses
    return name(.choice(word, field: field), addresses.term(word, in: field))
  }

  /// Names a country by its ISO 3166-1 code; nil when nobody has an IRI for it.
  package mutating func country(_ code: String) -> RDFResource? {
    if let resource = named[.country(code)] { return resource }
    return Authorities.country(code).map { name(.country(code), $0) }
  }

  /// Names a region by its NUTS code.
  package mutating func region(nuts code: String) -> RDFResource {
    name(.region(code), Authorities.region(nuts: code))
  }

  /// Names a language by its tag; nil when nobody has an IRI for it.
  package mutating func language(_ tag: String) -> RDFResource? {
    let tag = LocalizedText.primary(tag)
    if let resource = named[.language(tag)] { return resource }
    return Authorities.language(tag).map { name(.language(tag), $0) }
  }

  /// Names a licence by its SPDX id.
  package mutating func licence(_ id: String) -> RDFResource { name(.licence(id), Authorities.licence(id)) }

  /// The label of a term in a language, else in the one that comes first; nil when there is no such term.
  package func label(_ code: String, in vocabulary: String, _ language: String) -> String? {
    vocabularies[vocabulary]?.term(code)?.label.preferred([language])
  }

  /// Everything that was named, in the order of the IRIs. O(n log n).
  package var entries: [RDFNode] {
    named.sorted { $0.value.text.utf8.lexicographicallyPrecedes($1.value.text.utf8) }.map { node($1, $0) }
  }

  private mutating func name(_ entry: Entry, _ resource: @autoclosure () -> RDFResource) -> RDFResource {
    if let known = named[entry] { return known }
    let resource = resource()
    named[entry] = resource
    return resource
  }

  private func node(_ resource: RDFResource, _ entry: Entry) -> RDFNode {
    switch entry {
    case .term(let code, let vocabulary):
      let label = vocabularies[vocabulary]?.term(code)?.label ?? LocalizedText()
      return concept(
        resource, code, label.isEmpty ? LocalizedText(code, language: "en") : label.oneForEachLanguage, vocabulary)
    case .choice(let word, let field):
      return concept(resource, word, LocalizedText(ClosedList.label(word), language: "en"), field)
    case .country(let code):
      var node = RDFNode(resource, .location)
      node.add(.identifier, plain: code)
      node.add(.geographicName, CodeList.countries.name(of: code, in: "en").map { .text($0, language: "en") })
      return node
    case .region(let code):
      var node = RDFNode(resource, .location)
      node.add(.identifier, plain: code)
      return node
    case .language(let tag):
      var node = RDFNode(resource, .linguisticSystem)
      node.add(.identifier, plain: tag)
      return node
    case .licence(let id):
      var node = RDFNode(resource, .licenceDocument)
      node.add(.identifier, plain: id)
      return node
    }
  }

  private func concept(_ resource: RDFResource, _ code: String, _ label: LocalizedText, _ scheme: String) -> RDFNode {
    var node = RDFNode(resource, .concept)
    node.add(.notation, plain: code)
    node.add(.prefLabel, label)
    node.add(.inScheme, addresses.vocabulary(scheme))
    return node
  }
}

extension LocalizedText {
  /// The first text of each language: a concept has one preferred label in a language (SKOS Reference, S14).
  /// O(languages²).
  package var oneForEachLanguage: LocalizedText {
    var found: [Entry] = []
    for entry in entries where !found.contains(where: { $0.language.lowercased() == entry.language.lowercased() }) {
      found.append(entry)
    }
    return LocalizedText(found)
  }
}
