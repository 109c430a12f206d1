internal import CatalogueModel
internal import CatalogueSearch
internal import TestSupport
internal import Testing

@Suite struct RecordFilterTests {
  private let vocabularies = Fixtures.context.vocabularies

  private func record(_ change: (inout Record) -> Void = { _ in }) -> Record {
    var record = Record()
    record.id = "example"
    record.kind = .instrument
    record.title = LocalizedText("Chèque innovation", language: "fr")
    record.countries = ["FR"]
    record.targetGroups = ["smes-only"]
    record.priorities = ["knowledge-transfer"]
    change(&record)
    return record
  }

  private func passes(_ record: Record, status: RecordStatus = .published, _ make: (inout RecordFilter) throws -> Void)
    throws -> Bool
  {
    var filter = RecordFilter()
    try make(&filter)
    return filter.matches(record, status: status, in: vocabularies)
  }

  @Test func emptyFilterLetsPublishedRecordsPass() throws {
    #expect(RecordFilter().isEmpty)
    #expect(try passes(record()) { _ in })
    #expect(try !passes(record(), status: .draft) { _ in })
    #expect(try !passes(record(), status: .withdrawn) { _ in })
  }

  /// A search by any name of a term finds what the term is, in every vocabulary that can be asked.
  @Test(arguments: RecordFilter.TermField.allCases)
  func everyUnambiguousNameOfATermFindsIt(_ field: RecordFilter.TermField) throws {
    let vocabulary = try #require(vocabularies[field.rawValue])
    for term in vocabulary.terms where !term.isForSearch {
      let holder = record {
        switch field {
        case .targetGroups: $0.targetGroups = [term.code]
        case .priorities: $0.priorities = [term.code]
        case .ktAreas: $0.ktAreas = [term.code]
        }
      }
      for name in [term.code] + term.names {
        if name != term.code, vocabulary.terms(named: name).count != 1 { continue }
        #expect(try passes(holder) { try $0.allow(term: name, in: field, of: vocabularies) }, "\(name)")
        #expect(try passes(holder) { try $0.allow(term: name.uppercased(), in: field, of: vocabularies) }, "\(name)")
      }
    }
  }

  @Test func termForSearchFindsWhatItCovers() throws {
    for code in ["smes-only", "all-companies"] {
      let holder = record { $0.targetGroups = [code] }
      for name in ["SME", "PME", "KMU", "MVĮ", "mvi", "IMM"] {
        #expect(try passes(holder) { try $0.allow(term: name, in: .targetGroups, of: vocabularies) }, "\(name)")
      }
    }
    let other = record { $0.targetGroups = ["hei-research"] }
    #expect(try !passes(other) { try $0.allow(term: "SME", in: .targetGroups, of: vocabularies) })
  }

  @Test func problemNamesCandidatesOrNearestTerms() throws {
    func problem(_ text: String) -> String {
      do {
        _ = try passes(record()) { try $0.allow(term: text, in: .targetGroups, of: vocabularies) }
        return ""
      } catch { return "\(error)" }
    }
    #expect(problem("hei-").contains("\"hei-education\""))
    #expect(problem("hei-").contains("\"hei-research\""))
    #expect(problem("smes-onyl").contains("did you mean \"smes-only\" (SMEs only)?"))
    #expect(problem("zzzz").contains("unknown target group \"zzzz\"; `ktc vocabulary target_groups`"))
    #expect(!problem("").isEmpty)
  }

  @Test(arguments: [
    ("2004", "2004", true), ("2004-05-01", "2004", true), ("2004", "2004-05", true), ("2003-12-31", "2004", false),
    ("2004-12-31", "2004..2010", true), ("2010-12-31", "2004..2010", true), ("2011", "2004..2010", false),
    ("2011", "2004..", true), ("2003", "2004..", false), ("1999", "..2004", true), ("2005", "..2004", false),
    ("2004-05", "2004-05-31..2004-06-30", true), ("2004-05", "2004-06..", false), ("2010-12", "2010-12-31..", true),
  ])
  func datesMatchByOverlapAtTheirPrecision(_ created: String, _ range: String, _ expected: Bool) throws {
    let date = try #require(PartialDate(created[...]))
    #expect(try passes(record { $0.created = date }) { try $0.allow(created: range) } == expected)
    #expect(try !passes(record()) { try $0.allow(created: range) }, "without a date it is in no range")
  }

  @Test(arguments: ["", "..", "2004..2003", "2004-13", "2004..x", "2004...2005", "2004..2005..2006", "-2004"])
  func rangeThatIsNoneIsAProblem(_ text: String) {
    #expect(throws: FilterProblem.self) { try passes(record()) { try $0.allow(created: text) } }
  }

  @Test(arguments: ["FR", "fr", "France", "Frankreich", "França", "franca", "Prancūzija", "prancuzija", "Franța"])
  func countryIsKnownByCodeAndNames(_ name: String) throws {
    #expect(try passes(record()) { try $0.allow(country: name) })
    #expect(try !passes(record { $0.countries = ["NO", "PT"] }) { try $0.allow(country: name) })
  }

  @Test func valuesOfOneFieldAreAlternativesAndFieldsMustAllHold() throws {
    #expect(
      try passes(record()) {
        try $0.allow(country: "PT")
        try $0.allow(country: "FR")
        $0.kinds = [.instrument]
      })
    #expect(
      try !passes(record()) {
        try $0.allow(country: "FR")
        $0.kinds = [.practice]
      })
  }

  @Test func unknownActivityIsAValueOfItsOwn() throws {
    let states: [(Bool?, RecordFilter.Activity)] = [(true, .yes), (false, .no), (nil, .unknown)]
    for (active, state) in states {
      for wanted in RecordFilter.Activity.allCases {
        #expect(try passes(record { $0.active = active }) { $0.activity = [wanted] } == (wanted == state))
      }
    }
  }

  @Test func languageIsThatOfTheTexts() throws {
    for name in ["fr", "FR", "fr-BE", "French", "Français"] {
      #expect(try passes(record()) { try $0.allow(language: name) }, "\(name)")
    }
    #expect(try !passes(record()) { try $0.allow(language: "en") })
    #expect(throws: FilterProblem.self) { try passes(record()) { try $0.allow(language: "") } }
  }

  @Test(arguments: [
    (["cheque"], true), (["CHÈQUE", "innov"], true), (["innovation cheque"], true), (["heque"], false),
    (["cheque", "zzz"], false),
    (["knowledge"], true), (["PME"], true), (["France"], true), (["Prancuzija"], true), (["example"], true),
    (["!!!"], true),
  ])
  func wordsMatchTheBeginningsOfWordsInTextsAndNamesOfTerms(_ words: [String], _ expected: Bool) throws {
    #expect(try passes(record()) { $0.require(words: words) } == expected)
  }
}
