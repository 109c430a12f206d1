internal import CatalogueStore
internal import TestSupport
internal import Testing

/// A catalogue that is opened on another core.
@Suite struct CatalogueOpeningTests {
  @Test func catalogueIsHandedOverOnce() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    let opening = CatalogueOpening(of: folder.path, today: Fixtures.today)
    let catalogue = try #require(opening.take())
    #expect(catalogue.root == folder.path)
    #expect(catalogue.recordFiles(in: [.instruments]).files.map(\.id) == ["a"])
    #expect(opening.take() == nil, "who asks again reads again")
  }

  @Test func whereThereIsNoCatalogueThereIsNone() throws {
    let folder = try TemporaryFolder()
    #expect(CatalogueOpening(of: folder.path, today: Fixtures.today).take() == nil)
  }

  @Test func followUpComesAfterwards() async throws {
    let folder = try TemporaryFolder.withCatalogue([:])
    let (calls, caller) = AsyncStream.makeStream(of: Void.self)
    let opening = CatalogueOpening(of: folder.path, today: Fixtures.today) {
      caller.yield()
      caller.finish()
    }
    var count = 0
    for await _ in calls { count += 1 }
    #expect(count == 1)
    #expect(opening.take() != nil)
  }
}
