package import CatalogueModel
internal import SourceTree

/// Which records are asked for by values of their fields: the same question as of an index, asked of one record.
///
/// Several values of one field are alternatives; different fields must all hold. Values are read and compared as a
/// search does, so that a filter says the same whoever applies it.
package struct RecordFilter {
  private let plans: [QueryPlan]
  /// The statuses that pass.
  package let statuses: Set<RecordStatus>

  /// Whether something is active, as far as is known.
  package enum Activity: String, Sendable, CaseIterable { case yes, no, unknown }

  /// Reads fields and values. Throws `SearchEngine.Refusal` for what cannot be understood.
  package init(_ request: SearchRequest, in vocabularies: VocabularySet) throws {
    var planner = FieldPlanner(vocabularies, SourceText(name: "query", ""))
    var plans: [QueryPlan] = []
    for condition in request.conditions {
      let values = condition.values.map { QueryText($0, in: 0..<0) }
      if let plan = planner.plan(QueryText(condition.field, in: 0..<0), values) { plans.append(plan) }
    }
    guard planner.diagnostics.isEmpty else { throw SearchEngine.Refusal(diagnostics: planner.diagnostics) }
    if !planner.asksForStatus { plans.append(.values(.status, Set(request.defaultStatuses.map(\.rawValue)))) }
    self.plans = plans
    statuses = Set(
      RecordStatus.allCases.filter { status in
        plans.allSatisfy { plan in
          if case .values(.status, let values) = plan { values.contains(status.rawValue) } else { true }
        }
      })
  }

  /// Whether a record passes. O(values).
  ///
  /// - Parameter status: The record's status, which its folder gives where it states none.
  package func matches(_ record: Record, status: RecordStatus) -> Bool {
    plans.allSatisfy { Self.holds($0, record, status) }
  }

  private static func holds(_ plan: QueryPlan, _ record: Record, _ status: RecordStatus) -> Bool {
    switch plan {
    case .values(let field, let values): return field.values(of: record, status).contains { values.contains($0) }
    case .text(let field, let texts):
      let values = field.values(of: record, status)
      return texts.contains { text in values.contains { $0.contains(text) } }
    case .dates(let field, let ranges):
      guard let date = field.date(of: record) else { return false }
      return ranges.contains { date.earliest <= $0.upperBound && date.latest >= $0.lowerBound }
    case .not(let inner): return !holds(inner, record, status)
    case .all(let parts): return parts.allSatisfy { holds($0, record, status) }
    case .any(let parts): return parts.contains { holds($0, record, status) }
    // A filter has no words: only an index knows their stems.
    case .words: return false
    }
  }
}
