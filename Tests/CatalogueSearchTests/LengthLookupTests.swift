internal import Testing

@testable import CatalogueSearch

/// How long the parts of documents are, as the ranking asks for it.
@Suite struct LengthLookupTests {
  private struct Unreadable: Error {}

  private static let parts = SearchDocument.Part.allCases.count

  @Test func partsAreReadWhenTheyAreAskedFor() throws {
    var totals = PartTotals()
    totals.limit = 3
    var read: [Int] = []
    let lengths = LengthLookup(totals) { part, bytes in
      read.append(part)
      bytes.copyBytes(from: [10, 20, 30])
    }
    #expect(read.isEmpty)
    #expect(lengths.place(of: 1, 2) == 2 * 256 + 20)
    #expect(lengths.place(of: 2, 2) == 2 * 256 + 30)
    #expect(lengths.place(of: 0, 0) == 10)
    #expect(read == [2, 0], "each once")
    for stranger in [-1, 3, Int.max] { #expect(lengths.place(of: stranger, 2) == 2 * 256) }
    try lengths.check()
  }

  @Test func aPartThatCannotBeReadIsToldAfterwards() throws {
    var totals = PartTotals()
    totals.limit = 3
    let lengths = LengthLookup(totals) { part, bytes in
      guard part == 0 else { throw Unreadable() }
      bytes.copyBytes(from: [1, 2, 3])
    }
    #expect(lengths.place(of: 0, 0) == 1)
    try lengths.check()
    #expect(lengths.place(of: 1, 4) == 4 * 256)
    #expect(throws: Unreadable.self) { try lengths.check() }
  }

  @Test func totalsComeBackAsTheyWereKept() {
    var lengths = PartLengths(PartTotals(), columns: Array(repeating: [], count: Self.parts))
    lengths.set(Array(1...Self.parts), of: 4)
    lengths.set(Array(repeating: 9, count: Self.parts), of: 2)
    lengths.remove(Array(1...Self.parts))
    #expect(lengths.columns.allSatisfy { $0.count == 5 })
    let again = PartTotals(text: lengths.totals.text)
    #expect(again.limit == 5 && again.documents == 1)
    #expect(again.words == Array(repeating: 9, count: Self.parts))
    for text in ["", "5", "a b", "-4 1 1 1 1 1 1 1 1", "5 1 9"] { #expect(PartTotals(text: text).limit == 0) }
  }
}
