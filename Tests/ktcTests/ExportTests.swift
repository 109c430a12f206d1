internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct ExportTests {
  /// A format as `ktc formats --format json` describes it.
  struct Format: Decodable {
    var id: String
    var layout: String
    var extensions: [String]
    var exports: Bool
    var imports: Bool
    /// The name that it has in a folder.
    var name: String

    static func exported() throws -> [Format] {
      try JSONDecoder().decode([Format].self, from: ProgramRun("formats", "--format", "json").output).filter(\.exports)
    }
    enum CodingKeys: String, CodingKey {
      case id, layout, extensions, exports, imports
      case name = "file"
    }
  }

  private func catalogue() throws -> TemporaryFolder {
    try .withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a"),
      "practices/b.yaml": TemporaryFolder.record("b", kind: "practice"),
      "instruments/c.yaml": TemporaryFolder.record("c", country: "PT"),
    ])
  }

  @Test func formatsOfTheIssueAreThere() throws {
    let formats = try JSONDecoder().decode([Format].self, from: ProgramRun("formats", "--format", "json").output)
    let exported = formats.filter(\.exports).map(\.id)
    let imported = formats.filter(\.imports).map(\.id)
    #expect(Set(["yaml", "json", "jsonl", "csv", "markdown", "schemaorg"]).isSubset(of: exported))
    #expect(Set(["yaml", "json", "jsonl", "csv", "ktforce-form"]).isSubset(of: imported))
    let table = try ProgramRun("formats")
    for format in formats { #expect(table.lines.contains { $0.hasPrefix(format.id + " ") }, "\(format.id)") }
  }

  @Test func everyFormatGoesToAFolderAFileAndStandardOutput() throws {
    let folder = try catalogue()
    for format in try Format.exported() {
      let toFolder = try ProgramRun("export", "--to", format.id, "--output", "out/", in: folder.path)
      #expect(toFolder.status == 0, "\(toFolder.errors)")
      #expect(toFolder.text == "out/\(format.name)\n")
      #expect(toFolder.errors.contains("3 of 3 records exported."))
      #expect(folder.exists("out/\(format.name)"))
      let toOutput = try ProgramRun("export", "--to", format.id, "--output", "-", in: folder.path)
      if format.layout == "folder" {
        #expect(toOutput.status == 64)
        #expect(toOutput.errors.contains("name a folder"))
        continue
      }
      let written = try Data(contentsOf: URL(fileURLWithPath: folder("out/\(format.name)")))
      #expect(!written.isEmpty)
      #expect(toOutput.status == 0)
      #expect(toOutput.output == written, "\(format.id)")
      let toFile = try ProgramRun("export", "--to", format.id, "--output", "deep/er/x.out", in: folder.path)
      #expect(toFile.text == "deep/er/x.out\n")
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder("deep/er/x.out"))) == written)
    }
  }

  @Test func severalFormatsAtOnceAreTheSameAsOneByOne() throws {
    let folder = try catalogue()
    let formats = try Format.exported()
    let all = try ProgramRun(
      "export", "--to", formats.map(\.id).joined(separator: ","), "--output", "all", in: folder.path)
    #expect(all.status == 0, "\(all.errors)")
    #expect(all.lines == formats.map { "all/" + $0.name })
    for format in formats { _ = try ProgramRun("export", "--to", format.id, "--output", "one", in: folder.path) }
    let together = try folder.files(below: "all")
    #expect(try together == folder.files(below: "one"))
    #expect(together.count >= formats.count)
    // Once more over what is there: the same bytes, and nothing else left behind.
    _ = try ProgramRun("export", "--to", formats.map(\.id).joined(separator: ","), "--output", "all", in: folder.path)
    #expect(try folder.files(below: "all") == together)
    #expect(try ProgramRun("export", "--to", "json,jsonl", "--output", "-", in: folder.path).status == 64)
  }

  @Test func takesTheSameFiltersAsList() throws {
    let folder = try catalogue()
    func export(_ arguments: String...) throws -> [String] {
      let run = try ProgramRun(arguments: ["export", "--to", "jsonl", "--output", "-"] + arguments, in: folder.path)
      return try run.lines.map {
        let record = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        return record?["id"] as? String ?? ""
      }
    }
    #expect(try export("--country", "PT") == ["c"])
    #expect(try export("--kind", "practice") == ["b"])
    #expect(try export("Portugal") == ["c"])
    #expect(try export() == ["a", "b", "c"])
    let none = try ProgramRun("export", "--to", "json", "--output", "-", "zzz", in: folder.path)
    #expect(none.status == 1)
    #expect(try JSONSerialization.jsonObject(with: none.output) is [String: Any])
    #expect(
      try ProgramRun("export", "--to", "json", "--output", "-", "--country", "Atlantis", in: folder.path).status == 64)
  }

  @Test func recordsWithErrorsAreLeftOutAndNamed() throws {
    let folder = try catalogue()
    try folder.write(TemporaryFolder.record("wrong", "colour: blue"), to: "instruments/wrong.yaml")
    try folder.write("title: \"half", to: "instruments/half.yaml")
    let run = try ProgramRun("export", "--to", "jsonl", "--output", "out.jsonl", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("instruments/wrong.yaml:9:1: error:"))
    #expect(run.errors.contains("instruments/half.yaml:1:8: error:"))
    #expect(run.errors.contains("left out: wrong"))
    #expect(run.errors.contains("3 of 5 records exported."))
    let exported = try folder.read("out.jsonl")
    #expect(exported.split(separator: "\n").count == 3)
    #expect(!exported.contains("wrong"))
  }

  @Test func exportThatMayLackRecordsSaysSo() throws {
    let folder = try catalogue()
    try FileManager.default.createSymbolicLink(atPath: folder("instruments/more"), withDestinationPath: "gone")
    let run = try ProgramRun("export", "--to", "jsonl", "--output", "-", in: folder.path)
    #expect(run.status == 1)
    #expect(run.lines.count == 3)
    #expect(run.errors.contains("instruments/more: error: this link leads nowhere"))
  }

  @Test func draftsAndTombstonesGoOnlyWhenAskedFor() throws {
    let folder = try catalogue()
    try folder.write(TemporaryFolder.record("draft"), to: "inbox/draft.yaml")
    try folder.write(TemporaryFolder.record("gone", "status: withdrawn"), to: "instruments/gone.yaml")
    let usual = try ProgramRun("export", "--to", "jsonl", "--output", "-", in: folder.path)
    #expect(!usual.text.contains("\"draft\"") && !usual.text.contains("\"gone\""))
    let gone = try ProgramRun("export", "--to", "jsonl", "--output", "-", "--status", "withdrawn", in: folder.path)
    #expect(gone.lines.count == 1 && gone.text.contains("\"withdrawn\""))
  }

  @Test func folderThatNoExportMadeIsLeftAlone() throws {
    let folder = try catalogue()
    try folder.write("precious", to: "out/markdown/notes.txt")
    let before = try folder.files()
    let run = try ProgramRun("export", "--to", "markdown", "--output", "out", in: folder.path)
    #expect(run.status == 73)
    #expect(run.errors.contains("left alone"))
    #expect(try folder.files() == before)
  }

  @Test func folderOfAnEarlierExportIsReplacedWhole() throws {
    let folder = try catalogue()
    _ = try ProgramRun("export", "--to", "markdown", "--output", "out", in: folder.path)
    let before = try folder.files(below: "out/markdown")
    #expect(before.keys.contains { $0.contains("c.md") || $0.hasSuffix("c.html") || $0.contains("c") })
    try FileManager.default.removeItem(atPath: folder("instruments/c.yaml"))
    _ = try ProgramRun("export", "--to", "markdown", "--output", "out", in: folder.path)
    let after = try folder.files(below: "out/markdown")
    #expect(after.count == before.count - 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("out")) == ["markdown"])
  }

  @Test func unreadableCatalogueDoesNotReplaceAGoodExport() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/half.yaml": "title: \"half", "out.json": "old"])
    let run = try ProgramRun("export", "--to", "json", "--output", "out.json", in: folder.path)
    #expect(run.status == 65)
    #expect(try folder.read("out.json") == "old")
    // Settings that cannot be read would give the records another licence.
    let other = try catalogue()
    try other.write("title: \"half", to: "catalogue.yaml")
    try other.write("old", to: "out.json")
    #expect(try ProgramRun("export", "--to", "json", "--output", "out.json", in: other.path).status == 65)
    #expect(try other.read("out.json") == "old")
  }

  @Test func dryRunTellsTheFilesAndWritesNothing() throws {
    let folder = try catalogue()
    let before = try folder.files()
    let run = try ProgramRun("export", "--to", "json,yaml", "--output", "out", "--dry-run", in: folder.path)
    #expect(run.lines == ["out/records.json", "out/records.yaml"])
    #expect(try folder.files() == before)
  }

  @Test func unknownAndRepeatedFormatsAreWrongUsage() throws {
    let folder = try catalogue()
    for (formats, message) in [
      ("jso", "did you mean \"json\""), ("xml", "the formats are"), ("json,json", "once"), (",", "once"),
    ] {
      let run = try ProgramRun("export", "--to", formats, "--output", "out", in: folder.path)
      #expect(run.status == 64, "\(formats)")
      #expect(run.errors.contains(message), "\(run.errors)")
    }
    #expect(try ProgramRun("export", "--to", "json", in: folder.path).status == 64)
    #expect(!folder.exists("out"))
  }

  @Test func bundledCatalogueGoesToEveryFormatTheSameEveryTime() throws {
    let folder = try TemporaryFolder()
    let formats = try Format.exported().map(\.id).joined(separator: ",")
    for name in ["one", "two"] {
      let run = try ProgramRun(
        "export", "--catalogue", BundledCatalogue.repository + "/catalogue", "--to", formats, "--output", folder(name))
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(try folder.files(below: "one") == folder.files(below: "two"))
  }

  @Test func everyFormatIsTheSameInEveryTimeZoneAndLocale() throws {
    let folder = try catalogue()
    let formats = try Format.exported().map(\.id).joined(separator: ",")
    let surroundings = ["TZ=Asia/Tokyo LC_ALL=C", "TZ=America/New_York LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8", "TZ=UTC"]
    for (number, given) in surroundings.enumerated() {
      let run = try ProgramRun(shell: "\(given) $KTC export --to \(formats) --output \(number)", in: folder.path)
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(try folder.files(below: "0") == folder.files(below: "1"))
    #expect(try folder.files(below: "0") == folder.files(below: "2"))
  }

  @Test func theReadersLanguagesComeFirst() throws {
    let folder = try catalogue()
    let run = try ProgramRun("export", "--to", "csv", "--languages", "pt, fr", "--output", "-", in: folder.path)
    #expect(run.text.contains("id,kind,title.pt,title.fr,title.en,title.*"), "\(run.text.prefix(80))")
    let wrong = try ProgramRun("export", "--to", "csv", "--languages", "Klingonish", "--output", "-", in: folder.path)
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("\"Klingonish\" in --languages is no language"))
  }
}
