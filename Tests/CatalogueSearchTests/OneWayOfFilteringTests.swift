internal import CatalogueModel
internal import CatalogueSearch
internal import SourceTree
internal import TestSupport
internal import Testing

/// A filter lets the same records pass whether it looks at each of them, or asks an index of them.
@Suite struct OneWayOfFilteringTests {
  private static let values: [(field: String, values: [String])] = [
    ("kind", ["instrument", "practice"]),
    ("target_groups", ["SME", "PME", "KMU", "smes-only", "all-companies", "hei-research", "Hochschulen (Lehre)"]),
    ("countries", ["FR", "pt", "Lituanie", "Deutschland", "NO", "PT,LT", "ES"]),
    ("priorities", ["knowledge-transfer", "rd-cooperation", "research-infrastructures"]),
    ("kt_areas", ["technology licensing", "spin-off-entrepreneurship", "university-industry-relations"]),
    ("instrument_types", ["innovation-vouchers"]), ("level", ["national", "regional", "european"]),
    ("active", ["yes", "no", "unknown"]), ("status", ["draft", "published", "withdrawn"]),
    ("created", ["2006", "2004..2010", "..2008", "2010..", "2008-03", "2001,2012"]), ("ended", ["..2012", "2009.."]),
    ("language", ["fr", "Portuguese", "lt", "en", "pt-BR"]),
    ("organisations", ["universit", "agen", "Ministry", "é"]), ("regions", ["PT", "rhone", "FRK2"]),
    ("id", ["demola-tampere", "INFRATECH", "x\u{0}y"]),
  ]

  /// Bundled records with some of their values changed, as odd as a record may be.
  private static func records(_ random: inout SeededGenerator) throws -> RecordList {
    var records = try RecordList.bundled().records.map(\.record)
    for number in 0..<60 {
      guard var record = records.prefix(35).randomElement(using: &random) else { continue }
      record.id = "made-\(number)"
      record.status = RecordStatus.allCases.randomElement(using: &random)
      record.kind = [RecordKind.instrument, .practice, nil].randomElement(using: &random) ?? nil
      record.active = [true, false, nil].randomElement(using: &random) ?? nil
      record.countries = Array(["FR", "PT", "LT", "NO", "XX", "FR"].shuffled(using: &random).prefix(number % 4))
      record.targetGroups = Array(
        ["smes-only", "all-companies", "hei-research", "no such group", ""].shuffled(using: &random).prefix(number % 3))
      record.level = ["national", "regional", nil].randomElement(using: &random) ?? nil
      record.created = ["2004", "2006-05", "2006-05-31", "2010-12", nil].randomElement(using: &random)?
        .flatMap { PartialDate($0) }
      record.ended = ["2008", "2012-01", nil].randomElement(using: &random)?.flatMap { PartialDate($0) }
      var organisation = Organisation()
      organisation.name = ["Agência\nNacional", "Université\u{0}Grenoble", "MINISTRY = agen", ""].randomElement(
        using: &random)
      record.organisations.append(organisation)
      var region = Region()
      region.name = ["Rhône-Alpes", "a\tb", nil].randomElement(using: &random) ?? nil
      record.regions = [region]
      records.append(record)
    }
    return RecordList(records)
  }

  @Test func everyCombinationOfFiltersGivesTheSameRecords() throws {
    var random = SeededGenerator(seed: 11)
    let source = try Self.records(&random)
    let folder = try TemporaryFolder()
    var answered = 0
    for path in [nil, folder("index.sqlite")] {
      try SearchSession.use(SearchSession.Place(path), Fixtures.context, source: { source }) { session in
        let engine = SearchEngine(session.index, Fixtures.context)
        for _ in 0..<400 {
          var request = SearchRequest()
          request.isExact = true
          for _ in 0..<Int.random(in: 0...3, using: &random) {
            guard let field = Self.values.randomElement(using: &random) else { continue }
            let values = field.values.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random))
            request.conditions.append((field.field, Array(values)))
          }
          if Bool.random(using: &random) { request.defaultStatuses = [.published, .withdrawn] }
          let filter = try RecordFilter(request, in: Fixtures.context.vocabularies)
          let passed = source.records.filter { filter.matches($0.record, status: $0.status) }.map(\.record.id)
          let found = try engine.answer(request).hits.map(\.entry.id)
          #expect(Set(found) == Set(passed.map { $0 ?? "" }), "\(request.conditions)")
          #expect(found.count == passed.count, "\(request.conditions)")
          if !found.isEmpty { answered += 1 }
        }
      }
    }
    #expect(answered > 200, "most combinations are no empty ones")
  }

  @Test func bothRefuseTheSameValues() throws {
    let source = RecordList([])
    for (field, value) in [
      ("kind", "policy"), ("countries", "Atlantis"), ("target_groups", "hei-"), ("created", "2010..2004"),
      ("language", "Klingonish"), ("active", "perhaps"), ("status", "gone"), ("level", ""),
    ] {
      var request = SearchRequest()
      request.conditions = [(field, [value])]
      func messages(_ body: () throws -> Void) -> [String] {
        do {
          try body()
          return []
        } catch { return (error as? SearchEngine.Refusal)?.diagnostics.map(\.message) ?? ["\(error)"] }
      }
      let filtered = messages { _ = try RecordFilter(request, in: Fixtures.context.vocabularies) }
      let searched = messages { _ = try source.answer(request) }
      #expect(!filtered.isEmpty && filtered == searched, "\(field): \(filtered) \(searched)")
    }
  }
}
