internal import CatalogueModel
internal import Glibc

/// The day on which the program runs.
enum Clock {
  /// Today, or the day of `SOURCE_DATE_EPOCH` (https://reproducible-builds.org/specs/source-date-epoch/) where set.
  static var today: PartialDate {
    var now = time(nil)
    var parts = tm()
    if let fixed = getenv("SOURCE_DATE_EPOCH"), let seconds = Int(String(cString: fixed)) {
      now = seconds
      gmtime_r(&now, &parts)
    } else {
      localtime_r(&now, &parts)
    }
    return PartialDate(knownYear: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }
}
