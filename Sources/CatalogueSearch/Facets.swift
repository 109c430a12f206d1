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

  /// Counts the values of some records. O(values).
  package init(_ entries: [IndexEntry]) {
    var counts: [IndexedField: [String: Int]] = [:]
    for entry in entries {
      for field in Self.fields + [.year] {
        for value in entry.values[field] ?? [] { counts[field, default: [:]][value, default: 0] += 1 }
      }
    }
    self.init(counts)
  }

  /// Sorts counts as they are shown. O(values × log values).
  init(_ values: [IndexedField: [String: Int]]) {
    counts = Self.fields.compactMap { field in
      guard let values = values[field] else { return nil }
      let sorted = values.map { Count(value: $0.key, count: $0.value) }.sorted {
        ($1.count, $0.value) < ($0.count, $1.value)
      }
      return (field, sorted)
    }
    years = (values[.year] ?? [:]).map { Count(value: $0.key, count: $0.value) }.sorted { $0.value < $1.value }
  }
}
