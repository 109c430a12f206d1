internal import CatalogueModel

/// An amount of money with what makes it comparable: its currency, and what it is per.
struct ComparisonAmount {
  /// The amount.
  let amount: DecimalNumber
  /// The currency and what the amount is per, such as `EUR per project`; nil when either is unknown, because then it
  /// can be set in order with no other amount.
  let scale: String?
  /// The period that a total covers.
  let period: String?

  /// Which amount of a record.
  enum Kind: String {
    case ceiling, budget

    /// What several of them are called at the beginning of a sentence.
    var plural: String { self == .ceiling ? "Ceilings" : "Budgets" }
  }

  /// The amount of a record by which it can be compared; of several budgets the first that is per year, else the
  /// first in all. O(budgets).
  init?(_ kind: Kind, of record: Record, in context: ComparisonContext) {
    switch kind {
    case .ceiling:
      guard let ceiling = record.cofinancing?.maximum, let amount = ceiling.amount else { return nil }
      self.amount = amount
      period = nil
      if let currency = ceiling.currency, let per = ceiling.per {
        scale = "\(currency) per \(context.label(per, of: "amount_bases"))"
      } else {
        scale = nil
      }
    case .budget:
      let budgets = record.budget.filter { $0.amount != nil }
      let budget = budgets.first { $0.per == .year } ?? budgets.first { $0.per == .total } ?? budgets.first
      guard let budget, let amount = budget.amount else { return nil }
      self.amount = amount
      period = budget.per == .total ? "\(budget.from?.description ?? "?") to \(budget.to?.description ?? "?")" : nil
      if let currency = budget.currency, let per = budget.per {
        scale = currency + (per == .year ? " a year" : " in all")
      } else {
        scale = nil
      }
    }
  }

  /// What has to be said of totals that cover different times.
  static let differentPeriods = "Budgets in all cover different periods, or do not say which."

  /// A sentence that tells that amounts side by side cannot be compared; nil where they can.
  static func warning(about kind: Kind, of records: [Record], in context: ComparisonContext) -> String? {
    var scales: [String] = []
    var periods: Set<String> = []
    for record in records {
      guard let amount = ComparisonAmount(kind, of: record, in: context) else { continue }
      let scale = amount.scale ?? "currency or basis unknown"
      if !scales.contains(scale) { scales.append(scale) }
      if let period = amount.period { periods.insert(period) }
    }
    guard scales.count > 1 else { return periods.count > 1 ? differentPeriods : nil }
    let list = scales.joined(separator: "; ")
    return "\(kind.plural) are not on one scale (\(list)): do not compare the figures as they stand."
  }
}
