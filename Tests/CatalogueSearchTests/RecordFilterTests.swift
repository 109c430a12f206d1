internal import CatalogueModel
internal import CatalogueSearch
internal import SourceTree
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

  private func filter(_ conditions: [(field: String, values: [String])]) throws -> RecordFilter {
    var request = SearchRequest()
    request.conditions = conditions
    return try RecordFilter(request, in: vocabularies)
  }

  private func passes(
    _ record: Record, status: RecordStatus = .published, _ conditions: (field: String, values: [String])...
  ) throws -> Bool {
    try filter(conditions).matches(record, status: status)
  }

  private func problem(_ field: String, _ value: String) -> String {
    do {
      _ = try filter([(field, [value])])
      return ""
    } catch let refusal as SearchEngine.Refusal {
      return refusal.diagnostics.map(\.message).joined(separator: "\n")
    } catch { return "\(error)" }
  }

  @Test func emptyFilterLetsPublishedRecordsPass() throws {
    #expect(try filter([]).statuses == [.published])
    #expect(try passes(record()))
    #expect(try !passes(record(), status: .draft))
    #expect(try !passes(record(), status: .withdrawn))
    #expect(try passes(record(), status: .withdrawn, ("status", ["draft", "withdrawn"])))
    #expect(try filter([("status", ["draft", "withdrawn"])]).statuses == [.draft, .withdrawn])
  }

  /// A search by any name of a term finds what the term is, in every vocabulary that can be asked.
  @Test(arguments: ["target_groups", "priorities", "kt_areas", "instrument_types", "levels"])
  func everyUnambiguousNameOfATermFindsIt(_ name: String) throws {
    let vocabulary = try #require(vocabularies[name])
    let field = vocabulary.field
    for term in vocabulary.terms where !term.isForSearch {
      let holder = record {
        switch name {
        case "target_groups": $0.targetGroups = [term.code]
        case "priorities": $0.priorities = [term.code]
        case "kt_areas": $0.ktAreas = [term.code]
        case "instrument_types": $0.instrumentTypes = [term.code]
        default: $0.level = term.code
        }
      }
      for name in [term.code] + term.names {
        if name != term.code, vocabulary.terms(named: name).count != 1 { continue }
        #expect(try passes(holder, (field, [name])), "\(name)")
        #expect(try passes(holder, (field, [name.uppercased()])), "\(name)")
      }
    }
  }

  @Test func termForSearchFindsWhatItCovers() throws {
    for code in ["smes-only", "all-companies"] {
      let holder = record { $0.targetGroups = [code] }
      for name in ["SME", "PME", "KMU", "MVĮ", "mvi", "IMM"] {
        #expect(try passes(holder, ("target_groups", [name])), "\(name)")
      }
    }
    let other = record { $0.targetGroups = ["hei-research"] }
    #expect(try !passes(other, ("target_groups", ["SME"])))
  }

  @Test func problemNamesCandidatesOrNearestTerms() throws {
    #expect(problem("target_groups", "hei-").contains("\"hei-education\""))
    #expect(problem("target_groups", "hei-").contains("\"hei-research\""))
    #expect(problem("target_groups", "smes-onyl").contains("did you mean \"smes-only\" (SMEs only)?"))
    #expect(problem("target_groups", "zzzz").contains("unknown target group \"zzzz\"; `ktc vocabulary target_groups`"))
    #expect(!problem("target_groups", "").isEmpty)
  }

  @Test(arguments: [
    ("2004", "2004", true), ("2004-05-01", "2004", true), ("2004", "2004-05", true), ("2003-12-31", "2004", false),
    ("2004-12-31", "2004..2010", true), ("2010-12-31", "2004..2010", true), ("2011", "2004..2010", false),
    ("2011", "2004..", true), ("2003", "2004..", false), ("1999", "..2004", true), ("2005", "..2004", false),
    ("2004-05", "2004-05-31..2004-06-30", true), ("2004-05", "2004-06..", false), ("2010-12", "2010-12-31..", true),
  ])
  func datesMatchByOverlapAtTheirPrecision(_ created: String, _ range: String, _ expected: Bool) throws {
    let date = try #require(PartialDate(created[...]))
    #expect(try passes(record { $0.created = date }, ("created", [range])) == expected)
    #expect(try passes(record { $0.ended = date }, ("ended", [range])) == expected)
    #expect(try !passes(record(), ("created", [range])), "without a date it is in no range")
  }

  @Test(arguments: ["", "..", "2004..2003", "2004-13", "2004..x", "2004...2005", "2004..2005..2006", "-2004"])
  func rangeThatIsNoneIsAProblem(_ text: String) {
    #expect(!problem("created", text).isEmpty)
  }

  @Test(arguments: ["FR", "fr", "France", "Frankreich", "França", "franca", "Prancūzija", "prancuzija", "Franța"])
  func countryIsKnownByCodeAndNames(_ name: String) throws {
    #expect(try passes(record(), ("countries", [name])))
    #expect(try !passes(record { $0.countries = ["NO", "PT"] }, ("countries", [name])))
  }

  @Test func valuesOfOneFieldAreAlternativesAndFieldsMustAllHold() throws {
    #expect(try passes(record(), ("countries", ["PT", "FR"]), ("kind", ["instrument"])))
    #expect(try !passes(record(), ("countries", ["FR"]), ("kind", ["practice"])))
    #expect(try !passes(record(), ("countries", ["FR"]), ("countries", ["PT"])), "the same field twice narrows")
  }

  @Test func unknownActivityIsAValueOfItsOwn() throws {
    let states: [(Bool?, RecordFilter.Activity)] = [(true, .yes), (false, .no), (nil, .unknown)]
    for (active, state) in states {
      for wanted in RecordFilter.Activity.allCases {
        #expect(try passes(record { $0.active = active }, ("active", [wanted.rawValue])) == (wanted == state))
      }
    }
  }

  @Test func languageIsThatOfTheTexts() throws {
    for name in ["fr", "FR", "fr-BE", "French", "Français"] {
      #expect(try passes(record(), ("language", [name])), "\(name)")
    }
    #expect(try !passes(record(), ("language", ["en"])))
    #expect(!problem("language", "").isEmpty)
  }

  @Test func namesOfOrganisationsAndRegionsMatchInPart() throws {
    var organisation = Organisation()
    organisation.name = "Agência Nacional de Inovação"
    var region = Region()
    region.nuts = "FRK2"
    let holder = record {
      $0.organisations = [organisation]
      $0.regions = [region]
    }
    #expect(try passes(holder, ("organisations", ["inovacao"])))
    #expect(try passes(holder, ("regions", ["frk"])))
    #expect(try !passes(holder, ("organisations", ["ministry"])))
  }
}
