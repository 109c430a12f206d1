/// Something that a graph speaks of: by its IRI, or by a label that holds within one document.
package struct RDFResource: Sendable, Hashable {
  /// The IRI, or the label without `_:`.
  package let text: String
  /// Whether it has a label only.
  package let isBlank: Bool

  /// Names something by its IRI; what no IRI may hold is percent-encoded. O(length).
  package init(iri: String) {
    text = IRIText.encoded(iri)
    isBlank = false
  }

  /// Names something within one document by a label of letters, figures and hyphens.
  package init(blank label: String) {
    text = label
    isBlank = true
  }

  /// Something that belongs to this: a fragment of its IRI (RFC 3986, 3.5). O(length).
  package func part(_ name: String) -> RDFResource {
    if isBlank { return RDFResource(blank: text + "-" + name) }
    // An IRI has one fragment at most.
    return RDFResource(iri: text + (text.utf8.contains(0x23) ? "/" : "#") + name)
  }
}
