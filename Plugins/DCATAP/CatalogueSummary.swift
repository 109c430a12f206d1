internal import CatalogueModel

/// What a catalogue has in all: a few numbers, days and codes, whatever the number of its records.
struct CatalogueSummary {
  /// How many instruments there are.
  private(set) var instruments = 0
  /// How many practices there are.
  private(set) var practices = 0
  /// The countries.
  private(set) var countries: Set<String> = []
  /// The priorities.
  private(set) var priorities: Set<String> = []
  /// The areas of knowledge transfer.
  private(set) var areas: Set<String> = []
  /// The languages of the titles.
  private(set) var languages: Set<String> = []
  /// The earliest beginning.
  private(set) var begun: PartialDate?
  /// The first day on which a record was handed in.
  private(set) var submitted: PartialDate?
  /// The last day on which a record was handed in or changed.
  private(set) var changed: PartialDate?

  /// Counts a record in. O(size of the record).
  mutating func add(_ record: Record) {
    switch record.kind {
    case .instrument: instruments += 1
    case .practice: practices += 1
    case nil: break
    }
    countries.formUnion(record.countries)
    priorities.formUnion(record.priorities)
    areas.formUnion(record.ktAreas)
    languages.formUnion(record.title.entries.map { LocalizedText.primary($0.language) })
    begun = Self.earlier(begun, record.created)
    submitted = Self.earlier(submitted, record.submitted?.on)
    changed = Self.later(changed, Self.later(record.submitted?.on, record.modified?.on))
  }

  /// Days of the same length compare as texts, and one that is less precise stands before those within it.
  private static func earlier(_ one: PartialDate?, _ other: PartialDate?) -> PartialDate? {
    guard let one, let other else { return one ?? other }
    return other.description < one.description ? other : one
  }

  private static func later(_ one: PartialDate?, _ other: PartialDate?) -> PartialDate? {
    guard let one, let other else { return one ?? other }
    return other.description > one.description ? other : one
  }
}
