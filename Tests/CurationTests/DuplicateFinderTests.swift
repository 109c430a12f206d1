internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import TestSupport
internal import Testing

@Suite struct DuplicateFinderTests {
  private static func record(
    _ id: String, _ title: [(String, String)], countries: [String] = ["LT"], kind: RecordKind = .instrument,
    _ change: (inout Record) -> Void = { _ in }
  ) -> Record {
    var record = Record()
    record.id = id
    record.kind = kind
    record.title = LocalizedText(title.map { .init($0.0, $0.1) })
    record.countries = countries
    change(&record)
    return record
  }

  private static func pairs(_ records: [Record], subjects: Set<String> = []) -> [LikelyDuplicate] {
    var finder = DuplicateFinder()
    for record in records {
      let id = record.id ?? ""
      finder.add(
        record, of: RecordFile(path: "instruments/\(id).yaml", area: .instruments), isSubject: subjects.contains(id))
    }
    return finder.pairs(ofSubjects: !subjects.isEmpty)
  }

  @Test func bundledRecordsAreAllDistinct() throws {
    let pairs = DuplicateFinder(of: try BundledCatalogue.open()).pairs()
    #expect(pairs.isEmpty, "\(pairs.map { "\($0.first.id) \($0.second.id) \($0.score) \($0.explanation)" })")
  }

  @Test func sameNameInOneCountryIsLikelyAndInAnotherIsNot() throws {
    let first = Self.record("a", [("en", "Innovation voucher")])
    let same = try #require(Self.pairs([first, Self.record("b", [("en", "Innovation Vouchers")])]).first)
    #expect(same.reasons.map(\.kind).contains(.title) && same.reasons.map(\.kind).contains(.country))
    #expect((same.first.id, same.second.id) == ("a", "b"))
    #expect(Self.pairs([first, Self.record("b", [("en", "Innovation voucher")], countries: ["AT", "CZ"])]).isEmpty)
  }

  @Test func namesMeetAcrossLanguagesAndFormerNames() {
    let first = Self.record("a", [("en", "Support to the competitiveness clusters"), ("fr", "Pôles de compétitivité")])
    let french = Self.record("b", [("fr", "Poles de competitivite")])
    let former = Self.record("c", [("de", "Spitzencluster")]) { $0.alsoKnownAs = ["Pôles de Compétitivité"] }
    #expect(Self.pairs([first, french]).count == 1)
    #expect(Self.pairs([first, former]).count == 1)
  }

  @Test func misspeltAndInflectedWordsCount() {
    let first = Self.record("a", [("en", "Technology transfer support programme of Saxony")])
    let second = Self.record("b", [("en", "Tecnology transfer suport program of Saxony")])
    #expect(Self.pairs([first, second]).count == 1)
  }

  @Test func roundsOfOneProgrammeAreTwo() {
    let first = Self.record("a", [("en", "High technology development programme 2007-2010")])
    let second = Self.record("b", [("en", "High technology development programme 2011-2013")])
    #expect(Self.pairs([first, second]).isEmpty)
  }

  @Test func sameOriginIsEnoughWhateverElseSays() throws {
    let origin = { (record: inout Record) in
      var origin = Origin()
      origin.source = "ktforce"
      origin.id = "17"
      record.origin = origin
    }
    let first = Self.record("a", [("en", "Innovation voucher")], origin)
    let second = Self.record("b", [("en", "Cheque for ideas")], countries: ["PT"], kind: .practice, origin)
    let pair = try #require(Self.pairs([first, second]).first)
    #expect(pair.reasons.first?.kind == .origin)
    #expect(Set(pair.doubts.map(\.kind)).isSuperset(of: [.country, .kind]))
  }

  @Test func samePageCountsUnlessManyNameItOrItIsAFrontPage() {
    func named(_ id: String, _ title: String, _ address: String) -> Record {
      Self.record(id, [("en", title)]) { record in
        var source = Source()
        source.url = address
        record.sources = [source]
        record.created = PartialDate("2012-08-14")
      }
    }
    let titles = ["Voucher for firms", "Cheque for firms", "Loan for firms", "Prize for firms", "Fair for firms"]
    let page = "https://www.mita.lt/en/vouchers/"
    let two = [named("a", titles[0], page), named("b", titles[1], "http://mita.lt/en/vouchers#top")]
    #expect(Self.pairs(two).count == 1)
    #expect(Self.pairs(titles.enumerated().map { named("r\($0.offset)", $0.element, page) }).isEmpty)
    #expect(Self.pairs([named("a", titles[0], "https://mita.lt/"), named("b", titles[1], "https://mita.lt")]).isEmpty)
  }

