import CatalogueModel
import RecordTable
import Testing

/// Days as spreadsheets count them.
@Suite struct SerialDateTests {
  @Test(arguments: [
    ("1900-03-01", 61), ("1904-01-01", 1462), ("1970-01-01", 25_569), ("2000-02-29", 36_585), ("2026-11-20", 46_346),
    ("9999-12-31", 2_958_465),
  ])
  func daysHaveTheirNumbers(text: String, number: Int) throws {
    let day = try #require(PartialDate(text))
    #expect(SerialDate.number(of: day) == number)
    #expect(SerialDate.date(of: Double(number), startsIn1904: false) == day)
    #expect(SerialDate.date(of: Double(number) + 0.75, startsIn1904: false) == day)
    if number > 1462 { #expect(SerialDate.date(of: Double(number - 1462), startsIn1904: true) == day) }
  }

  @Test func whatIsNoDayHasNoNumber() throws {
    for text in ["2006", "2006-05", "1900-02-28", "1066-10-14"] {
      #expect(SerialDate.number(of: try #require(PartialDate(text))) == nil, "\(text)")
    }
    for number in [0, 0.5, -3, 2_958_466, 1e300] {
      #expect(SerialDate.date(of: number, startsIn1904: false) == nil, "\(number)")
    }
  }

  @Test func theFirstDaysOf1900ComeBeforeTheDayThatNeverWas() {
    #expect(SerialDate.date(of: 1, startsIn1904: false)?.description == "1900-01-01")
    #expect(SerialDate.date(of: 59, startsIn1904: false)?.description == "1900-02-28")
  }

  @Test func everyDayComesBack() throws {
    for number in stride(from: 61, to: 2_958_466, by: 997) {
      let day = try #require(SerialDate.date(of: Double(number), startsIn1904: false))
      #expect(SerialDate.number(of: day) == number)
    }
  }

  @Test func aYearTypedAsADayIsFound() throws {
    #expect(SerialDate.year(typedAs: try #require(PartialDate("1905-06-26"))) == 2004)
    #expect(SerialDate.year(typedAs: try #require(PartialDate("1905-12-26"))) == nil)
    #expect(SerialDate.year(typedAs: try #require(PartialDate("1905"))) == nil)
  }
}
