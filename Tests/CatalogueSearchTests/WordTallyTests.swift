internal import Testing

@testable import CatalogueSearch

/// How often documents hold a word.
@Suite struct WordTallyTests {
  /// Counts that come in no order, some for one document.
  private static func counts(_ count: Int, below limit: Int) -> [(document: Int, sum: Int, once: Int32)] {
    (0..<count).map { number in (number * 7919 % limit, number % 5 + 1, Int32(number % 3)) }
  }

  /// What is kept as it comes while it is little, and what has a place for each document, are one answer.
  @Test(arguments: [1, 3, 15, 16, 17, 40, 700, 5_000])
  func littleAndMuchAddUpAlike(count: Int) throws {
    let limit = 1_024
    let tally = try WordTally(limit: limit)
    var expected: [Int: (sum: Int, once: Int32)] = [:]
    for (document, sum, once) in Self.counts(count, below: limit) {
      tally.add(document, sum, once: once)
      let before = expected[document] ?? (0, 0)
      expected[document] = (before.sum + sum, max(before.once, once))
    }
    let found = tally.take()
    #expect(found.documents.map { Int($0) } == expected.keys.sorted())
    #expect(found.units == expected.sorted { $0.key < $1.key }.map { Int32($0.value.sum) + $0.value.once })
  }

  @Test func nothingOfOneWordIsCountedForTheNext() throws {
    let limit = 1_024
    let tally = try WordTally(limit: limit)
    for count in [900, 2, 900, 0, 5] {
      for (document, sum, once) in Self.counts(count, below: limit) { tally.add(document, sum, once: once) }
      let found = tally.take()
      let alone = try WordTally(limit: limit)
      for (document, sum, once) in Self.counts(count, below: limit) { alone.add(document, sum, once: once) }
      #expect(found == alone.take())
    }
  }

  @Test func documentsBeyondTheLimitAreNone() throws {
    let tally = try WordTally(limit: 100)
    for document in [-1, 100, Int.max, Int.min] { tally.add(document, 1, once: 0) }
    #expect(tally.take().documents.isEmpty)
    #expect(try WordTally(limit: 0).take().documents.isEmpty)
  }
}
