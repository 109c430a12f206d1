import CatalogueModel
import Testing

/// Dates of year, month or day precision.
@Suite struct PartialDateTests {
  @Test(arguments: ["2006", "2006-05", "2006-05-01", "0001", "9999-12-31", "2000-02-29", "2024-02-29", "2006-04-30"])
  func readsDatesAndWritesThemBack(text: String) {
    #expect(PartialDate(text)?.description == text)
  }

  @Test(arguments: [
    "", "200", "20060", "2006-", "2006-5", "2006-13", "2006-00", "2006-05-1", "2006-05-32", "2006-05-00", "2006-02-29",
    "1900-02-29", "2100-02-29", "2006-04-31", "2006/05/01", "2006-05-01 ", " 2006", "-2006", "0000", "2006-05-01T00:00",
    "２００６", "2006-1é",
  ])
  func readsNothingElse(text: String) {
    #expect(PartialDate(text) == nil)
  }

  @Test(arguments: [
    ("Monday, May 1, 2006", "2006-05-01"), ("May 1, 2006", "2006-05-01"), ("1 May 2006", "2006-05-01"),
    ("1.5.2006", "2006-05-01"),
    ("01.05.2006", "2006-05-01"), ("May 2006", "2006-05"), ("2006/05/01", "2006-05-01"), ("2006.5.1", "2006-05-01"),
    ("13/04/2006", "2006-04-13"), ("04/13/2006", "2006-04-13"), ("5/5/2006", "2006-05-05"),
    ("1st of May 2006", "2006-05-01"),
    ("Sept. 2006", "2006-09"), ("05/2006", "2006-05"), ("2006-5-1", "2006-05-01"), ("29 February 2004", "2004-02-29"),
    ("the 3rd December 1999", "1999-12-03"), ("2006 ", "2006"),
    ("2019 m. gegužės 3 d.", "2019-05-03"), ("2019 m. gegužė", "2019-05"), ("2019 m.", "2019"),
    ("le 1er août 2019", "2019-08-01"), ("3. März 2019", "2019-03-03"), ("den 3. Jänner 2019", "2019-01-03"),
    ("3 de março de 2019", "2019-03-03"), ("3 octombrie 2019", "2019-10-03"), ("marți, 3 martie 2020", "2020-03-03"),
    ("vendredi 3 mai 2019", "2019-05-03"), ("2019 m. rugp. 3 d.", "2019-08-03"),
  ])
  func guessesWhatIsCertain(text: String, date: String) {
    #expect(PartialDate.guess(text)?.description == date)
  }

  @Test(arguments: [
    "03/04/2006", "2006 or 2007", "29 February 2006", "32 May 2006", "May", "1.5.06", "soon", "", "2004-2006",
    "May June 2006",
    "13/13/2006", "about 2006", "3 jui 2019", "apie 2019 m.", "1 2 3 2006", "May 1", "99999999999999999999 2006",
  ])
  func guessesNothingElse(text: String) {
    #expect(PartialDate.guess(text) == nil)
  }

  @Test func knowsTheFirstAndLastDayItMayMean() throws {
    let year = try #require(PartialDate("2004"))
    #expect(year.earliest == 2004_01_01 && year.latest == 2004_12_31)
    let month = try #require(PartialDate("2004-02"))
    #expect(month.earliest == 2004_02_01 && month.latest == 2004_02_29)
    let day = try #require(PartialDate("2004-02-07"))
    #expect(day.earliest == day.latest && day.latest == 2004_02_07)
  }

  @Test func refusesDaysWithoutMonths() {
    #expect(PartialDate(year: 2006, month: nil, day: 1) == nil)
    #expect(PartialDate(year: 0) == nil)
  }
}
