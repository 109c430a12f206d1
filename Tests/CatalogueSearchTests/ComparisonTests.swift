import CatalogueModel
@testable import CatalogueSearch
import TestSupport
import Testing

/// Setting records side by side, in every format.
@Suite struct ComparisonTests {
  private let context = ComparisonContext(
    vocabularies: Fixtures.context.vocabularies, languages: ["en"], today: Fixtures.today)

  private func record(_ id: String, _ change: (inout Record) -> Void = { _ in }) -> Record {
    var record = Record()
    record.id = id
    record.kind = .instrument
    record.title = LocalizedText("Title of \(id)", language: "en")
    change(&record)
    return record
  }

  private func source(_ complete: Bool?, key: String = "form") -> Source {
    var source = Source()
    source.key = key
    source.title = "Form"
    source.complete = complete
    return source
  }

  private func ceiling(_ amount: Int, _ currency: String?, _ per: String?) -> Cofinancing {
    var ceiling = Cofinancing.Ceiling()
    ceiling.amount = DecimalNumber(amount)
    ceiling.currency = currency
    ceiling.per = per
    var cofinancing = Cofinancing()
    cofinancing.maximum = ceiling
    return cofinancing
  }

  private func budget(_ amount: Int, _ per: Budget.Period?, _ from: Int? = nil, _ to: Int? = nil) -> Budget {
    var budget = Budget()
    budget.amount = DecimalNumber(amount)
    budget.currency = "EUR"
    budget.per = per
    budget.from = from.flatMap { PartialDate(year: $0) }
    budget.to = to.flatMap { PartialDate(year: $0) }
    return budget
  }

  private func cell(_ record: Record, _ field: String) throws -> ComparisonCell {
    let comparison = Comparison([record], fields: [try .named(field)], in: context)
    return try #require(comparison.rows.first?.cells.first)
  }

  private func lines(_ record: Record, _ field: String) throws -> [String] { try cell(record, field).lines.map(\.text) }

  // MARK: Silence, inference, dispute

  @Test func silenceIsAbsenceOnlyWhereASourceWasReadInFull() throws {
    let cases: [([Source], Silence)] = [
      ([], .notStated), ([source(true)], .notStated), ([source(nil)], .notStated), ([source(false)], .notRead),
      ([source(false), source(false, key: "b")], .notRead), ([source(false), source(true, key: "b")], .notStated),
    ]
    for (sources, silence) in cases {
      let record = record("a") { $0.sources = sources }
      for field in ["eligibility", "target_groups", "rate", "ceiling", "budget", "funder", "outputs", "evidence"] {
        #expect(try cell(record, field).content == .silent(silence), "\(field) \(sources)")
      }
    }
  }

  @Test func missingBasisAndCurrencyAreSaidAndNotGuessed() throws {
    let record = record("a") {
      $0.cofinancing = ceiling(20000, nil, nil)
      $0.sources = [source(false)]
    }
    #expect(try lines(record, "ceiling") == ["20\u{202F}000 (currency: not read) (per what: not read)"])
  }

  @Test func inferredValuesAreMarkedAndMissingOnesAreNot() throws {
    let chosen = record("a") {
      $0.targetGroups = ["smes-only"]
      $0.inferred = ["target_groups", "countries"]
    }
    #expect(try lines(chosen, "target_groups") == ["SMEs only", "(inferred)"])
    #expect(try lines(chosen, "countries") == ["not stated"])
  }

  @Test func disputesStandInTheRowOfTheirFieldAndOfItsParts() throws {
    var dispute = Dispute()
    dispute.field = "outputs"
    dispute.value = "70 clusters"
    dispute.source = "page"
    dispute.note = String(repeating: "word ", count: 60)
    var other = Dispute()
    other.field = "cofinancing"
    other.note = "A slip?"
    let record = record("a") { $0.disputed = [dispute, other] }
    let outputs = try lines(record, "outputs")
    #expect(outputs.count == 2)
    #expect(outputs.last?.hasPrefix("disputed (page): 70 clusters; word word") == true)
    #expect(outputs.last?.hasSuffix(" …") == true)
    #expect((outputs.last?.count ?? 0) < 190)
    #expect(try lines(record, "rate") == ["not stated", "disputed (cofinancing): A slip?"])
    #expect(try lines(record, "ceiling").last == "disputed (cofinancing): A slip?")
    #expect(try lines(record, "budget") == ["not stated"])
  }

