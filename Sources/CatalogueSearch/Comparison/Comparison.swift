package import CatalogueModel

/// Records set side by side: one column a record, one row a field.
package struct Comparison: Sendable, Hashable {
  /// The records, in the order in which they are shown.
  package let columns: [Column]
  /// The fields.
  package let rows: [Row]
  /// What a reader has to know, such as that amounts cannot be compared with each other.
  package let notes: [String]

  /// One record.
  package struct Column: Sendable, Hashable {
    /// Its id.
    package let id: String
    /// Its title, with the disputes about it.
    package let title: ComparisonCell
  }

  /// One field of all records.
  package struct Row: Sendable, Hashable {
    /// The name of the field, such as `target_groups`.
    package let name: String
    /// What a reader calls it.
    package let label: String
    /// What each record says, in the order of the columns.
    package let cells: [ComparisonCell]
  }

  /// Sets records side by side. O(records × fields).
  ///
  /// Records keep the order in which they were given unless there is an `order`.
  package init(
    _ records: [Record], fields: [ComparisonField] = ComparisonField.usual, order: ComparisonOrder? = nil,
    in context: ComparisonContext
  ) {
    let arrangement = order?.arranged(records, in: context)
    let records = arrangement?.records ?? records
    columns = records.map { record in
      let title = record.title.preferredEntry(context.languages)
      let line = ComparisonLine(title?.text ?? record.id ?? "", language: title?.language)
      return Column(
        id: record.id ?? "",
        title: ComparisonCell(
          .stated([line]), isInferred: record.inferred.contains("title"), disputes: record.disputes(about: ["title"])))
    }
    var rows = fields.map { field in
      Row(name: field.name, label: field.label, cells: records.map { field.cell(of: $0, in: context) })
    }
    if let arrangement, !arrangement.scales.isEmpty {
      let cells = arrangement.scales.map { ComparisonCell(.stated([ComparisonLine($0)])) }
      rows.insert(Row(name: "order", label: "Ordered among", cells: cells), at: 0)
    }
    self.rows = rows
    var notes = arrangement?.notes ?? []
    for (amount, field) in [(ComparisonAmount.Kind.ceiling, "ceiling"), (.budget, "budget")]
    where fields.contains(where: { $0.name == field }) && order?.rawValue != field {
      notes += ComparisonAmount.warning(about: amount, of: records, in: context).map { [$0] } ?? []
    }
    self.notes = notes + Self.legend(columns.map(\.title) + rows.flatMap(\.cells))
  }

  /// What the marks mean that occur in cells.
  private static func legend(_ cells: [ComparisonCell]) -> [String] {
    var notes: [String] = []
    let silences = Set(
      cells.compactMap { cell -> Silence? in if case .silent(let silence) = cell.content { silence } else { nil } })
    if silences.contains(.notStated) { notes.append("not stated: the record has no value.") }
    if silences.contains(.notRead) {
      notes.append(
        "not read: the record has no value, but only parts of its sources were read; the rest may state one.")
    }
    if cells.contains(where: \.isInferred) {
      notes.append("inferred: chosen by the cataloguer from the text, because the source states none.")
    }
    if cells.contains(where: { !$0.disputes.isEmpty }) {
      notes.append("disputed: sources disagree about the value, or it is doubted.")
    }
    return notes
  }
}

/// What is at hand when records are compared.
package struct ComparisonContext: Sendable {
  /// The vocabularies, for the names of terms.
  package let vocabularies: VocabularySet
  /// The languages in which texts are preferred, the best first.
  package let languages: [String]
  /// The day by which something has ended or has not.
  package let today: PartialDate

  /// Makes a context.
  package init(vocabularies: VocabularySet, languages: [String], today: PartialDate) {
    self.vocabularies = vocabularies
    self.languages = languages
    self.today = today
  }

  /// The name of a term, or its code where it has none.
  func label(_ code: String, of vocabulary: String) -> String {
    vocabularies[vocabulary]?.label(code, languages) ?? code
  }
}
