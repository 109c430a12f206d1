import CatalogueModel
import CataloguePlugins
import FieldTexts
import SourceTree
import SubmissionForm
import TestSupport
import Testing

@testable import TextFormFormat

/// Text forms as they come back by e-mail.
@Suite struct TextFormTests {
  private static func read(_ text: String) throws -> FormatSamples.Import {
    try FormatSamples.read(text, with: TextFormImporter())
  }

  /// A blank form with answers put in behind the names of their places.
  private static func answered(
    _ answers: [String: String], kind: RecordKind = .practice, language: String = "lt", record: Record? = nil
  ) throws -> String {
    let texts = try #require(FieldTexts(language))
    var form = SubmissionForm(kind: kind, texts: texts, record: record, in: Fixtures.context).plainText()
    for (place, answer) in answers {
      let mark = try #require(form.firstRange(of: "{\(place)}:"), "no place \(place)")
      form.insert(contentsOf: " " + answer, at: mark.upperBound)
    }
    return form
  }

  private static let answers = [
    "title.lt": "Demonstracinė diena", "countries": "Lietuva\nLV", "aim.lt": "\nRodyti išradimus.\n\nIr kalbėtis.",
    "overview.lt": "Kartą per metus universitetas pakviečia įmones, ir jos žiūri, kas išrasta.",
    "created": "2010-05", "outputs.1.summary.lt": "Diena", "outputs.1.value": "1\u{A0}500,5",
    "enquiries.mailbox": "info@example.org<mailto:info@example.org>",
  ]

  private static func expectAnswers(_ record: Record) {
    #expect(record.kind == .practice)
    #expect(record.language == "lt")
    #expect(record.title["lt"] == "Demonstracinė diena")
    #expect(record.countries == ["LT", "LV"])
    #expect(record.targetGroups == ["hei-research"])
    #expect(record.created == PartialDate("2010-05"))
    #expect(record.outputs.count == 1)
    #expect(record.outputs.first?.summary["lt"] == "Diena")
    #expect(record.outputs.first?.value == DecimalNumber("1500.5"))
    #expect(record.enquiries?.mailbox == "info@example.org")
    #expect(record.active == true)
    let overview = record.overview["lt"]?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(overview == answers["overview.lt"])
  }

  private static func ticked() throws -> String {
    try answered(answers).replacing("[ ] hei-research", with: "[x] hei-research").replacing("[ ] yes", with: "[X] yes")
  }

  @Test func answersAreFoundAgain() throws {
    let read = try Self.read(try Self.ticked())
    let record = try #require(read.records.first)
    Self.expectAnswers(record)
    #expect(record.aim["lt"] == "Rodyti išradimus.\n\nIr kalbėtis.")
    #expect(read.drafts.first?.unplaced.isEmpty == true)
    // A country by its name is understood and told; nothing else is to be told.
    #expect(read.drafts[0].diagnostics.map(\.code) == ["country-name"])
  }

