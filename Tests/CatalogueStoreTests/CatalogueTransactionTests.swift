internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import TestSupport
internal import Testing

@Suite struct CatalogueTransactionTests {
  private func open(_ folder: TemporaryFolder, _ fileSystem: any FileSystem = PosixFileSystem()) throws -> Catalogue {
    try Catalogue(at: folder.path, today: Fixtures.today, fileSystem: fileSystem)
  }

  /// A catalogue without vocabularies, which take time to read.
  private func plain(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("title: Example\n", to: "catalogue.yaml")
    for (name, text) in files { try folder.write(text, to: name) }
    return folder
  }

  /// The files but for those that the program keeps for itself.
  private func files(in folder: TemporaryFolder) throws -> [String: String] {
    try folder.files().filter { !$0.key.hasPrefix(".ktc/") }.mapValues { String(decoding: $0, as: UTF8.self) }
  }

  /// Makes, changes and removes files, one of them in folders that do not exist yet.
  private func change(_ folder: TemporaryFolder, _ fileSystem: any FileSystem) throws {
    let catalogue = try open(folder, fileSystem)
    var changes = CatalogueTransaction(catalogue, holding: try catalogue.lockForWriting())
    changes.write(Array("new".utf8), to: folder("instruments/a.yaml"))
    changes.write(Array("made".utf8), to: folder("instruments/deep/er/b.yaml"))
    changes.remove(folder("practices/c.yaml"))
    try changes.note(.edited, of: "a", superseding: folder("instruments/d.yaml"), leaving: [], by: "A", why: "B")
    try changes.commit()
  }

