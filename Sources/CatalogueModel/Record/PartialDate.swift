/// A date of year, month or day precision (EDTF level 0: `2006`, `2006-05`, `2006-05-01`).
public struct PartialDate: Sendable, Hashable {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, when it is known.
  public let month: Int?
  /// The day, when it is known.
  public let day: Int?

  /// Makes a date; nil when there is no such day in the Gregorian calendar.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1...9999).contains(year), day == nil || month != nil else { return nil }
    if let month {
      guard (1...12).contains(month) else { return nil }
      if let day, !(1...Self.days(inMonth: month, of: year)).contains(day) { return nil }
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Makes a date that is known to exist, such as today's.
  package init(knownYear year: Int, month: Int? = nil, day: Int? = nil) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// A year so late that no date lies after it; for reading files whose dates are not judged.
  package static let distantFuture = PartialDate(knownYear: 9999)

  /// Reads `2006`, `2006-05` or `2006-05-01` and nothing else. O(1).
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let date = text.withUTF8({ PartialDate($0) }) else { return nil }
    self = date
  }

  /// Reads `2006`, `2006-05` or `2006-05-01` and nothing else. O(1).
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard [4, 7, 10].contains(bytes.count) else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        guard (0x30...0x39).contains(bytes[index]) else { return nil }
        value = value * 10 + Int(bytes[index] - 0x30)
      }
      return value
    }
    guard let year = number(0..<4) else { return nil }
    var month: Int?
    var day: Int?
    if bytes.count >= 7 {
      guard bytes[4] == 0x2D, let value = number(5..<7) else { return nil }
      month = value
    }
    if bytes.count == 10 {
      guard bytes[7] == 0x2D, let value = number(8..<10) else { return nil }
      day = value
    }
    self.init(year: year, month: month, day: day)
  }

  /// The first day that the date may mean, as year × 10000 + month × 100 + day.
  package var earliest: Int { year * 10000 + (month ?? 1) * 100 + (day ?? 1) }

  /// The last day that the date may mean, as year × 10000 + month × 100 + day.
  package var latest: Int {
    let month = month ?? 12
    return year * 10000 + month * 100 + (day ?? Self.days(inMonth: month, of: year))
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension PartialDate: CustomStringConvertible {
  /// The date as it is written in files.
  public var description: String {
    // Short enough to need no memory of its own.
    String(unsafeUninitializedCapacity: 10) { text in
      var count = 0
      func put(_ number: Int, _ divisor: Int) {
        var divisor = divisor
        while divisor > 0 {
          text[count] = 0x30 + UInt8(truncatingIfNeeded: number / divisor % 10)
          count += 1
          divisor /= 10
        }
      }
      put(year, 1000)
      for part in [month, day] {
        guard let part else { break }
        text[count] = 0x2D
        count += 1
        put(part, 10)
      }
      return count
    }
  }
}
