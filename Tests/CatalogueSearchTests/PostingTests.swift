internal import CatalogueModel
internal import CatalogueSearch
internal import Foundation
internal import TestSupport
internal import Testing
internal import YAMLDocument

/// What common words are found by beside the index of the database must never be told by an answer.
@Suite struct PostingTests {
  private static let queries = [
    "innovation", "technology transfer", "\"technology transfer\"", "universit*", "research university", "PME",
    "incubator OR \"science park\"", "chambres de commerce", "transfert de technologie", "innovation NOT university",
    "what is open to SMEs in Portugal", "title:innovation", "\"of the\"", "org:university", "region:norte",
  ]

  private static func said(_ answer: SearchAnswer) -> String {
    answer.hits.map { "\($0.entry.id) \($0.score) \($0.bridges)" }.joined(separator: "\n")
      + "\n\(answer.remarks) \(answer.facets?.years ?? []) \(answer.count) of \(answer.total)"
  }

  private static func answers(_ source: RecordList, at path: String?) throws -> [String] {
    try queries.map { query in
      var request = SearchRequest()
      request.text = query
      request.countsFacets = true
      return said(try source.answer(request, at: path))
    }
  }

  private static func differences(_ source: RecordList, at path: String) throws -> [String] {
    try SearchSession.use(SearchSession.Place(path), Fixtures.context, source: { source }) {
      try $0.differences(from: source, Fixtures.context)
    }
  }

  /// An index that grew record by record has none for words that became common since; one that was made at once has.
  @Test func commonWordsAreFoundAlikeWithAndWithoutPostings() throws {
    var source = try RecordList.bundled()
    let all = source.records
    let folder = try TemporaryFolder()
    let grown = folder("grown.sqlite")
    for count in 15...all.count {
      source.records = Array(all.prefix(count))
      _ = try source.answer(SearchRequest(), at: grown)
    }
    let atOnce = folder("at-once.sqlite")
    let expected = try Self.answers(source, at: atOnce)
    for (query, (one, other)) in zip(Self.queries, zip(try Self.answers(source, at: grown), expected)) {
      #expect(one == other, "\(query)")
    }
    #expect(try Self.differences(source, at: grown) == [])
    #expect(try Self.differences(source, at: atOnce) == [])
  }

  /// One record at a time changes the postings that are there; many at a time make them anew.
  @Test(arguments: [1, 20])
  func postingsFollowTheRecords(changed: Int) throws {
    var source = try RecordList.bundled()
    let folder = try TemporaryFolder()
    let path = folder("index.sqlite")
    _ = try Self.answers(source, at: path)
    var random = SeededGenerator(seed: 11)
    for round in 0..<4 {
      for _ in 0..<changed {
        let position = Int.random(in: 0..<source.records.count, using: &random)
        source.records[position].state.modified += round + 2
        switch Int.random(in: 0..<3, using: &random) {
        case 0 where source.records.count > 12: source.records.remove(at: position)
        case 1:
          source.records[position].record.aim = LocalizedText("Innovation innovation of technology", language: "en")
        default: source.records[position].record.overview = LocalizedText("", language: "en")
        }
      }
      #expect(try Self.answers(source, at: path) == Self.answers(source, at: nil), "round \(round)")
      #expect(try Self.differences(source, at: path) == [], "round \(round)")
    }
  }
}
