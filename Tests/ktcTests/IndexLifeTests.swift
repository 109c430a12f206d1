internal import Foundation
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite struct IndexLifeTests {
  private static let index = ".ktc/index.sqlite"

  private static func catalogue(_ count: Int = 12) throws -> TemporaryFolder {
    var records: [String: String] = [:]
    for number in 0..<count {
      records["instruments/r\(number).yaml"] = TemporaryFolder.record("r\(number)", title: "Record about zebras")
    }
    return try .withCatalogue(records)
  }

  private func search(_ folder: TemporaryFolder, _ arguments: String...) throws -> ProgramRun {
    try ProgramRun(arguments: ["search", "zebra", "--format", "ids"] + arguments, in: folder.path)
  }

  private func count(_ folder: TemporaryFolder, _ arguments: String...) throws -> Int {
    try ProgramRun(arguments: ["search", "zebra", "--format", "ids"] + arguments, in: folder.path).lines.count
  }

  @Test func indexIsBuiltOnFirstUseOutsideOfWhatGitTracks() throws {
    let folder = try Self.catalogue()
    #expect(try ProgramRun("index", "status", in: folder.path).text.contains("the first search builds it"))
    #expect(!folder.exists(".ktc"))
    #expect(try count(folder) == 12)
    #expect(folder.exists(Self.index))
    let git = try ProgramRun(
      shell:
        "git init -q . && git add -A && git -c user.name=x -c user.email=x@example.org commit -qm x && git ls-files",
      in: folder.path)
    #expect(git.status == 0, "\(git.errors)")
    #expect(!git.text.contains(".ktc"), "even where nobody wrote a .gitignore")
    let status = try ProgramRun("index", "status", in: folder.path)
    #expect(status.text.contains("records:   12") && status.text.contains("It was up to date."))
  }

  @Test func newCatalogueIgnoresTheIndex() throws {
    let folder = try TemporaryFolder()
    #expect(try ProgramRun("init", "mine", in: folder.path).status == 0)
    #expect(try folder.read("mine/.gitignore") == ".ktc/\n")
  }

  @Test func draftsThatAreTakenAwayMeanwhileLetNoRecordStandForAnother() throws {
    var records: [String: String] = [:]
    for number in 0..<600 {
      records["inbox/d\(number).yaml"] = TemporaryFolder.record("d\(number)", title: "Draft \(number) about zebras")
    }
    let folder = try TemporaryFolder.withCatalogue(records)
    let search = DispatchGroup()
    DispatchQueue.global().async(group: search) {
      _ = try? ProgramRun("search", "zebra", "--status", "draft", "--format", "ids", in: folder.path)
    }
    for number in stride(from: 0, to: 600, by: 3) {
      try FileManager.default.removeItem(atPath: folder.path + "/inbox/d\(number).yaml")
      Thread.sleep(forTimeInterval: 0.001)
    }
    search.wait()
    let found = try ProgramRun("search", "zebra", "--status", "draft", "--format", "ids", in: folder.path)
    #expect(found.lines.count == 400, "\(found.errors)")
    let verified = try ProgramRun("index", "verify", in: folder.path)
    #expect(verified.status == 0, "\(verified.text) \(verified.errors)")
  }

  @Test func onlyChangedFilesAreReadAnew() throws {
    let folder = try Self.catalogue()
    #expect(try count(folder) == 12)
    try folder.write(TemporaryFolder.record("r3", title: "Something else"), to: "instruments/r3.yaml")
    try folder.write(TemporaryFolder.record("new", title: "New zebra"), to: "practices/deep/new.yaml")
    try FileManager.default.removeItem(atPath: folder("instruments/r4.yaml"))
    #expect(try count(folder, "--no-refresh") == 11, "as it was, but for the file that has gone")
    #expect(try ProgramRun("index", "status", in: folder.path).text.contains("3 files had changed and were read."))
    #expect(try count(folder) == 11)
    // A file that was replaced by another of the same size and time is another file.
    let old = try FileManager.default.attributesOfItem(atPath: folder("instruments/r5.yaml"))
    try folder.write(TemporaryFolder.record("r5", title: "Record about horses"), to: "instruments/.r5.tmp")
    let date = try #require(old[.modificationDate])
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: folder("instruments/.r5.tmp"))
    #expect(rename(folder("instruments/.r5.tmp"), folder("instruments/r5.yaml")) == 0)
    #expect(try count(folder) == 10)
  }

  @Test func indexServesFromWhereverTheProgramIsRun() throws {
    let folder = try Self.catalogue()
    #expect(try count(folder) == 12)
    for (place, arguments) in [
      ("/", ["--catalogue", folder.path]), (folder("instruments"), []), (folder.path, ["--catalogue", "."]),
    ] {
      let run = try ProgramRun(arguments: ["index", "status"] + arguments, in: place)
      #expect(run.text.contains("It was up to date."), "\(place): \(run.text)\(run.errors)")
      let found = try ProgramRun(arguments: ["search", "zebra", "--no-refresh"] + arguments, in: place)
      #expect(found.text.contains("12. Record about zebras"), "\(place)")
    }
  }

  @Test func deletedIndexLosesNothing() throws {
    let folder = try Self.catalogue()
    #expect(try count(folder) == 12)
    try FileManager.default.removeItem(atPath: folder(".ktc"))
    #expect(try count(folder, "--no-refresh") == 12)
    #expect(folder.exists(Self.index))
  }

  @Test(arguments: ["not a database at all", "", "SQLite format 3\0 but not really, only so far"])
  func whateverLiesInItsPlaceIsReplaced(_ text: String) throws {
    let folder = try Self.catalogue()
    try folder.write(text, to: Self.index)
    let run = try search(folder)
    #expect(run.lines.count == 12)
    #expect(run.errors == (text.isEmpty ? "" : "The search index was damaged and was made anew.\n"))
    #expect(try search(folder).errors.isEmpty)
    #expect(try ProgramRun("index", "verify", in: folder.path).status == 0)
  }

  @Test func folderInItsPlaceIsBypassedWithANote() throws {
    let folder = try Self.catalogue()
    try folder.write("precious", to: Self.index + "/file")
    let run = try search(folder)
    #expect(run.lines.count == 12)
    #expect(run.errors.contains("The search index cannot be used"))
    #expect(try folder.read(Self.index + "/file") == "precious")
    try folder.write("precious", to: "other/file")
    let other = try Self.catalogue()
    let elsewhere = try search(other, "--index", folder("other"))
    #expect(elsewhere.lines.count == 12)
    #expect(elsewhere.errors.contains("cannot be used"))
  }

  @Test func fileOfSomebodyElseIsLeftAlone() throws {
    let folder = try Self.catalogue()
    try folder.write("my precious notes", to: "notes.txt")
    let made = try ProgramRun(
      shell:
        "python3 -c 'import sqlite3; c = sqlite3.connect(\"mine.sqlite\"); c.execute(\"create table record (x)\"); c.commit()'",
      in: folder.path)
    #expect(made.status == 0)
    let database = try folder.files()["mine.sqlite"]
    for name in ["notes.txt", "mine.sqlite"] {
      for command in [["search", "zebra", "--format", "ids"], ["index", "rebuild"], ["index", "verify"]] {
        let run = try ProgramRun(arguments: command + ["--index", name], in: folder.path)
        #expect(run.errors.contains("\(name) is no search index and is left alone"), "\(run.errors)")
      }
      #expect(try count(folder, "--index", name) == 12)
    }
    #expect(try folder.read("notes.txt") == "my precious notes")
    #expect(try folder.files()["mine.sqlite"] == database)
  }

  @Test func indexMayLieElsewhere() throws {
    let folder = try Self.catalogue()
    #expect(try count(folder, "--index", "a/b/words.sqlite") == 12)
    #expect(folder.exists("a/b/words.sqlite"))
    #expect(!folder.exists(Self.index))
  }

  @Test func placeThatCannotBeWrittenIsBypassedWithANote() throws {
    let folder = try Self.catalogue()
    let run = try search(folder, "--index", "/proc/self/words.sqlite")
    #expect(run.lines.count == 12)
    #expect(run.errors.contains("The search index cannot be used"))
    try folder.write("a file where the folder should be", to: ".ktc")
    let blocked = try search(folder)
    #expect(blocked.lines.count == 12)
    #expect(blocked.errors.contains("The search index cannot be used"))
  }

  /// A limit on the size of files stands for a full disk; the index has to end somewhere within it.
  @Test(arguments: [0, 1, 8, 40, 200])
  func fullDiskIsBypassedWithANote(_ blocks: Int) throws {
    let folder = try Self.catalogue()
    // A program that counts its lines would write half a file of them, over those of other runs.
    let run = try ProgramRun(
      shell: "trap '' XFSZ; ulimit -f \(blocks); \"$KTC\" search zebra --format ids",
      environment: ["LLVM_PROFILE_FILE": "/dev/null"], in: folder.path)
    #expect(run.lines.count == 12, "\(run.errors)")
    #expect(blocks == 200 || run.errors.contains("The search index cannot be used"), "\(run.errors)")
    #expect(try count(folder) == 12)
    #expect(try ProgramRun("index", "verify", in: folder.path).status == 0)
  }

  @Test func readOnlyIndexAnswersAllTheSame() throws {
    guard geteuid() != 0 else { return }
    let folder = try Self.catalogue()
    #expect(try count(folder) == 12)
    try folder.write(TemporaryFolder.record("new", title: "New zebra"), to: "instruments/new.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder(Self.index))
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder(".ktc"))
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder(".ktc")) }
    let run = try search(folder)
    #expect(run.lines.count == 13)
    #expect(run.errors.contains("The search index cannot be used"))
  }

  @Test func verifyFindsTamperingOfEveryTable() throws {
    let folder = try Self.catalogue()
    #expect(try count(folder) == 12)
    // The file is written like the program does it, with checksums that fit, so that only the contents tell.
    for change in ["1. Record", "zebras"] {
      let path = folder(Self.index)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      guard let place = whole.range(of: Data(change.utf8)) else { continue }
      var bytes = whole
      bytes[place.lowerBound] ^= 0x20
      try bytes.write(to: URL(fileURLWithPath: path))
      let run = try ProgramRun("index", "verify", in: folder.path)
      #expect(run.errors.contains("damaged"), "\(run.errors)")
      #expect(try ProgramRun("index", "verify", in: folder.path).errors == "The index and the files agree.\n")
    }
    // A file that was changed without a trace: same size, time and inode.
    let file = folder("instruments/r3.yaml")
    let date = try #require(try FileManager.default.attributesOfItem(atPath: file)[.modificationDate])
    let handle = try #require(FileHandle(forWritingAtPath: file))
    let text = try folder.read("instruments/r3.yaml").replacingOccurrences(of: "zebras", with: "horses")
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
    let run = try ProgramRun("index", "verify", in: folder.path)
    if run.status != 0 {
      #expect(run.errors.contains("instruments/r3.yaml is out of date in the index"))
      #expect(run.errors.contains("`ktc index rebuild` mends it"))
    }
    #expect(try ProgramRun("index", "rebuild", in: folder.path).errors.contains("was built from 12 files"))
    #expect(try ProgramRun("index", "verify", in: folder.path).status == 0)
    #expect(try count(folder) == 11)
  }

  /// Processes search while others change files and refresh; each answer is one of a state that there was.
  @Test func processesSearchWhileOthersRefresh() throws {
    let folder = try Self.catalogue(60)
    let failures = Mutex<[String]>([])
    @Sendable func check(_ condition: Bool, _ message: @autoclosure () -> String) {
      if !condition {
        let text = message()
        failures.withLock { $0.append(text) }
      }
    }
    DispatchQueue.concurrentPerform(iterations: 6) { worker in
      do {
        for round in 0..<6 {
          if worker < 2 {
            // A writer replaces a file by rename, as editors do; the record stays about zebras.
            let id = "r\(worker * 20 + round)"
            let text = TemporaryFolder.record(id, title: "Record about zebras, round \(round)")
            try folder.write(text, to: "instruments/.\(id).tmp")
            check(rename(folder("instruments/.\(id).tmp"), folder("instruments/\(id).yaml")) == 0, "rename")
          }
          let run = try ProgramRun("search", "zebra", "--format", "ids", in: folder.path, timeout: 120)
          check(run.lines.count == 60, "\(run.lines.count) of 60: \(run.errors)")
          check(run.status == 0 && run.errors.isEmpty, "\(run.status): \(run.errors)")
        }
      } catch {
        check(false, "\(error)")
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try ProgramRun("index", "verify", in: folder.path).status == 0)
  }

  /// Several processes find the same damage at once.
  @Test func processesThatFindADamagedIndexAllAnswer() throws {
    let folder = try Self.catalogue(30)
    #expect(try count(folder) == 30)
    for round in 0..<3 {
      var bytes = try Data(contentsOf: URL(fileURLWithPath: folder(Self.index)))
      for place in stride(from: 20 + round, to: bytes.count, by: 512) { bytes[place] ^= 0xFF }
      try bytes.write(to: URL(fileURLWithPath: folder(Self.index)))
      let counts = Mutex<[Int]>([])
      DispatchQueue.concurrentPerform(iterations: 5) { _ in
        let found =
          (try? ProgramRun("search", "zebra", "--format", "ids", in: folder.path, timeout: 120).lines.count) ?? -1
        counts.withLock { $0.append(found) }
      }
      #expect(counts.withLock { $0 } == [30, 30, 30, 30, 30])
      #expect(try ProgramRun("index", "verify", in: folder.path).status == 0)
    }
  }
}
