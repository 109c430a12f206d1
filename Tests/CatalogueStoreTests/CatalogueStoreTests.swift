internal import CatalogueModel
internal import CatalogueStore
internal import Foundation
internal import SourceTree
internal import TestSupport
internal import Testing

@Suite struct CatalogueStoreTests {
  private func open(_ folder: TemporaryFolder) throws -> Catalogue {
    try Catalogue(at: folder.path, today: Fixtures.today)
  }

  private func ids(_ catalogue: Catalogue, _ areas: [RecordFile.Area] = [.instruments, .practices, .inbox]) -> [String]
  {
    var ids: [String] = []
    catalogue.forEachRecord(in: catalogue.recordFiles(in: areas).files) { ids.append($0.draft?.record.id ?? "?") }
    return ids
  }

  // MARK: Reading

  @Test func streamsRecordsInOrderOfTheirIdsWhateverTheirFolder() throws {
    var files: [String: String] = [:]
    for number in (0..<600).shuffled() {
      let id = String(format: "r%03d", number)
      let isPractice = number % 2 == 1
      let folder = isPractice ? "practices" : "instruments/deep/er"
      files["\(folder)/\(id).yaml"] = TemporaryFolder.record(id, kind: isPractice ? "practice" : "instrument")
    }
    let catalogue = try open(.withCatalogue(files))
    #expect(ids(catalogue) == (0..<600).map { String(format: "r%03d", $0) })
  }

  @Test func keepsTheOrderWhenOneRecordTakesMuchLongerThanTheOthers() throws {
    var files: [String: String] = [:]
    for number in 0..<400 {
      let id = String(format: "r%03d", number)
      // Every fiftieth is read by one thread while the others run ahead, as far as the window lets them.
      let note = number % 50 == 0 ? String(repeating: "# a long remark\n", count: 20_000) : ""
      files["instruments/\(id).yaml"] = TemporaryFolder.record(id) + note
    }
    let catalogue = try open(.withCatalogue(files))
    #expect(ids(catalogue) == (0..<400).map { String(format: "r%03d", $0) })
  }

