internal import CatalogueModel
internal import CatalogueSearch
internal import TestSupport
internal import Testing

/// What is found and in which order, on records that show one rule each.
@Suite struct SearchRankingTests {
  /// Records that come from no file.
  private struct Records: SearchSource {
    let records: [Record]

    func states() -> [FileState] {
      records.map { FileState(path: "instruments/\($0.id ?? "").yaml", size: 1, modified: 1, inode: 1) }
    }

    func load(_ states: [FileState], _ receive: (SourceRecord) throws -> Void) rethrows {
      for (state, record) in zip(states, records) {
        try receive(SourceRecord(state: state, record: record, status: .published))
      }
    }
  }

  private func record(
    _ id: String, _ title: String, aim: String = "Help firms.", overview: String = "", language: String = "en",
    _ change: (inout Record) -> Void = { _ in }
  ) -> Record {
    var record = Record()
    record.id = id
    record.kind = .instrument
    record.title = LocalizedText(title, language: language)
    record.aim = LocalizedText(aim, language: language)
    if !overview.isEmpty { record.overview = LocalizedText(overview, language: language) }
    record.language = language
    change(&record)
    return record
  }

  private func answer(_ query: String, _ records: [Record], _ change: (inout SearchRequest) -> Void = { _ in }) throws
    -> SearchAnswer
  {
    var request = SearchRequest()
    request.text = query
    change(&request)
    return try SearchSession.use(SearchSession.Place(nil), Fixtures.context, source: { Records(records: records) }) {
      try SearchEngine($0.index, Fixtures.context).answer(request)
    }
  }

  private func ids(_ query: String, _ records: [Record], _ change: (inout SearchRequest) -> Void = { _ in }) throws
    -> [String]
  {
    try answer(query, records, change).hits.map(\.entry.id)
  }

  // MARK: Order

  @Test func wordsInTitlesComeBeforeWordsInTexts() throws {
    let records = [
      record("a", "Support scheme", overview: "Grants pay for a turbine, a turbine and a turbine."),
      record("b", "Turbine scheme"), record("c", "Other", aim: "A turbine."),
    ]
    #expect(try ids("turbine", records) == ["b", "c", "a"])
  }

  @Test func whatBearsTheWordComesBeforeWhatCarriesItsTerm() throws {
    let records = [
      record("a", "Scheme of the region") { $0.instrumentTypes = ["innovation-vouchers"] },
      record("b", "Innovation voucher"), record("c", "Something else"),
    ]
    #expect(try ids("voucher", records) == ["b", "a"])
    #expect(try Set(ids("Gutscheine", records)) == ["a", "b"])
  }

  @Test func recordsOpenToManyComeAfterThoseOnlyForWhoWasAskedFor() throws {
    let records = [
      record("a", "First") { $0.targetGroups = ["all-companies"] },
      record("b", "Second") { $0.targetGroups = ["smes-only"] },
    ]
    let answer = try answer("PME", records)
    #expect(answer.hits.map(\.entry.id) == ["b", "a"])
    #expect(answer.hits.map(\.bridges) == [["PME: SMEs only"], ["PME: All companies, so open to SMEs"]])
  }

  @Test func wordsInTheTypedOrderCountMore() throws {
    let records = [
      record("a", "Transfer of a technology office"), record("b", "Technology transfer, office"),
      record("c", "Unrelated"),
    ]
    #expect(try ids("technology transfer", records).first == "b")
  }

  @Test func pagesAreCutFromOneOrder() throws {
    let records = (1...30).map { record("r\($0 + 10)", $0 % 3 == 0 ? "Turbine" : "Scheme", aim: "A turbine.") }
    let all = try ids("turbine", records)
    #expect(all.count == 30)
    for start in stride(from: 0, to: 30, by: 7) {
      let page = try answer("turbine", records) {
        $0.limit = 7
        $0.offset = start
      }
      #expect(page.hits.map(\.entry.id) == Array(all.dropFirst(start).prefix(7)), "from \(start)")
      #expect(page.count == 30)
    }
    #expect(try ids("status:published", records) { $0.limit = 5 } == (11...15).map { "r\($0)" })
  }

  // MARK: Words

