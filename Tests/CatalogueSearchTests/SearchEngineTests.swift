internal import CatalogueModel
internal import CatalogueSearch
internal import TestSupport
internal import Testing

@Suite struct SearchEngineTests {
  private static let words = RecordList(
    yaml: "id: incubator\ntitle: University incubator for young firms",
    "id: licence\ntitle: Licensing of university patents", "id: voucher\ntitle: Vouchers for firms and designers")

  // MARK: Forgiving

  @Test(arguments: [
    ("incubatr", "incubator"), ("incubtaor", "incubator"), ("incubatorr", "incubator"), ("incubetar", "incubator"),
    ("voucehrs", "vouchers"), ("fimrs", "firms"),
  ])
  func misspeltWordFindsTheNearestAndSaysSo(_ typed: String, _ meant: String) throws {
    let answer = try Self.words.answer(typed)
    #expect(answer.hits.count == (meant == "firms" ? 2 : 1), "\(answer.remarks)")
    let remark = "\"\(typed)\" occurs nowhere; searched for \"\(meant)\" instead (--exact turns this off)."
    #expect(answer.remarks.first == remark)
    let exact = try Self.words.answer(typed, isExact: true)
    #expect(exact.hits.isEmpty)
    #expect(exact.remarks.contains { $0.contains("\"\(typed)\" occurs nowhere; near it: ") && $0.contains(meant) })
  }

