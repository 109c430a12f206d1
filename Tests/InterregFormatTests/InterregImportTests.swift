import CatalogueModel
import CataloguePlugins
import CommonMark
import Foundation
import SourceTree
import TestSupport
import Testing

@testable import InterregFormat

/// What comes back from partners.
@Suite struct InterregImportTests {
  private static func read(_ text: String) throws -> FormatSamples.Import {
    try FormatSamples.read(text, with: InterregImporter())
  }

  /// The record as the sheet can say it.
  private static func narrowed(_ record: Record) -> Record {
    var narrowed = record
    func english(_ text: LocalizedText) -> LocalizedText {
      LocalizedText(text.preferredEntry(["en"]).map { [$0] } ?? [])
    }
    narrowed.title = english(record.title)
    narrowed.aim = english(record.aim)
    narrowed.overview = english(record.overview)
    narrowed.eligibility = english(record.eligibility)
    narrowed.evidenceOfSuccess = english(record.evidenceOfSuccess)
    narrowed.difficulties = english(record.difficulties)
    narrowed.transferability = english(record.transferability)
    narrowed.resourcesNeeded?.summary = english(record.resourcesNeeded?.summary ?? .init())
    narrowed.outputs = (record.outputs.filter { $0.planned != true } + record.outputs.filter { $0.planned == true }).map
    {
      var output = $0
      output.summary = LocalizedText($0.summary.entries.map { .init("en", CommonMarkTree(parsing: $0.text).text) })
      output.source = nil
      return output
    }
    narrowed.sources = record.sources.map {
      var source = $0
      source.key = nil
      return source
    }
    narrowed.inferred = []
    narrowed.phases = []
    narrowed.budget = []
    narrowed.cofinancing = nil
    narrowed.disputed = []
    (narrowed.language, narrowed.status, narrowed.origin) = (nil, nil, nil)
    (narrowed.submitted, narrowed.modified, narrowed.reviewed) = (nil, nil, nil)
    return narrowed
  }

  private static func practices() throws -> [Record] { try FormatSamples.bundled().filter { $0.kind == .practice } }

  @Test func everyBundledPracticeComesBackFromMarkdown() throws {
    let practices = try Self.practices()
    try #require(practices.count >= 10)
    for record in practices {
      let read = try Self.read(InterregSheetTests.sheet(record).markdown)
      #expect(read.records == [Self.narrowed(record)], "\(record.id ?? "")")
      let kept = read.drafts.flatMap(\.unplaced).compactMap(\.value.scalarText)
      #expect(kept.allSatisfy { $0.hasPrefix("Budget: ") || $0.hasPrefix("Co-financing: ") })
      #expect(read.drafts.flatMap(\.diagnostics).allSatisfy { $0.code == "not-placed" })
      #expect((record.budget.isEmpty && record.cofinancing == nil) == kept.isEmpty)
    }
  }

  @Test func everyBundledPracticeComesBackFromHTML() throws {
    for record in try Self.practices() {
      let read = try Self.read(InterregSheetTests.sheet(record).html)
      let expected = Self.inNormalForm(Self.narrowed(record))
      #expect(read.records.map(Self.inNormalForm) == [expected], "\(record.id ?? "")")
    }
  }

  /// A word processor wraps lines anew, and says that it made the page.
  @Test func aPageThatWasSavedAgainComesBackInOtherLines() throws {
    for record in try Self.practices() {
      let page = try InterregSheetTests.sheet(record).html.replacing("content=\"ktc\"", with: "content=\"Writer\"")
      let after = try #require(try Self.read(page).records.first)
      #expect(Self.inNormalForm(after) == Self.inNormalForm(Self.narrowed(record)), "\(record.id ?? "")")
    }
  }

  /// The record with its texts as HTML, in which notations of CommonMark for the same do not differ.
  private static func inNormalForm(_ record: Record) -> Record {
    var record = record
    for path in [
      \Record.aim, \.overview, \.eligibility, \.evidenceOfSuccess, \.difficulties, \.transferability,
    ] {
      record[keyPath: path] = LocalizedText(
        record[keyPath: path].entries.map { .init($0.language, CommonMarkTree(parsing: $0.text).html.onOneLine) })
    }
    return record
  }

