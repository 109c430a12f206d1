internal import Foundation
internal import TestSupport
internal import Testing

/// One file among many that cannot be read: what could be read is shown, the rest is told, and the status says so.
@Suite struct UnreadableFilesTests {
  private static func catalogue() throws -> TemporaryFolder {
    try .withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record(
        "a", title: "Voucher", "submitted: { on: 2026-01-02, by: Ana Silva }"),
      "instruments/b.yaml": TemporaryFolder.record("b", title: "Voucher scheme"),
      "instruments/twin.yaml": TemporaryFolder.record("twin", title: "Voucher"),
      "practices/broken.yaml": "title: \"half",
    ])
  }

  @Test(arguments: [
    "list", "list voucher", "search voucher", "search voucher --no-refresh", "search voucher --format json",
    "search --since 2000-01-01 voucher", "list --since 2000-01-01", "stats --by kind", "compare --kind instrument",
    "related a", "export --to jsonl --output -", "audit", "audit --by country --format csv",
    "set level=national --all --dry-run", "duplicates", "contacts",
  ])
  func answerIsShownAndWhatIsMissingTold(_ command: String) throws {
    let folder = try Self.catalogue()
    _ = try ProgramRun("search", "voucher", in: folder.path)
    let run = try ProgramRun(shell: "$KTC \(command)", in: folder.path)
    #expect(run.status == 1, "\(run.errors)")
    #expect(!run.text.isEmpty)
    #expect(
      run.errors.contains("1 file could not be read and was not searched; `ktc validate` tells why.")
        || run.errors.contains("practices/broken.yaml:1:8: error:"), "\(run.errors)")
  }

  @Test func aPageOfAllRecordsIsNotMadeWithoutOne() throws {
    let run = try ProgramRun("reference", "index", in: Self.catalogue().path)
    #expect(run.status == 65)
    #expect(run.text.isEmpty)
    #expect(run.errors.contains("practices/broken.yaml:1:8: error:"), "\(run.errors)")
  }

  @Test func searchCountsTheFilesAsTheyAreMendedAndBroken() throws {
    let folder = try Self.catalogue()
    func told() throws -> String {
      try ProgramRun("search", "voucher", "--format", "ids", in: folder.path).errors
    }
    #expect(try told().contains("1 file could not"))
    try folder.write("[", to: "practices/deep/other.yml")
    #expect(try told().contains("2 files could not be read and were not searched"))
    try folder.write(TemporaryFolder.record("broken", kind: "practice", title: "Voucher"), to: "practices/broken.yaml")
    #expect(try told().contains("1 file could not"))
    try FileManager.default.removeItem(atPath: folder("practices/deep"))
    #expect(try told().isEmpty)
    #expect(try ProgramRun("search", "voucher", in: folder.path).status == 0)
    #expect(try ProgramRun("index", "verify", in: folder.path).status == 0)
  }

  /// Records with errors are shown, so that nothing is missing.
  @Test(arguments: ["list", "search voucher", "stats --by kind", "compare --kind instrument"])
  func recordWithErrorsIsNoneThatIsMissing(_ command: String) throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", title: "Voucher", "colour: blue")
    ])
    #expect(try ProgramRun(shell: "$KTC \(command)", in: folder.path).status == 0)
  }

  @Test func listShowsAPage() throws {
    let names = ["a", "b", "c", "d", "e"]
    let folder = try TemporaryFolder.withCatalogue(
      Dictionary(uniqueKeysWithValues: names.map { ("instruments/\($0).yaml", TemporaryFolder.record($0)) }))
    func ids(_ arguments: String...) throws -> [String] {
      try ProgramRun(arguments: ["list", "--format", "ids"] + arguments, in: folder.path).lines
    }
    #expect(try ids("--limit", "2") == ["a", "b"])
    #expect(try ids("--limit", "2", "--offset", "3") == ["d", "e"])
    #expect(try ids("--offset", "4") == ["e"])
    #expect(try ids("--limit", "0") == names)
    let table = try ProgramRun("list", "--limit", "2", in: folder.path)
    #expect(table.errors.contains("5 of 5 records, 2 shown (--limit, --offset)."))
    for arguments in [["--limit", "-1"], ["--offset", "-1"]] {
      #expect(try ProgramRun(arguments: ["list"] + arguments, in: folder.path).status == 64)
    }
  }
}
