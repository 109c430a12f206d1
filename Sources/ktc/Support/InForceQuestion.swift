internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore

/// Tells records that certainly were in force from those of which nobody knows.
struct InForceQuestion {
  private let values: [String]
  private let certainly: RecordFilter

  /// Understands the values of `--in-force`; nil when there are none. Throws `SearchEngine.Refusal`.
  init?(_ values: [String], in catalogue: Catalogue) throws {
    guard !values.isEmpty else { return nil }
    self.values = values
    var request = SearchRequest()
    request.conditions = [(QueryField.inForce, values.map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 })]
    request.defaultStatuses = RecordStatus.allCases
    certainly = try RecordFilter(request, in: catalogue.context.vocabularies)
  }

  /// Whether those of which nobody knows were asked for, too.
  var isLenient: Bool { values.contains { $0.hasSuffix("?") } }

  /// The same times, with those of which nobody knows.
  var lenientValues: [String] { values.map { $0.hasSuffix("?") ? $0 : $0 + "?" } }

  /// What is known of a record that was not ruled out. O(values).
  func mark(of record: Record, _ status: RecordStatus) -> InForceMark {
    certainly.matches(record, status: status) ? .yes : .unknown
  }
}
