internal import Testing

@testable import CatalogueSearch

/// What documents count for in all.
@Suite struct DocumentTotalsTests {
  @Test(arguments: [64, 1_000, 100_000, 1_000_000])
  func fewAndManyDocumentsAddUpAlike(limit: Int) throws {
    var few = try DocumentTotals(limit: limit, count: 0)
    var many = try DocumentTotals(limit: limit, count: limit)
    guard case .few = few, case .many = many else {
      Issue.record("both are kept in the same way")
      return
    }
    for (document, value) in [(0, 1.5), (limit - 1, 2), (0, 0.25), (limit / 2, 4)] {
      few.add(value, to: document)
      many.add(value, to: document)
    }
    for document in [0, 1, limit / 2, limit - 2, limit - 1] { #expect(few[document] == many[document]) }
    #expect(few[0] == 1.75)
    #expect(many[1] == 0)
  }

  @Test func memoryIsZeroHoweverLarge() throws {
    for count in [0, 1, 16_383, 16_384, 200_000] {
      let memory = try #require(ZeroedMemory<Double>(count: count))
      #expect((0..<count).allSatisfy { memory[$0] == 0 })
    }
  }

  @Test func moreThanThereIsOfMemoryIsSaid() {
    #expect(ZeroedMemory<Double>(count: .max) == nil)
    #expect(ZeroedMemory<Double>(count: .max / 16) == nil)
  }
}
