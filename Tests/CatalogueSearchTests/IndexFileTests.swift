internal import CatalogueModel
internal import CatalogueSearch
internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct IndexFileTests {
  private static let queries = [
    "voucher", "universit*", "country:PT", "\"technology transfer\"", "incubatuer", "NOT firm",
  ]

  /// Some records, so that the file has some dozens of pages.
  private static func source() throws -> RecordList {
    var source = try RecordList.bundled()
    source.records = Array(source.records.prefix(14))
    return source
  }

  private static func request(_ text: String) -> SearchRequest {
    var request = SearchRequest()
    request.text = text
    request.countsFacets = true
    return request
  }

  /// Everything that an answer says.
  private static func said(_ answer: SearchAnswer) -> String {
    answer.hits.map { "\($0.entry.id) \($0.score) \($0.bridges) \($0.entry.title)" }.joined(separator: "\n")
      + "\n\(answer.remarks) \(answer.facets?.years ?? []) \(answer.count) of \(answer.total)"
  }

  private static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// One bit of the file is turned, at the beginning of the file byte by byte, and then anywhere.
  @Test func turnedBitChangesNoAnswer() throws {
    let source = try Self.source()
    let folder = try TemporaryFolder()
    let path = folder("index.sqlite")
    let expected = try Self.queries.map { Self.said(try source.answer(Self.request($0), at: path)) }
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    var random = SeededGenerator(seed: 3)
    var noted = 0
    for number in 0..<60 {
      var bytes = whole
      let place = number < 40 ? number * 5 / 2 : Int.random(in: 0..<bytes.count, using: &random)
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      for suffix in SearchSession.suffixes { Self.remove(path + suffix) }
      try bytes.write(to: URL(fileURLWithPath: path))
      let query = number % Self.queries.count
      let answer = try source.answer(Self.request(Self.queries[query]), at: path, remove: Self.remove) { remark in
        noted += 1
        #expect(remark == "The search index was damaged and was made anew.", "\(place)")
      }
      #expect(Self.said(answer) == expected[query], "bit of byte \(place), \(Self.queries[query])")
    }
    #expect(noted > 15, "what is read is checked")
  }

  @Test func truncatedFileChangesNoAnswer() throws {
    let source = try Self.source()
    let folder = try TemporaryFolder()
    let path = folder("index.sqlite")
    let expected = Self.said(try source.answer(Self.request("voucher"), at: path))
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for size in [0, 1, 15, 16, 99, 100, 511, 512, 4095, 4096, 4097, 8192, 40_960, whole.count / 2] {
      for suffix in SearchSession.suffixes { Self.remove(path + suffix) }
      try whole.prefix(size).write(to: URL(fileURLWithPath: path))
      var notes: [String] = []
      let answer = try source.answer(Self.request("voucher"), at: path, remove: Self.remove) { notes.append($0) }
      #expect(Self.said(answer) == expected, "\(size) bytes")
      #expect(notes.count == (size <= 1 ? 0 : 1), "\(size) bytes: \(notes)")
      let again = try source.answer(Self.request("voucher"), at: path) { _ in
        Issue.record("rebuilt twice after \(size) bytes")
      }
      #expect(Self.said(again) == expected)
    }
  }

  /// SQLite by itself fills the missing end of a page with zeroes and goes on.
  @Test func cutPageIsNoticed() throws {
    let source = try Self.source()
    let folder = try TemporaryFolder()
    let path = folder("index.sqlite")
    let expected = try Self.queries.map { Self.said(try source.answer(Self.request($0), at: path)) }
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for missing in [1, 9, 500, 4095, 4097, 9000] {
      for suffix in SearchSession.suffixes { Self.remove(path + suffix) }
      try whole.dropLast(missing).write(to: URL(fileURLWithPath: path))
      for (query, said) in zip(Self.queries, expected) {
        let answer = try source.answer(Self.request(query), at: path, remove: Self.remove)
        #expect(Self.said(answer) == said, "\(missing) bytes less, \(query)")
      }
    }
  }

  @Test func pagesThatChangedPlacesAreNoticed() throws {
    let source = try Self.source()
    let folder = try TemporaryFolder()
    let path = folder("index.sqlite")
    let expected = Self.said(try source.answer(Self.request("voucher"), at: path))
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for page in stride(from: 1, to: whole.count / 4096 - 1, by: 5) {
      for suffix in SearchSession.suffixes { Self.remove(path + suffix) }
      var bytes = whole
      bytes.replaceSubrange(page * 4096..<(page + 1) * 4096, with: whole[(page + 1) * 4096..<(page + 2) * 4096])
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(Self.said(try source.answer(Self.request("voucher"), at: path, remove: Self.remove)) == expected)
    }
  }

  /// A refreshed index has to say what a new one says, whatever was added, changed and removed, and in which order.
  @Test func refreshedIndexIsAsGoodAsANewOne() throws {
    var source = try Self.source()
    let all = source.records
    let folder = try TemporaryFolder()
    let path = folder("index.sqlite")
    var random = SeededGenerator(seed: 7)
    for round in 0..<4 {
      source.records = all.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
      for position in source.records.indices where Int.random(in: 0..<5, using: &random) == 0 {
        source.records[position].state.modified = round + 2
        source.records[position].record.aim = LocalizedText("Zebra\(round) crossings", language: "en")
      }
      for query in Self.queries + ["zebra\(round)", "zebra\(max(0, round - 1))", "zebrra\(round)"] {
        let kept = Self.said(try source.answer(Self.request(query), at: path))
        let fresh = Self.said(try source.answer(Self.request(query)))
        #expect(kept == fresh, "round \(round), \(query): \(kept)\n---\n\(fresh)")
      }
      let differences = try SearchSession.use(SearchSession.Place(path), Fixtures.context, source: { source }) {
        try $0.differences(from: source, Fixtures.context)
      }
      #expect(differences == [], "round \(round)")
    }
  }

  /// The record that came last keeps its number, which the new one before it must not take.
  @Test func newRecordBeforeAChangedOneGetsItsOwnNumber() throws {
    var source = try Self.source()
    let added = source.records.removeFirst()
    let path = try TemporaryFolder()("index.sqlite")
    _ = try source.answer(Self.request("voucher"), at: path)
    for position in source.records.indices { source.records[position].state.modified = 2 }
    source.records.insert(added, at: 0)
    var remarks: [String] = []
    let kept = try source.answer(Self.request(""), at: path, remarks: { remarks.append($0) })
    #expect(remarks == [])
    #expect(Self.said(kept) == Self.said(try source.answer(Self.request(""))))
  }

  @Test func otherVocabulariesOrLanguageBuildAnew() throws {
    let source = try Self.source()
    let folder = try TemporaryFolder()
    let path = folder("index.sqlite")
    func refreshed(_ context: CatalogueContext) throws -> Int {
      try SearchSession.use(SearchSession.Place(path), context, source: { source }) { $0.refreshed }
    }
    let count = source.records.count
    #expect(try refreshed(Fixtures.context) == count)
    #expect(try refreshed(Fixtures.context) == 0)
    var other = Fixtures.context
    other.settings.language = "fr"
    #expect(try refreshed(other) == count)
    other = Fixtures.context
    other.vocabularies = VocabularySet([])
    #expect(try refreshed(other) == count)
  }

  @Test func headerTellsAnIndexFromOtherFiles() throws {
    let source = try Self.source()
    let folder = try TemporaryFolder()
    _ = try source.answer(Self.request("voucher"), at: folder("index.sqlite"))
    let header = Array(try Data(contentsOf: URL(fileURLWithPath: folder("index.sqlite"))).prefix(100))
    #expect(SearchSession.recognises(header: header))
    #expect(!SearchSession.recognises(header: Array(header.prefix(60))))
    #expect(!SearchSession.recognises(header: Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 84)))
    #expect(!SearchSession.recognises(header: []))
  }
}
