/// A term and where it belongs.
package struct TermPlace: Sendable, Hashable {
  /// The field whose values are the terms; nil when no record carries them and only their names matter.
  package var field: IndexedField?
  /// The vocabulary.
  package var vocabulary: String
  /// The code.
  package var code: String

  /// The token under which an index keeps the records that carry the term; no word looks like it.
  var token: String { "\(vocabulary):\(code)" }
}

/// A name of a term as an index keeps it.
package struct IndexedTermName: Sendable {
  /// The term.
  package var place: TermPlace
  /// The tokens of the name.
  package var tokens: [String]
  /// Whether it is a label with what it explains in brackets.
  package var isExplained: Bool
}
