internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import TestSupport
internal import Testing

@Suite struct AtomicWriteTests {
  /// Runs a change with the n-th call failing, for every n until it runs through, and checks what is there afterwards.
  private func failEverywhere(
    _ fault: FaultyFileSystem.Fault, _ prepare: () throws -> TemporaryFolder,
    change: (TemporaryFolder, any FileSystem) throws -> Void,
    check: (_ folder: TemporaryFolder, _ number: Int, _ isDone: Bool) throws -> Void
  ) throws {
    var number = 1
    while true {
      let folder = try prepare()
      let fileSystem = FaultyFileSystem(failingAt: number, fault)
      var isDone = true
      do { try change(folder, fileSystem) } catch is FileError { isDone = false }
      try check(folder, number, isDone)
      if isDone, fileSystem.count < number { break }
      number += 1
      try #require(number < 200)
    }
    #expect(number > 3)
  }

  /// The record files as the catalogue sees them, and whether all can be read.
  private func records(in folder: TemporaryFolder) throws -> [String: String] {
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    // Whoever writes next takes back what was cut off.
    _ = try catalogue.lockForWriting()
    let found = catalogue.recordFiles(in: [.instruments, .practices, .inbox])
    #expect(found.diagnostics.isEmpty, "a temporary file is seen as a record or as something strange")
    var records: [String: String] = [:]
    catalogue.forEachRecord(in: found.files) { loaded in
      #expect(loaded.draft != nil, "\(loaded.file.path) is half-written")
      records[catalogue.relativePath(of: loaded.file.path)] = loaded.draft?.record.title.entries.first?.text
    }
    return records
  }

  private func input(_ folder: TemporaryFolder, _ name: String) throws -> (file: RecordFile, bytes: [UInt8]) {
    (RecordFile(path: folder(name), area: .outside), Array(try folder.read(name).utf8))
  }