  @Test func aFullPracticeComesBack() throws {
    let catalogue = try Fixtures.exportContext()
    let context = CatalogueContext(
      vocabularies: catalogue.vocabularies, settings: catalogue.settings, today: catalogue.today)
    let marked = try MarkerRecord(kind: .practice, share: .public, in: context)
    let record = PersonalDataGate(for: .everybody).pass(marked.record)
    let sheet = try InterregSheetTests.sheet(record)
    for text in [sheet.markdown, sheet.html] {
      let after = try #require(try Self.read(text).records.first)
      #expect(after.contact?.email == record.contact?.email)
      #expect(after.enquiries == record.enquiries)
      #expect(after.links == record.links)
      #expect(after.organisations == record.organisations)
      #expect(after.active == true && after.created == record.created && after.ended == record.ended)
      #expect(after.resourcesNeeded?.staffFte == record.resourcesNeeded?.staffFte)
      #expect(after.outputs.map(\.value) == record.outputs.map(\.value))
      #expect(after.outputs.map(\.evidence) == record.outputs.map(\.evidence))
      #expect(after.regions == record.regions && after.level == record.level)
    }
  }

  @Test(arguments: FormatSamples.hostileTexts)
  func hostileTextsComeBack(text: String) throws {
    let record = InterregSheetTests.practice {
      $0.overview = LocalizedText(text, language: "en")
      $0.alsoKnownAs = [text]
    }
    let sheet = try InterregSheetTests.sheet(record)
    for page in [sheet.markdown, sheet.html] {
      let after = try #require(try Self.read(page).records.first, "\(text)")
      let before = CommonMarkTree(parsing: text).html
      let shown = CommonMarkTree(parsing: after.overview["en"] ?? "").html
      #expect(Self.words(shown) == Self.words(before), "\(page)")
      #expect(after.alsoKnownAs == [text.onOneLine], "\(page)")
    }
  }

  /// The words of a page without its tags: where headings come to lie lower and raw HTML shows as itself, they are the
  /// same.
  private static func words(_ html: String) -> String {
    html.replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  // MARK: Edited sheets

  @Test func whatAPartnerCompletedIsRead() throws {
    let sheet = try InterregSheetTests.sheet(InterregSheetTests.practice()).markdown
    let edited = sheet.replacing(
      "**To be completed:** why others can take it over, and what they need for it.", with: "Any region can."
    )
    .replacing("**To be completed:** when it began.", with: "- Start: 2009-05\n- State: still running")
    .replacing("\n", with: "\r\n")
    let record = try #require(try Self.read(edited).records.first)
    #expect(record.transferability["en"] == "Any region can.")
    #expect(record.created == PartialDate("2009-05") && record.active == true)
    #expect(record.difficulties.isEmpty && record.evidenceOfSuccess.isEmpty)
  }

  @Test func aTitleThatWasChangedInOnePlaceOnlyIsReported() throws {
    let sheet = try InterregSheetTests.sheet(InterregSheetTests.practice()).markdown
    let read = try Self.read(sheet.replacing("# Contest\n", with: "# The contest\n"))
    #expect(read.findings == ["not-placed@1:1"])
    #expect(read.records[0].title["en"] == "Contest")
    #expect(read.drafts[0].unplaced.map(\.value) == [.string("# The contest")])
  }

  @Test func anUnknownHeadingNamesTheNearestAndKeepsWhatStandsBelow() throws {
    let read = try Self.read(
      "# A\n\n## Location\n\n- Country: FR\n\n## Short sumary (12 of 160 characters)\n\nHelp.\n\n- x\n")
    #expect(read.findings == ["interreg-heading@7:1"])
    #expect(read.drafts[0].diagnostics[0].message.hasSuffix("did you mean \"Short summary\"?"))
    #expect(read.drafts[0].unplaced.map(\.value) == [.string("Short sumary (12 of 160 characters)\n\nHelp.\n\n- x")])
    #expect(read.records[0].title["en"] == "A")
  }

  @Test func aHeadingThatStandsTwiceIsReported() throws {
    let read = try Self.read(
      "# A\n\n## Short summary\n\nOne.\n\n## Short summary\n\nTwo.\n\n## Location\n\n- Country: FR\n")
    #expect(read.records[0].aim["en"] == "One.")
    #expect(read.findings == ["interreg-heading@7:1"])
    #expect(read.drafts[0].unplaced.map(\.value) == [.string("Short summary\n\nTwo.")])
  }

  @Test func linesThatAreNotUnderstoodAreKept() throws {
    let read = try Self.read(
      "# A\n\nHello.\n\n## Location\n\n- Somewhere\n- Country: Portugal\n- Country: Atlantis\n\n## Timescale\n\n- since ever\n- Start: spring\n"
    )
    #expect(
      read.findings == [
        "not-placed@3:1", "not-placed@7:1", "not-placed@13:1", "country-name@8:1", "unknown-country@9:1",
        "bad-date@14:1",
      ])
    #expect(read.records[0].countries == ["PT", "Atlantis"])
    #expect(read.drafts[0].unplaced.count == 4)
  }