  @Test func fieldThatAKindLacksDoesNotApply() throws {
    let practice = record("a") { $0.kind = .practice }
    #expect(try cell(practice, "type").content == .notApplicable)
    #expect(try cell(record("a"), "type").content == .silent(.notStated))
  }

  @Test func legendExplainsTheMarksThatOccur() {
    let stated = record("a") { $0.countries = ["FR"] }
    let fields = ["countries"].compactMap { try? ComparisonField.named($0) }
    #expect(Comparison([stated], fields: fields, in: context).notes.isEmpty)
    let notes = Comparison([stated, record("b") { $0.sources = [source(false)] }], fields: fields, in: context).notes
    #expect(notes.count == 1)
    #expect(notes.first?.hasPrefix("not read: ") == true)
  }

  // MARK: Values

  @Test func statusTellsActiveEndedAndUnknownApart() throws {
    let cases: [((inout Record) -> Void, [String])] = [
      ({ $0.active = true }, ["active"]), ({ $0.active = false }, ["no longer active"]),
      ({ $0.ended = PartialDate("2012") }, ["ended 2012"]), ({ $0.ended = PartialDate("2027") }, ["ends 2027"]),
      ({ _ in }, ["unknown whether it runs (not stated)"]),
    ]
    for (change, expected) in cases {
      #expect(try lines(record("a", change), "status") == expected)
      let published = record("a") {
        change(&$0)
        $0.status = .published
      }
      #expect(try lines(published, "status") == expected + ["record published"])
    }
  }

  @Test func ratesAreFiguresOrRanges() throws {
    var percent = Cofinancing.Rate()
    percent.percent = DecimalNumber("37.5")
    percent.appliesTo = "advice"
    var range = Cofinancing.Rate()
    range.from = DecimalNumber(40)
    range.to = DecimalNumber(80)
    let record = record("a") {
      $0.cofinancing = Cofinancing()
      $0.cofinancing?.rates = [percent, range]
    }
    #expect(try lines(record, "rate") == ["37.5%: advice", "40–80%"])
  }

