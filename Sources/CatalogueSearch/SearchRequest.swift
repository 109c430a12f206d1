package import CatalogueModel

/// What is asked of a search.
package struct SearchRequest: Sendable {
  /// The query as it was typed.
  package var text = ""
  /// Fields and values from options, as if they stood in the query.
  package var conditions: [(field: String, values: [String])] = []
  /// The statuses that are shown when the query asks for none.
  package var defaultStatuses: [RecordStatus] = [.published]
  /// Whether words that occur nowhere are replaced by the nearest ones, and words that no record holds together by
  /// as many as possible.
  package var isExact = false
  /// The saved queries that the query may name.
  package var saved: (any SavedQueryShelf)?
  /// The order of the answers.
  package var order = Order.relevance

  /// How many of the answers are wanted; nil for all.
  package var limit: Int?
  /// How many answers are left out at the beginning.
  package var offset = 0
  /// Whether the values of all that is found are counted.
  package var countsFacets = false

  /// The order of answers.
  package enum Order: String, Sendable, CaseIterable { case relevance, title, created, modified, country }

  /// Asks for everything published.
  package init() {}
}

/// What a search found.
package struct SearchAnswer: Sendable {
  /// The wanted ones of the records, the best first.
  package var hits: [SearchHit] = []
  /// How many records were found, wanted or not.
  package var count = 0
  /// The values of all that was found, where asked for.
  package var facets: Facets?
  /// How many records there are in all, whatever their status.
  package var total = 0
  /// How many files could not be read, so that nobody knows whether they match.
  package var unreadable = 0
  /// Whether the query was left out, because no word of it says anything.
  package var isQueryLeftOut = false
  /// What the searcher should know of how the query was read.
  package var remarks: [String] = []
  /// The words that a reader may want to see marked.
  package var found = FoundWords()
}

/// What a query looks for in texts, as tokens.
package struct FoundWords: Sendable, Hashable {
  /// Words by themselves.
  package private(set) var words: Set<String> = []
  /// Words that count only when they follow each other.
  package private(set) var phrases: Set<[String]> = []

  /// Looks for nothing.
  package init() {}

  /// Whether nothing is looked for.
  package var isEmpty: Bool { words.isEmpty && phrases.isEmpty }

  /// Adds words that follow each other, or one by itself.
  mutating func insert(_ tokens: [String]) {
    if tokens.count == 1 { words.formUnion(tokens) } else if !tokens.isEmpty { phrases.insert(tokens) }
  }
}

/// One record that was found.
package struct SearchHit: Sendable {
  /// What the index knows of it.
  package var entry: IndexEntry
  /// Its score; 0 when no words were asked for.
  package var score: Double
  /// Through which terms a word found it, such as `PME: SMEs only`.
  package var bridges: [String] = []
}