  private func submit(
    _ names: [String], in folder: TemporaryFolder, _ fileSystem: any FileSystem, publish: Bool = false,
    update: Bool = false
  ) throws {
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today, fileSystem: fileSystem)
    var options = SubmissionOptions()
    options.publishes = publish
    options.isUpdate = update
    let lock = try catalogue.lockForWriting()
    let prepared = try catalogue.prepare(try names.map { try input(folder, $0) }, options)
    #expect(prepared.submissions.count == names.count)
    _ = try catalogue.land(prepared.submissions, options, holding: lock)
  }

  @Test(arguments: FaultyFileSystem.Fault.allCases)
  func leavesTheOldOrTheNewFile(_ fault: FaultyFileSystem.Fault) throws {
    try failEverywhere(fault) {
      let folder = try TemporaryFolder()
      try folder.write("old", to: "a/file.txt")
      return folder
    } change: { folder, fileSystem in
      try AtomicWrite.write(Array("new".utf8), to: folder("a/file.txt"), fileSystem)
    } check: { folder, number, isDone in
      let text = try folder.read("a/file.txt")
      #expect(text == "new" || (text == "old" && !isDone), "call \(number)")
      if fault == .once || isDone {
        #expect(try folder.files().keys.sorted() == ["a/file.txt"], "call \(number) leaves something behind")
      }
    }
  }

  @Test(arguments: FaultyFileSystem.Fault.allCases)
  func submissionLandsWholeOrNotAtAll(_ fault: FaultyFileSystem.Fault) throws {
    try failEverywhere(fault) {
      try .withCatalogue(["new.yaml": TemporaryFolder.record("new")])
    } change: {
      try submit(["new.yaml"], in: $0, $1)
    } check: { folder, number, isDone in
      let records = try records(in: folder)
      #expect(records.isEmpty && !isDone || records == ["inbox/new.yaml": "Example new"], "call \(number): \(records)")
    }
  }

  @Test(arguments: FaultyFileSystem.Fault.allCases)
  func batchLandsAsOneFolderOrNotAtAll(_ fault: FaultyFileSystem.Fault) throws {
    try failEverywhere(fault) {
      try .withCatalogue(["one.yaml": TemporaryFolder.record("one"), "two.yaml": TemporaryFolder.record("two")])
    } change: {
      try submit(["one.yaml", "two.yaml"], in: $0, $1)
    } check: { folder, number, isDone in
      let records = try records(in: folder)
      let whole = [
        "inbox/batch-2026-11-20-1/one.yaml": "Example one", "inbox/batch-2026-11-20-1/two.yaml": "Example two",
      ]
      #expect(records.isEmpty && !isDone || records == whole, "call \(number): \(records)")
    }
  }

  @Test(arguments: FaultyFileSystem.Fault.allCases)
  func draftIsPublishedInOneStep(_ fault: FaultyFileSystem.Fault) throws {
    try failEverywhere(fault) {
      try .withCatalogue(["inbox/new.yaml": TemporaryFolder.record("new")])
    } change: {
      try submit(["inbox/new.yaml"], in: $0, $1, publish: true)
    } check: { folder, number, isDone in
      let places = try records(in: folder).keys.sorted()
      let isExpected = places == ["instruments/new.yaml"] || (places == ["inbox/new.yaml"] && !isDone)
      #expect(isExpected, "call \(number): \(places)")
    }
  }

  @Test(arguments: FaultyFileSystem.Fault.allCases)
  func severalRecordsArePublishedAllOrNone(_ fault: FaultyFileSystem.Fault) throws {
    try failEverywhere(fault) {
      try .withCatalogue([
        "one.yaml": TemporaryFolder.record("one"), "two.yaml": TemporaryFolder.record("two", title: "New"),
        "instruments/two.yaml": TemporaryFolder.record("two", title: "Old"),
      ])
    } change: {
      try submit(["one.yaml", "two.yaml"], in: $0, $1, publish: true, update: true)
    } check: { folder, number, isDone in
      let records = try records(in: folder)
      let whole = ["instruments/one.yaml": "Example one", "instruments/two.yaml": "New"]
      #expect(records == (isDone ? whole : ["instruments/two.yaml": "Old"]), "call \(number): \(records)")
    }
  }

  @Test(arguments: FaultyFileSystem.Fault.allCases)
  func replacedVersionIsInTheHistoryBeforeItIsGone(_ fault: FaultyFileSystem.Fault) throws {
    let old = TemporaryFolder.record("two", title: "Old")
    try failEverywhere(fault) {
      try .withCatalogue(["two.yaml": TemporaryFolder.record("two", title: "New"), "instruments/two.yaml": old])
    } change: {
      try submit(["two.yaml"], in: $0, $1, publish: true, update: true)
    } check: { folder, number, isDone in
      let records = try records(in: folder)
      let title = records["instruments/two.yaml"]
      #expect(records.count == 1 && (title == "New" || title == "Old" && !isDone), "call \(number): \(records)")
      if title == "New" {
        #expect(try folder.read("history/two/1.yaml") == old)
        #expect(try folder.read("history/two/log.yaml").contains("action: replaced"))
      }
    }
  }

  @Test(arguments: FaultyFileSystem.Fault.allCases)
  func importLandsAsOneFolderOrNotAtAll(_ fault: FaultyFileSystem.Fault) throws {
    try failEverywhere(fault) {
      try .withCatalogue()
    } change: { folder, fileSystem in
      let catalogue = try Catalogue(at: folder.path, today: Fixtures.today, fileSystem: fileSystem)
      let landing = try ImportLanding(
        catalogue, importer: "test", holding: try catalogue.lockForWriting()
      ) { $0 }
      for title in ["One", "Two"] {
        var record = Record()
        record.title = LocalizedText(title, language: "en")
        _ = try landing.add(Draft(record: record))
      }
      _ = try landing.finish()
    } check: { folder, number, isDone in
      let places = try records(in: folder).keys.sorted()
      let whole = ["inbox/test-2026-11-20-1/one.yaml", "inbox/test-2026-11-20-1/two.yaml"]
      #expect(places == whole || places.isEmpty && !isDone, "call \(number): \(places)")
    }
  }

  @Test(arguments: FaultyFileSystem.Fault.allCases)
  func importingAgainUpdatesAllOrNone(_ fault: FaultyFileSystem.Fault) throws {
    func land(_ titles: [String], _ folder: TemporaryFolder, _ fileSystem: any FileSystem) throws {
      let catalogue = try Catalogue(at: folder.path, today: Fixtures.today, fileSystem: fileSystem)
      let landing = try ImportLanding(
        catalogue, importer: "test", holding: try catalogue.lockForWriting()
      ) { $0 }
      for (number, title) in titles.enumerated() {
        var record = Record()
        record.id = "r\(number)"
        record.title = LocalizedText(title, language: "en")
        var origin = Origin()
        origin.id = "\(number)"
        record.origin = origin
        _ = try landing.add(Draft(record: record))
      }
      _ = try landing.finish()
    }
    try failEverywhere(fault) {
      let folder = try TemporaryFolder.withCatalogue()
      try land(["Old", "Old"], folder, PosixFileSystem())
      return folder
    } change: {
      try land(["New", "New", "New"], $0, $1)
    } check: { folder, number, isDone in
      let records = try records(in: folder)
      let old = ["inbox/test-2026-11-20-1/r0.yaml": "Old", "inbox/test-2026-11-20-1/r1.yaml": "Old"]
      let new = old.mapValues { _ in "New" }.merging(["inbox/test-2026-11-20-2/r2.yaml": "New"]) { $1 }
      #expect(records == (isDone ? new : old), "call \(number): \(records)")
    }
  }

  @Test func leftoverOfACrashDoesNotStandInTheWay() throws {
    let folder = try TemporaryFolder()
    try folder.write("half", to: ".file.txt.0.tmp")
    try AtomicWrite.write(Array("new".utf8), to: folder("file.txt"), PosixFileSystem())
    #expect(try folder.read("file.txt") == "new")
    #expect(try folder.read(".file.txt.0.tmp") == "half")
  }
}
