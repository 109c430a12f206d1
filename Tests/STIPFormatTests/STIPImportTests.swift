import CatalogueModel
import CataloguePlugins
import SourceTree
import TestSupport
import Testing

@testable import STIPFormat

/// What comes back from correspondents.
@Suite struct STIPImportTests {
  private static let address = "https://stip.oecd.org/stip/interactive-dashboards/policy-initiatives/2021-1"

  private static func read(_ text: String) throws -> FormatSamples.Import {
    try FormatSamples.read(text, with: STIPImporter())
  }

  /// Reads one row under some columns.
  private static func row(_ columns: [(String, String)]) throws -> FormatSamples.Import {
    let columns = [("InitiativeID", address), ("NameEnglish", "A")] + columns
    return try read(columns.map(\.0).joined(separator: "|") + "\n" + columns.map(\.1).joined(separator: "|") + "\n")
  }

  private static func messages(_ read: FormatSamples.Import) -> [String] {
    read.drafts.flatMap(\.diagnostics).map(\.message)
  }

  @Test func rowsOfOneInitiativeAreJoinedWhereverTheyStand() throws {
    let read = try Self.read(
      """
      InitiativeID|NameEnglish|TG31|InstrumentTypeCode
      https://a.example/1|One|1|PI014
      https://a.example/2|Two|0|PI008
      https://a.example/1|One|1|PI017
      https://a.example/1||0|PI014

      """)
    #expect(
      read.records.map(\.instrumentTypes) == [["innovation-vouchers", "advisory-services"], ["business-rd-grants"]])
    #expect(read.records[0].targetGroups == ["smes-only"])
    #expect(read.records.map { $0.origin?.url } == ["https://a.example/1", "https://a.example/2"])
    #expect(read.records.map(\.kind) == [.instrument, .instrument])
  }

  @Test func placesAreThoseOfTheFileAlsoInJoinedRows() throws {
    let read = try Self.read(
      """
      InitiativeID|NameEnglish|StartDateYear|InstrumentTypeCode
      https://a.example/1|One|2006|PI014
      https://a.example/2|"Two
      lines"|2007|PI008
      https://a.example/1|Other|2006|PI0l7

      """)
    #expect(read.findings == ["stip-rows@5 B4 (NameEnglish)", "stip-code@5 D4 (InstrumentTypeCode)"])
    let columns = read.drafts.flatMap(\.diagnostics).map { $0.location?.column }
    #expect(columns == [21, 32])
    #expect(read.drafts[0].unplaced.map(\.value) == [.string("Other"), .string("PI0l7")])
    #expect(Self.messages(read).last?.contains("\"PI017\" (Technology extension") == true)
  }

  @Test func columnsMayStandInAnyOrderWithOtherSeparators() throws {
    let comma = try Self.read("\u{FEFF}NameEnglish;InitiativeID;CountryCode\r\nA;https://a.example/1;PRT\r\n")
    #expect(comma.records.first?.countries == ["PT"])
    #expect(comma.records.first?.title["en"] == "A")
    let tab = try Self.read("NameEnglish\tInitiativeID\tTG20\nA\thttps://a.example/1\t0\n")
    #expect(tab.records.count == 1)
  }

  @Test func theSecondRowOfNamesIsNoInitiative() throws {
    let read = try Self.read(
      "InitiativeID|NameEnglish|TG31\nWeb address|Title|SMEs (whatever they call it)\nhttps://a.example/1|A|1\n")
    #expect(read.records.map { $0.title["en"] } == ["A"])
  }

  @Test func anUnknownColumnNamesTheNearest() throws {
    let read = try Self.row([("NameResponsibleOrganization", "Agency"), ("TG41", "1"), ("Colour", "blue")])
    #expect(read.findings.prefix(3) == ["stip-column@1 C1", "stip-column@1 D1", "stip-column@1 E1"])
    let messages = Self.messages(read)
    #expect(messages[0].contains("did you mean \"NameResponsibleOrganisation\"?"))
    #expect(messages[1].contains("\"TG41\""))
    // Nothing that it holds is lost.
    #expect(
      read.drafts.last?.unplaced.map { $0.field?.description } == ["TG41", "NameResponsibleOrganization", "Colour"])
  }

  @Test func aCodeForWhichThereIsNoTermIsKept() throws {
    let read = try Self.row([("TG9", "1"), ("TH11", "1"), ("TG14", "0")])
    #expect(
      read.drafts[0].unplaced.map(\.value) == [.string("Established researchers"), .string("Governance debates")])
    #expect(
      Self.messages(read).first
        == "TG9 (Established researchers) stands for no target group of the catalogue; it was kept aside")
  }

  @Test func aCodeOfSeveralTermsIsNotGuessed() throws {
    let read = try Self.row([("TG20", "1")])
    #expect(read.records[0].targetGroups == [])
    #expect(Self.messages(read).first?.contains("\"hei-education\" or \"hei-research\"") == true)
    let tagged = try Self.row([("TG20", "1"), ("Tags", "Higher education institutions research units/centres")])
    #expect(tagged.records[0].targetGroups == ["hei-research"])
    #expect(tagged.drafts[0].unplaced.isEmpty)
  }

  @Test func ticksCountWhereTheTagsSayOtherwise() throws {
    let read = try Self.row([("TG31", "0"), ("TG21", "1"), ("Tags", "SMEs only¬quantum")])
    #expect(read.records[0].targetGroups == ["other-research-non-profit"])
    let messages = Self.messages(read)
    #expect(messages[0] == "the tag \"SMEs only\" was kept aside, as TG31 is not ticked; tick it or remove the tag")
    #expect(messages[1] == "the tag \"quantum\" is no term of the catalogue; it was kept aside")
    #expect(read.drafts[0].unplaced.map(\.value) == [.string("SMEs only"), .string("quantum")])
  }

  @Test func theNearestPriorityIsTakenOfAForeignSheet() throws {
    let read = try Self.row([("TH43", "1"), ("TH24", "x")])
    #expect(read.records[0].priorities.contains("knowledge-transfer"))
    #expect(read.records[0].priorities.contains("research-infrastructures"))
    #expect(read.records[0].ktAreas == [])
  }

  @Test func ticksAreZeroAndOne() throws {
    let read = try Self.row([("TG31", "maybe")])
    #expect(read.findings == ["stip-code@2 C2 (TG31)"])
    #expect(read.drafts[0].unplaced.map(\.value) == [.string("maybe")])
  }

  @Test func instrumentTypesAreUnderstoodByTheirLabels() throws {
    #expect(
      try Self.row([("InstrumentTypeLabel", "Innovation vouchers")]).records[0].instrumentTypes == [
        "innovation-vouchers"
      ])
    let differing = try Self.row([("InstrumentTypeCode", "PI014"), ("InstrumentTypeLabel", "Equity financing")])
    #expect(differing.records[0].instrumentTypes == ["innovation-vouchers"])
    #expect(
      Self.messages(differing).first == "PI014 is \"Innovation vouchers\", not \"Equity financing\"; the code was taken"
    )
    let unknown = try Self.row([("InstrumentTypeLabel", "Innovation vouchrs")])
    #expect(Self.messages(unknown).first?.contains("did you mean \"Innovation vouchers\"?") == true)
  }

  @Test func countriesAreCodesOfThreeLetters() throws {
    let belgium = try Self.row([("CountryCode", "BEVLG")]).records[0]
    #expect(belgium.countries == ["BE"] && belgium.regions.map(\.nuts) == ["BE2"])
    #expect(try Self.row([("CountryCode", "PRT¬ESP")]).records[0].countries == ["PT", "ES"])
    let wrong = try Self.row([("CountryCode", "PTR")])
    #expect(Self.messages(wrong).first?.contains("or \"PRT\"?") == true)
    let named = try Self.row([("CountryLabel", "Portugal"), ("CountryCode", "PTR")])
    #expect(named.records[0].countries == ["PT"])
    let differing = try Self.row([("CountryLabel", "Spain"), ("CountryCode", "PRT")])
    #expect(Self.messages(differing) == ["\"Spain\" is not the country of PRT; the code was taken"])
  }

  @Test func namesInTheOriginalLanguageAreThatOfTheCountry() throws {
    let portuguese = try Self.row([("CountryCode", "PRT"), ("NameOriginalLanguage", "Vale")])
    #expect(portuguese.records[0].title["pt"] == "Vale")
    #expect(portuguese.findings == ["not-understood@2 D2 (NameOriginalLanguage)"])
    let swiss = try Self.row([("CountryCode", "CHE"), ("NameOriginalLanguage", "Gutschein"), ("Acronym", "IG")])
    #expect(swiss.records[0].alsoKnownAs == ["IG", "Gutschein"])
  }

  @Test func amountsAndYearsThatAreNoneAreReported() throws {
    let read = try Self.row([
      ("StartDateYear", "spring 2004"), ("YearlyBudgetLocalCurrency", "2500000 EUR¬about a million"),
    ])
    #expect(read.findings.contains("bad-date@2 C2 (StartDateYear)"))
    #expect(read.records[0].budget.map { $0.amount?.description } == ["2500000", nil])
    #expect(read.records[0].budget[1].summary["en"] == "about a million")
    #expect(read.drafts[0].unplaced.map(\.value) == [.string("spring 2004")])
  }

  @Test func whatHasNoFieldIsToldOnceAndKeptEverywhere() throws {
    let read = try Self.read(
      """
      InitiativeID|NameEnglish|SurveyYear|F6:V132|IsStructuralReform
      https://a.example/1|A|2021|1|0
      https://a.example/2|B|2021|1|1

      """)
    #expect(
      read.findings == [
        "stip-column@2 C2 (SurveyYear)", "stip-column@2 E2 (IsStructuralReform)", "stip-column@2 D2 (F6:V132)",
      ])
    #expect(read.drafts.map { $0.unplaced.count } == [3, 3])
  }

  @Test func severalObjectivesAreOneAim() throws {
    let read = try Self.row([("Objectives1", "First."), ("Objectives2", "Second.")])
    #expect(read.records[0].aim["en"] == "First.\n\nSecond.")
    #expect(read.findings == [])
  }

  @Test func rowsWithoutAnAddressAreJoinedByNameAndCountry() throws {
    let read = try Self.read(
      "NameEnglish|CountryCode|InstrumentTypeCode\nA|PRT|PI014\nA|PRT|PI017\nA|ESP|PI014\n")
    #expect(read.records.map(\.instrumentTypes.count) == [2, 1])
    #expect(read.findings == ["stip-rows@2 A2 (NameEnglish)", "stip-rows@4 A4 (NameEnglish)"])
  }

  @Test func aRowThatCannotBeReadIsReportedAndTheOthersAreRead() throws {
    let read = try Self.read(
      "InitiativeID|NameEnglish|Acronym\nhttps://a.example/1|The \"best\"|X\nhttps://a.example/2|B|Y\n")
    #expect(read.records.map { $0.title["en"] } == ["B"])
    #expect(read.findings == ["stip-rows@2 B2"])
    #expect(read.drafts[0].diagnostics.map(\.severity) == [.error])
  }

  @Test(arguments: STIPRules.all.filter { $0.example != .command })
  func examplesOfRulesAreTrue(rule: DiagnosticRule) throws {
    let bad = MarkedText(rule.bad)
    let found = try Self.read(bad.text)
    let places = (found.drafts.flatMap(\.diagnostics) + [found.failure].compactMap(\.self)).filter {
      $0.code == rule.code
    }
    #expect(places.contains { $0.location?.byteRange?.lowerBound == bad.offset }, "\(places)")
    #expect(try !Self.read(rule.good).findings.contains { $0.hasPrefix(rule.code) })
  }

  @Test func aSheetThatIsNoneIsRefused() throws {
    #expect(try Self.read("a|b\n1|2\n").findings == ["stip-header@1:1"])
    #expect(try Self.read("").drafts.isEmpty)
    #expect(
      try FormatSamples.read(Array("InitiativeID|NameEnglish\nx\0\0\0\0|y\n".utf8), with: STIPImporter()).failure != nil
    )
    let many = "InitiativeID|NameEnglish\n" + (1...20).map { "https://a.example/\($0)|A\n" }.joined()
    #expect(
      try FormatSamples.read(Array(many.utf8), with: STIPImporter(), limit: 10).failure?.code == "too-many-records")
  }

  @Test func theSheetIsRecognisedByItsColumns() {
    #expect(FormatSamples.confidence(STIPImporter(), "InitiativeID|NameEnglish|TG31\n") == 97)
    #expect(FormatSamples.confidence(STIPImporter(), "\u{FEFF}InitiativeID;NameEnglish;TG31\n") == 97)
    #expect(FormatSamples.confidence(STIPImporter(), "id,kind,title.en\n", named: "x.csv") == 0)
    #expect(FormatSamples.confidence(STIPImporter(), "Tags|Background|Acronym\n") == 0)
  }
}
