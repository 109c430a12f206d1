internal import CatalogueModel
internal import TextFolding

/// The order of the records of a comparison: small before large, early before late.
package enum ComparisonOrder: String, Sendable, CaseIterable {
  case ceiling, budget, rate, title, created

  /// Records in order.
  struct Arrangement {
    /// The records.
    var records: [Record]
    /// For each record, among which others it stands in order; empty when all are on one scale.
    var scales: [String]
    /// What has to be said about the order.
    var notes: [String]
  }

  /// The records in this order; those without a value come last, in the order given. O(records log records).
  ///
  /// Amounts in different currencies or per different things are put in order among their like only.
  func arranged(_ records: [Record], in context: ComparisonContext) -> Arrangement {
    switch self {
    case .ceiling: byAmount(.ceiling, records, context)
    case .budget: byAmount(.budget, records, context)
    case .rate:
      byValue(
        records, "rate",
        "Ordered by the highest rate of each record, from low to high; what a rate applies to differs from record to"
          + " record."
      ) { record in
        let rates = (record.cofinancing?.rates ?? []).compactMap { $0.percent ?? $0.to ?? $0.from }
        return rates.map(\.doubleValue).max()
      }
    case .title:
      byValue(records, "title", nil) { $0.title.preferred(context.languages).map(TextFolding.folded) }
    case .created: byValue(records, "date of creation", nil) { $0.created?.earliest }
    }
  }

  private func byValue<Value: Comparable>(
    _ records: [Record], _ name: String, _ note: String?, _ value: (Record) -> Value?
  ) -> Arrangement {
    let (known, unknown) = Self.sorted(records.map { ($0, value($0)) })
    var notes = note.map { known.count > 1 ? [$0] : [] } ?? []
    if !unknown.isEmpty, !known.isEmpty {
      notes.append("Without a \(name), and so last: \(Self.ids(unknown)).")
    }
    return Arrangement(records: known + unknown, scales: [], notes: notes)
  }

  private func byAmount(
    _ kind: ComparisonAmount.Kind, _ records: [Record], _ context: ComparisonContext
  ) -> Arrangement {
    var scales: [String] = []
    var groups: [String: [(Record, Double?)]] = [:]
    var unclear: [Record] = []
    var without: [Record] = []
    var periods: Set<String> = []
    for record in records {
      guard let amount = ComparisonAmount(kind, of: record, in: context) else {
        without.append(record)
        continue
      }
      guard let scale = amount.scale else {
        unclear.append(record)
        continue
      }
      if groups[scale] == nil { scales.append(scale) }
      groups[scale, default: []].append((record, amount.amount.doubleValue))
      if let period = amount.period { periods.insert(period) }
    }
    scales.sort()
    var arranged: [Record] = []
    var labels: [String] = []
    for scale in scales {
      let group = Self.sorted(groups[scale] ?? []).known
      arranged += group
      labels += group.map { _ in scale }
    }
    arranged += unclear + without
    labels +=
      unclear.map { _ in "no order: currency or basis unknown" } + without.map { _ in "no order: no \(kind.rawValue)" }
    var notes: [String] = []
    let isOneScale = unclear.isEmpty && scales.count < 2
    if !isOneScale {
      let groups = scales.map { "\"\($0)\"" } + (unclear.isEmpty ? [] : ["currency or basis unknown (in no order)"])
      notes.append(
        "\(kind.plural) in different currencies or per different things cannot be put in one order; each record is"
          + " ordered among its like: \(groups.joined(separator: ", ")).")
    }
    if !without.isEmpty, !scales.isEmpty || !unclear.isEmpty {
      notes.append("Without a \(kind.rawValue), and so last: \(Self.ids(without)).")
    }
    if periods.count > 1 { notes.append(ComparisonAmount.differentPeriods) }
    return Arrangement(records: arranged, scales: isOneScale ? [] : labels, notes: notes)
  }

  private static func ids(_ records: [Record]) -> String {
    records.map { $0.id ?? "" }.joined(separator: ", ")
  }

  /// The records with a value in order, equal ones in the order given, and those without.
  private static func sorted<Value: Comparable>(
    _ records: [(Record, Value?)]
  ) -> (known: [Record], unknown: [Record]) {
    var known: [(record: Record, value: Value, position: Int)] = []
    var unknown: [Record] = []
    for (position, (record, value)) in records.enumerated() {
      if let value { known.append((record, value, position)) } else { unknown.append(record) }
    }
    known.sort { ($0.value, $0.position) < ($1.value, $1.position) }
    return (known.map(\.record), unknown)
  }
}
