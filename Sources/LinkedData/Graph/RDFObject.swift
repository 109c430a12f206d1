package import CatalogueModel

/// What a statement says: a thing, or a literal.
package enum RDFObject: Sendable, Hashable {
  /// A thing.
  case resource(RDFResource)
  /// A text without a language.
  case plain(String)
  /// A text and the tag of its language.
  case text(String, language: String)
  /// A value and its type.
  case typed(String, RDFName)

  /// A text and the tag of its language; `und` stands for a tag that none can be (BCP 47; Turtle, 6.5). O(length).
  package init(_ entry: LocalizedText.Entry) {
    self = .text(entry.text, language: Self.isTag(entry.language) ? entry.language : "und")
  }

  /// A date, typed by its precision.
  package init(_ date: PartialDate) {
    let type: RDFName = date.day != nil ? .xsdDate : date.month != nil ? .xsdMonth : .xsdYear
    self = .typed(date.description, type)
  }

  /// A page or another thing outside, by its address.
  package init(address: String) { self = .resource(RDFResource(iri: address)) }

  private static func isTag(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
    guard let first = parts.first, !first.isEmpty, first.allSatisfy(isLetter) else { return false }
    return parts.dropFirst().allSatisfy { part in
      !part.isEmpty && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    }
  }
}