  @Test func unknownTermsNameTheNearest() throws {
    let read = try Self.read(
      "# A\n\n## Topic\n\n- Technology licensng\n- spin-off-entrepreneurship\n\n## Location\n\n- Country: FR\n")
    #expect(read.findings == ["unknown-term@5:1"])
    #expect(read.drafts[0].diagnostics[0].message.contains("technology-licensing"))
    #expect(read.records[0].ktAreas.last == "spin-off-entrepreneurship")
  }

  @Test func aPageFromAWordProcessorIsRead() throws {
    let page = """
      <HTML><HEAD><META CHARSET="utf-8"><STYLE>h2 { color: red }</STYLE><TITLE>x</TITLE></HEAD><BODY LANG=en-GB>
      <H1 CLASS="western"><FONT SIZE=5>A contest</FONT></H1>
      <H2 CLASS="western">Short
      summary <SPAN STYLE="color: gray">(12 of 160 characters)</SPAN></H2>
      <DIV><P><FONT FACE="Arial">Find <B>good</B>&nbsp;ideas.<o:p></o:p></FONT></P></DIV>
      <H2>Detailed information</H2>
      <P>One</P><P>Two<BR>three</P>
      <UL><LI><P>a</P></LI><LI><P>b</P></LI></UL>
      <H2>Location</H2>
      <P>Country: Finland (FI)</P>
      <script>alert(1)</script>
      </BODY></HTML>
      """
    let read = try Self.read(page)
    let record = try #require(read.records.first)
    #expect(record.title["en"] == "A contest")
    #expect(record.aim["en"] == "Find **good**\u{A0}ideas.")
    #expect(record.overview["en"]?.hasPrefix("One\n\nTwo") == true)
    #expect(record.overview["en"]?.contains("- a") == true)
    #expect(record.countries == ["FI"])
    #expect(read.findings == [])
  }

  @Test func placesInAPageAreItsLines() throws {
    let read = try Self.read(
      "<h1>A</h1>\n<h2>Location</h2>\n<p>Country:\nAtlantis</p>\n<h2>Topic</h2><p>nothing</p>\n<h2>Colour</h2>\n")
    #expect(read.findings == ["interreg-heading@6", "unknown-country@3", "unknown-term@5"])
    for finding in read.drafts.flatMap(\.diagnostics) { #expect(finding.location?.column == nil) }
  }

  @Test func severalSheetsMayStandInOneFile() throws {
    let one = try InterregSheetTests.sheet(InterregSheetTests.practice()).markdown
    let two = try InterregSheetTests.sheet(InterregSheetTests.practice { $0.id = "other" }).markdown
    #expect(try Self.read(one + "\n" + two).records.map(\.id) == ["contest", "other"])
    #expect(
      try FormatSamples.read(Array((one + two).utf8), with: InterregImporter(), limit: 1).failure?.code
        == "too-many-records")
  }

  // MARK: Limits

  @Test(arguments: [
    String(repeating: "<div>", count: 100_000), "<h2>Location</h2><p " + String(repeating: "a ", count: 300_000),
    String(repeating: "<ul><li>", count: 50_000), String(repeating: "> ", count: 50_000) + "\n\n## Location\n",
    "# A\n\n" + String(repeating: "[", count: 50_000) + "\n\n## Location\n\n- Country: FR\n",
    "# A\n\n## Location\n\n" + String(repeating: "- ", count: 20_000),
  ])
  func inputWithoutMeasureIsReadInReasonableTime(text: String) throws {
    let read = try Self.read(text)
    #expect(read.drafts.count <= 2)
  }

