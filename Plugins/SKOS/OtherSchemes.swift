internal import CatalogueModel
internal import LinkedData

/// The schemes that our terms are matched with, and their terms.
///
/// A term that has an address of its own keeps it. The STIP Compass codes have none that was found, so that theirs are
/// addresses of ours, with the code as notation.
struct OtherSchemes {
  private let vocabularies: [Vocabulary]
  private let addresses: CatalogueAddresses

  init(_ vocabularies: [Vocabulary], _ addresses: CatalogueAddresses) {
    self.vocabularies = vocabularies
    self.addresses = addresses
  }

  /// The term at the other end of a match; nil when the match names none.
  static func concept(_ match: Term.Match, _ addresses: CatalogueAddresses) -> RDFResource? {
    if let uri = match.uri { return RDFResource(iri: uri) }
    guard let scheme = match.scheme, let code = match.code else { return nil }
    return addresses.vocabulary(scheme).part(IRIText.segment(code))
  }

  /// The schemes and terms, in the order of their names. O(matches log matches).
  var nodes: [RDFNode] {
    var schemes: [String: [String: RDFNode]] = [:]
    for match in vocabularies.flatMap({ $0.terms.flatMap(\.matches) }) {
      guard let concept = Self.concept(match, addresses), let scheme = match.scheme else { continue }
      var node = RDFNode(concept, .concept)
      node.add(.notation, plain: match.code)
      node.add(.inScheme, addresses.vocabulary(scheme))
      schemes[scheme, default: [:]][concept.text] = node
    }
    return schemes.sorted { $0.key < $1.key }.flatMap { name, concepts in
      var scheme = RDFNode(addresses.vocabulary(name), .conceptScheme)
      scheme.add(.title, .text(Self.titles[name] ?? name, language: "en"))
      scheme.add(.identifier, plain: name)
      return [scheme] + concepts.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  private static let titles = [
    "stip-2021": "EC-OECD STIP Compass, survey of 2021", "ktforce": "Form of the KTForce project",
    "rim": "Regional Innovation Monitor", "eurovoc": "EuroVoc",
  ]
}
