/// What became of each field of a record in an export.
package struct RecordExplanation: Sendable, Hashable {
  /// The id of the record.
  package let id: String
  /// Why the format does not take the record; nil when it takes it.
  package let refusal: String?
  /// The fields that have a value, in canonical order.
  package let fields: [FieldExplanation]
}

/// What became of one field of a record in an export.
package struct FieldExplanation: Sendable, Hashable {
  /// The path of the field, such as `outputs.source`.
  package let field: String
  /// What became of it.
  package let fate: FidelityMatrix.Fate
  /// Where it stands in the export; nil when it was dropped.
  package let place: String?
  /// How it was narrowed, or why it was dropped; empty for what was carried.
  package let reason: String
  /// How many values the record has, counting every language and every item of a list.
  package let values: Int
  /// How many of them the export shows.
  package let shown: Int
}