  @Test func britishAndAmericanSpellingsMeet() throws {
    let records = [record("a", "Licence programme of the centre"), record("b", "Unrelated")]
    for query in ["license", "licences", "licensing", "program", "center", "centers"] {
      #expect(try ids(query, records) == ["a"], "\(query)")
    }
    let others = [record("a", "Organisation of specialised labour"), record("b", "Unrelated")]
    for query in ["organization", "specialized", "labor"] { #expect(try ids(query, others) == ["a"], "\(query)") }
  }

  @Test func lettersWithoutAccentsFindInflectedWordsWithThem() throws {
    let records = [record("a", "Pôles de compétitivité", language: "fr"), record("b", "Unrelated")]
    let answer = try answer("poles de competitivite", records)
    #expect(answer.hits.map(\.entry.id) == ["a"])
    #expect(answer.remarks.isEmpty)
  }

  @Test func theOrderOfTheWordsOfANameDoesNotMatter() throws {
    let records = [record("a", "Scheme") { $0.priorities = ["knowledge-transfer"] }, record("b", "Unrelated")]
    for query in ["technology transfer", "transfer of technology", "transfert de technologies", "perdavimas žinių"] {
      #expect(try ids(query, records) == ["a"], "\(query)")
    }
  }

  @Test func subjectsLeadFromALanguageToTextsOfAnother() throws {
    let records = [record("a", "Patents of the university"), record("b", "Loans")]
    for query in ["brevets", "Patente", "patentai", "brevete"] { #expect(try ids(query, records) == ["a"], "\(query)") }
    for query in ["prêts", "Darlehen", "empréstimos", "paskolos"] {
      #expect(try ids(query, records) == ["b"], "\(query)")
    }
  }

  @Test func aWordOfAForeignNameStandsForItsTerm() throws {
    let records = [
      record("a", "Scheme") { $0.instrumentTypes = ["innovation-vouchers"] }, record("b", "Unrelated"),
    ]
    #expect(try ids("čekiai", records) == ["a"])
    #expect(try answer("čekiai", records).hits.first?.bridges.isEmpty == false)
  }

  // MARK: Slips

  @Test func aSlipWithinANameStillFindsTheTerm() throws {
    let records = [
      record("a", "Scheme") { $0.priorities = ["knowledge-transfer"] }, record("b", "Unrelated"),
      record("c", "Knowledge"),
    ]
    #expect(try ids("knowlege transfer", records) == ["a"])
  }

  @Test func wordsThatWereOnlyGuessedAnswerNothingByThemselves() throws {
    let records = [record("a", "Ventures"), record("b", "Unrelated")]
    #expect(try ids("vantures", records) == ["a"])
    #expect(try ids("vantures zzyzx", records).isEmpty)
  }

  @Test func exactSearchesGuessNothingAndLeaveNothingOut() throws {
    let records = [record("a", "Ventures for students"), record("b", "Unrelated")]
    #expect(try ids("vantures", records) { $0.isExact = true }.isEmpty)
    #expect(try ids("ventures robots", records) { $0.isExact = true }.isEmpty)
    #expect(try ids("ventures robots", records) == ["a"])
  }

  // MARK: Sentences

  @Test func aSentenceIsAnsweredByWhatHoldsMostOfIt() throws {
    let records = [
      record("a", "Turbines for students of robotics"), record("b", "Turbines and robotics"),
      record("c", "Turbines"), record("d", "Unrelated"),
    ]
    let sentence = try answer("what is there for students who want turbines and robotics", records)
    #expect(sentence.hits.map(\.entry.id) == ["a", "b"])
    #expect(sentence.remarks == ["1 hold all 3 words; the others hold at least 2 (--exact leaves them out)."])
    #expect(try ids("students turbines robotics", records) == ["a"])
  }

  @Test func aWordThatSaysNothingInSomeLanguageMayBeMissingButCounts() throws {
    let records = [
      record("a", "Health care"), record("b", "Health"), record("c", "Un prêt care", language: "ro"),
    ]
    #expect(try ids("health care", records) == ["a", "b"])
  }

  // MARK: Counting

  @Test func facetsCountEveryMatchNotOnlyThePage() throws {
    let records = (1...9).map { number in
      record("r\(number)", "Turbine") {
        $0.countries = [number % 3 == 0 ? "PT" : "LT"]
        $0.created = PartialDate(knownYear: 2000 + number % 2, month: 1, day: 1)
      }
    }
    let answer = try answer("turbine", records) {
      $0.limit = 2
      $0.countsFacets = true
    }
    let facets = try #require(answer.facets)
    let countries = try #require(facets.counts.first { $0.field == .country })
    #expect(countries.counts.map(\.value) == ["LT", "PT"])
    #expect(countries.counts.map(\.count) == [6, 3])
    #expect(facets.years.map(\.value) == ["2000", "2001"])
    #expect(facets.years.map(\.count) == [4, 5])
  }
}
