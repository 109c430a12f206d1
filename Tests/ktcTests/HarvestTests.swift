internal import Digests
internal import Foundation
internal import TestSupport
internal import Testing

/// A folder of an export can be polled: it says what is in it, by which digest to know it, and what changed.
@Suite struct HarvestTests {
  private static let profile = ["net": "formats: [{ format: jsonl }, { format: csv }, { format: atom }]"]
  private static let later = ["SOURCE_DATE_EPOCH": "1796132800"]

  private static func object(_ folder: TemporaryFolder, _ path: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(try folder.read(path).utf8)) as? [String: Any])
  }

  /// `id` and what became of it, from a list of changes.
  private static func changes(_ folder: TemporaryFolder, _ path: String) throws -> [String: String] {
    let list = try #require(try object(folder, path + "/changes.json")["changes"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: try list.map { entry in
        let id = try #require(entry["id"] as? String)
        return (id, "\(entry["change"] ?? "") \(entry["on"] ?? "")")
      })
  }

  @discardableResult
  private static func export(
    _ arguments: String..., in folder: TemporaryFolder, environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try ProgramRun(
      arguments: ["export", "--partner", "net"] + arguments, environment: environment, in: folder.path)
  }

  @Test func theManifestKnowsEveryFile() throws {
    let folder = try PartnerTests.catalogue(Self.profile)
    try folder.write(
      "title: Example\nlanguage: en\nenquiries: { mailbox: ask@example.org }\n", to: "catalogue.yaml")
    #expect(try Self.export("--output", "out", in: folder).status == 0)
    let manifest = try Self.object(folder, "out/net/manifest.json")
    #expect(manifest["ktc_manifest"] as? Int == 1)
    #expect(manifest["as_of"] as? String == "2026-11-20")
    #expect((manifest["enquiries"] as? [String: String])?["mailbox"] == "ask@example.org")
    let files = try #require(manifest["files"] as? [[String: Any]])
    var told: [String: String] = [:]
    let written = try folder.files(below: "out/net")
    for file in files {
      let path = try #require(file["path"] as? String)
      let bytes = try #require(written[path])
      #expect(file["bytes"] as? Int == bytes.count)
      #expect(file["sha256"] as? String == SHA256.hexadecimal(of: bytes), "\(path)")
      told[path] = file["sha256"] as? String
    }
    let there = Set(written.keys).subtracting([".ktc-export", "manifest.json"])
    #expect(Set(told.keys) == there)
    for record in try #require(manifest["records"] as? [[String: Any]]) {
      let path = try #require(record["path"] as? String)
      #expect(record["sha256"] as? String == told[path])
      #expect(path == "records/\(record["id"] ?? "").json")
    }
    // The program of another hand agrees.
    let run = try ProgramRun(shell: "cd out/net && sha256sum records.csv", in: folder.path)
    #expect(run.text.hasPrefix(told["records.csv"] ?? "-"))
  }

  @Test func eachExportTellsWhatBecameOfEachRecord() throws {
    let folder = try PartnerTests.catalogue(Self.profile)
    try Self.export("--output", "out", in: folder)
    #expect(
      try Self.changes(folder, "out/net") == [
        "cheque": "added 2026-11-20", "contest": "added 2026-11-20", "voucher": "added 2026-11-20",
      ])
    try folder.write(TemporaryFolder.record("new"), to: "instruments/new.yaml")
    try folder.write(TemporaryFolder.record("cheque", title: "Another"), to: "instruments/cheque.yaml")
    try FileManager.default.removeItem(atPath: folder("instruments/voucher.yaml"))
    try folder.write(
      TemporaryFolder.record("contest", kind: "practice", "status: withdrawn"), to: "practices/contest.yaml")
    let run = try Self.export("--output", "out", in: folder, environment: Self.later)
    #expect(run.errors.contains("net: 2 records exported, 2 withdrawn."))
    let after = [
      "cheque": "changed 2026-12-01", "new": "added 2026-12-01", "voucher": "withdrawn 2026-12-01",
      "contest": "withdrawn 2026-12-01",
    ]
    #expect(try Self.changes(folder, "out/net") == after)
    #expect(
      try folder.read("out/net/records/voucher.json") == "{\n  \"id\": \"voucher\",\n  \"status\": \"withdrawn\"\n}\n")
    // A later export that finds nothing new says the same.
    try Self.export("--output", "out", in: folder, environment: ["SOURCE_DATE_EPOCH": "1799132800"])
    #expect(try Self.changes(folder, "out/net") == after)
    let feed = try folder.read("out/net/changes.atom")
    #expect(feed.contains("<at:deleted-entry ref=\"urn:ktc:voucher\" when=\"2026-12-01T00:00:00Z\"/>"), "\(feed)")
    #expect(!(try folder.read("out/net/records.jsonl")).contains("contest"))
  }

  @Test func onlyChangesSinceAManifestAreExported() throws {
    let folder = try PartnerTests.catalogue(Self.profile)
    try Self.export("--output", "out", in: folder)
    try folder.write(TemporaryFolder.record("new"), to: "instruments/new.yaml")
    try FileManager.default.removeItem(atPath: folder("instruments/voucher.yaml"))
    for base in ["out/net", "out/net/manifest.json"] {
      let run = try Self.export(
        "--changed-since", base, "--output", "news", in: folder, environment: Self.later)
      #expect(run.status == 0, "\(run.errors)")
      #expect(
        try Self.changes(folder, "news/net") == ["new": "added 2026-12-01", "voucher": "withdrawn 2026-12-01"])
      let names = try folder.files(below: "news/net/records").keys.sorted()
      #expect(names == ["new.json", "voucher.json"])
      let lines = try folder.read("news/net/records.jsonl").split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines.first == "{\"id\":\"voucher\",\"status\":\"withdrawn\",\"modified\":{\"on\":\"2026-12-01\"}}")
    }
    // The manifest of the changes knows everything, so that the next one can begin with it.
    let run = try Self.export("--changed-since", "news/net", "--output", "more", in: folder, environment: Self.later)
    #expect(run.status == 0)
    #expect(try Self.changes(folder, "more/net") == [:])
  }

  @Test func onlyChangesSinceADayAreExported() throws {
    let folder = try PartnerTests.catalogue(
      Self.profile,
      [
        "instruments/voucher.yaml": TemporaryFolder.record("voucher", "submitted: { on: 2026-01-10 }"),
        "instruments/cheque.yaml": TemporaryFolder.record(
          "cheque", "submitted: { on: 2026-01-10 }\nmodified: { on: 2026-03-05 }"),
        "history/gone/1.yaml": TemporaryFolder.record("gone", "submitted: { on: 2026-01-10 }"),
        "history/gone/log.yaml": "- { version: 1, action: replaced, on: 2026-02-01 }\n",
      ])
    let run = try Self.export("--changed-since", "2026-03", "--output", "news", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try Self.changes(folder, "news/net") == ["cheque": "changed 2026-03-05", "gone": "withdrawn 2026-11-20"])
    #expect(run.errors.contains("bears no day of submission or change"))
    let plain = try ProgramRun(
      "export", "--to", "jsonl", "--changed-since", "2026-03", "--output", "-", in: folder.path)
    #expect(plain.lines.count == 2)
    #expect(plain.errors.contains("2 changes since 2026-03 exported."))
  }

  @Test func aRecordWithErrorsIsNotWithdrawn() throws {
    let folder = try PartnerTests.catalogue(Self.profile)
    try Self.export("--output", "out", in: folder)
    try folder.write("id: voucher\nkind: [", to: "instruments/voucher.yaml")
    try folder.write(TemporaryFolder.record("cheque", country: "XX"), to: "instruments/cheque.yaml")
    let run = try Self.export("--output", "out", in: folder, environment: Self.later)
    #expect(run.status == 1)
    #expect(try Self.changes(folder, "out/net") == ["contest": "added 2026-11-20"])
    let manifest = try folder.read("out/net/manifest.json")
    #expect(!manifest.contains("withdrawn"))
    #expect(manifest.contains("\"id\": \"voucher\"") && !manifest.contains("records/voucher.json"))
  }

  @Test func anyFormatsCanBeHarvested() throws {
    let folder = try PartnerTests.catalogue([:])
    let run = try ProgramRun(
      "export", "--to", "json,markdown", "--manifest", "--kind", "instrument", "--output", "pub", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try folder.files(below: "pub").keys.sorted() == [
        ".ktc-export", "changes.json", "manifest.json", "markdown/README.md",
        "markdown/instruments/cheque.md", "markdown/instruments/voucher.md", "records.json", "records/cheque.json",
        "records/voucher.json",
      ])
    #expect(!(try folder.read("pub/records/cheque.json")).contains("@"))
  }

  @Test(arguments: ["nothing", "catalogue.yaml", "instruments"])
  func whatIsNoManifestIsRefused(base: String) throws {
    let folder = try PartnerTests.catalogue(Self.profile)
    let run = try Self.export("--changed-since", base, "--output", "out", in: folder)
    #expect(run.status == 65 || run.status == 66, "\(run.status)")
    #expect(run.errors.contains("error: cannot read \(base)"), "\(run.errors)")
    #expect(!folder.exists("out"))
  }

  @Test func feedsAreValidAtom() throws {
    let folder = try PartnerTests.catalogue(Self.profile)
    try Self.export("--output", "out", in: folder)
    let feed = try folder.read("out/net/changes.atom")
    #expect(feed.components(separatedBy: "<entry ").count == 4)
    #expect(XMLCheck.isWellFormed("out/net/changes.atom", in: folder))
  }
}

/// Whether Python can read a file as XML.
private enum XMLCheck {
  static func isWellFormed(_ path: String, in folder: TemporaryFolder) -> Bool {
    let line = "python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' " + path
    return (try? ProgramRun(shell: line, in: folder.path))?.status == 0
  }
}
