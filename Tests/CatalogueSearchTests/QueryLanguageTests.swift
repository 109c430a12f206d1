internal import CatalogueModel
internal import CatalogueSearch
internal import SourceTree
internal import TestSupport
internal import Testing

@Suite struct QueryLanguageTests {
  private static let records = RecordList(
    yaml: "id: alpha\ntitle: Innovation voucher\ncountries: [PT]\ncreated: 2006\ntarget_groups: [smes-only]",
    "id: beta\ntitle: Technology transfer voucher\ncountries: [FR]\ncreated: 2010",
    "id: gamma\ntitle: Transfer of technology\nkind: practice\ncountries: [PT, LT]",
    "id: delta\ntitle: Tax credit, with OR and not in it\ncountries: [LT]\nactive: true")

  private func ids(_ query: String) throws -> [String] { try Self.records.ids(query, isExact: true).sorted() }

  @Test(arguments: [
    ("voucher", ["alpha", "beta"]), ("VOUCHERS", ["alpha", "beta"]), ("voucher alpha", ["alpha"]),
    ("voucher AND alpha", ["alpha"]), ("\"transfer voucher\"", ["beta"]),
    ("technology transfer", ["beta", "gamma"]),
    ("vouch*", ["alpha", "beta"]), ("techno*", ["beta", "gamma"]), ("voucher NOT innovation", ["beta"]),
    ("voucher -innovation", ["beta"]), ("-voucher", ["delta", "gamma"]), ("NOT voucher NOT tax", ["gamma"]),
    ("innovation OR tax", ["alpha", "delta"]), ("innovation OR tax voucher", ["alpha"]),
    ("(innovation OR tax) country:LT", ["delta"]), ("voucher (country:PT OR country:FR)", ["alpha", "beta"]),
    ("NOT (voucher OR tax)", ["gamma"]), ("country:PT", ["alpha", "gamma"]),
    ("country:PT,FR", ["alpha", "beta", "gamma"]),
    ("country:Portugal country:LT", ["gamma"]), ("kind:practice", ["gamma"]), ("created:2006..2008", ["alpha"]),
    ("created:2007..", ["beta"]), ("created:..2009", ["alpha"]), ("created:2006-05", ["alpha"]),
    ("target:SME", ["alpha"]), ("target:\"SMEs only\"", ["alpha"]), ("active:yes", ["delta"]), ("id:gamma", ["gamma"]),
    ("title:\"transfer voucher\"", ["beta"]), ("TARGET_GROUPS:pme voucher", ["alpha"]),
    ("\"or and\"", ["delta"]), ("voucher \"\"", ["alpha", "beta"]), ("()", ["alpha", "beta", "delta", "gamma"]),
  ])
  func queryFindsWhatItSays(_ query: String, _ expected: [String]) throws {
    #expect(try ids(query) == expected)
  }

  @Test(arguments: [
    ("(voucher", 1, "bracket"), ("voucher)", 8, "never opened"), ("\"voucher", 1, "quotation mark"),
    ("voucher OR", 9, "OR stands between"), ("OR voucher", 1, "OR stands between"), ("voucher AND", 9, "AND stands"),
    ("voucher NOT", 9, "left out"), ("country: voucher", 1, "no value"), ("contry:PT", 1, "did you mean \"country\"?"),
    ("x country:Atlantis", 11, "no country"), ("target:smes-onyl", 8, "smes-only"), ("created:soon", 9, "write 2006"),
    ("é contry:PT", 3, "no field"), ("status:gone", 8, "withdrawn"), ("a @nothing", 3, "no saved query"),
  ])
  func mistakeIsAFindingWithItsPlace(_ query: String, _ column: Int, _ message: String) throws {
    let refusal = #expect(throws: SearchEngine.Refusal.self) { try Self.records.ids(query) }
    let finding = try #require(refusal?.diagnostics.first)
    #expect(finding.location?.column == column, "\(finding.message)")
    #expect(finding.message.contains(message), "\(finding.message)")
    #expect(finding.location?.excerpt?.caret != nil, "a caret stands under the query")
  }

  /// Any byte sequence is safe: an answer, or a refusal with a reason, and never a failure of the index.
  @Test func anyBytesAreAQuery() throws {
    var random = SeededGenerator(seed: 5)
    let pieces = [
      "\"", "(", ")", "*", ":", "-", "NOT ", "OR ", "AND ", "NEAR(", "^", "'", ";", "--", "\u{0}", "\n", "{title}:",
      "+",
      "voucher", "é", "🚀", "İ", "ﬁ", "\u{200D}", "\u{301}", "%", "_", "en_voucher", "country:", "..", ",", "@", "\\",
      "x' OR 1=1; DROP TABLE record; --", "\"\"\"", "status:draft", "title:", "ß", "Ǆ", "l'", "’", "０",
    ]
    try SearchSession.use(SearchSession.Place(nil), Fixtures.context, source: { Self.records }) { session in
      let engine = SearchEngine(session.index, Fixtures.context)
      for number in 0..<3000 {
        var request = SearchRequest()
        if number % 2 == 0 {
          let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
          }
          request.text = String(decoding: bytes, as: UTF8.self)
        } else {
          let count = Int.random(in: 1...7, using: &random)
          request.text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        }
        request.isExact = number % 3 == 0
        do {
          let answer = try engine.answer(request)
          #expect(answer.hits.count <= 4)
        } catch let refusal as SearchEngine.Refusal {
          #expect(!refusal.diagnostics.isEmpty, "\(request.text.debugDescription)")
        }
      }
    }
    #expect(try ids("voucher") == ["alpha", "beta"])
  }

  @Test func longAndDeepQueriesAreRefusedAndDoNoHarm() throws {
    for query in [
      String(repeating: "(", count: 4000), String(repeating: "a ", count: 3000), String(repeating: "\"", count: 99_999),
      String(repeating: "(voucher ", count: 40) + String(repeating: ")", count: 40),
    ] {
      #expect(throws: SearchEngine.Refusal.self) { try Self.records.ids(query) }
    }
    _ = try Self.records.ids(String(repeating: "NOT ", count: 900) + "voucher")
    _ = try Self.records.ids(String(repeating: "voucher OR ", count: 300) + "tax")
  }

  @Test func takes4096BytesAndNoByteMore() {
    func findings(_ bytes: Int) -> [String] {
      let text = String(repeating: "word ", count: bytes / 5) + String(repeating: "x", count: bytes % 5)
      return QueryParser.parse(text).diagnostics.map(\.code)
    }
    #expect(findings(4095) == [])
    #expect(findings(4096) == [])
    #expect(findings(4097) == ["query-too-long"])
  }

  @Test func takesBrackets32Deep() {
    func findings(_ depth: Int) -> [String] {
      QueryParser.parse(String(repeating: "(", count: depth) + "x" + String(repeating: ")", count: depth)).diagnostics
        .map(\.code)
    }
    #expect(findings(31) == [])
    #expect(findings(32) == [])
    #expect(findings(33).contains("query-too-long"))
  }
}
