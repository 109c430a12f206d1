internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import TestSupport
internal import Testing

@Suite struct RedirectionTests {
  @Test func linksGoToTheSuccessorAndEveryOtherByteStays() throws {
    let linking = TemporaryFolder.record(
      "linking",
      """
      links:
        - { type: related, target: old , note: "old, as it was" } # why: old
        - type: part_of
          target:   "old"   # quoted
          note: |
            target: old
        - { type: related, target: other }

      x_old: old
      """)
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/linking.yaml": linking, "instruments/old.yaml": TemporaryFolder.record("old"),
      "instruments/other.yaml": TemporaryFolder.record("other"), "inbox/new.yaml": TemporaryFolder.record("new"),
    ])
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    var changes = CatalogueTransaction(catalogue, holding: try catalogue.lockForWriting())
    let paths = try catalogue.relink(from: "old", to: "next", by: "A", why: "renamed", in: &changes)
    #expect(paths == [folder("instruments/linking.yaml")])
    try changes.commit()
    let expected = linking.replacing("target: old ,", with: "target: next ,").replacing(
      "target:   \"old\"   #", with: "target:   next   #")
    #expect(try folder.read("instruments/linking.yaml") == expected)
    #expect(try folder.read("history/linking/1.yaml") == linking)
  }

  @Test func tombstoneIsAValidRecordThatPointsToItsSuccessorAndHoldsNothingPersonal() throws {
    let text = TemporaryFolder.record(
      "old", "contact: { name: Ann Example, email: ann@example.org }\nsubmitted: { on: 2026-01-02, by: Ann Example }")
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/old.yaml": text, "instruments/next.yaml": TemporaryFolder.record("next"),
    ])
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    var changes = CatalogueTransaction(catalogue, holding: try catalogue.lockForWriting())
    let file = RecordFile(path: folder("instruments/old.yaml"), area: .instruments)
    let record = try #require(catalogue.load(file).draft?.record)
    _ = catalogue.bury(record, at: file.path, replacedBy: "next", note: "Renamed", in: &changes)
    try changes.commit()
    let loaded = catalogue.load(file)
    #expect(loaded.diagnostics.isEmpty && loaded.status == .withdrawn)
    #expect(loaded.draft?.record.successor == "next")
    #expect(try !folder.read("instruments/old.yaml").contains("Ann"))
  }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    guard let range = firstRange(of: old) else { return self }
    return String(self[..<range.lowerBound]) + new + self[range.upperBound...]
  }
}
