import CatalogueModel
import SourceTree
import TestSupport
import Testing

@Suite struct FormAnswerTests {
  @Test(arguments: [
    ("75 %", ["75"]),
    ("up to 70% of project costs", ["70 project costs"]),
    ("40% for medium enterprises, 50% for small enterprises", ["40 medium enterprises", "50 small enterprises"]),
    ("Advisory Services: 75 %", ["75 Advisory Services"]),
    ("SMEs: 50%, large firms: 25 %", ["50 SMEs", "25 large firms"]),
    ("SMEs: 50%; large firms: 25 %", ["50 SMEs", "25 large firms"]),
    (
      "Investigations: 40% for medium enterprises and 50% for small enterprises / Advice: 75%",
      ["40 medium enterprises (Investigations)", "50 small enterprises (Investigations)", "75 Advice"]
    ),
    ("from 40% to 80% of eligible costs", ["40-80 eligible costs"]),
    ("between 40 and 80 percent", ["40-80"]), ("40 – 80 %", ["40-80"]),
    ("7,5% (research) and 12.5 per cent (studies)", ["7.5 research", "12.5 studies"]),
    ("Maximum co-financing rate: 85%", ["85"]), ("Small enterprises up to 50%", ["50 Small enterprises"]),
    ("• SMEs: 50%\n• Universities: 100%", ["50 SMEs", "100 Universities"]),
    ("The programme pays half of the costs.", []),
  ])
  func readsRatesInFreeText(answer: String, rates: [String]) throws {
    let cofinancing = try #require(try FormReading.cofinancing(answer))
    #expect(cofinancing.shown == rates)
    #expect(cofinancing.summary["en"] == answer)
  }

  @Test(arguments: [
    ("max. 42.000 € per project", "42000 EUR project"), ("Maximum: EUR 500,000 per applicant", "500000 EUR applicant"),
    ("up to 1.5 million euros per year", "1500000 EUR year"),
    ("70%, not more than 10 000 LTL per voucher", "10000 LTL voucher"),
    ("at most £ 1,000.50 per SME", "1000.5 GBP applicant"),
  ])
  func takesACeilingThatIsCertain(answer: String, expected: String) throws {
    let maximum = try #require(try FormReading.cofinancing(answer)?.maximum)
    let shown = [maximum.amount?.description, maximum.currency, maximum.per].map { $0 ?? "" }.joined(separator: " ")
    #expect(shown == expected)
  }

  @Test(arguments: [
    "42.000 € per project", "max. 42.000 € in all", "max. 42.000 per project", "max. $ 500 per project",
    "up to 7,875 M€ per year", "max. 100 € per project, max. 200 € per year", "max. 100 € per project and year",
    "about 30 vouchers per year",
  ])
  func leavesACeilingThatIsNotCertainInTheText(answer: String) throws {
    let cofinancing = try #require(try FormReading.cofinancing(answer))
    #expect(cofinancing.maximum == nil)
    #expect(cofinancing.summary["en"] == answer)
  }

  @Test func saysWhichShareItDidNotUnderstand() throws {
    let question = "What is the co-financing/maximum rate allowed by the instrument/policy (if appl.)?"
    let draft = try #require(try FormReading.drafts(FormReading.page(question, "150% of the staff costs")).first)
    #expect(draft.record.cofinancing?.rates == [])
    #expect(draft.places == ["not-understood:8"])
  }

