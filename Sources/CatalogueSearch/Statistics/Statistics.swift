package import CatalogueModel

/// Counts of records by one field, or by two across each other.
package struct Statistics: Sendable {
  /// The fields, one or two.
  package let fields: [StatisticsField]
  /// How many records were counted.
  package private(set) var total = 0

  private let context: ComparisonContext
  private var counts: [[StatisticsValue]: Int] = [:]
  private var single: [[StatisticsValue: Int]]
  private var inferred: [Int]
  private var disputed: [Int]

  /// Starts with no record counted.
  package init(by first: StatisticsField, and second: StatisticsField? = nil, in context: ComparisonContext) {
    fields = [first] + (second.map { [$0] } ?? [])
    self.context = context
    single = fields.map { _ in [:] }
    inferred = fields.map { _ in 0 }
    disputed = fields.map { _ in 0 }
  }

  /// Counts a record: once for each value, or each pair of values. O(values).
  package mutating func add(_ record: Record, status: RecordStatus) {
    total += 1
    let values = fields.map { $0.values(of: record, status) }
    for (position, field) in fields.enumerated() {
      for value in values[position] { single[position][value, default: 0] += 1 }
      if record.inferred.contains(field.recordField) { inferred[position] += 1 }
      if record.disputed.contains(where: { $0.field == field.recordField }) { disputed[position] += 1 }
    }
    for first in values[0] {
      guard values.count > 1 else {
        counts[[first], default: 0] += 1
        continue
      }
      for second in values[1] { counts[[first, second], default: 0] += 1 }
    }
  }

  /// One value of a field.
  package struct Heading: Sendable, Hashable {
    /// The code, or what stands for a missing value.
    package let code: String
    /// The name of the code, where it has one.
    package let name: String?
    /// How many records have the value, however many values of the other field they have.
    package let records: Int

    /// The name with its code, or the code.
    package var text: String { name.map { "\($0) (\(code))" } ?? code }
  }

  /// The values of the first field. O(values log values).
  package var rows: [Heading] { headings(0) }
  /// The values of the second field; none where there is one field. O(values log values).
  package var columns: [Heading] { fields.count > 1 ? headings(1) : [] }
  /// The counts of two fields, by the rows and columns above. O(rows × columns).
  package var cells: [[Int]] {
    guard fields.count > 1 else { return [] }
    let columns = values(1)
    return values(0).map { row in columns.map { counts[[row, $0]] ?? 0 } }
  }

  /// What a reader has to know of the counts.
  package var notes: [String] {
    var notes: [String] = []
    for (position, field) in fields.enumerated() {
      if field.isMultiple {
        notes.append(
          "A record with several \(field.plural) is counted once for each, so the counts may add up to more than the"
            + " \(records(total)).")
      }
      if inferred[position] > 0 {
        notes.append("In \(records(inferred[position])) the \(field.label) was inferred by the cataloguer.")
      }
      if disputed[position] > 0 { notes.append("In \(records(disputed[position])) the \(field.label) is disputed.") }
    }
    return notes
  }

  /// What is counted: `35 records by country and kind`.
  package var title: String { "\(records(total)) by \(fields.map(\.label).joined(separator: " and "))" }

  private func records(_ count: Int) -> String { "\(count) record\(count == 1 ? "" : "s")" }

  private func values(_ position: Int) -> [StatisticsValue] {
    fields[position].sorted(single[position], in: context)
  }

  private func headings(_ position: Int) -> [Heading] {
    let field = fields[position]
    return values(position).map { value in
      Heading(
        code: field.code(of: value), name: field.name(of: value, in: context), records: single[position][value] ?? 0)
    }
  }
}
