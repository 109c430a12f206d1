import CatalogueModel
import CataloguePlugins
import KTForceForm
import SourceTree
import TestSupport
import Testing

@Suite struct KTForceFormTests {
  @Test func readsEveryFieldOfTheSeedDocument() throws {
    let drafts = try FormReading.drafts(of: "competitiveness-clusters.txt")
    let draft = try #require(drafts.first)
    let record = draft.record
    #expect(drafts.count == 1)
    #expect(draft.diagnostics == [])
    #expect(draft.unplaced == [])
    #expect(record.id == nil)
    #expect(record.kind == .instrument)
    #expect(record.title.entries == [.init("en", "Support to the competitiveness clusters (pôles de compétitivité)")])
    #expect(record.alsoKnownAs == ["pôles de compétitivité"])
    #expect(record.language == "en")
    #expect(record.countries == [])
    #expect(record.priorities == ["knowledge-transfer"])
    #expect(
      record.targetGroups == [
        "all-companies", "business-organisations", "private-service-providers-non-profit", "hei-education",
        "hei-research",
        "new-technology-based-firms", "other-research-non-profit", "smes-only",
      ])
    let lines = try FormReading.lines(of: "competitiveness-clusters.txt")
    #expect(record.aim.entries == [.init("en", lines[22])])
    #expect(record.overview.entries == [.init("en", lines[24])])
    #expect(record.created == PartialDate("2006-05-01"))
    #expect(record.active == nil)
    #expect(record.outputs.map(\.summary.entries) == [[.init("en", lines[29])]])
    #expect(record.cofinancing == nil)
    #expect(record.links == [])
    #expect(record.organisations.map(\.name) == ["Ville de Grenoble"])
    #expect(record.organisations.map(\.role) == [.reporter])
    #expect(record.contact?.name == lines[3])
    #expect(record.contact?.organisation == "Ville de Grenoble")
    #expect(record.contact?.share == nil)
    let source = try #require(record.sources.first)
    #expect(source.key == "ktforce-form")
    #expect(source.title == record.title["en"])
    #expect(source.publisher == "KTForce project")
    #expect(source.url == nil)
    #expect(source.complete == true)
    #expect(record.origin?.source == "KTForce form")
    #expect(record.origin?.id == "support-to-the-competitiveness-clusters-poles-de-competitivite")
    #expect(record.origin?.importer == "ktforce-form")
    #expect(record.origin?.on == Fixtures.today)
    #expect(record.licence == nil)
  }

  @Test func pointsToTheLineOfEachAnswerOfTheSeedDocument() throws {
    let draft = try #require(try FormReading.drafts(of: "competitiveness-clusters.txt").first)
    let lines: [(FieldPath, Int)] = [
      ("contact.name", 4), ("organisations", 5), ("kind", 7), ("priorities", 9), ("countries", 10), ("title", 12),
      (FieldPath("target_groups").appending(7), 21), ("aim", 23), ("overview", 25), ("created", 27), ("active", 28),
      (FieldPath("outputs").appending(0).appending("summary"), 30), ("cofinancing", 31), ("links", 32),
    ]
    for (path, line) in lines { #expect(draft.location(of: path)?.line == line, "\(path)") }
    let findings = draft.findings(in: Fixtures.context, as: .draft)
    let places = findings.map { "\($0.code):\($0.location?.line ?? 0)" }
    #expect(places.contains("missing-field:10"))
    #expect(places.contains("conflicting-terms:21"))
  }

  @Test func readsAPractice() throws {
    let draft = try #require(try FormReading.drafts(of: "practice.txt").first)
    let record = draft.record
    #expect(record.kind == .practice)
    #expect(record.title["en"] == "Industry days at the faculty")
    #expect(record.priorities == [])
    #expect(record.ktAreas == ["university-industry-relations", "technology-licensing"])
    #expect(record.targetGroups == ["all-companies", "business-organisations", "Students and alumni"])
    #expect(record.overview["en"]?.split(separator: "\n\n").count == 2)
    #expect(record.created == PartialDate("2009-01-01"))
    #expect(record.budget.map { $0.summary["en"] } == ["About 3.000 euros a day, paid by the faculty"])
    #expect(record.budget.first?.amount == nil)
    #expect(record.resourcesNeeded?.summary["en"] == "One person for a month, and rooms.")
    #expect(record.links.map(\.name) == ["Innovation voucher"])
    #expect(record.links.map(\.type) == [.related])
    #expect(record.sources.first?.complete == true)
    #expect(record.contact?.organisation == "Example University")
  }

  @Test func reportsUnknownLabelAndNavigationAtTheirLinesAndKeepsThem() throws {
    let draft = try #require(try FormReading.drafts(of: "practice.txt").first)
    #expect(draft.places == ["unknown-term:23", "not-placed:40"])
    #expect(draft.unplaced.map(\.value) == [.string("Other practices of the region")])
    #expect(draft.unplaced.map { $0.location?.line } == [40])
  }

  @Test func readsSeveralRatesNotActiveAndAListOfOutputs() throws {
    let draft = try #require(try FormReading.drafts(of: "several-rates.txt").first)
    let record = draft.record
    #expect(record.active == false)
    #expect(record.contact == nil)
    #expect(record.organisations == [])
    #expect(record.targetGroups == [])
    #expect(record.priorities == ["rd-cooperation", "research-infrastructures", "innovative-start-ups"])
    #expect(
      record.outputs.map { $0.summary["en"] } == [
        "120 projects were paid for", "40 firms took part for the first time",
      ])
    let cofinancing = try #require(record.cofinancing)
    #expect(cofinancing.shown == ["40 medium enterprises", "50 small enterprises", "75 Advisory Services"])
    let text =
      "40% for medium enterprises, 50% for small enterprises / Advisory Services: 75 %\nmax. 42.000 € per project"
    #expect(cofinancing.summary["en"] == text)
    #expect(cofinancing.maximum?.amount == DecimalNumber(42000))
    #expect(cofinancing.maximum?.currency == "EUR")
    #expect(cofinancing.maximum?.per == "project")
    let rate = FieldPath("cofinancing.rates").appending(2).appending("percent")
    #expect(draft.location(of: rate)?.line == 25)
    #expect(draft.location(of: rate)?.column == 76)
    #expect(draft.location(of: "cofinancing.maximum.amount")?.line == 26)
  }

  @Test func keepsADateThatItDoesNotUnderstand() throws {
    let draft = try #require(try FormReading.drafts(of: "several-rates.txt").first)
    #expect(draft.record.created == nil)
    #expect(draft.places == ["not-understood:18"])
    #expect(draft.unplaced.map(\.value) == [.string("spring 2004")])
    #expect(draft.unplaced.map(\.field) == ["created"])
  }

  @Test func keepsWhatWasReadOfAPageCutWithinAnAnswer() throws {
    let draft = try #require(try FormReading.drafts(cutAfter: "defined in individual c").first)
    #expect(draft.places == ["input-cut:25"])
    #expect(draft.diagnostics.first?.severity == .note)
    #expect(draft.record.overview["en"]?.hasSuffix(" individual c") == true)
    #expect(draft.record.created == nil)
    #expect(draft.record.sources.first?.complete == false)
  }

  @Test func doesNotTakeTheBeginningOfAQuestionForAnAnswer() throws {
    let draft = try #require(try FormReading.drafts(cutAfter: "Identify the main outp").first)
    #expect(draft.places == ["input-cut:29"])
    #expect(draft.record.outputs == [])
    #expect(draft.record.active == nil)
    #expect(draft.unplaced == [])
    #expect(draft.record.sources.first?.complete == false)
  }

  @Test func givesOneDraftForEachPageOfAFile() throws {
    let drafts = try FormReading.drafts(of: "two-pages.txt")
    #expect(
      drafts.map { $0.record.title["en"] } == ["Transfer guideline of the Free State", "Industry days at the faculty"])
    #expect(drafts.map { $0.record.kind } == [.instrument, .practice])
    #expect(drafts.map(\.places) == [["not-understood:18"], ["unknown-term:51", "not-placed:68"]])
    let alone = try #require(try FormReading.drafts(of: "practice.txt").first)
    #expect(drafts.last?.record == alone.record)
  }

  @Test func readsHTMLWithTheLinesOfTheFile() throws {
    let draft = try #require(try FormReading.drafts(of: "practice.html").first)
    let record = draft.record
    #expect(record.kind == .practice)
    #expect(record.title["en"] == "Industry days at the faculty")
    #expect(record.ktAreas == ["spin-off-entrepreneurship"])
    #expect(record.targetGroups == ["hei-research", "business-organisations", "Friends of the faculty"])
    #expect(record.aim["en"] == "Bring researchers and firms to one table.\n\nIt is\u{A0}fun.\nReally.")
    #expect(record.overview["en"] == "It has:\n- an open day\n- a market place")
    #expect(record.created == PartialDate("2012-08-14"))
    #expect(record.links == [])
    let url = "http://ktforce.eu/good-practices/industry-days-f%C3%A4culty-0"
    #expect(record.sources.first?.url == url)
    #expect(record.sources.first?.complete == true)
    #expect(record.origin?.url == url)
    #expect(record.origin?.id == "industry-days-faculty-0")
    #expect(draft.places == ["not-placed:15", "unknown-term:33", "not-placed:44"])
    #expect(draft.diagnostics.allSatisfy { $0.location?.byteRange == nil && $0.fix == nil })
    #expect(draft.location(of: "aim")?.line == 36)
    #expect(draft.location(of: "countries")?.line == 25)
  }

  @Test(arguments: [
    ("competitiveness-clusters.txt", 90), ("practice.txt", 90), ("practice.html", 90), ("two-pages.txt", 90),
    ("not-a-form.txt", 0),
  ])
  func recognisesPages(fixture: String, percent: Int) throws {
    #expect(FormReading.confidence(try FormReading.bytes(of: fixture), named: fixture) == percent)
  }

  @Test func isNotSureOfOneQuestion() {
    #expect(FormReading.confidence(Array("Contact person\nAna".utf8)) == Confidence.possible.percent)
    #expect(FormReading.confidence(Array("questions: [Contact person, What is the aim/objective?]".utf8)) == 0)
    #expect(FormReading.confidence([]) == 0)
    #expect(FormReading.confidence([0, 1, 2, 3]) == 0)
  }

  @Test func findsNoPageInAnotherDocument() throws {
    #expect(try FormReading.drafts(of: "not-a-form.txt").isEmpty)
  }

  @Test func addsTheImporterToTheRegistry() throws {
    let registry = try PluginRegistry([KTForceFormPlugin()])
    let bytes = try FormReading.bytes(of: "competitiveness-clusters.txt")
    #expect(try registry.recognise(bytes, named: "x.txt").format.id == "ktforce-form")
  }
}
