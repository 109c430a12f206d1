internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import Foundation
internal import SourceTree
internal import TestSupport
internal import Testing

@Suite struct CareTests {
  /// What a record with these lines needs care for; the day is 2026-11-20.
  private func findings(_ more: String, languages: String = "[en]", staleAfter: CarePeriod = .usual) throws
    -> [CareFinding]
  {
    let folder = try TemporaryFolder.withCatalogue(["instruments/one.yaml": TemporaryFolder.record("one", more)])
    try folder.write("title: Example\nlanguage: en\nlanguages: \(languages)\n", to: "catalogue.yaml")
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    let loaded = catalogue.load(RecordFile(path: folder("instruments/one.yaml"), area: .instruments))
    return CareCheck(in: catalogue.context, staleAfter: staleAfter).findings(about: loaded)
  }

  private static let good = """
    submitted: { on: 2026-01-01 }
    outputs: [{ summary: Firms, value: 3, source: report }]
    sources: [{ key: report, title: Report, url: "https://example.org/report" }]

    """

  @Test func recordThatIsLookedAfterNeedsNothing() throws {
    #expect(try findings(Self.good).isEmpty)
  }

  @Test(arguments: [
    ("submitted: { on: 2024-11-19 }", true), ("submitted: { on: 2024-11-20 }", false),
    ("submitted: { on: 2010-01-01 }\nreviewed: { on: 2025-01-01 }", false),
    ("submitted: { on: 2010-01-01 }\nmodified: { on: 2024-10 }", true), ("", true),
  ])
  func ageCountsFromTheLastDayOnWhichSomebodyLooked(_ stamps: String, _ isStale: Bool) throws {
    #expect(try findings(stamps).contains { $0.kind == .stale } == isStale, "\(stamps)")
  }

  @Test(arguments: [("1y", "2025-11-20"), ("18m", "2025-05-20"), ("90d", "2026-08-22"), ("2", "2024-11-20")])
  func periodsAreYearsMonthsOrDays(_ text: String, _ day: String) throws {
    #expect(try #require(CarePeriod(text)).day(before: Fixtures.today) == PartialDate(day))
  }

