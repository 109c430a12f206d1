import Foundation
import TestSupport
import Testing

/// What comes in again: sheets that were sent out, forms, and tables that somebody has mended meanwhile.
@Suite struct ReimportTests {
  private static let bundled = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../catalogue").standardizedFileURL

  /// The records of the bundled catalogue, and a folder `out` with their export.
  private static func exported(_ format: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: bundled.path) {
      try FileManager.default.copyItem(
        atPath: bundled.appendingPathComponent(name).path, toPath: folder(name))
    }
    let run = try ProgramRun("export", "--to", format, "--output", "out", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    return folder
  }

  @Test(arguments: ["stip", "interreg"]) func exportsThatNobodyEditedAskForNothing(format: String) throws {
    let folder = try Self.exported(format)
    let plan = try ProgramRun("import", "--plan", "out", in: folder.path)
    #expect(plan.text == "")
    #expect(plan.errors.contains(" unchanged. Nothing was written.") && !plan.errors.contains(" changed,"))
    _ = try ProgramRun("import", "out", in: folder.path)
    #expect(try folder.files(below: "inbox").isEmpty)
  }

  private static let practice = "demola-tampere"

  /// Puts a title into the sheet of a practice.
  private static func rename(_ notation: String, to title: String, in folder: TemporaryFolder) throws {
    let path = "out/interreg/\(practice).\(notation)"
    let text = try folder.read(path)
    let old = try #require(text.range(of: "Demola Tampere"))
    try folder.write(text.replacingOccurrences(of: String(text[old]), with: title), to: path)
  }

  @Test func onlyWhatWasEditedIsProposed() throws {
    let folder = try Self.exported("interreg")
    try Self.rename("html", to: "Demola, renamed", in: folder)
    let plan = try ProgramRun("import", "--plan", "out", in: folder.path)
    #expect(plan.text.contains("+ Demola, renamed"))
    #expect(plan.errors.contains("Records: 1 changed, 27 unchanged."))
    // What the sheet does not show of a source stays with it.
    #expect(!plan.text.contains("key"), "\(plan.text)")
    _ = try ProgramRun("import", "out", in: folder.path)
    let draft = "inbox/interreg-2026-11-20-1/\(Self.practice).yaml"
    #expect(try ProgramRun("submit", "--publish", "--update", draft, in: folder.path).status == 0)
  }

  @Test func twoSheetsOfOnePracticeLandOnce() throws {
    let folder = try Self.exported("interreg")
    try Self.rename("html", to: "Demola, first", in: folder)
    try Self.rename("md", to: "Demola, second", in: folder)
    for option in [["--plan"], []] {
      let run = try ProgramRun(arguments: ["import"] + option + ["out"], in: folder.path)
      #expect(run.status == 1)
      #expect(run.errors.contains("stands in \(Self.practice).html:"))
      #expect(run.errors.contains("keep one of the two [repeated-record]"))
      #expect(run.errors.contains("1 repeated"))
    }
    #expect(try folder.files(below: "inbox").keys.map { $0 } == ["interreg-2026-11-20-1/\(Self.practice).yaml"])
    #expect(try folder.read("inbox/interreg-2026-11-20-1/\(Self.practice).yaml").contains("Demola, first"))
  }

  @Test func twoSheetsThatSayTheSameAreTakenOnce() throws {
    let folder = try Self.exported("interreg")
    try FileManager.default.removeItem(atPath: folder("practices"))
    for _ in 1...2 {
      _ = try ProgramRun("import", "out/interreg", in: folder.path)
      #expect(try folder.files(below: "inbox").count == 14)
    }
  }

  @Test(arguments: ["two,Over \"x\"", "two,\"Over"]) func rowsThatCannotBeReadAreCounted(row: String) throws {
    let folder = try TemporaryFolder.withCatalogue([
      "in.csv": "id,title\none,One\n\(row)\n", "only.csv": "id,title\n\(row)\n",
    ])
    for option in [["--plan"], ["--dry-run"], []] {
      let run = try ProgramRun(arguments: ["import"] + option + ["in.csv"], in: folder.path)
      #expect(run.status == 1)
      #expect(run.errors.contains("so this row is left out") && run.errors.contains("; 1 row left out"))
      let only = try ProgramRun(arguments: ["import"] + option + ["only.csv"], in: folder.path)
      #expect(only.status == 1)
      #expect(only.errors.contains("1 row left out"))
    }
  }

  @Test func unansweredQuestionsOfAFormTakeNothingAway() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let fixture = Self.bundled.appendingPathComponent("../Tests/Fixtures/ktforce-form/practice.txt").standardizedFileURL
    try folder.write(try String(contentsOf: fixture, encoding: .utf8), to: "form.txt")
    let run = try ProgramRun("import", "form.txt", in: folder.path)
    let name = try #require(folder.files(below: "inbox").keys.first)
    let id = try #require(name.split(separator: "/").last?.split(separator: ".").first)
    let record = try folder.read("inbox/" + name)
    #expect(!record.contains("active:"), "\(run.errors)")
    try folder.write(
      record.replacingOccurrences(of: "kind: practice\n", with: "kind: practice\nactive: true\nlevel: regional\n"),
      to: "practices/\(id).yaml")
    try FileManager.default.removeItem(atPath: folder("inbox"))
    let plan = try ProgramRun("import", "--plan", "form.txt", in: folder.path)
    #expect(!plan.errors.contains("removed"))
    #expect(plan.text == "")
    #expect(plan.errors.contains("Records: 1 unchanged. Nothing was written."))
  }

  @Test func whatAPersonCompletedInADraftStays() throws {
    let folder = try TemporaryFolder.withCatalogue(["in.csv": "id,title,level,aim\none,One,,Old aim\n"])
    _ = try ProgramRun("import", "in.csv", in: folder.path)
    let path = "inbox/csv-2026-11-20-1/one.yaml"
    try folder.write(
      try folder.read(path).replacingOccurrences(of: "Old aim", with: "Mended aim") + "level: regional\n", to: path)
    let plan = try ProgramRun("import", "--plan", "in.csv", in: folder.path)
    #expect(plan.text.contains("one: 1 change to the draft \(path)\n") && !plan.text.contains("level"))
    #expect(plan.text.contains("- Mended aim\n    + Old aim"))
    let run = try ProgramRun("import", "in.csv", in: folder.path)
    #expect(
      run.errors.contains("aim.en of one: \"Mended aim\" -> \"Old aim\"; the draft as it was is kept in history/one/"))
    #expect(try folder.read(path).contains("level: regional"))
    #expect(try folder.read("history/one/1.yaml").contains("Mended aim"))
    #expect(try ProgramRun("import", "in.csv", in: folder.path).errors.contains("1 record read, none of them changed"))
  }
}