  @Test(arguments: [(files: 2, last: 1), (files: 300, last: 1), (files: 300, last: 150), (files: 300, last: 300)])
  func stopsReadingWhenTheReceiverThrows(files: Int, last: Int) throws {
    struct Enough: Error {}
    let folder = try TemporaryFolder.withCatalogue(
      Dictionary(
        uniqueKeysWithValues: (1...files).map { number in
          let id = String(format: "r%03d", number)
          return ("instruments/\(id).yaml", TemporaryFolder.record(id))
        }))
    let catalogue = try open(folder)
    var seen = 0
    #expect(throws: Enough.self) {
      try catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments]).files) { _ in
        seen += 1
        if seen == last { throw Enough() }
      }
    }
    #expect(seen == last)
  }

  @Test func findsTheRecordsOfTheNamedPartsOnly() throws {
    let catalogue = try open(
      .withCatalogue([
        "instruments/a.yaml": TemporaryFolder.record("a"),
        "practices/b.yml": TemporaryFolder.record("b", kind: "practice"),
        "inbox/batch/c.yaml": TemporaryFolder.record("c"), "instruments/.d.yaml": "half",
        "instruments/.e.yaml.0.tmp": "half",
      ]))
    #expect(ids(catalogue) == ["a", "b", "c"])
    #expect(ids(catalogue, [.instruments]) == ["a"])
    #expect(ids(catalogue, [.inbox]) == ["c"])
    #expect(catalogue.recordFiles(in: [.instruments]).diagnostics.isEmpty)
  }

  @Test func tellsOfFilesThatAreNoRecords() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/notes.txt": "x", "instruments/README.md": "x"])
    let found = try open(folder).recordFiles(in: [.instruments])
    #expect(found.files.isEmpty)
    #expect(found.diagnostics.map(\.code) == [StoreRules.notARecordFile.code])
    #expect(found.diagnostics.first?.location?.file == folder("instruments/notes.txt"))
  }

  @Test func followsALoopOfFoldersOnce() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/in/a.yaml": TemporaryFolder.record("a")])
    try FileManager.default.createSymbolicLink(atPath: folder("instruments/in/loop"), withDestinationPath: "..")
    try FileManager.default.createSymbolicLink(atPath: folder("instruments/self"), withDestinationPath: ".")
    let catalogue = try open(folder)
    #expect(ids(catalogue) == ["a"])
    #expect(try catalogue.recordFiles(at: [folder("instruments"), folder("instruments/self/in")]).files.count == 1)
  }

  @Test func linkThatLeadsNowhereIsAFindingAndHidesNothing() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    try FileManager.default.createSymbolicLink(atPath: folder("instruments/b.yaml"), withDestinationPath: "gone.yaml")
    try FileManager.default.createSymbolicLink(atPath: folder("instruments/folder"), withDestinationPath: "gone")
    let catalogue = try open(folder)
    let found = catalogue.recordFiles(in: [.instruments])
    #expect(found.diagnostics.map(\.code) == [StoreRules.unreadableFile.code])
    var unreadable: [Diagnostic] = []
    var read: [String] = []
    catalogue.forEachRecord(in: found.files) { loaded in
      if let record = loaded.draft?.record { read.append(record.id ?? "") } else { unreadable += loaded.diagnostics }
    }
    #expect(read == ["a"])
    #expect(unreadable.map(\.code) == [StoreRules.unreadableFile.code])
    #expect(unreadable.first?.location?.file == folder("instruments/b.yaml"))
  }

  @Test func judgesAFileByWhereItLiesHoweverItsPathIsWritten() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/sub/a.yaml": TemporaryFolder.record("a"), "elsewhere/a.yaml": TemporaryFolder.record("a"),
      "inbox/b.yaml": TemporaryFolder.record("b"),
    ])
    try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: folder.path)
    let catalogue = try open(folder)
    func area(_ path: String) throws -> RecordFile.Area? {
      try catalogue.recordFiles(at: [folder(path)]).files.first?.area
    }
    let inInstruments = [
      "instruments/sub/a.yaml", "instruments/./sub//a.yaml", "elsewhere/../instruments/sub/a.yaml",
      "link/instruments/sub/a.yaml", "instruments/sub/", "instruments", "inbox/../instruments",
    ]
    for path in inInstruments { #expect(try area(path) == .instruments, "\(path)") }
    for path in ["elsewhere/a.yaml", "instruments/../elsewhere/a.yaml", "elsewhere"] {
      #expect(try area(path) == .outside, "\(path)")
    }
    #expect(try area("inbox/b.yaml") == .inbox)
    #expect(try catalogue.recordFiles(at: [folder.path]).files.map(\.area) == [.instruments, .inbox])
  }

  @Test func fileThatIsNamedTwiceIsReadOnce() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    let paths = ["instruments/a.yaml", "instruments", "instruments/../instruments/a.yaml"].map { folder($0) }
    #expect(try open(folder).recordFiles(at: paths).files.count == 1)
  }

  @Test func missingPathIsAFailureThatNamesIt() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let catalogue = try open(folder)
    let error = #expect(throws: FileError.self) { try catalogue.recordFiles(at: [folder("gone.yaml")]) }
    #expect(error?.isMissing == true)
    #expect(error?.path == folder("gone.yaml"))
  }

  @Test func folderDecidesTheStatusOfARecordThatStatesNone() throws {
    let catalogue = try open(
      .withCatalogue([
        "instruments/a.yaml": TemporaryFolder.record("a"), "inbox/b.yaml": TemporaryFolder.record("b"),
        "instruments/c.yaml": TemporaryFolder.record("c", "status: withdrawn"),
      ]))
    var statuses: [RecordStatus] = []
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .inbox]).files) { statuses.append($0.status) }
    #expect(statuses == [.published, .draft, .withdrawn])
  }

  @Test func missingFieldsAreErrorsInARecordAndNotesInADraft() throws {
    let folder = try TemporaryFolder.withCatalogue(
      ["instruments/a.yaml": "id: a\nkind: instrument\n", "inbox/b.yaml": "id: b\nkind: instrument\n"])
    let catalogue = try open(folder)
    var severities: [Set<Severity>] = []
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .inbox]).files) { loaded in
      severities.append(Set(loaded.diagnostics.map(\.severity)))
    }
    #expect(severities == [[.error], [.note]])
  }

  // MARK: Opening

  @Test func nearestCatalogueIsFoundUpward() throws {
    let folder = try TemporaryFolder()
    try folder.write("title: Inner\n", to: "project/catalogue/catalogue.yaml")
    try folder.write("x", to: "project/Sources/deep/file")
    #expect(Catalogue.nearest(to: folder("project/Sources/deep")) == folder("project/catalogue"))
    #expect(Catalogue.nearest(to: folder("project/catalogue")) == folder("project/catalogue"))
    #expect(Catalogue.nearest(to: folder.path) == nil)
  }

  @Test func missingSettingsAreAFailure() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: StoreFailure.self) { try Catalogue(at: folder.path, today: Fixtures.today) }
    #expect(failure?.diagnostic.code == StoreRules.missingSettings.code)
  }

  @Test func halfWrittenSettingsAreAFindingAndRecordsCanStillBeChecked() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    try folder.write("title: \"Exam", to: "catalogue.yaml")
    let catalogue = try open(folder)
    #expect(!catalogue.hasReadableSettings)
    #expect(catalogue.diagnostics.contains { $0.severity == .error })
    #expect(ids(catalogue) == ["a"])
  }

  @Test func brokenVocabularyIsAFindingAndTheOthersAreUsed() throws {
    let folder = try TemporaryFolder.withCatalogue()
    try folder.write("title: \"Lev", to: "vocabularies/levels.yaml")
    try folder.write("half", to: "vocabularies/.levels.yaml")
    let catalogue = try open(folder)
    #expect(Set(catalogue.diagnostics.map { $0.location?.file }) == [folder("vocabularies/levels.yaml")])
    #expect(catalogue.context.vocabularies["levels"] == nil)
    #expect(catalogue.context.vocabularies["target_groups"] != nil)
  }

  @Test func vocabulariesInsideTheProgramAreThoseOfTheBundledCatalogue() throws {
    let bundled = try BundledCatalogue.open()
    #expect(BaseVocabularies.set.all.map(\.name) == bundled.context.vocabularies.all.map(\.name))
    for vocabulary in bundled.context.vocabularies.all {
      #expect(BaseVocabularies.set[vocabulary.name]?.terms == vocabulary.terms)
    }
  }

  // MARK: Records together

  @Test(arguments: StoreRules.all.filter { DiagnosticExamples.canRun($0) }.map(\.code))
  func exampleOfRuleIsFoundWhereItIsMarked(_ code: String) throws {
    let rule = try #require(StoreRules.all.first { $0.code == code })
    let problems = try DiagnosticExamples.problems(with: rule)
    #expect(problems.isEmpty)
  }

  private func crossFindings(_ files: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder.withCatalogue(files)
    let catalogue = try open(folder)
    var check = CrossRecordCheck()
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files) { check.see($0) }
    return check.findings().map { "\(catalogue.relativePath(of: $0.location?.file ?? "")) \($0.code)" }
  }

  @Test func proposedRevisionIsNoSecondRecordButASecondDraftIs() throws {
    let files = ["instruments/a.yaml": TemporaryFolder.record("a"), "inbox/a.yaml": TemporaryFolder.record("a")]
    #expect(try crossFindings(files).isEmpty)
    let more = files.merging(["inbox/batch/a.yaml": TemporaryFolder.record("a")]) { $1 }
    #expect(try crossFindings(more) == ["inbox/batch/a.yaml duplicate-id"])
  }

  @Test func linkToAnUnreadableRecordIsNotReportedAsWell() throws {
    let link = TemporaryFolder.record("a", "links: [{ type: related, target: broken }]")
    #expect(try crossFindings(["instruments/a.yaml": link, "instruments/broken.yaml": "id: \"brok"]).isEmpty)
    #expect(try crossFindings(["instruments/a.yaml": link]) == ["instruments/a.yaml unknown-link"])
  }

  @Test func outsideAnyCatalogueLinksAreNotJudged() throws {
    let folder = try TemporaryFolder()
    try folder.write(TemporaryFolder.record("a", "links: [{ type: related, target: elsewhere }]"), to: "a.yaml")
    let catalogue = Catalogue(builtIn: Fixtures.today)
    var check = CrossRecordCheck(knowsTargets: false)
    catalogue.forEachRecord(in: try catalogue.recordFiles(at: [folder("a.yaml")]).files) { loaded in
      #expect(loaded.diagnostics.isEmpty)
      check.see(loaded)
    }
    #expect(check.findings().isEmpty)
  }

  @Test func aFileIsTakenUpToItsLimitAndOneByteMore() throws {
    let folder = try TemporaryFolder()
    for size in [0, 1, 4999, 5000, 5001, 20_000] {
      try folder.write(bytes: [UInt8](repeating: 0x61, count: size), to: "a")
      #expect(try PosixFileSystem().makeReader().contents(of: folder("a"), limit: 5000).count == min(size, 5001))
      #expect(try PosixFileSystem().contents(of: folder("a"), limit: 5000).count == min(size, 5001))
    }
  }

  @Test func aRecordFileTakesAMegabyteAndNoByteMore() throws {
    let record = TemporaryFolder.record("a")
    let limit = 1 << 20
    for (size, isRead) in [(limit - 1, true), (limit, true), (limit + 1, false), (limit * 3, false)] {
      let comment = String(repeating: "#", count: size - record.utf8.count)
      let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": record + comment])
      let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
      let loaded = catalogue.load(RecordFile(path: folder("instruments/a.yaml"), area: .instruments))
      #expect((loaded.draft != nil) == isRead, "\(size)")
      #expect(loaded.diagnostics.map(\.code) == (isRead ? [] : ["document-too-large"]), "\(size)")
    }
  }

  /// Of a larger file a part would pass for the whole.
  @Test func aFileIsTakenWholeOrNotAtAll() throws {
    let folder = try TemporaryFolder()
    for size in [0, 999, 1000] {
      try folder.write(bytes: [UInt8](repeating: 0x61, count: size), to: "a")
      #expect(try PosixFileSystem().wholeContents(of: folder("a"), limit: 1000).count == size)
    }
    try folder.write(bytes: [UInt8](repeating: 0x61, count: 1001), to: "a")
    #expect(throws: FileError.self) { try PosixFileSystem().wholeContents(of: folder("a"), limit: 1000) }
  }
}