  @Test func monthsEndWhenTheyEnd() throws {
    let leap = try #require(PartialDate("2024-02-29"))
    #expect(CarePeriod.usual.day(before: leap).description == "2022-02-28")
    #expect(try #require(CarePeriod("60d")).day(before: leap).description == "2023-12-31")
    for text in ["", "y", "0d", "2w", "-1y", "99999999999d"] { #expect(CarePeriod(text) == nil, "\(text)") }
  }

  @Test(arguments: [
    ("outputs: []", CareKind.missingOutputs), ("outputs: [{ summary: Firms, planned: true }]", .missingOutputs),
    ("outputs: [{ summary: Firms }]", .missingEvidence),
    ("disputed: [{ field: created, value: \"2004\", note: Another day }]", .disputed),
    ("disputed: [{ field: created, note: Hardly }]", .doubted),
    ("sources: [{ key: form, title: Form, complete: false }]", .incompleteSource),
    ("created: 2001\nended: 2005\nactive: true", .endedButActive),
    ("organisations: [{ name: A, url: \"http://example.org/\" }]", .unencryptedURL),
    ("difficulties: See [the page](https://10.0.0.1/x).", .unsafeURL), ("active: maybe", .invalid),
  ])
  func eachKindIsFoundWithItsPlace(_ more: String, _ kind: CareKind) throws {
    let found = try findings(more).filter { $0.kind == kind }
    #expect(found.count == 1, "\(found)")
    #expect(kind == .missingOutputs || found.first?.location?.line ?? 0 > 8)
  }

  @Test func twoTermsThatContradictAreFound() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/one.yaml": TemporaryFolder.record("one").replacingTerms("[all-companies, smes-only]")
    ])
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    let loaded = catalogue.load(RecordFile(path: folder("instruments/one.yaml"), area: .instruments))
    #expect(CareCheck(in: catalogue.context).findings(about: loaded).contains { $0.kind == .contradiction })
  }

  @Test func missingLanguagesAreThoseOfTheCatalogue() throws {
    let found = try findings(Self.good, languages: "[en, fr, pt]").filter { $0.kind == .missingTranslation }
    #expect(found.map(\.message) == ["the title is missing in fr, pt", "the aim is missing in fr, pt"])
  }

  @Test(arguments: [
    ("https://example.org/a", nil), ("http://user:pass@example.org/", "password"), ("https://127.0.0.1/", "private"),
    ("http://0x7f.1/", "private"), ("http://2130706433/", "private"), ("http://[::1]/", "private"),
    ("http://[::ffff:10.0.0.1]/", "private"), ("http://[fe80::1]/", "private"),
    ("http://192.168.1.1:8080/x", "private"),
    ("http://93.184.216.34/", "by number"), ("http://intranet/", "private"), ("http://printer.local/", "private"),
    ("https://xn--pypal-4ve.com/", "stands for other letters"), ("https://p\u{430}ypal.com/", "several scripts"),
    ("https://žvaigždė.lt/", nil), ("https://example.org@evil.example/", "password"),
    ("https://169.254.169.254/latest/meta-data", "private"), ("https://[2a00:1450::1]/", "by number"),
  ])
  func addressesAreJudgedByTheirText(_ text: String, _ reason: String?) throws {
    let danger = try #require(WebAddress(text)).danger
    #expect(reason.map { danger?.contains($0) ?? false } ?? (danger == nil), "\(text): \(danger ?? "nil")")
  }

  @Test func addressesAreFoundWithinSentences() {
    let text =
      "See [one](https://example.org/a_(b)), <http://example.net/x>. And ftp://example.com, https://example.edu/?q=1."
    #expect(
      WebAddress.all(in: text).map(\.text) == [
        "https://example.org/a_(b)", "http://example.net/x", "https://example.edu/?q=1",
      ])
  }

  /// Each address begins within the one before.
  @Test(arguments: ["http://a.b/", "://", "http://a.b/(x"]) func longTextsOfAddressesAreReadOnce(piece: String) {
    func time(_ count: Int) -> Duration {
      let text = String(repeating: piece, count: count) + String(repeating: ")", count: count)
      return ThreadTime.measure { _ = WebAddress.all(in: text) }
    }
    let times = [2_000, 8_000].map(time)
    #expect(times[1] < times[0] * 10 + .milliseconds(200), "\(times)")
  }

  @Test func anAddressWithinAnotherIsFoundToo() {
    let text = "https://web.archive.org/web/2020/http://example.org/a"
    #expect(WebAddress.all(in: text).map(\.text) == [text, "http://example.org/a"])
  }

  @Test func completenessIsTheShareOfItsParts() throws {
    var record = Record()
    record.kind = .instrument
    #expect(Completeness(of: record).percent == 0)
    record.title = LocalizedText("Title", language: "en")
    let one = Completeness(of: record)
    let all = one.parts.reduce(0) { $0 + $1.part.weight }
    #expect(one.percent == 5 * 100 / all)
    #expect(!one.parts.contains { $0.part.name == "resources needed" }, "only practices are asked for it")
    record.kind = .practice
    #expect(Completeness(of: record).parts.contains { $0.part.name == "resources needed" })
    let fields = Set(Record.fields.map(\.description.name))
    #expect(Completeness.parts.allSatisfy { fields.contains($0.field) })
  }

  @Test func documentationHasTheWeightsOfTheProgram() throws {
    let page = try String(contentsOfFile: BundledCatalogue.repository + "/docs/care.md", encoding: .utf8)
    for kind in CareKind.allCases {
      #expect(page.contains("| `\(kind.rawValue)` | \(kind.weight) | \(kind.meaning) |\n"), "\(kind.rawValue)")
    }
    for part in Completeness.parts {
      #expect(page.contains("| \(part.name) | \(part.weight) | `\(part.field)` |\n"), "\(part.name)")
    }
  }

  @Test func manyFindingsOfOneKindCountThreeTimes() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/one.yaml": TemporaryFolder.record("one")])
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    let loaded = catalogue.load(RecordFile(path: folder("instruments/one.yaml"), area: .instruments))
    let finding = CareFinding(kind: .disputed, message: "")
    func points(_ count: Int) -> Int {
      RecordCare(record: Record(), loaded: loaded, findings: Array(repeating: finding, count: count)).points
    }
    #expect(points(2) == 2 * CareKind.disputed.weight && points(9) == 3 * CareKind.disputed.weight)
  }
}

extension String {
  fileprivate func replacingTerms(_ terms: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("target_groups:") ? "target_groups: \(terms)" : String($0) }.joined(separator: "\n")
  }
}
