internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct SinceTests {
  /// What was there in January, was changed, came, was withdrawn, has gone, and a draft.
  private static func catalogue() throws -> TemporaryFolder {
    let january = "submitted: { on: 2026-01-10, by: Somebody }"
    return try .withCatalogue([
      "instruments/same.yaml": TemporaryFolder.record("same", january),
      "instruments/other.yaml": TemporaryFolder.record(
        "other", title: "Changed tax", "submitted: { on: 2026-03-05, by: Somebody }"),
      "history/other/1.yaml": TemporaryFolder.record("other", january),
      "history/other/log.yaml": "- { version: 1, action: replaced, on: 2026-03-05, by: Somebody }\n",
      "instruments/new.yaml": TemporaryFolder.record(
        "new", title: "New cheque", country: "PT", "submitted: { on: 2026-03-06 }"),
      "instruments/withdrawn.yaml": TemporaryFolder.record(
        "withdrawn", title: "Withdrawn tax", january + "\nstatus: withdrawn\nmodified: { on: 2026-03-07 }"),
      "history/gone/1.yaml": TemporaryFolder.record("gone", title: "Gone tax", january),
      "history/gone/log.yaml": "- { version: 1, action: replaced, on: 2026-02-01 }\n",
      "inbox/idea.yaml": TemporaryFolder.record("idea", title: "Idea", "submitted: { on: 2026-03-08 }"),
    ])
  }

  /// `id` and what became of it, from a program's output.
  private func changes(_ arguments: String..., in folder: TemporaryFolder) throws -> [String: [String: String]] {
    let run = try ProgramRun(arguments: arguments + ["--format", "jsonl"], in: folder.path)
    var changes: [String: [String: String]] = [:]
    for line in run.lines {
      let record = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let found = try #require(record["x_found"] as? [String: Any])
      changes[try #require(record["id"] as? String)] = found["change"] as? [String: String]
    }
    return changes
  }

  private static let all = [
    "other": ["kind": "changed", "on": "2026-03-05", "previous": "history/other/1.yaml"],
    "new": ["kind": "added", "on": "2026-03-06"], "withdrawn": ["kind": "withdrawn", "on": "2026-03-07"],
    "gone": ["kind": "withdrawn", "previous": "history/gone/1.yaml"],
  ]

  @Test(arguments: ["list", "search"])
  func eachRecordSaysWhatBecameOfIt(_ command: String) throws {
    let folder = try Self.catalogue()
    #expect(try changes(command, "--since", "2026-03-01", in: folder) == Self.all)
    #expect(try changes(command, "--since", "2026-03", in: folder) == Self.all)
    #expect(try changes(command, "--since", "2026-03-06", in: folder).keys.sorted() == ["gone", "new", "withdrawn"])
    let early = try changes(command, "--since", "2026", in: folder)
    #expect(early["same"] == ["kind": "added", "on": "2026-01-10"])
    #expect(early["other"] == ["kind": "added", "on": "2026-03-05"])
  }

  @Test(arguments: ["list", "search"])
  func wordsFiltersAndStatusNarrowTheChanges(_ command: String) throws {
    let folder = try Self.catalogue()
    func ids(_ arguments: String...) throws -> [String] {
      try ProgramRun(arguments: [command, "--since", "2026-03-01", "--format", "ids"] + arguments, in: folder.path)
        .lines.sorted()
    }
    #expect(try ids("tax") == ["gone", "other", "withdrawn"], "what has gone is found by its last version")
    #expect(try ids("--country", "PT") == ["new"])
    #expect(try ids("--status", "published") == ["new", "other"])
    #expect(try ids("--status", "withdrawn") == ["gone", "withdrawn"])
    #expect(try ids("--status", "draft") == ["idea"])
    #expect(try ids("zzzz") == [])
  }

  @Test func everyFormatSaysWhatBecameOfARecord() throws {
    let folder = try Self.catalogue()
    func run(_ command: String, _ format: String) throws -> ProgramRun {
      try ProgramRun(command, "--since", "2026-03-01", "--format", format, in: folder.path)
    }
    for command in ["list", "search"] {
      let json = try JSONSerialization.jsonObject(with: run(command, "json").output) as? [String: Any]
      let records = try #require(json?["records"] as? [[String: Any]])
      #expect(records.allSatisfy { ($0["x_found"] as? [String: Any])?["change"] != nil })
      #expect(try run(command, "yaml").text.contains("x_found:\n  change: { kind: changed, \"on\": 2026-03-05"))
      let csv = try run(command, "csv").text.split { $0.isNewline }
      #expect(csv.first?.hasSuffix(",x_found") == true)
      #expect(csv.contains { $0.contains("{\"\"change\"\":{\"\"kind\"\":\"\"withdrawn\"\"") }, "\(csv)")
      for format in ["json", "yaml", "csv", "jsonl", "table"] {
        #expect(try !run(command, format).text.contains("Somebody"), "the gate holds for earlier versions too")
      }
    }
    let table = try run("list", "table")
    #expect(table.lines.first?.hasPrefix("change  ") == true)
    #expect(table.lines.contains { $0.hasPrefix("changed 2026-03-05    other") })
    #expect(table.lines.contains { $0.hasPrefix("withdrawn             gone") })
    #expect(table.errors.contains("4 changes since 2026-03-01."))
    #expect(try run("search", "table").text.contains("other · instrument · FR · changed 2026-03-05"))
    #expect(try run("search", "table").text.contains("gone · instrument · FR · withdrawn\n"))
  }

  @Test func resultsCanBeReadBackAsRecords() throws {
    let folder = try Self.catalogue()
    for format in ["json", "csv", "yaml", "jsonl"] {
      let run = try ProgramRun("search", "tax", "--since", "2026-03-01", "--format", format, in: folder.path)
      try folder.write(bytes: Array(run.output), to: "out/found.\(format)")
      let back = try ProgramRun("import", "--dry-run", "out/found.\(format)", in: folder.path)
      #expect(back.status == 0, "\(format): \(back.errors)")
    }
  }

  @Test func nothingChangedIsSaid() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", "submitted: { on: 2026-01-10 }"),
      "instruments/b.yaml": TemporaryFolder.record("b"),
    ])
    let list = try ProgramRun("list", "--since", "2026-03-01", in: folder.path)
    #expect(list.status == 1)
    #expect(list.errors.contains("Nothing was added, changed or withdrawn since 2026-03-01."))
    #expect(list.errors.contains("1 record bears no day of submission or change"))
    let search = try ProgramRun("search", "voucher", "--since", "2026-03-01", in: folder.path)
    #expect(search.status == 1)
    #expect(search.errors.contains("Of 2 records that match none was added, changed or withdrawn since 2026-03-01."))
    let bad = try ProgramRun("list", "--since", "yesterday", in: folder.path)
    #expect(bad.status == 64)
    #expect(bad.errors.contains("2026-11-20"))
  }

  /// The whole way: what the program itself submits and replaces.
  @Test func submittedRecordIsAddedAndItsUpdateIsAChange() throws {
    let folder = try TemporaryFolder.withCatalogue()
    func submit(_ more: String, on seconds: String, _ options: String...) throws {
      try folder.write(TemporaryFolder.record("a", more), to: "out/a.yaml")
      let run = try ProgramRun(
        arguments: ["submit", "--publish", "out/a.yaml"] + options, environment: ["SOURCE_DATE_EPOCH": seconds],
        in: folder.path)
      #expect(run.status == 0, "\(run.errors)")
    }
    try submit("", on: "1795132800")
    #expect(try changes("list", "--since", "2026-11-20", in: folder) == ["a": ["kind": "added", "on": "2026-11-20"]])
    try submit("created: 2004", on: "1795219200", "--update")
    #expect(
      try changes("list", "--since", "2026-11-21", in: folder)
        == ["a": ["kind": "changed", "on": "2026-11-21", "previous": "history/a/1.yaml"]])
    #expect(try changes("list", "--since", "2026-11-22", in: folder).isEmpty)
  }
}