  @Test func readsALabelBrokenOverLinesAndSeveralOnOne() throws {
    let question = "Indicate the target group/beneficiaries of the instrument/policy"
    let answer = """
      Consultancies and other private
      service   providers (NON-PROFIT)
      - SMEs only; All companies
      Business organisations (Chambers of Commerce…)
      """
    let draft = try #require(try FormReading.drafts(FormReading.page(question, answer)).first)
    #expect(
      draft.record.targetGroups == [
        "private-service-providers-non-profit", "smes-only", "all-companies", "business-organisations",
      ])
    #expect(draft.diagnostics == [])
    let third = FieldPath("target_groups").appending(2)
    #expect(draft.location(of: third)?.line == 10)
    #expect(draft.location(of: third)?.column == 14)
  }

  @Test func understandsCorrectedLabelsAndSaysSo() throws {
    let question = "Indicate the target group/beneficiaries of the instrument/policy"
    let draft = try #require(try FormReading.drafts(FormReading.page(question, "Nur KMU")).first)
    #expect(draft.record.targetGroups == ["smes-only"])
    #expect(draft.places == ["term-label:8"])
  }

  @Test(arguments: [
    ("Tuesday, August 14, 2012", "2012-08-14"), ("May 2006", "2006-05"), ("1 May 2006", "2006-05-01"),
  ])
  func readsDates(answer: String, date: String) throws {
    let question = "What is the date of creation of this instrument?"
    let draft = try #require(try FormReading.drafts(FormReading.page(question, answer)).first)
    #expect(draft.record.created == PartialDate(date))
  }

  @Test(
    arguments: [("Not Active", false), ("Active", true), ("", nil), ("No information provided", nil)]
      as [(String, Bool?)])
  func tellsUnknownFromNotActive(answer: String, active: Bool?) throws {
    let question = "Is the instrument/policy still active?"
    let draft = try #require(try FormReading.drafts(FormReading.page(question, answer)).first)
    #expect(draft.record.active == active)
    #expect(draft.diagnostics == [])
  }

  @Test func readsAnAnswerOnTheLineOfItsQuestion() throws {
    let page = """
      Contact person: Ana Example
      Do you want to share an instrument/policy or a knowledge Transfer practice? Innovation instrument(policy)
      What is the title/name of the instrument/policy? Example voucher
      Is the instrument/policy still active? Not Active
      """
    let record = try #require(try FormReading.drafts(page).first).record
    #expect(record.contact?.name == "Ana Example")
    #expect(record.kind == .instrument)
    #expect(record.title["en"] == "Example voucher")
    #expect(record.active == false)
  }

  @Test func takesTheHeadingForATitleThatIsMissing() throws {
    let page = """
      Home
      Example voucher
      Contact person
      Ana Example
      Do you want to share an instrument/policy or a knowledge Transfer practice?
      Innovation instrument(policy)
      """
    let draft = try #require(try FormReading.drafts(page).first)
    #expect(draft.record.title["en"] == "Example voucher")
    #expect(draft.record.organisations == [])
    #expect(draft.places == ["input-cut:6"])
  }

  @Test func takesTheHeadingForATitleThatIsCut() throws {
    let page = """
      Example voucher for firms
      Contact person
      Ana Example
      Do you want to share an instrument/policy or a knowledge Transfer practice?
      Innovation instrument(policy)
      What is the title/name of the instrument/policy?
      Example vouch
      """
    let draft = try #require(try FormReading.drafts(page).first)
    #expect(draft.record.title["en"] == "Example voucher for firms")
    #expect(draft.unplaced == [])
  }

  @Test func tellsTheKindFromTheQuestionsAndSaysSo() throws {
    let page = """
      Contact person
      Ana Example
      What is the title/name of the practice?
      Industry days
      Is this practice linked to an instrument/policy?
      """
    let draft = try #require(try FormReading.drafts(page).first)
    #expect(draft.record.kind == .practice)
    #expect(draft.places == ["not-understood:3"])
    #expect(draft.diagnostics.map(\.severity) == [.note])
  }

  @Test func reportsNavigationAroundTheFormButNoBoilerplate() throws {
    let page =
      "Skip to main content\nProject partners of the north\n\n"
      + FormReading.page("What is the aim/objective?", "Help firms.")
      + "\nJoin our mailing list\nHome\nLog in\n© 2012 Example\n"
    let draft = try #require(try FormReading.drafts(page).first)
    #expect(draft.record.links == [])
    #expect(draft.places == ["not-placed:2", "not-placed:14"])
    #expect(
      draft.unplaced.map(\.value) == [.string("Project partners of the north"), .string("Join our mailing list")])
  }

  @Test func keepsWhatAContactHasTooMuch() throws {
    let page = """
      Contact person
      Ana Example
      Example University
      ana@example.org
      Second floor
      Do you want to share an instrument/policy or a knowledge Transfer practice?
      Innovation instrument(policy)
      Is this instrument/policy linked to a KT practice?
      """
    let draft = try #require(try FormReading.drafts(page).first)
    #expect(draft.record.contact?.email == "ana@example.org")
    #expect(draft.record.contact?.organisation == "Example University")
    #expect(draft.places == ["not-placed:5"])
  }

  @Test(arguments: ["Innovation voucher (GAPI)", "Technology centers (non-profit)", "Support (SMEs)", "Voucher"])
  func leavesBracketsThatHoldNoOtherName(title: String) throws {
    let text = FormReading.page("What is the aim/objective?", "Help firms.").replacing("Example voucher", with: title)
    let record = try #require(try FormReading.drafts(text).first).record
    #expect(record.title["en"] == title)
    #expect(record.alsoKnownAs == [])
  }
}
