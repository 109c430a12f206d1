internal import CatalogueStore
internal import Foundation
internal import TestSupport
internal import Testing

/// Kills the real program, or makes its system call fail, at every call that changes something on the disk.
@Suite struct KilledProgramTests {
  /// A change that is to land whole or not at all.
  struct Change: Sendable, CustomTestStringConvertible {
    var name: String
    /// The arguments behind the program, in a shell.
    var arguments: String
    var files: [String: String]
    var testDescription: String { name }
  }

  static let changes: [Change] = [
    Change(
      name: "publish two records, one of them anew", arguments: "submit --publish --update one.yaml two.yaml",
      files: [
        "one.yaml": TemporaryFolder.record("one"), "two.yaml": TemporaryFolder.record("two", title: "New"),
        "instruments/two.yaml": TemporaryFolder.record("two", title: "Old"),
      ]),
    Change(
      name: "publish a draft", arguments: "submit --publish inbox/batch-1/one.yaml",
      files: ["inbox/batch-1/one.yaml": TemporaryFolder.record("one")]),
    Change(
      name: "import several", arguments: "import given",
      files: [
        "given/one.yaml": TemporaryFolder.record("one"), "given/two.yaml": TemporaryFolder.record("two"),
        "instruments/two.yaml": TemporaryFolder.record("two", title: "Old"),
      ]),
    Change(
      name: "rename a term", arguments: "vocabulary rename target_groups smes-only only-smes --yes",
      files: ["instruments/one.yaml": TemporaryFolder.record("one")]),
  ]

  /// The calls that change something on the disk, but for those of the memory and the terminal.
  static let calls = ["fsync", "mkdir", "rename", "unlink", "write"]

  private static func makeCatalogue(_ change: Change) throws -> TemporaryFolder { try .withCatalogue(change.files) }

  /// The files as a reader and git see them, once the lock was taken by whoever writes next.
  private static func state(of folder: TemporaryFolder) throws -> [String: Data] {
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    _ = try catalogue.lockForWriting()
    let files = try folder.files().filter { $0.key != ".ktc/lock" }
    let odd = files.keys.filter { $0.hasSuffix(".tmp") || $0.hasPrefix(".ktc/") && $0 != ".ktc/.gitignore" }
    #expect(odd.isEmpty, "left behind: \(odd)")
    return files.filter { !$0.key.hasPrefix(".ktc/") }.mapValues { Data($0) }
  }

  private static let canTrace: Bool = {
    let run = try? ProgramRun(shell: "strace -f -o /dev/null -e trace=rename \"$KTC\" --version")
    return run?.status == 0
  }()

  @Test(
    .enabled(if: canTrace, "strace cannot follow programs here"),
    .disabled(if: ProgramRun.countsLines, "a program that counts its lines makes folders and files of its own"),
    arguments: changes, calls)
  func everyChangeIsWholeOrNotThereWhereverTheProgramIsKilled(_ change: Change, _ call: String) throws {
    let kills = try inject("signal=SIGKILL", change, call)
    #expect(kills.count > 0)
  }

  @Test(
    .enabled(if: canTrace, "strace cannot follow programs here"),
    .disabled(if: ProgramRun.countsLines, "a program that counts its lines makes folders and files of its own"),
    arguments: changes, calls)
  func everyChangeIsWholeOrNotThereWhicheverCallFails(_ change: Change, _ call: String) throws {
    let failures = try inject("error=ENOSPC", change, call)
    #expect(!failures.isEmpty)
    // Behind the point of no return only the last wish can fail: that the removal of the journal survives a power cut.
    for run in failures where run.status != 0 && call != "write" {
      #expect(run.errors.contains("error: cannot"), "\(run.errors)")
    }
    if !["fsync", "write"].contains(call) { #expect(failures.allSatisfy { $0.status != 0 }) }
  }

  /// Runs a change with the n-th call hit, for each n until nothing is hit. Returns the runs that were hit.
  private func inject(_ fault: String, _ change: Change, _ call: String) throws -> [ProgramRun] {
    let whole = try Self.makeCatalogue(change)
    let old = try Self.state(of: whole)
    #expect(try ProgramRun(shell: "\"$KTC\" \(change.arguments)", in: whole.path).status == 0)
    let new = try Self.state(of: whole)
    #expect(old != new)
    var hit: [ProgramRun] = []
    for number in 1... {
      let folder = try Self.makeCatalogue(change)
      let trace = "strace -f -o trace.txt -e trace=\(call) -e inject=\(call):\(fault):when=\(number)"
      let run = try ProgramRun(shell: "\(trace) \"$KTC\" \(change.arguments)", in: folder.path)
      let log = try folder.read("trace.txt")
      try FileManager.default.removeItem(atPath: folder("trace.txt"))
      let isHit = log.contains("(INJECTED)") || log.contains("killed by SIGKILL")
      let now = try Self.state(of: folder)
      #expect(
        now == old && run.status != 0 || now == new && (isHit || run.status == 0),
        "\(call) \(number): \(run.errors) \(now.keys.sorted())")
      guard isHit else { return hit }
      hit.append(run)
      try #require(number < 100)
    }
    return hit
  }
}
