package import CatalogueModel

/// Days as spreadsheets count them (ECMA-376, 18.17.4.1).
package enum SerialDate {
  /// The number of a day in the system of 1900; nil before 1900-03-01, where programs do not agree because one of them
  /// takes 1900 for a leap year, and for a date without a day. O(1).
  package static func number(of date: PartialDate) -> Int? {
    guard let month = date.month, let day = date.day else { return nil }
    let number = daysSince1970(date.year, month, day) + 25_569
    return number > 60 ? number : nil
  }

  /// The day of a number; nil where it is none of the years 1 to 9999. O(1).
  package static func date(of number: Double, startsIn1904: Bool) -> PartialDate? {
    guard number >= 1, number < 2_958_466 else { return nil }
    // Before the day that never was, the count is one less.
    let days = Int(number) + (startsIn1904 ? 1_462 : number < 60 ? 1 : 0) - 25_569
    let (year, month, day) = civil(days)
    return PartialDate(year: year, month: month, day: day)
  }

  /// The year that was probably typed, where a day is what a spreadsheet makes of a year in a cell that shows days; nil
  /// for other days. O(1).
  package static func year(typedAs day: PartialDate) -> Int? {
    guard day.year == 1905, let number = number(of: day), (1_900...2_100).contains(number) else { return nil }
    return number
  }

  /// Seconds since 1970 of the beginning of a day in UTC.
  package static func seconds(of date: PartialDate) -> Int {
    daysSince1970(date.year, date.month ?? 1, date.day ?? 1) * 86_400
  }

  /// Counts days in years that begin in March, so that the leap day is the last one of its year.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, day)
  }
}
