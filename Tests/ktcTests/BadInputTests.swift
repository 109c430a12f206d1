internal import Foundation
internal import TestSupport
internal import Testing

/// Whatever lies in a catalogue or is handed in: a clear message, a right exit status, nothing lost, no crash, no hang.
@Suite struct BadInputTests {
  private static let isRoot = geteuid() == 0

  /// A catalogue with one good record, and something bad beside it.
  private func catalogue(_ name: String, _ bytes: [UInt8]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withCatalogue(["instruments/good.yaml": TemporaryFolder.record("good")])
    try folder.write(bytes: bytes, to: "instruments/" + name)
    return folder
  }

  /// Runs every command that reads records, and expects the good one in what they print and the bad one in what they
  /// report.
  private func expectGoodBeside(_ bad: String, in folder: TemporaryFolder) throws {
    let validation = try ProgramRun("validate", in: folder.path, timeout: 30)
    #expect(validation.status == 1, "\(validation.errors)")
    #expect(validation.errors.contains("instruments/\(bad)"), "\(validation.errors)")
    #expect(validation.errors.contains(": error: "))
    let list = try ProgramRun("list", "--format", "ids", in: folder.path, timeout: 30)
    // A record with errors is listed; what could not be read is missing.
    #expect(list.status == (list.lines.count == 1 ? 1 : 0))
    #expect(!list.text.contains("\n\n"))
    #expect(list.lines.contains("good"))
    #expect(list.errors.contains("instruments/\(bad)") || list.errors.contains("ktc validate"), "\(list.errors)")
    let export = try ProgramRun("export", "--to", "jsonl", "--output", "-", in: folder.path, timeout: 30)
    #expect(export.status == 1)
    #expect(export.lines.count == 1)
    #expect(export.errors.contains("instruments/\(bad)"), "\(export.errors)")
    let alone = try ProgramRun("validate", "instruments/" + bad, in: folder.path, timeout: 30)
    // What can be read in part has findings; what cannot be read at all, or is not there, says so.
    #expect([1, 65, 66].contains(alone.status), "\(alone.errors)")
    #expect(alone.errors.utf8.count < 4000)
    let submission = try ProgramRun("submit", "instruments/" + bad, in: folder.path, timeout: 30)
    #expect([1, 65, 66].contains(submission.status), "\(submission.errors)")
    #expect(!submission.errors.isEmpty)
    let imported = try ProgramRun("import", "--from", "yaml", "instruments/" + bad, in: folder.path, timeout: 30)
    #expect([1, 65, 66].contains(imported.status), "\(imported.status) \(imported.errors)")
  }

  private static let contents: [(name: String, bytes: [UInt8])] = [
    ("empty.yaml", []), ("blank.yaml", Array("\n\n# nothing\n".utf8)), ("nul.yaml", [0, 1, 2, 0xFF, 0xFE, 0]),
    ("utf8.yaml", Array("title: ".utf8) + [0xC3, 0x28, 0x0A]),
    ("gzip.yaml", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x4C]),
    ("noise.yaml", (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }),
    ("large.yaml", Array("title: ".utf8) + Array(repeating: UInt8(ascii: "a"), count: 2 << 20)),
    ("comments.yaml", Array(repeating: UInt8(ascii: "#"), count: 2 << 20)),
    ("deep-flow.yaml", Array(("x: " + String(repeating: "[", count: 100_000)).utf8)),
    ("deep-block.yaml", Array((0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined().utf8)),
    ("anchors.yaml", Array("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n".utf8)),
    ("half.yaml", Array("id: half\ntitle: \"Innovation vou".utf8)), ("tab.yaml", Array("id: tab\n\ttitle: x\n".utf8)),
    ("twice.yaml", Array("id: twice\nid: twice\n".utf8)),
  ]

  @Test(arguments: contents.map(\.name)) func badRecordNeverHidesTheOthers(_ name: String) throws {
    let bytes = try #require(Self.contents.first { $0.name == name }).bytes
    try expectGoodBeside(name, in: catalogue(name, bytes))
  }