  private static func telling(_ id: String, _ title: String, _ name: String, page: String) -> Record {
    record(id, [("en", title)]) { record in
      record.aim = LocalizedText([.init("en", "Give seed capital to founders of firms, picked in a contest of ideas.")])
      record.overview = LocalizedText([
        .init(
          "en",
          "\(name) stays with a founder all the way, from judging whether an idea has a market to selling what "
            + "comes of it. It looks for ventures that can grow fast, and spreads a culture of enterprise.")
      ])
      var source = Source()
      source.url = page
      record.sources = [source]
    }
  }

  @Test(arguments: [2, 3, 4, 30]) func copiesWithAnotherNameAreFoundHoweverManyThereAre(count: Int) {
    let page = "https://example.org/good-practices/neotec"
    let copies = (1...count).map { Self.telling("b-\($0)", "Bulk \($0) Initiative", "Bulk \($0)", page: page) }
    let found = Self.pairs(copies)
    #expect(found.count == count * (count - 1) / 2, "\(found.map(\.explanation).prefix(3))")
    #expect(found.allSatisfy { $0.reasons.first?.kind == .text })
  }

  @Test func sameWordsUnderAnotherTitleAreFound() throws {
    let first = Self.telling("a", "Seed contest", "It", page: "https://example.org/one/two")
    let second = Self.telling("b", "Capital for founders", "It", page: "https://example.org/three/four")
    let pair = try #require(Self.pairs([first, second]).first)
    #expect(pair.reasons.first?.text == "the same text")
    var other = second
    other.overview = LocalizedText([.init("en", "A loan for houses, which a bank of the region gives to families.")])
    #expect(Self.pairs([first, other]).isEmpty)
  }

  @Test func linkedRecordsAndTombstonesAreToldApart() {
    func link(_ record: inout Record, _ type: Link.LinkType, _ target: String) {
      var link = Link()
      link.type = type
      link.target = target
      record.links = [link]
    }
    let first = Self.record("a", [("en", "Innovation voucher")])
    let linked = Self.record("b", [("en", "Innovation voucher")]) { link(&$0, .related, "a") }
    #expect(Self.pairs([first, linked]).isEmpty)
    let stone = Self.record("b", [("en", "Innovation voucher")]) {
      link(&$0, .replacedBy, "c")
      $0.status = .withdrawn
    }
    #expect(Self.pairs([first, stone]).isEmpty)
  }

  @Test func onlyPairsOfThoseAskedAboutAreTold() {
    let names = ["a", "b", "c"].map { Self.record($0, [("en", "Innovation voucher")]) }
    let others = ["x", "y"].map { Self.record($0, [("en", "Spin-off fund of the north")]) }
    #expect(Self.pairs(names + others).count == 4)
    let asked = Self.pairs(names + others, subjects: ["b"])
    #expect(asked.count == 2 && asked.allSatisfy { $0.first.id == "b" })
  }

  /// Work must not grow with the square of the records: in a thousand records that share their words, each is compared
  /// with a few.
  @Test func manyRecordsWithCommonWordsAreNotAllLikely() {
    let words = ["innovation", "voucher", "transfer", "support", "programme", "technology", "regional", "network"]
    var generator = SeededGenerator(seed: 7)
    let records = (0..<1000).map { number in
      Self.record(
        "r\(number)", [("en", (words.shuffled(using: &generator).prefix(4) + ["x\(number)y"]).joined(separator: " "))],
        countries: [["FR", "LT", "PT", "AT", "DE", "IE"][number % 6]])
    }
    let copy = Self.record("copy", [("en", records[500].title.entries[0].text)], countries: records[500].countries)
    let found = Self.pairs(records + [copy], subjects: ["copy"])
    #expect(found.first?.second.id == "r500")
  }
}
