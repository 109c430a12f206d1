package import CatalogueModel

/// How long something may stay as it is: some years, months or days.
package struct CarePeriod: Sendable, Hashable, CustomStringConvertible {
  private let months: Int
  private let days: Int
  /// The period as it was typed: `2y`, `18m` or `90d`.
  package let description: String

  /// Two years.
  package static let usual = CarePeriod(months: 24, days: 0, description: "2y")

  private init(months: Int, days: Int, description: String) {
    self.months = months
    self.days = days
    self.description = description
  }

  /// Reads `2y`, `18m` or `90d`; a number alone means years. O(1).
  package init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), (1...10_000).contains(number) else { return nil }
    switch text.dropFirst(digits.count).lowercased() {
    case "", "y": self.init(months: number * 12, days: 0, description: text)
    case "m": self.init(months: number, days: 0, description: text)
    case "d": self.init(months: 0, days: number, description: text)
    default: return nil
    }
  }

  /// The day that lies this long before another. O(days).
  package func day(before today: PartialDate) -> PartialDate {
    var year = today.year
    var month = (today.month ?? 1) - 1 - months
    while month < 0 {
      month += 12
      year -= 1
    }
    guard year > 0 else { return PartialDate(year: 1) ?? today }
    var day = PartialDate(year: year, month: month + 1, day: today.day ?? 1)
    // A month with fewer days ends earlier.
    var last = today.day ?? 1
    while day == nil, last > 1 {
      last -= 1
      day = PartialDate(year: year, month: month + 1, day: last)
    }
    var result = day ?? today
    for _ in 0..<days { result = result.dayBefore ?? result }
    return result
  }
}

extension PartialDate {
  /// The day before a day; nil before the first.
  fileprivate var dayBefore: PartialDate? {
    let (month, day) = (month ?? 1, day ?? 1)
    if day > 1 { return PartialDate(year: year, month: month, day: day - 1) }
    let (lastYear, lastMonth) = month > 1 ? (year, month - 1) : (year - 1, 12)
    return [31, 30, 29, 28].lazy.compactMap { PartialDate(year: lastYear, month: lastMonth, day: $0) }.first
  }
}