  /// What mail programs do to a text.
  private static let manglings: [(name: String, change: @Sendable (String) -> String)] = [
    ("as it was", { $0 }),
    ("line ends of Windows and a byte order mark", { "\u{FEFF}" + $0.replacing("\n", with: "\r\n") }),
    (
      "quoted",
      { $0.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(separator: "\n") }
    ),
    (
      "quoted twice without blanks",
      { $0.split(separator: "\n", omittingEmptySubsequences: false).map { ">>" + $0 }.joined(separator: "\n") }
    ),
    ("wrapped", { wrapped($0, at: 40) }),
    (
      "wrapped and quoted",
      {
        wrapped($0, at: 50).split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }.joined(
          separator: "\n")
      }
    ),
    ("hard blanks", { $0.replacing(" = ", with: "\u{A0}=\u{A0}").replacing("## ", with: "##\u{A0}") }),
    ("other hyphens", { $0.replacing("hei-research", with: "hei\u{2011}research") }),
    ("blanks at the ends of lines", { $0.replacing("\n", with: "  \n") }),
    ("no blanks at the ends of lines", { $0.replacing(": \n", with: ":\n") }),
  ]

  private static func wrapped(_ text: String, at columns: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var lines = [""]
      for word in line.split(separator: " ") {
        if !lines[lines.count - 1].isEmpty, lines[lines.count - 1].count + word.count >= columns { lines.append("") }
        lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  @Test(arguments: manglings.indices) func survivesAnEMail(_ number: Int) throws {
    let (name, change) = Self.manglings[number]
    let read = try Self.read(change(try Self.ticked()))
    let record = try #require(read.records.first, "\(name)")
    Self.expectAnswers(record)
    #expect(read.drafts[0].unplaced.isEmpty, "\(name): \(read.drafts[0].unplaced)")
  }

  @Test func answersBetweenQuotedLinesAreTaken() throws {
    let quoted = try Self.answered([:]).split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }
    let lines = quoted.flatMap { $0 == "> {title.lt}: " ? [$0, "Demonstracinė diena", ""] : [$0] }
    #expect(try Self.read(lines.joined(separator: "\n")).records.first?.title["lt"] == "Demonstracinė diena")
  }

  @Test func whatIsNoAnswerIsToldAtItsLineAndKept() throws {
    let form = try Self.answered(["title.lt": "Diena"])
    let mail = "Laba diena,\nsiunčiu formą.\n\n" + form + "\n-- \nJonas\nVilnius\n"
    let draft = try #require(try Self.read(mail).drafts.first)
    #expect(draft.diagnostics.map(\.code) == ["not-placed", "not-placed"])
    #expect(draft.diagnostics.first?.location?.line == 1)
    #expect(draft.unplaced.map { $0.value.scalarText } == ["Laba diena,\nsiunčiu formą.", "Jonas\nVilnius"])
    #expect(
      draft.unplaced.last?.location?.line == mail.split(separator: "\n", omittingEmptySubsequences: false).count - 2)
  }

  @Test func anAnswerAboveItsPlaceIsNotLost() throws {
    let form = try Self.answered(["title.lt": "Diena"]).replacing(
      "{aim.lt}:", with: "Rodyti išradimus įmonėms\n{aim.lt}:")
    let draft = try #require(try Self.read(form).drafts.first)
    #expect(draft.unplaced.map { $0.value.scalarText } == ["Rodyti išradimus įmonėms"])
  }

  @Test func listsTakeTicksOfManyKindsAndWordsBesideThem() throws {
    let form = try Self.answered([:])
      .replacing("[ ] hei-research", with: "[ X ] hei-research").replacing("[ ] smes-only", with: "[✓] smes-only")
      .replacing("{kt_areas}:", with: "{kt_areas}: technology-licensing, Universitetų ir pramonės ryšiai")
    let record = try #require(try Self.read(form).records.first)
    #expect(record.targetGroups == ["hei-research", "smes-only"])
    #expect(record.ktAreas == ["technology-licensing", "university-industry-relations"])
  }

  @Test func aWiderWordIsAskedAboutAndNeverNarrowed() throws {
    let read = try Self.read(try Self.answered(["target_groups": "MVĮ"]))
    #expect(read.records.first?.targetGroups == ["MVĮ"])
    let finding = try #require(read.drafts[0].diagnostics.first)
    #expect(finding.code == "search-only-term")
    #expect(finding.message.contains("smes-only") && finding.message.contains("all-companies"))
    #expect(finding.location?.line ?? 0 > 1)
  }

  @Test func groupsAreNumberedAndMayBeAdded() throws {
    let form = try Self.answered(["outputs.1.summary.lt": "Pirmas"])
      .replacing(
        "## Sėkmės įrodymai",
        with: "# Santrauka {outputs.7.summary.lt}: Antras\n# Reikšmė {outputs.7.value}: 3\n## Sėkmės įrodymai")
    let outputs = try #require(try Self.read(form).records.first).outputs
    #expect(outputs.map { $0.summary["lt"] } == ["Pirmas", "Antras"])
    #expect(outputs.last?.value == DecimalNumber("3"))
  }

  @Test func aHyphenAsksForRemoval() throws {
    let form = try Self.answered(["title.lt": "Diena", "created": "-", "outputs.1.value": "–"])
    let tree = try #require(try Self.read(form).drafts.first?.tree?.root)
    #expect(tree["created"]?.isBlank == true)
    #expect(tree["outputs"]?.isBlank == true)
    #expect(tree["ended"] == nil)
  }

  @Test func aDateInAnotherNotationIsReadWhereItIsCertain() throws {
    let read = try Self.read(try Self.answered(["created": "1.5.2006", "ended": "05/06/2012"]))
    #expect(read.records.first?.created == PartialDate("2006-05-01"))
    #expect(read.drafts[0].diagnostics.map(\.code) == ["not-understood", "bad-date"])
    #expect(read.drafts[0].unplaced.map { $0.value.scalarText } == ["05/06/2012"])
  }

  @Test func aNumberWithWordsStaysAsItWasWritten() throws {
    let draft = try #require(try Self.read(try Self.answered(["outputs.1.value": "apie 5000 Eur"])).drafts.first)
    #expect(draft.unplaced.map(\.value.scalarText) == ["apie 5000 Eur"])
  }

  @Test func whatAPageWouldMendIsReadHereToo() throws {
    let answers = [
      "title.lt": "Diena", "enquiries.url": "www.vilnius.lt", "cofinancing.maximum.amount": "5000",
      "cofinancing.maximum.currency": "eurai",
    ]
    let draft = try #require(try Self.read(try Self.answered(answers, kind: .instrument)).drafts.first)
    #expect(draft.record.enquiries?.url == "https://www.vilnius.lt")
    #expect(draft.record.cofinancing?.maximum?.currency == "EUR")
    #expect(draft.diagnostics.allSatisfy { $0.severity == .note }, "\(draft.diagnostics.map(\.message))")
  }

  @Test(arguments: [("lt", "Windows-1257"), ("ro", "Windows-1250"), ("fr", "Windows-1252")])
  func aFormInAnOlderEncodingIsRefusedInOneSentence(_ language: String, _ encoding: String) throws {
    let form = try Self.answered([:], language: language)
    let bytes = form.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : 0xE9 }
    let read = try FormatSamples.read(bytes, with: TextFormImporter())
    #expect(read.drafts.isEmpty)
    #expect(read.findings.count == 1 && read.findings[0].hasPrefix("bad-utf-8"))
    let failure = try #require(throws: ImportFailure.self) {
      try TextFormImporter().readDrafts(
        from: MemorySource(name: "form.txt", bytes: bytes), in: ImportContext(catalogue: Fixtures.context)
      ) { _ in }
    }
    #expect(failure.diagnostic.message.contains(encoding))
  }

  private static let stray: [(name: String, change: @Sendable (String) -> String)] = [
    ("page", { "<html><body><div>" + $0.replacing("\n", with: "</div><div>") + "</div></body></html>" }),
    (
      "mail",
      {
        "From: ona@example.org\nSubject: Re\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
          + "Content-Transfer-Encoding: quoted-printable\n\n" + $0
      }
    ),
    (
      "table", { $0.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0);;" }.joined(separator: "\n") }
    ),
  ]

  @Test(arguments: stray.indices) func whatBecameSomethingElseOnItsWayIsRefusedWithAdvice(_ number: Int) throws {
    let text = Self.stray[number].change(try Self.answered(["title.lt": "Diena"]))
    let read = try Self.read(text)
    #expect(read.drafts.isEmpty, "\(Self.stray[number].name)")
    #expect(read.findings.count == 1 && read.findings[0].hasPrefix("unusable-input"))
  }

  @Test func thePageOfAFormIsKnown() throws {
    let texts = try #require(FieldTexts("lt"))
    let page = SubmissionForm(kind: .practice, texts: texts, in: Fixtures.context).htmlPage()
    let head = Array(page.utf8.prefix(1 << 16))
    #expect(TextFormImporter().confidence(in: head.span.bytes, named: "form.yaml") > .none)
    let read = try Self.read(page)
    #expect(read.drafts.isEmpty && read.findings.count == 1 && read.findings[0].hasPrefix("unusable-input"))
  }

  @Test func aPlaceThatIsNoneIsToldWithTheNearest() throws {
    let form = try Self.answered(["title.lt": "Diena"]).replacing("{created}:", with: "{craeted}: 2010")
    let draft = try #require(try Self.read(form).drafts.first)
    #expect(draft.diagnostics.first?.message.contains("did you mean \"created\"?") == true)
    #expect(draft.unplaced.map { $0.value.scalarText } == ["2010"])
  }

  @Test func theSecondAnswerToAQuestionIsKeptAside() throws {
    let form = try Self.answered(["title.lt": "Diena"]).replacing("{end}", with: "{title.lt}: Kita\n{end}")
    let draft = try #require(try Self.read(form).drafts.first)
    #expect(draft.record.title["lt"] == "Diena")
    #expect(draft.unplaced.map { $0.value.scalarText } == ["Kita"])
  }

  @Test func blankAndCutFormsSaySo() throws {
    let blank = try Self.read(try Self.answered([:]))
    #expect(blank.records.isEmpty)
    #expect(blank.drafts.map(\.record) == [Record()])
    #expect(blank.drafts[0].diagnostics.map(\.code) == ["no-records"])
    let whole = try Self.answered(["title.lt": "Diena"])
    let cut = try Self.read(String(whole.prefix(1200)))
    #expect(cut.records.first?.title["lt"] == "Diena")
    #expect(cut.drafts[0].diagnostics.map(\.code).contains("input-cut"))
  }

  @Test func aThreadHoldsAFormForEachMark() throws {
    let thread = try Self.answered(["title.lt": "Pirma"]) + "\n" + Self.answered(["title.lt": "Antra"])
    #expect(try Self.read(thread).records.map { $0.title["lt"] } == ["Pirma", "Antra"])
  }

  @Test(arguments: FieldTexts.languages) func aFormThatHoldsARecordGivesItBack(_ language: String) throws {
    for record in try FormatSamples.bundled() {
      let kind = try #require(record.kind)
      let form = try Self.answered([:], kind: kind, language: language, record: record)
      let draft = try #require(try Self.read(form).drafts.first)
      #expect(draft.unplaced.isEmpty && draft.diagnostics.isEmpty, "\(draft.diagnostics.map(\.message))")
      let asked = Set(FormOutline.sections(for: kind).flatMap(\.fields).map(\.name))
      for field in Record.fields where asked.contains(field.description.name) {
        // The languages of a text come in the order of the form.
        let texts = [draft.record, record].map { Set(field.texts?.get($0).entries ?? []) }
        let values = [draft.record, record].map { field.encode($0, EncodingOptions()) }
        let isSame = field.texts == nil ? values[0] == values[1] : texts[0] == texts[1]
        #expect(isSame || field.description.isPersonal, "\(record.id ?? ""): \(field.description.name)")
      }
    }
  }

  @Test(arguments: FormatSamples.hostileTexts) func hostileTextsStayTexts(_ text: String) throws {
    let read = try Self.read("{ktc-form practice en}\n{title.en}: A\n{aim.en}:\n\(text)\n{end}\n")
    #expect(read.drafts.count == 1)
    #expect(read.drafts[0].record.title["en"] == "A")
  }

  @Test func onlyTheMarkOfTheFormIsRecognised() throws {
    let importer = TextFormImporter()
    #expect(FormatSamples.confidence(importer, try Self.answered([:])) == 100)
    #expect(FormatSamples.confidence(importer, "> {ktc-form\n> practice lt}\n") == 100)
    #expect(FormatSamples.confidence(importer, "title: {aim}: x\n{end}") == 0)
    #expect(FormatSamples.confidence(importer, "") == 0)
  }

  @Test func endsOfInputAreNoFault() throws {
    for text in [
      "{ktc-form practice lt}", "{ktc-form practice lt}{title.lt}:", "{ktc-form x y}{title}: A",
      "{ktc-form practice lt}{title.lt}:{", "{ktc-form practice xx} {title}: A {end}",
    ] {
      _ = try Self.read(text)
    }
    #expect(try Self.read("{ktc-form practice xx}\n{title.en}: A\n{end}").records.first?.title["en"] == "A")
  }

  @Test func thousandsOfFormsAreReadInReasonableTime() throws {
    let text = String(repeating: "{ktc-form practice en}\n{title.en}: a\n", count: 1700)
    var read: FormatSamples.Import?
    let time = try ThreadTime.measure { read = try FormatSamples.read(text, with: TextFormImporter()) }
    #expect(read?.records.count == 1700)
    #expect(time < .seconds(20), "a blank form for each of them would take minutes in a build for tests")
  }
}
