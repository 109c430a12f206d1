package import CatalogueModel
internal import CataloguePlugins
internal import SourceTree

/// Finds rows with an id that an earlier row of the table has. Memory holds the ids.
package struct RepeatedRecords {
  private var places: [String: String] = [:]

  /// Starts with no row seen.
  package init() {}

  /// The draft; for a repeated id one that only holds what was found. O(1).
  package mutating func check(_ draft: Draft) -> Draft {
    guard let id = draft.record.id else { return draft }
    let location = draft.location(of: "id")
    guard let first = places[id] else {
      places[id] = location?.cell?.split(separator: " ").first.map(String.init) ?? ""
      return draft
    }
    let message = "the id \"\(id)\" stands in \(first) already; this row is left out; keep one of the two"
    let finding = Diagnostic(ImportRules.repeatedRecord, message, at: location, field: "id")
    var repeated = Draft(record: Record(), diagnostics: draft.diagnostics + [finding])
    repeated.leftOut = 1
    return repeated
  }
}
