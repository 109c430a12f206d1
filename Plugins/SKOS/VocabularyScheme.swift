internal import CatalogueModel
internal import LinkedData

/// A vocabulary as a concept scheme (SKOS Reference, 4).
struct VocabularyScheme {
  private let vocabulary: Vocabulary
  private let addresses: CatalogueAddresses
  private let settings: CatalogueSettings

  init(_ vocabulary: Vocabulary, _ addresses: CatalogueAddresses, _ settings: CatalogueSettings) {
    self.vocabulary = vocabulary
    self.addresses = addresses
    self.settings = settings
  }

  /// The scheme and its concepts. O(terms × names).
  var nodes: [RDFNode] {
    var scheme = RDFNode(addresses.vocabulary(vocabulary.name), .conceptScheme)
    scheme.add(.title, vocabulary.title.isEmpty ? LocalizedText(vocabulary.name, language: "en") : vocabulary.title)
    scheme.add(.identifier, plain: vocabulary.name)
    scheme.add(.hasTopConcept, vocabulary.terms.filter { $0.broader == nil }.map { .resource(concept($0.code)) })
    return [scheme] + vocabulary.terms.map(node)
  }

  private func concept(_ code: String) -> RDFResource { addresses.term(code, in: vocabulary.name) }

  private func node(_ term: Term) -> RDFNode {
    var node = RDFNode(concept(term.code), .concept)
    node.add(.inScheme, addresses.vocabulary(vocabulary.name))
    node.add(.notation, plain: term.code)
    let label = term.label.oneForEachLanguage
    node.add(.prefLabel, label.isEmpty ? LocalizedText(term.code, language: "en") : label)
    // A preferred label is no alternative one (SKOS Reference, S13).
    let names = term.synonyms.flatMap { synonyms in
      synonyms.names.map { LocalizedText.Entry(synonyms.language, $0) }
    }
    node.add(.altLabel, names.filter { !label.entries.contains($0) }.map { RDFObject($0) })
    node.add(.definition, term.definition)
    if let broader = term.broader {
      node.add(.broader, concept(broader))
    } else {
      node.add(.topConceptOf, addresses.vocabulary(vocabulary.name))
    }
    // What a search for the term finds besides lies within it.
    node.add(.narrower, term.covers.filter { $0 != term.code }.map { .resource(concept($0)) })
    if term.isForSearch { node.add(.scopeNote, .text("May be asked for; no record states it.", language: "en")) }
    if let other = term.replacedBy {
      node.add(.deprecated, .typed("true", .xsdBoolean))
      node.add(.isReplacedBy, concept(other))
    }
    for match in term.matches { node.add(match.property, OtherSchemes.concept(match, addresses)) }
    return node
  }
}

extension Term.Match {
  /// The property of the match (SKOS Reference, 10). One whose nearness nobody states is a related one.
  fileprivate var property: RDFName {
    switch match {
    case .exact: .exactMatch
    case .close: .closeMatch
    case .broad: .broadMatch
    case .narrow: .narrowMatch
    case .related, nil: .relatedMatch
    }
  }
}

extension ClosedList {
  /// The list as a concept scheme. O(words).
  func nodes(_ addresses: CatalogueAddresses) -> [RDFNode] {
    var scheme = RDFNode(addresses.vocabulary(field), .conceptScheme)
    scheme.add(.title, .text(label, language: "en"))
    scheme.add(.identifier, plain: field)
    scheme.add(.hasTopConcept, words.map { .resource(addresses.term($0, in: field)) })
    return [scheme]
      + words.map { word in
        var node = RDFNode(addresses.term(word, in: field), .concept)
        node.add(.inScheme, scheme.subject)
        node.add(.topConceptOf, scheme.subject)
        node.add(.notation, plain: word)
        node.add(.prefLabel, .text(Self.label(word), language: "en"))
        return node
      }
  }
}
