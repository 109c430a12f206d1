/// How many of the found records have each value of some fields.
package struct Facets: Sendable {
  /// The fields that are counted, in the order in which they are shown.
  package static let fields: [IndexedField] = [.kind, .target, .priority, .area, .country, .status, .language]

  /// One value and how many records have it.
  package struct Count: Sendable, Hashable {
    /// The value.
    package var value: String
    /// How many records have it.
    package var count: Int
  }

  /// The counts by field, the most frequent value first.
  package private(set) var counts: [(field: IndexedField, counts: [Count])] = []
  /// The counts by year of creation, the earliest first; an empty value stands for unknown.
  package private(set) var years: [Count] = []

  /// Counts the values of entries. O(values).
  package init(_ hits: [SearchHit]) {
    var byField: [IndexedField: [String: Int]] = [:]
    var byYear: [String: Int] = [:]
    for hit in hits {
      for field in Self.fields {
        for value in hit.entry.values[field] ?? [] { byField[field, default: [:]][value, default: 0] += 1 }
      }
      byYear[String(hit.entry.created.prefix(4)), default: 0] += 1
    }
    counts = Self.fields.compactMap { field in
      guard let values = byField[field] else { return nil }
      let sorted = values.map { Count(value: $0.key, count: $0.value) }.sorted {
        ($1.count, $0.value) < ($0.count, $1.value)
      }
      return (field, sorted)
    }
    years = byYear.map { Count(value: $0.key, count: $0.value) }.sorted { $0.value < $1.value }
  }
}
