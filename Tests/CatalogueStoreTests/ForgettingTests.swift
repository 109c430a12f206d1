import CatalogueStore
import TestSupport
import Testing

/// How large a file may be in which a person is looked for.
@Suite struct ForgettingTests {
  @Test func filesUpToALimitAreLookedAtAndLargerOnesAreNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("title: Example\n", to: "catalogue.yaml")
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    let lock = try catalogue.lockForWriting()
    func plan(_ size: Int) throws -> Forgetting.Plan {
      let name = "Ana Example"
      try folder.write(name + String(repeating: ".", count: size - name.utf8.count), to: "notes.txt")
      var changes = CatalogueTransaction(catalogue, holding: lock)
      let matchers = [PersonMatcher(name)].compactMap(\.self)
      return try Forgetting(matchers, in: catalogue, replacesText: false, largest: 1000).plan(in: &changes)
    }
    for size in [999, 1000] {
      let plan = try plan(size)
      #expect(plan.traces.map(\.file) == ["notes.txt"])
      #expect(plan.unread.isEmpty)
    }
    let above = try plan(1001)
    #expect(above.traces.isEmpty)
    #expect(above.unread == ["notes.txt: it is too large"])
  }
}