  @Test func folderWithTheNameOfARecordIsReported() throws {
    let folder = try catalogue("folder.yaml/inner.yaml", Array(TemporaryFolder.record("inner").utf8))
    let run = try ProgramRun("validate", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("instruments/folder.yaml: error: cannot read instruments/folder.yaml: it is a folder"))
    #expect(try ProgramRun("list", "--format", "ids", in: folder.path).lines == ["good"])
  }

  @Test func pipeInTheFileSystemDoesNotHang() throws {
    let folder = try catalogue("x.txt", [])
    try #require(mkfifo(folder("instruments/pipe.yaml"), 0o600) == 0)
    try FileManager.default.removeItem(atPath: folder("instruments/x.txt"))
    try expectGoodBeside("pipe.yaml", in: folder)
    let whole = try ProgramRun("import", "instruments", "--dry-run", in: folder.path, timeout: 30)
    #expect(whole.errors.contains("pipe.yaml: this is no regular file"))
  }

  @Test func linksThatLeadNowhereOrInCirclesAreSurvived() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/good.yaml": TemporaryFolder.record("good")])
    let manager = FileManager.default
    try manager.createSymbolicLink(atPath: folder("instruments/loop"), withDestinationPath: "../instruments")
    #expect(try ProgramRun("validate", in: folder.path).errors == "1 record checked: no findings.\n")
    #expect(try ProgramRun("import", "--dry-run", "instruments", in: folder.path).errors.contains("1 record read"))
    try manager.createSymbolicLink(atPath: folder("instruments/gone.yaml"), withDestinationPath: "nowhere.yaml")
    try expectGoodBeside("gone.yaml", in: folder)
    try manager.removeItem(atPath: folder("instruments/gone.yaml"))
    try manager.createSymbolicLink(atPath: folder("instruments/self.yaml"), withDestinationPath: "self.yaml")
    let run = try ProgramRun("list", "--format", "ids", in: folder.path)
    #expect(run.lines == ["good"])
    #expect(run.errors.contains("self.yaml"))
  }

  @Test(.disabled(if: isRoot, "the superuser can read every file"))
  func unreadableFileIsReported() throws {
    let folder = try catalogue("locked.yaml", Array(TemporaryFolder.record("locked").utf8))
    try #require(chmod(folder("instruments/locked.yaml"), 0) == 0)
    try expectGoodBeside("locked.yaml", in: folder)
  }

  @Test func fileNameThatIsNoTextIsReported() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/good.yaml": TemporaryFolder.record("good")])
    let made = try ProgramRun(shell: "printf 'id: x\\n' > \"$(printf 'instruments/x\\377.yaml')\"", in: folder.path)
    try #require(made.status == 0)
    let run = try ProgramRun("validate", in: folder.path)
    #expect(run.status == 1)
    #expect(try ProgramRun("list", "--format", "ids", in: folder.path).lines == ["good"])
  }

  @Test func namesCannotWriteToTheTerminal() throws {
    let folder = try catalogue("a\u{1B}[31m\nb.yaml", Array("title: \"half\u{1B}]0;x".utf8))
    for command in ["validate", "list"] {
      let run = try ProgramRun(command, in: folder.path)
      #expect(!run.errors.contains("\u{1B}") && !run.text.contains("\u{1B}"))
    }
  }

  @Test(arguments: ["", "title: \"half", "[]", "title", "title: x\ntitle: y\n", "\u{0}"])
  func halfWrittenSettingsAreReportedAndRecordsStillChecked(_ text: String) throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/bad.yaml": TemporaryFolder.record("bad", "colour: blue")
    ])
    try folder.write(text, to: "catalogue.yaml")
    let run = try ProgramRun("validate", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("instruments/bad.yaml:9:1: error:"))
    if !text.isEmpty { #expect(run.errors.contains("catalogue.yaml"), "\(run.errors)") }
    for command in [["list"], ["export", "--to", "jsonl", "--output", "-"], ["show", "bad"], ["submit", "x.yaml"]] {
      let run = try ProgramRun(arguments: command, in: folder.path)
      #expect([0, 1, 65, 66].contains(run.status), "\(command): \(run.status)")
    }
  }

  @Test func settingsThatAreAFolderAreReported() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "catalogue.yaml/x")
    let run = try ProgramRun("list", "--catalogue", folder.path)
    #expect(run.status == 65)
    #expect(run.errors.contains("it is a folder"))
  }

  // MARK: Writing

  @Test(arguments: [
    "list", "list --format json", "search voucher --format ids", "show competitiveness-clusters",
    "validate --format json",
    "export --to jsonl --output -", "formats", "vocabulary", "vocabulary levels --format json", "schema",
    "new practice",
    "validate --format json Tests/Fixtures/none-such.yaml || $KTC reference fields", "reference diagnostics",
    "reference index",
  ])
  func fullStandardOutputIsStatus74(_ command: String) throws {
    let run = try ProgramRun(shell: "$KTC \(command) >/dev/full", in: BundledCatalogue.repository)
    #expect(run.status == 74)
    #expect(run.errors.contains("error: cannot write to standard output: no space left on device"))
  }

  @Test func fullStandardOutputIsStatus74EvenWhenThereAreFindings() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/bad.yaml": TemporaryFolder.record("bad", "colour: blue")
    ])
    let run = try ProgramRun(shell: "$KTC validate --format json >/dev/full", in: folder.path)
    #expect(run.status == 74)
    #expect(run.errors.contains("error: cannot write to standard output"))
  }

  @Test(arguments: [
    "list | head -1", "list --format json | head -1", "export --to jsonl --output - | head -c 10",
    "show competitiveness-clusters | head -1",
    "reference diagnostics | head -1", "schema | head -1", "list --format json | true", "validate --format json | true",
  ])
  func closedPipeIsNoFailure(_ command: String) throws {
    let line = "{ $KTC " + command.replacingOccurrences(of: " |", with: "; echo $? >&2; } |")
    let run = try ProgramRun(shell: line, in: BundledCatalogue.repository)
    let others = run.errors.split(separator: "\n").filter {
      !$0.contains("warning") && !$0.contains("record") && !$0.hasPrefix("    ") && !$0.contains("finding")
    }
    #expect(others == ["0"], "\(run.errors)")
  }

  @Test func closedStreamsDoNotEndUpInFiles() throws {
    let folder = try catalogue("half.yaml", Array("title: \"half".utf8))
    let closed = try ProgramRun(shell: "$KTC list >&-", in: folder.path)
    #expect(closed.status == 74)
    _ = try ProgramRun(shell: "$KTC export --to jsonl --output open.jsonl", in: folder.path)
    for streams in ["2>&-", ">&- 2>&-", "<&- >&- 2>&-"] {
      let run = try ProgramRun(shell: "$KTC export --to jsonl --output closed.jsonl \(streams); true", in: folder.path)
      #expect(run.errors.isEmpty)
      #expect(try folder.read("closed.jsonl") == folder.read("open.jsonl"), "\(streams)")
      try FileManager.default.removeItem(atPath: folder("closed.jsonl"))
    }
  }

  @Test func textOfARecordCannotCommandTheTerminal() throws {
    let folder = try catalogue("a.yaml", Array(TemporaryFolder.record("a", title: "\"a\\e[31mb\\u202Ec\"").utf8))
    for command in ["list", "show a", "validate", "search voucher"] {
      let run = try ProgramRun(shell: "$KTC \(command)", in: folder.path)
      for text in [run.text, run.errors] {
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"), "\(command)")
      }
    }
  }

  @Test func largeOutputIntoAClosedPipeEndsQuietly() throws {
    let folder = try TemporaryFolder.withCatalogue()
    for number in 0..<1500 {
      try folder.write(TemporaryFolder.record("r-\(number)"), to: "instruments/r-\(number).yaml")
    }
    let run = try ProgramRun(shell: "{ $KTC list --format json; echo $? >&2; } | head -1", in: folder.path)
    #expect(run.errors == "0\n")
    #expect(run.text == "{\n")
  }

  /// A file system of 64 KiB, or a reason why there is none.
  private static let canMount =
    isRoot
    && {
      let run = try? ProgramRun(
        shell: "d=$(mktemp -d) && mount -t tmpfs -o size=64k none $d && umount $d && rmdir $d")
      return run?.status == 0
    }()

  @Test(.enabled(if: canMount, "only the superuser can mount a small file system to fill"))
  func fullDiskLeavesTheOldFiles() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let small = try TemporaryFolder()
    try #require(try ProgramRun(shell: "mount -t tmpfs -o size=64k none '\(small.path)'").status == 0)
    defer { _ = try? ProgramRun(shell: "umount '\(small.path)'") }
    // Formats that are packed need texts that cannot be packed.
    var random = SeededGenerator(seed: 1)
    for number in 0..<300 {
      let noise = (0..<40).map { _ in String(UInt64.random(in: .min ... .max, using: &random), radix: 36) }.joined()
      let record = TemporaryFolder.record("r-\(number)", "difficulties: a\(noise)")
      try folder.write(record, to: "instruments/r-\(number).yaml")
    }
    try small.write("old", to: "out.json")
    // A dataset that describes the catalogue has room whatever the number of records.
    let formats = try ExportTests.Format.exported().filter { $0.layout == "file" && $0.id != "dcat-ap" }.map(\.id)
    for format in formats {
      let run = try ProgramRun("export", "--to", format, "--output", small("out.json"), in: folder.path)
      #expect(run.status == 74, "\(format): \(run.errors)")
      #expect(run.errors.contains("cannot write \(small("out.json")): no space left on device"), "\(run.errors)")
      #expect(try small.files() == ["out.json": Array("old".utf8)])
    }
    // A workbook whose temporary files have no room is not published without its rows, whichever file it is.
    try folder.write("old", to: "book.xlsx")
    for size in [64, 300, 600, 900] {
      let run = try ProgramRun(
        shell: """
          mount -o remount,size=\(size)k '\(small.path)'
          TMPDIR='\(small.path)' $KTC export --to xlsx --output book.xlsx
          """, in: folder.path)
      let book = Array(try Data(contentsOf: URL(fileURLWithPath: folder("book.xlsx"))))
      if run.status == 74 { #expect(book == Array("old".utf8)) } else { #expect(run.status == 0, "\(run.errors)") }
      if size == 64 { #expect(run.status == 74, "\(run.errors)") }
      if run.status == 0 {
        let parts = String(decoding: try PythonEdit.unpacked(book), as: UTF8.self)
        #expect(parts.components(separatedBy: ">r-").count == 301)
        try folder.write("old", to: "book.xlsx")
      }
    }
    _ = try ProgramRun(shell: "mount -o remount,size=64k '\(small.path)'")
    let markdown = try ProgramRun("export", "--to", "markdown", "--output", small("out"), in: folder.path)
    #expect([73, 74].contains(markdown.status), "\(markdown.errors)")
    #expect(try !small.files().keys.contains { $0.hasPrefix("out/markdown/") })

    // A catalogue on a full disk: the record that is there stays as it is.
    try small.write("title: Small\nlanguage: en\n", to: "catalogue.yaml")
    let old = TemporaryFolder.record("a")
    try small.write(old, to: "instruments/a.yaml")
    _ = try ProgramRun(shell: "dd if=/dev/zero of='\(small("filler"))' bs=1k count=100 2>/dev/null")
    let new = TemporaryFolder.record("a", title: "New").replacingOccurrences(
      of: "\npriorities", with: "\nx: y\npriorities")
    try folder.write(new.replacingOccurrences(of: "x: y\n", with: ""), to: "a.yaml")
    let submission = try ProgramRun(
      "submit", "--catalogue", small.path, "--publish", "--update", folder("a.yaml"))
    #expect([73, 74].contains(submission.status), "\(submission.status) \(submission.errors)")
    #expect(submission.errors.contains("no space left on device"))
    #expect(try small.read("instruments/a.yaml") == old)
    let list = try ProgramRun("list", "--catalogue", small.path, "--format", "ids")
    #expect(list.lines == ["a"])
  }

  @Test func failingWriteLeavesTheOldFile() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    try folder.write("old", to: "blocked/out.json/file")
    let run = try ProgramRun("export", "--to", "json", "--output", "blocked/out.json/file/x.json", in: folder.path)
    #expect([73, 74].contains(run.status))
    #expect(run.errors.hasPrefix("error: "))
    #expect(try folder.read("blocked/out.json/file") == "old")
  }
}