  @Test(arguments: [
    ("Location", "- Country: FR\n"), ("Location", "- Cuntry: FR\n"), ("Short summary", "a\n\n"),
    ("Author contact", "- Name: A\n"),
  ])
  func takesTimeInProportionToTheInput(box: String, line: String) throws {
    func time(_ count: Int) throws -> Duration {
      let text = "# A\n\n## \(box)\n\n" + String(repeating: line, count: count)
      var drafts = 0
      let taken = try ThreadTime.measure { drafts = try Self.read(text).drafts.count }
      #expect(drafts == 1)
      return taken
    }
    _ = try time(10)
    let (small, large) = (try time(4000), try time(32_000))
    #expect(large < small * 20, "\(small) and \(large)")
  }

  @Test func takes4096LettersOfATag() throws {
    func codes(_ letters: Int) throws -> [String] {
      let tag = "<p " + String(repeating: "a", count: letters - 2) + ">"
      return try Self.read("<html><body><h2>Location</h2>\(tag)Country: FR</p></body></html>").findings
    }
    for letters in [4095, 4096] { #expect(try !codes(letters).contains { $0.hasPrefix("input-cut") }) }
    #expect(try codes(4097).contains { $0.hasPrefix("input-cut") })
  }

  @Test func inputThatIsTooLargeIsRefused() throws {
    let text = "# A\n\n## Location\n\n" + String(repeating: "x", count: InterregImporter.limit)
    #expect(try Self.read(text).failure?.code == "import-too-large")
    #expect(try FormatSamples.read([0xFF, 0xFE, 0x23, 0], with: InterregImporter()).failure?.code == "utf-16")
    #expect(try Self.read("nothing of the kind").drafts.isEmpty)
  }

  @Test func aSheetWithLineEndsOfAnotherSystemIsRead() throws {
    let sheet = "# A\n\n## Short summary\n\nHelp firms.\n\n## Location\n\n- Country: Austria (AT)\n\n## Topic\n"
    for end in ["\r\n", "\r", "\r\r\n"] {
      let read = try Self.read(sheet.replacing("\n", with: end))
      #expect(read.records.first?.aim["en"] == "Help firms." && read.records.first?.countries == ["AT"], "\(end.utf8)")
    }
    #expect(
      try Self.read(sheet.replacing("Help", with: String(repeating: "\r", count: 200) + "Help")).records.count == 1)
  }

  @Test func codeInAPageStaysCode() throws {
    let summary = "<p>Run <code>ktc list</code>:</p><pre>ktc list\n  --kind practice</pre><p>Done.</p>"
    let page = "<h1>A</h1><h2>Short summary</h2>\(summary)<h2>Location</h2><h2>Topic</h2>"
    let text = try #require(try Self.read(page).records[0].aim["en"])
    #expect(
      CommonMarkTree(parsing: text).html
        == "<p>Run <code>ktc list</code>:</p>\n<pre><code>ktc list\n  --kind practice\n</code></pre>\n<p>Done.</p>\n",
      "\(text)")
  }

  @Test func charactersThatNoTextMayHoldAreReported() throws {
    let page = "<h1>A</h1><h2>Short summary</h2><p>Find &#8238;ideas</p><h2>Location</h2><h2>Topic</h2>"
    let read = try Self.read(page)
    #expect(read.records[0].aim["en"] == "Find ideas")
    #expect(read.findings.contains { $0.hasPrefix("bidirectional-control@1") })
  }

  @Test(arguments: InterregRules.all.filter { $0.example != .command })
  func examplesOfRulesAreTrue(rule: DiagnosticRule) throws {
    let bad = MarkedText(rule.bad)
    let found = try Self.read(bad.text).drafts.flatMap(\.diagnostics).filter { $0.code == rule.code }
    #expect(found.contains { $0.location?.byteRange?.lowerBound == bad.offset }, "\(found)")
    #expect(try !Self.read(rule.good).findings.contains { $0.hasPrefix(rule.code) })
  }

  @Test func sheetsAreRecognisedByTheirHeadings() throws {
    let sheet = try InterregSheetTests.sheet(InterregSheetTests.practice())
    #expect(FormatSamples.confidence(InterregImporter(), sheet.markdown) == 96)
    #expect(FormatSamples.confidence(InterregImporter(), sheet.html) == 96)
    #expect(FormatSamples.confidence(InterregImporter(), "# A\n\n## Aim\n\n## Overview\n") == 0)
    #expect(FormatSamples.confidence(InterregImporter(), "<h2>Location</h2>") == 0)
    #expect(FormatSamples.confidence(InterregImporter(), "id: a\nkind: practice\n") == 0)
  }
}