  @Test(arguments: ["-", "*", "!!!", "the of", "\"\""])
  func queryThatSaysNothingIsSaidToBeLeftOut(_ query: String) throws {
    let answer = try Self.words.answer(query)
    #expect(answer.count == 3)
    #expect(answer.remarks == ["The query has no word that says anything, and was left out."])
    for query in ["", " ", "status:published", "voucher"] { #expect(try Self.words.answer(query).remarks.isEmpty) }
  }

  @Test func wayThroughATermNamesTheWordsThatWereSearchedFor() throws {
    for query in ["innovation voucher", "innovatoin vouchre", "innovatoin voucher"] {
      let answer = try RecordList.bundled().answer(query)
      let hit = try #require(answer.hits.first { $0.entry.id == "innovation-voucher-lithuania" })
      #expect(hit.bridges == ["innovation voucher: Innovation vouchers"], "\(query)")
    }
    let one = try #require(try RecordList.bundled().answer("innovatoin").hits.first { !$0.bridges.isEmpty })
    #expect(one.bridges.allSatisfy { $0.hasPrefix("innovation: ") }, "\(one.bridges)")
  }

  /// One slip to seven letters, two above; a transposition is one.
  @Test(arguments: [("fmris", 0), ("frims", 2), ("dsegners", 1), ("patnets", 1), ("ptanets", 0), ("pxtnets", 0)])
  func moreSlipsThanOneInAShortWordAreTooMany(_ typed: String, _ count: Int) throws {
    let answer = try Self.words.answer(typed)
    #expect(answer.hits.count == count, "\(answer.remarks)")
  }

  @Test func beginningOfMoreWordsThanAreSearchedForIsSaid() throws {
    var record = Record()
    record.id = "many"
    record.title = LocalizedText((0..<2500).map { "zq\($0)x" }.joined(separator: " "), language: "en")
    let records = RecordList([record])
    #expect(try records.answer("zq1*").remarks.isEmpty)
    let answer = try records.answer("zq*")
    #expect(answer.hits.count == 1)
    #expect(answer.remarks == ["Very many words begin with \"zq\"; not all were searched for. Write more of the word."])
  }

  @Test func wordsThatNoRecordHoldsTogetherFindThoseWithMost() throws {
    let answer = try Self.words.answer("university incubator patents")
    #expect(answer.hits.map(\.entry.id).sorted() == ["incubator", "licence"])
    #expect(answer.remarks == ["No record holds all 3 words together; these hold 2 of them."])
    #expect(try Self.words.ids("university incubator patents", isExact: true).isEmpty)
  }

  @Test func emptyAnswerNamesTheFilterThatAloneEmptiesIt() throws {
    let records = RecordList(
      yaml: "id: a\ntitle: Voucher\ncountries: [PT]\nkind: instrument",
      "id: b\ntitle: Voucher\ncountries: [FR]\nkind: practice",
      "id: c\ntitle: Tax\ncountries: [LT]\nkind: practice")
    func remarks(_ conditions: (String, [String])...) throws -> [String] {
      try records.answer("voucher") { $0.conditions = conditions.map { (field: $0.0, values: $0.1) } }.remarks
    }
    #expect(try remarks(("countries", ["LT"])) == ["Without the filter on countries there would be 2."])
    #expect(
      try remarks(("countries", ["FR"]), ("kind", ["instrument"])) == [
        "Without the filter on countries there would be 1.", "Without the filter on kind there would be 1.",
      ])
    #expect(try remarks(("countries", ["FR"])).isEmpty)
    #expect(
      try records.answer("voucher") { $0.defaultStatuses = [.withdrawn] }.remarks == [
        "Without the filter on status there would be 2."
      ])
  }

  /// A filter within the query is one as much as an option.
  @Test(arguments: [
    ("voucher country:LT", ["Without countries:LT there would be 2."]),
    (
      "voucher country:FR kind:instrument",
      ["Without countries:FR there would be 1.", "Without kind:instrument there would be 1."]
    ),
    ("voucher NOT voucher", ["Without NOT voucher there would be 2."]),
    ("voucher -vouchers country:PT", ["Without NOT vouchers there would be 1."]),
    (
      "country:LT kind:instrument",
      ["Without countries:LT there would be 1.", "Without kind:instrument there would be 1."]
    ),
    ("voucher", []),
  ])
  func emptyAnswerNamesTheFilterOfTheQueryThatAloneEmptiesIt(query: String, expected: [String]) throws {
    let records = RecordList(
      yaml: "id: a\ntitle: Voucher\ncountries: [PT]\nkind: instrument",
      "id: b\ntitle: Voucher\ncountries: [FR]\nkind: practice",
      "id: c\ntitle: Tax\ncountries: [LT]\nkind: practice")
    #expect(try records.answer(query).remarks == expected)
  }

  // MARK: Words written together and apart

  @Test(arguments: ["spinoff", "Spinoffs", "spin-off", "\"spin off\""])
  func wordIsFoundHoweverItIsJoined(query: String) throws {
    let records = RecordList(
      yaml: "id: dash\ntitle: Creation of spin-offs", "id: apart\ntitle: From spin off to firm",
      "id: neither\ntitle: The spin of a coin goes off")
    #expect(try records.ids(query).sorted() == ["apart", "dash"])
  }

  // MARK: Order

  @Test func tiesStandInOrderOfTheirIDs() throws {
    let ids = ["e", "b", "d", "a", "c"]
    let records = RecordList(
      ids.map { id in
        var record = Record()
        record.id = id
        record.title = LocalizedText("Voucher", language: "en")
        return record
      })
    #expect(try records.ids("voucher") == ["a", "b", "c", "d", "e"])
    #expect(try records.ids("voucher") { $0.limit = 2 } == ["a", "b"])
    #expect(
      try records.ids("voucher") {
        $0.limit = 2
        $0.offset = 3
      } == ["d", "e"])
    #expect(try records.ids("") { $0.limit = 3 } == ["a", "b", "c"])
    let page = try records.answer("voucher") {
      $0.limit = 2
      $0.offset = 9
    }
    #expect(page.hits.isEmpty && page.count == 5 && page.total == 5)
  }

  @Test func pagesTogetherAreTheWholeAnswer() throws {
    let source = try RecordList.bundled()
    for order in SearchRequest.Order.allCases {
      for query in ["technology", "universit*", "", "innovation firms"] {
        let whole = try source.ids(query) { $0.order = order }
        var paged: [String] = []
        for offset in stride(from: 0, to: whole.count, by: 7) {
          paged += try source.ids(query) {
            $0.order = order
            $0.limit = 7
            $0.offset = offset
          }
        }
        #expect(paged == whole, "\(order) \(query)")
      }
    }
  }

  @Test func ordersAreWhatTheySay() throws {
    let records = RecordList(
      yaml: "id: a\ntitle: Émile\ncountries: [PT]\ncreated: 2010\nmodified: { on: 2026-01-01 }",
      "id: b\ntitle: delta\ncountries: [FR]\nsubmitted: { on: 2026-02-01 }",
      "id: c\ntitle: Foxtrot\ncreated: 2004-05\nmodified: { on: 2025-01-01 }")
    func ids(_ order: SearchRequest.Order) throws -> [String] { try records.ids("") { $0.order = order } }
    #expect(try ids(.title) == ["b", "a", "c"])
    #expect(try ids(.created) == ["c", "a", "b"], "what has no date comes last")
    #expect(try ids(.modified) == ["b", "a", "c"], "the latest first")
    #expect(try ids(.country) == ["b", "a", "c"])
    #expect(try ids(.relevance) == ["a", "b", "c"])
  }

  // MARK: What is shown

  @Test func draftsAndWithdrawnRecordsAreShownOnlyWhenAskedFor() throws {
    let records = RecordList(
      yaml: "id: a\ntitle: Voucher", "id: b\ntitle: Voucher\nstatus: draft", "id: c\ntitle: Voucher\nstatus: withdrawn")
    #expect(try records.ids("voucher") == ["a"])
    #expect(try records.ids("voucher status:draft") == ["b"])
    #expect(try records.ids("voucher status:draft,withdrawn") == ["b", "c"])
    #expect(try records.ids("voucher") { $0.conditions = [("status", ["withdrawn"])] } == ["c"])
    #expect(try records.ids("NOT status:published") == ["b", "c"])
  }

  @Test func facetsCountAllMatchesWhateverThePage() throws {
    let source = try RecordList.bundled()
    for query in ["technology", "", "country:PT"] {
      let whole = try source.answer(query)
      let page = try source.answer(query) {
        $0.limit = 2
        $0.countsFacets = true
      }
      let facets = try #require(page.facets)
      let expected = Facets(whole.hits.map(\.entry))
      #expect(facets.counts.map(\.field) == expected.counts.map(\.field))
      #expect(facets.counts.map(\.counts) == expected.counts.map(\.counts))
      #expect(facets.years == expected.years)
      #expect(Set(facets.counts.map(\.field)).isSuperset(of: [.kind, .target, .country, .status, .language]))
      #expect(facets.years.reduce(0) { $0 + $1.count } == whole.count, "each has a year, or none that is known")
    }
  }

  // MARK: Explaining

  private func explain(
    _ query: String, _ id: String, _ records: RecordList, _ change: (inout SearchRequest) -> Void = { _ in }
  )
    throws -> SearchExplanation?
  {
    var request = SearchRequest()
    request.text = query
    change(&request)
    return try SearchSession.use(SearchSession.Place(nil), Fixtures.context, source: { records }) {
      try SearchEngine($0.index, Fixtures.context).explain(request, id)
    }
  }

  @Test func explanationTellsWhichWordsMatchedWhereAndWhatIsLacking() throws {
    let records = RecordList(
      yaml: "id: a\ntitle: Voucher for designers\naim: Vouchers help.\ncountries: [PT]",
      "id: b\ntitle: Tax credit\ncountries: [FR]")
    let found = try #require(try explain("voucher country:PT", "a", records))
    #expect(found.rank == 1)
    #expect(found.lines.map(\.asked) == ["voucher", "countries:PT", "status:published"])
    #expect(found.lines.allSatisfy { $0.holds })
    let places = try #require(found.lines.first?.places)
    #expect(Set(places.map(\.part)).isSuperset(of: ["title", "aim"]))
    #expect(places.allSatisfy { $0.score > 0 && $0.word == "voucher" })
    let respelt = try #require(try explain("vuocher designers", "a", records))
    #expect(Set(respelt.lines[0].places.map(\.word)) == ["voucher"])
    #expect(respelt.remarks.contains { $0.contains("searched for \"voucher\" instead") }, "\(respelt.remarks)")
    let missed = try #require(try explain("voucher tax", "b", records) { $0.isExact = true })
    #expect(missed.rank == nil)
    #expect(missed.lines.map(\.holds) == [false, true, true])
    let filtered = try #require(try explain("tax", "b", records) { $0.conditions = [("countries", ["PT"])] })
    #expect(filtered.rank == nil)
    #expect(filtered.lines.map(\.asked) == ["tax", "countries:PT", "status:published"])
    #expect(filtered.lines.map(\.holds) == [true, false, true])
    #expect(try explain("tax", "nobody", records) == nil)
  }

  @Test func explanationNamesTheTermThatLedThere() throws {
    let records = RecordList(
      yaml: "id: a\ntitle: Something\ntarget_groups: [all-companies]",
      "id: b\ntitle: Other\ntarget_groups: [hei-research]")
    let explanation = try #require(try explain("PME", "a", records))
    #expect(explanation.lines.first?.bridges == ["PME: All companies, so open to SMEs"])
    #expect(explanation.lines.first?.holds == true)
    #expect(try explain("PME", "b", records)?.lines.first?.holds == false)
  }

  @Test func explanationMeansTheRecordRatherThanAProposalForIt() throws {
    var records = RecordList(yaml: "id: a\ntitle: Voucher", "id: a\ntitle: Voucher\nstatus: draft")
    records.records[1].state.path = "inbox/a.yaml"
    let explanation = try #require(try explain("voucher", "a", records))
    #expect(explanation.rank == 1)
    #expect(explanation.lines.allSatisfy { $0.holds })
    #expect(try explain("voucher status:draft", "a", records)?.rank == 1)
  }

  @Test func rankIsThePlaceAmongTheAnswers() throws {
    let source = try RecordList.bundled()
    let ids = try source.ids("university technology transfer")
    for (position, id) in ids.enumerated().prefix(5) {
      #expect(try explain("university technology transfer", id, source)?.rank == position + 1)
    }
  }

  // MARK: Related

  @Test func relatedRecordsShareTermsAndDistinctiveWords() throws {
    let source = try RecordList.bundled()
    let record = try #require(source.records.first { $0.record.id == "innovation-voucher-lithuania" }?.record)
    let hits = try SearchSession.use(SearchSession.Place(nil), Fixtures.context, source: { source }) {
      try SearchEngine($0.index, Fixtures.context).related(to: record).hits
    }
    #expect(!hits.contains { $0.entry.id == record.id })
    #expect(
      hits.prefix(3).contains { $0.entry.id == "centrope-innovation-voucher" }, "\(hits.prefix(3).map(\.entry.id))")
    #expect(hits.allSatisfy { $0.bridges.first?.hasPrefix("shares: ") == true })
    #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
  }

  @Test func sharedWordsSaySomethingInWhateverLanguageTheyAre() throws {
    let text = "Antler nicht werden durch available"
    let source = RecordList(
      yaml: "id: a\nlanguage: fr\ntitle: Un\noverview: \(text)", "id: b\nlanguage: fr\ntitle: Deux\noverview: \(text)",
      "id: c\nlanguage: de\ntitle: Drei", "id: d\nlanguage: en\ntitle: Four")
    let record = try #require(source.records.first?.record)
    let hits = try SearchSession.use(SearchSession.Place(nil), Fixtures.context, source: { source }) {
      try SearchEngine($0.index, Fixtures.context).related(to: record).hits
    }
    #expect(hits.first { $0.entry.id == "b" }?.bridges == ["shares: antler"])
  }

  // MARK: What led there

  @Test func wayThroughATermIsToldOnceAndNotOfWordsThatSayNothing() throws {
    let source = try RecordList.bundled()
    for query in ["technology transfer", "what is open to SMEs in Portugal", "licensing of technology to the SMEs"] {
      for hit in try source.answer(query).hits {
        let terms = hit.bridges.compactMap { $0.split(separator: ": ").last }
        #expect(Set(terms).count == terms.count, "\(query): \(hit.bridges)")
        #expect(hit.bridges.count <= 3, "\(query): \(hit.bridges)")
        for word in ["of", "to", "the", "is", "what", "in"] {
          #expect(!hit.bridges.contains { $0.hasPrefix("\(word): ") }, "\(query): \(hit.bridges)")
        }
      }
    }
    let hit = try #require(try source.answer("technology transfer").hits.first)
    #expect(hit.bridges == ["technology transfer: Knowledge Transfer"])
  }
}
