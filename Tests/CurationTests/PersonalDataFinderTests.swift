internal import CatalogueModel
internal import CatalogueStore
internal import TestSupport
internal import Testing

@testable internal import Curation

@Suite struct PersonalDataFinderTests {
  @Test(arguments: [
    ("Write to ana.b@example.org, or x@y.", ["ana.b@example.org"]), ("<a@example.org>.", ["a@example.org"]),
    ("5 @ 3, @name, a@b", []), ("a@example.org/b@example.com", ["a@example.org", "b@example.com"]),
  ])
  func addressesStandInTexts(_ text: String, _ found: [String]) {
    #expect(PersonalDataFinder.addresses(in: text) == found)
  }

  @Test(arguments: [
    ("Call +351 22 508 14 00.", ["+351 22 508 14 00"]), ("Tel. (0) 76 123 45 67, fax", ["(0) 76 123 45 67"]),
    ("500 000 000 euros in 2007-2013, 1 200 300 400 in all", []), ("+5 points", []),
    ("phone: 0123-456-789", ["0123-456-789"]),
  ])
  func telephoneNumbersAreToldFromAmountsAndYears(_ text: String, _ found: [String]) {
    #expect(PersonalDataFinder.phones(in: text) == found)
  }

  @Test(arguments: [
    ("ana.exemplo@example.org", true), ("innovation@example.org", false), ("tech.transfer@example.org", false),
    ("info-desk@example.org", false), ("jonas_jonaitis@example.lt", true), ("a.b.c@example.org", false),
  ])
  func mailboxesOfTwoNamesLookPersonal(_ mailbox: String, _ isPersonal: Bool) {
    #expect(PersonalDataFinder.isPersonal(mailbox: mailbox) == isPersonal)
  }
}