  @Test func yearlyBudgetsComeFirstAndAveragesAreMarkedAsComputed() throws {
    let record = record("a") { $0.budget = [budget(8_000_000, .total, 2007, 2014), budget(40000, .year)] }
    #expect(
      try lines(record, "budget") == [
        "EUR 40\u{202F}000 a year",
        "EUR 8\u{202F}000\u{202F}000 in all, 2007 to 2014; on average EUR 1\u{202F}000\u{202F}000 a year (computed)",
      ])
  }

  @Test func everyRecordFieldThatIsNotPersonalCanBeCompared() throws {
    for field in Record.fields.map(\.description) {
      let isOpen = !field.isPersonal && !["inferred", "disputed"].contains(field.name)
      if isOpen {
        #expect(try ComparisonField.named(field.name).label.isEmpty == false)
      } else {
        #expect(throws: FilterProblem.self) { try ComparisonField.named(field.name) }
      }
    }
    #expect(try ComparisonField.named("target-group").name == "target_groups")
    #expect(ComparisonField.usual.count == 12)
  }

  @Test func unknownFieldIsAnsweredWithTheNearest() {
    let problem = #expect(throws: FilterProblem.self) { try ComparisonField.named("ceilling") }
    #expect(problem?.description == "there is no field \"ceilling\" to compare; did you mean \"ceiling\"?")
  }

  // MARK: Order

  private func ids(_ records: [Record], _ order: ComparisonOrder?) -> [String] {
    Comparison(records, order: order, in: context).columns.map(\.id)
  }

  @Test func recordsKeepTheirOrderUnlessAskedOtherwise() {
    let records = [
      record("b") { $0.created = PartialDate("2010") }, record("a"), record("c") { $0.created = PartialDate("2004") },
    ]
    #expect(ids(records, nil) == ["b", "a", "c"])
    #expect(ids(records, .title) == ["a", "b", "c"])
    #expect(ids(records, .created) == ["c", "b", "a"])
  }

  @Test func amountsOfOneScaleAreOrderedWithoutGroups() {
    let records = [
      record("none"), record("large") { $0.cofinancing = ceiling(500_000, "EUR", "project") },
      record("small") { $0.cofinancing = ceiling(9000, "EUR", "project") },
    ]
    let comparison = Comparison(records, order: .ceiling, in: context)
    #expect(comparison.columns.map(\.id) == ["small", "large", "none"])
    #expect(comparison.rows.first?.name == "kind")
    #expect(comparison.notes.first == "Without a ceiling, and so last: none.")
  }

  @Test func amountsOfSeveralScalesAreOrderedAmongTheirLikeAndSaySo() throws {
    let records = [
      record("litas") { $0.cofinancing = ceiling(20000, "LTL", "applicant") },
      record("large") { $0.cofinancing = ceiling(500_000, "EUR", "applicant") },
      record("unclear") { $0.cofinancing = ceiling(1, "EUR", nil) },
      record("project") { $0.cofinancing = ceiling(42000, "EUR", "project") },
      record("small") { $0.cofinancing = ceiling(5000, "EUR", "applicant") },
    ]
    let comparison = Comparison(records, order: .ceiling, in: context)
    #expect(comparison.columns.map(\.id) == ["small", "large", "project", "litas", "unclear"])
    let order = try #require(comparison.rows.first)
    #expect(order.label == "Ordered among")
    #expect(
      order.cells.flatMap(\.lines).map(\.text) == [
        "EUR per applicant or beneficiary", "EUR per applicant or beneficiary", "EUR per project",
        "LTL per applicant or beneficiary", "no order: currency or basis unknown",
      ])
    #expect(comparison.notes.first?.contains("cannot be put in one order") == true)
  }

  @Test func unorderedAmountsOfSeveralScalesAreWarnedOf() {
    let litas = record("litas") { $0.cofinancing = ceiling(20000, "LTL", "applicant") }
    let euro = record("euro") { $0.cofinancing = ceiling(5000, "EUR", "applicant") }
    let warned = Comparison([litas, euro], in: context).notes.first
    #expect(warned?.hasPrefix("Ceilings are not on one scale (LTL per applicant") == true)
    #expect(Comparison([euro, euro], in: context).notes.allSatisfy { !$0.contains("one scale") })
  }

  @Test func totalsOfDifferentPeriodsAreWarnedOf() {
    let records = [
      record("a") { $0.budget = [budget(100, .total, 2007, 2013)] },
      record("b") { $0.budget = [budget(50, .total, 2010, 2011)] },
    ]
    #expect(ids(records, .budget) == ["b", "a"])
    for order in [nil, ComparisonOrder.budget] {
      let notes = Comparison(records, order: order, in: context).notes
      #expect(notes.contains("Budgets in all cover different periods, or do not say which."))
    }
  }

  // MARK: Formats

  private func hostile() -> Record {
    record("evil") {
      $0.title = LocalizedText("<script>alert(1)</script> | `x` \"q\" & *b*\u{1B}[31m", language: "fr")
      $0.eligibility = LocalizedText("=1+1\n\n- first\n- second", language: "en")
      var bad = Source()
      bad.title = "page"
      bad.url = "javascript:alert(1)"
      var good = source(true)
      good.url = "https://example.org/a?b=1&c=\"2\""
      $0.sources = [bad, good]
    }
  }

  @Test func pageEscapesEveryTextAndGivesHeaderCellsAScope() {
    let page = ComparisonHTML(Comparison([hostile(), record("b")], in: context)).text
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!page.contains("<script"))
    #expect(!page.contains("href=\"javascript"))
    #expect(!page.contains("\u{1B}"))
    #expect(page.contains("href=\"https://example.org/a?b=1&amp;c=&quot;2&quot;\""))
    #expect(page.contains("<span lang=\"fr\">"))
    #expect(page.contains("<ul><li>first</li><li>second</li></ul>"))
    let headers = page.split(separator: "<th").dropFirst().filter { !$0.hasPrefix("ead") }
    #expect(headers.count == 3 + ComparisonField.usual.count)
    #expect(headers.allSatisfy { $0.hasPrefix(" scope=\"col\"") || $0.hasPrefix(" scope=\"row\"") })
    for outside in ["src=", "<link", "@import", "url("] { #expect(!page.contains(outside)) }
  }

  @Test func markdownTableHasOneLineARowAndNoMarkupFromTexts() throws {
    let comparison = Comparison([hostile(), record("b")], in: context)
    let lines = ComparisonMarkdown(comparison).text.split(separator: "\n").map(String.init)
    let table = lines.prefix { $0.hasPrefix("|") }
    #expect(table.count == 2 + ComparisonField.usual.count)
    for line in table {
      var bars = 0
      var isEscaped = false
      for character in line {
        if character == "|", !isEscaped { bars += 1 }
        isEscaped = character == "\\" && !isEscaped
      }
      #expect(bars == 4, "\(line)")
    }
    #expect(table.first?.contains("\\<script\\>") == true)
    #expect(!lines.joined().contains("(javascript"))
  }

  @Test func spreadsheetCellsAreNoFormulas() {
    let fields = [try? ComparisonField.named("eligibility")].compactMap { $0 }
    let text = ComparisonCSV(Comparison([hostile()], fields: fields, in: context)).text
    #expect(text.hasPrefix("\u{FEFF}field,evil\r\n"))
    #expect(text.hasSuffix("eligibility,\"'=1+1\n• first\n• second\"\r\n"))
  }

  @Test(arguments: [40, 80, 120, 200]) func tableFitsTheWidthAndLosesNoRecord(_ width: Int) throws {
    let records = try BundledCatalogue.records()
    let text = ComparisonTable(Comparison(records, in: context), width: width).text
    let table = text.split(separator: "\n[1]")[0].split(separator: "\n")
    for line in table { #expect(line.unicodeScalars.count <= width, "\(line)") }
    let squeezed = text.filter { !$0.isWhitespace }
    for record in records {
      let id = try #require(record.id)
      #expect(squeezed.contains(id) || text.contains(id.prefix(20)), "\(id)")
    }
    #expect(!table.contains { $0.hasSuffix(" ") })
  }

  @Test func addressesStandUnderTheTableOnce() {
    var page = source(true)
    page.url = "https://example.org/" + String(repeating: "long/", count: 30)
    let records = [record("a") { $0.sources = [page] }, record("b") { $0.sources = [page] }]
    let text = ComparisonTable(Comparison(records, in: context), width: 80).text
    #expect(text.components(separated: page.url ?? "") == 1)
    #expect(text.contains("\n[1] https://example.org/long/"))
  }

  @Test func bundledVouchersAreComparedAsTheirSourcesAllow() throws {
    let records = try BundledCatalogue.records()
    let ids = ["innovation-voucher-lithuania", "centrope-innovation-voucher", "technology-transfer-support-saxony"]
    let chosen = try ids.map { id in try #require(records.first { $0.id == id }) }
    let comparison = Comparison(chosen, in: context)
    let budget = try #require(comparison.rows.first { $0.name == "budget" })
    #expect(budget.cells[0].content == .silent(.notRead))
    #expect(budget.cells[2].content == .silent(.notStated))
    let rate = try #require(comparison.rows.first { $0.name == "rate" })
    #expect(rate.cells[0].lines.count == 2)
    #expect(rate.cells[2].disputes.count == 1)
    #expect(comparison.notes.first?.hasPrefix("Ceilings are not on one scale") == true)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(separated text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