  @Test(arguments: FaultyFileSystem.Fault.allCases)
  func everythingOrNothingIsChangedWhicheverCallFails(_ fault: FaultyFileSystem.Fault) throws {
    let before = ["instruments/a.yaml": "old", "practices/c.yaml": "c", "instruments/d.yaml": "d"]
    let whole = try plain(before)
    try change(whole, PosixFileSystem())
    let after = try files(in: whole)
    #expect(after["instruments/deep/er/b.yaml"] == "made" && after["history/a/1.yaml"] == "d")
    var number = 1
    while true {
      let folder = try plain(before)
      let old = try files(in: folder)
      let fileSystem = FaultyFileSystem(failingAt: number, fault)
      var isDone = true
      do { try change(folder, fileSystem) } catch is FileError { isDone = false }
      _ = try open(folder).lockForWriting()
      let now = try files(in: folder)
      #expect(now == (isDone ? after : old), "call \(number)")
      #expect(try open(folder).hasUnfinishedChange == false)
      if !isDone { #expect(try PosixFileSystem().status(of: folder("instruments/deep")) == nil, "call \(number)") }
      if isDone, fileSystem.count < number { break }
      number += 1
      try #require(number < 300)
    }
    #expect(number > 20)
  }

  @Test func versionsAreNumberedBehindThoseThatAreThereAndThoseThatArePlanned() throws {
    let folder = try plain(["instruments/a.yaml": "a", "history/a/2.yaml": "two", "history/a/log.yaml": ""])
    let catalogue = try open(folder)
    var changes = CatalogueTransaction(catalogue, holding: try catalogue.lockForWriting())
    try changes.note(.edited, of: "a", superseding: folder("instruments/a.yaml"))
    changes.write(Array("moved here".utf8), to: folder("history/a/7.yaml"))
    try changes.note(.edited, of: "a", superseding: folder("instruments/a.yaml"))
    let names = changes.paths.map(FilePath.name).filter { $0 != "log.yaml" }
    #expect(names == ["3.yaml", "7.yaml", "8.yaml"])
  }

  /// A migration of a vocabulary notes something of every record.
  @Test func manyRecordsAreNotedWithoutALookAtAllOfThemForEach() throws {
    let folder = try plain(["instruments/a.yaml": "a"])
    let catalogue = try open(folder)
    let lock = try catalogue.lockForWriting()
    let times = try [500, 2_000].map { count in
      var changes = CatalogueTransaction(catalogue, holding: lock)
      return try ThreadTime.measure {
        for number in 0..<count {
          try changes.note(.edited, of: "r\(number)", superseding: folder("instruments/a.yaml"), leaving: [])
        }
      }
    }
    #expect(times[1] < times[0] * 8 + .milliseconds(200), "\(times)")
  }

  @Test func whoIsWaitedForIsNamed() throws {
    let folder = try plain([:])
    let catalogue = try open(folder)
    let lock = try catalogue.lockForWriting(as: "ktc import (process 12)")
    let path = folder(".ktc/lock")
    #expect(try PosixFileSystem().lock(path, for: "other", waits: false) == nil)
    #expect(try folder.read(".ktc/lock") == "ktc import (process 12)\n")
    withExtendedLifetime(lock) {}
  }

  @Test func linkThatLeadsOutIsRefusedAndNothingIsChanged() throws {
    let outside = try TemporaryFolder()
    try outside.write("theirs", to: "x.yaml")
    let folder = try plain(["instruments/a.yaml": "old"])
    try folder.link("instruments/x.yaml", to: outside("x.yaml"))
    try folder.link("practices", to: outside.path)
    let catalogue = try open(folder)
    for path in ["instruments/x.yaml", "practices/new.yaml", "../new.yaml"] {
      var changes = CatalogueTransaction(catalogue, holding: try catalogue.lockForWriting())
      changes.write(Array("new".utf8), to: folder("instruments/a.yaml"))
      changes.write(Array("ours".utf8), to: folder(path))
      let failure = #expect(throws: StoreFailure.self) { try changes.commit() }
      #expect(failure?.diagnostic.code == "outside-catalogue")
    }
    #expect(try files(in: outside) == ["x.yaml": "theirs"])
    #expect(try folder.read("instruments/a.yaml") == "old")
  }

  @Test(arguments: ["../theirs.txt", "/etc/theirs.txt", "instruments/../../theirs.txt", ".ktc/lock", "out/x"])
  func journalOfAStrangerWritesNothingOutside(_ path: String) throws {
    let outside = try TemporaryFolder()
    let folder = try plain([:])
    try folder.link("out", to: outside.path)
    try folder.write("ktc journal 1\nfile \(path.utf8.count) 4\n\(path)evil\nend\n", to: ".ktc/journal")
    #expect(throws: StoreFailure.self) { try open(folder).lockForWriting() }
    #expect(try outside.files().isEmpty)
  }

  @Test(arguments: ["", "ktc journal 1\n", "ktc journal 1\nfile 3 99999\nabc", "ktc journal 1\nfile -1 2\nend\n", "x"])
  func brokenJournalIsReportedAndNothingIsTouched(_ text: String) throws {
    let folder = try plain(["instruments/a.yaml": "old"])
    try folder.write(text, to: ".ktc/journal")
    let failure = #expect(throws: StoreFailure.self) { try open(folder).lockForWriting() }
    #expect(failure?.diagnostic.code == "broken-journal")
    #expect(try folder.read(".ktc/journal") == text)
  }

  @Test func logTellsWhatWasDoneByWhomAndWhy() throws {
    let folder = try plain(["instruments/a.yaml": "old"])
    let catalogue = try open(folder)
    var changes = CatalogueTransaction(catalogue, holding: try catalogue.lockForWriting())
    let path = folder("instruments/a.yaml")
    for text in ["one", "two"] {
      let bytes = Array(text.utf8)
      try changes.note(.edited, of: "a", superseding: path, leaving: bytes, by: "Ville: #1", why: "\(text): why?")
      changes.write(bytes, to: path)
    }
    try changes.commit()
    let history = catalogue.history(of: "a")
    #expect(history.diagnostics.isEmpty)
    #expect(history.versions.map(\.number) == [1, 2])
    #expect(history.entries.map(\.why) == ["one: why?", "two: why?"] && history.entries[0].by == "Ville: #1")
    #expect(history.entries[1].digest == "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3")
    #expect(try folder.read("history/a/1.yaml") == "old" && folder.read("history/a/2.yaml") == "one")
  }
}
