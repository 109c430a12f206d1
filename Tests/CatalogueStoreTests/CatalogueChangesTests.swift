internal import CatalogueModel
internal import CatalogueStore
internal import Foundation
internal import SourceTree
internal import TestSupport
internal import Testing

@Suite struct CatalogueChangesTests {
  private static func day(_ text: String) throws -> PartialDate { try #require(PartialDate(text)) }

  /// What changed, one line each: `changed b 2026-03-05 < history/b/1.yaml`.
  private func changes(
    of folder: TemporaryFolder, since day: String, in areas: [RecordFile.Area] = [.instruments, .practices]
  ) throws -> [String] {
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    var lines: [String] = []
    _ = try CatalogueChanges(of: catalogue, since: Self.day(day)).forEach(in: areas) { change in
      let on = change.on.map { " \($0)" } ?? ""
      let previous = change.previous.map { " < " + catalogue.relativePath(of: $0.file.path) } ?? ""
      lines.append("\(change.kind) \(change.id)\(on)\(previous)")
    }
    return lines
  }

  private static func record(_ id: String, _ more: String) -> String { TemporaryFolder.record(id, more) }
  private static func log(_ entries: (Int, String, String)...) -> String {
    entries.map { "- version: \($0.0)\n  action: \($0.1)\n  on: \($0.2)\n" }.joined()
  }

  private static func catalogue() throws -> TemporaryFolder {
    try .withCatalogue([
      "instruments/a.yaml": record("a", "submitted: { on: 2026-01-10 }"),
      // Handed in in January, replaced in March.
      "instruments/b.yaml": record("b", "submitted: { on: 2026-03-05 }"),
      "history/b/1.yaml": record("b", "submitted: { on: 2026-01-10 }"),
      "history/b/log.yaml": log((1, "replaced", "2026-03-05")),
      // Changed twice; the version of the middle came in February.
      "instruments/c.yaml": record("c", "submitted: { on: 2026-04-01 }"),
      "history/c/1.yaml": record("c", "submitted: { on: 2026-01-10 }"),
      "history/c/2.yaml": record("c", "submitted: { on: 2026-02-02 }"),
      "history/c/log.yaml": log((1, "replaced", "2026-02-02"), (2, "replaced", "2026-04-01")),
      // Stamped by hand, without history.
      "instruments/d.yaml": record("d", "submitted: { on: 2026-01-10 }\nmodified: { on: 2026-03-01 }"),
      "instruments/e.yaml": record("e", "status: withdrawn\nmodified: { on: 2026-03-02 }"),
      // Without any date.
      "practices/f.yaml": TemporaryFolder.record("f", kind: "practice"),
      // Published from the inbox, where it had been replaced before.
      "practices/g.yaml": TemporaryFolder.record("g", kind: "practice", "submitted: { on: 2026-03-10 }"),
      "history/g/1.yaml": record("g", "submitted: { on: 2026-02-20 }"),
      "history/g/log.yaml": log((1, "replaced in inbox", "2026-02-21")),
      // The file has gone.
      "history/h/1.yaml": record("h", "submitted: { on: 2026-01-10 }"),
      "history/h/log.yaml": log((1, "replaced", "2026-01-20")),
      "inbox/i.yaml": record("i", "submitted: { on: 2026-03-11 }"),
    ])
  }

  @Test func tellsWhatWasAddedChangedAndWithdrawn() throws {
    let folder = try Self.catalogue()
    #expect(
      try changes(of: folder, since: "2026-03-01") == [
        "changed b 2026-03-05 < history/b/1.yaml", "changed c 2026-04-01 < history/c/2.yaml",
        "changed d 2026-03-01", "withdrawn e 2026-03-02", "added g 2026-03-10", "withdrawn h < history/h/1.yaml",
      ])
    #expect(
      try changes(of: folder, since: "2026-02-02").contains("changed c 2026-04-01 < history/c/1.yaml"),
      "the day itself counts, and the version before is that of the day before")
  }

  @Test func whatCameSinceIsAddedHoweverOftenItWasChangedAfterwards() throws {
    let folder = try Self.catalogue()
    let lines = try changes(of: folder, since: "2026-01")
    #expect(
      lines == [
        "added a 2026-01-10", "added b 2026-03-05", "added c 2026-04-01", "added d 2026-03-01",
        "withdrawn e 2026-03-02", "added g 2026-03-10", "withdrawn h < history/h/1.yaml",
      ])
  }

  @Test func dayBehindAllChangesTellsOfFilesThatHaveGoneOnly() throws {
    #expect(try changes(of: Self.catalogue(), since: "2026-12-31") == ["withdrawn h < history/h/1.yaml"])
  }

  @Test func dateWithoutADayMayLieSince() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": Self.record("a", "submitted: { on: 2026-03 }"),
      "instruments/b.yaml": Self.record("b", "submitted: { on: 2026-02 }"),
    ])
    #expect(try changes(of: folder, since: "2026-03-20") == ["added a 2026-03"])
  }

  @Test func draftsOfTheInboxAreToldWhenTheyAreAskedFor() throws {
    let folder = try Self.catalogue()
    #expect(try changes(of: folder, since: "2026-03-01", in: [.inbox]).contains("added i 2026-03-11"))
    try folder.write(Self.record("i", "submitted: { on: 2026-02-11 }"), to: "history/i/1.yaml")
    try folder.write(Self.log((1, "imported again", "2026-03-11")), to: "history/i/log.yaml")
    #expect(
      try changes(of: folder, since: "2026-03-01", in: [.inbox]).contains(
        "changed i 2026-03-11 < history/i/1.yaml"))
    #expect(try changes(of: folder, since: "2026-03-01").contains { $0.contains(" i ") } == false)
  }

  @Test func proposalInTheInboxIsNoChangeOfItsRecord() throws {
    let folder = try Self.catalogue()
    try folder.write(Self.record("a", "submitted: { on: 2026-05-01 }"), to: "inbox/a.yaml")
    try folder.write(Self.record("a", "submitted: { on: 2026-04-01 }"), to: "history/a/1.yaml")
    try folder.write(Self.log((1, "replaced in inbox", "2026-05-01")), to: "history/a/log.yaml")
    #expect(try !changes(of: folder, since: "2026-03-01").contains { $0.contains(" a ") })
  }

  @Test func recordThatIsPublishedAgainIsNewToItsReaders() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": Self.record("a", "submitted: { on: 2026-03-05 }"),
      "history/a/1.yaml": Self.record("a", "status: withdrawn\nsubmitted: { on: 2026-01-10 }"),
      "history/a/log.yaml": Self.log((1, "replaced", "2026-03-05")),
      "instruments/b.yaml": Self.record("b", "status: draft\nsubmitted: { on: 2026-03-05 }"),
      "history/b/1.yaml": Self.record("b", "submitted: { on: 2026-01-10 }"),
      "history/b/log.yaml": Self.log((1, "replaced", "2026-03-05")),
    ])
    #expect(
      try changes(of: folder, since: "2026-03-01") == [
        "added a 2026-03-05 < history/a/1.yaml", "withdrawn b 2026-03-05 < history/b/1.yaml",
      ])
  }

  @Test func brokenLogIsAFindingWithItsPlaceAndTheStampsStillTell() throws {
    let folder = try Self.catalogue()
    try folder.write(
      "- version: 1\n  action: replaced\n  on: lately\n- { action: replaced }\n", to: "history/b/log.yaml")
    try folder.write("- version: \"half", to: "history/c/log.yaml")
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    var ids: [String] = []
    let outcome = try CatalogueChanges(of: catalogue, since: Self.day("2026-03-01")).forEach { ids.append($0.id) }
    #expect(ids.contains("b") && ids.contains("c"))
    let broken = outcome.diagnostics.filter { $0.code == StoreRules.brokenHistory.code }
    #expect(broken.map { $0.location?.line } == [3, 4])
    #expect(outcome.diagnostics.contains { $0.location?.file == folder("history/c/log.yaml") })
    #expect(outcome.undated == 1)
    #expect(outcome.seen == 7)
  }

  @Test func folderThatCannotBeReadHidesRecordsThatHaveNotGone() throws {
    guard geteuid() != 0 else { return }
    let folder = try Self.catalogue()
    try folder.write(Self.record("h", "submitted: { on: 2026-01-20 }"), to: "instruments/deep/h.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder("instruments/deep"))
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder("instruments/deep"))
    }
    #expect(try !changes(of: folder, since: "2026-03-01").contains { $0.contains(" h ") })
  }

  /// The log as submitting writes it, and not as this test thinks that it does.
  @Test func realUpdateIsAChangeWithThePreviousVersion() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": Self.record("a", "submitted: { on: 2026-01-10 }")
    ])
    var options = SubmissionOptions()
    options.publishes = true
    options.isUpdate = true
    for (number, day) in ["2026-11-19", "2026-11-20"].enumerated() {
      let catalogue = try Catalogue(at: folder.path, today: Self.day(day))
      let text = Self.record("a", "created: 200\(number)")
      let input = (file: RecordFile(path: "/tmp/a.yaml", area: .outside), bytes: Array(text.utf8))
      let prepared = try catalogue.prepare([input], options)
      _ = try catalogue.land(prepared.submissions, options, holding: catalogue.lockForWriting())
    }
    #expect(try changes(of: folder, since: "2026-11-20") == ["changed a 2026-11-20 < history/a/2.yaml"])
    #expect(try changes(of: folder, since: "2026-11-19") == ["changed a 2026-11-20 < history/a/1.yaml"])
    #expect(try changes(of: folder, since: "2026-01-10") == ["added a 2026-11-20"])
    #expect(try changes(of: folder, since: "2026-11-21") == [])
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    var created: [String?] = []
    _ = try CatalogueChanges(of: catalogue, since: Self.day("2026-11-20")).forEach { change in
      created.append(change.previous.flatMap { catalogue.load($0.file).draft?.record.created?.description })
    }
    #expect(created == ["2000"])
  }

  @Test func recordsComeInTheOrderOfTheirIdsAndStopWhenTheReceiverThrows() throws {
    struct Enough: Error {}
    let folder = try Self.catalogue()
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    var seen: [String] = []
    #expect(throws: Enough.self) {
      try CatalogueChanges(of: catalogue, since: Self.day("2026-01")).forEach {
        seen.append($0.id)
        if seen.count == 3 { throw Enough() }
      }
    }
    #expect(seen == ["a", "b", "c"])
  }
}
