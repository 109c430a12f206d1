/// What a person asks for, as it was typed: words, phrases and values of fields, combined.
package indirect enum Query: Sendable, Hashable {
  /// A word, or the beginning of one.
  case word(QueryText, isPrefix: Bool)
  /// Words that follow each other.
  case phrase(QueryText)
  /// A query that was saved under a name, with its `@`.
  case saved(QueryText)
  /// One of several values of a field.
  case field(name: QueryText, values: [QueryText])
  /// What must not hold.
  case not(Query)
  /// What must all hold.
  case all([Query])
  /// Of which one must hold.
  case any([Query])
}

/// A piece of a query and where it stands.
package struct QueryText: Sendable, Hashable {
  /// The text, without quotation marks.
  package var text: String
  /// Its bytes in the query.
  package var range: Range<Int>

  /// Makes a piece.
  package init(_ text: String, in range: Range<Int>) {
    self.text = text
    self.range = range
  }
}
