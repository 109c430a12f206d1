internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct ImportTests {
  private let lines = """
    {"id": "one", "kind": "instrument", "title": {"en": "One"}, "countries": ["FR"], "colour": "blue"}
    {"kind": "practice", "title": {"en": "Two things"}, "created": "lately"}

    """

  @Test func dryRunPrintsDraftsAndChangesNothing() throws {
    let folder = try TemporaryFolder.withCatalogue(["in.jsonl": lines])
    let before = try folder.files()
    let run = try ProgramRun("import", "--dry-run", "in.jsonl", in: folder.path)
    #expect(run.errors.contains("in.jsonl: read as jsonl"))
    #expect(run.errors.contains("2 records read; nothing was changed."))
    #expect(run.text.contains("title: One\n"))
    #expect(run.text.contains("\n---\n"))
    #expect(run.text.contains("id: two-things"))
    #expect(try folder.files() == before)
    try folder.write(bytes: Array(run.output), to: "out.yaml")
    let yaml = try ProgramRun(
      shell: "python3 -c 'import yaml; print(len(list(yaml.safe_load_all(open(\"out.yaml\")))))'", in: folder.path)
    #expect(yaml.text == "2\n", "\(yaml.errors)")
  }

  @Test func dryRunNeedsNoCatalogue() throws {
    let folder = try TemporaryFolder()
    try folder.write(TemporaryFolder.record("a"), to: "a.yaml")
    #expect(try ProgramRun("import", "--dry-run", "a.yaml", in: folder.path).status == 0)
    #expect(try ProgramRun("import", "a.yaml", in: folder.path).status == 66)
  }

  @Test func draftsLandTogetherAndNothingOfTheInputIsLost() throws {
    let folder = try TemporaryFolder.withCatalogue(["in.jsonl": lines])
    let run = try ProgramRun("import", "in.jsonl", in: folder.path)
    #expect(run.text == "inbox/jsonl-2026-11-20-1\n")
    #expect(run.errors.contains("2 drafts in the inbox: 2 new."))
    #expect(run.errors.hasSuffix("ktc review show one what is missing in the first\n"))
    #expect(!run.errors.contains("id is missing"), "an id is made of the title")
    // What has no field is named at its line, and kept.
    #expect(run.errors.contains("in.jsonl:1:"))
    #expect(run.errors.contains("in.jsonl:2:"))
    let one = try folder.read("inbox/jsonl-2026-11-20-1/one.yaml")
    #expect(one.contains("x_unplaced:") && one.contains("blue"))
    #expect(one.contains("origin: {") && one.contains("source: in.jsonl"))
    let two = try folder.read("inbox/jsonl-2026-11-20-1/two-things.yaml")
    #expect(two.contains("lately"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    #expect(
      try ProgramRun("list", "--status", "draft", "--format", "ids", in: folder.path).lines == ["one", "two-things"])
  }

  @Test func importingAgainUpdatesTheSameDrafts() throws {
    let folder = try TemporaryFolder.withCatalogue(["in.jsonl": lines])
    _ = try ProgramRun("import", "in.jsonl", in: folder.path)
    try folder.write(lines.replacingOccurrences(of: "\"One\"", with: "\"One, mended\""), to: "in.jsonl")
    let run = try ProgramRun("import", "in.jsonl", in: folder.path)
    #expect(run.lines == ["inbox/jsonl-2026-11-20-1/one.yaml"])
    #expect(run.errors.contains("1 updated; 1 unchanged"))
    let drafts = try folder.files(below: "inbox").keys.sorted()
    #expect(drafts == ["jsonl-2026-11-20-1/one.yaml", "jsonl-2026-11-20-1/two-things.yaml"])
    #expect(try folder.read("inbox/jsonl-2026-11-20-1/one.yaml").contains("One, mended"))
    #expect(folder.exists("history/one/1.yaml"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  @Test func unplacedInputOfTwoImportsStaysReadable() throws {
    let folder = try TemporaryFolder.withCatalogue(["in.jsonl": lines])
    let first = try ProgramRun("import", "--dry-run", "in.jsonl", in: folder.path)
    try folder.write(
      first.text.replacingOccurrences(of: "kind: instrument", with: "kind: instrument\nflavour: sweet"),
      to: "again.yaml")
    #expect(try ProgramRun("import", "again.yaml", in: folder.path).errors.contains("2 drafts"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    let one = try folder.read("inbox/yaml-2026-11-20-1/one.yaml")
    #expect(one.contains("blue") && one.contains("sweet"))
  }

  @Test func takenIDBecomesAProposalOrAnotherID() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/one.yaml": TemporaryFolder.record("one"),
      "instruments/two-things.yaml": TemporaryFolder.record("two-things"),
      "in.jsonl": lines,
    ])
    let run = try ProgramRun("import", "in.jsonl", in: folder.path)
    #expect(run.errors.contains("1 new, 1 proposed as new version"))
    #expect(folder.exists("inbox/jsonl-2026-11-20-1/one.yaml"))
    #expect(folder.exists("inbox/jsonl-2026-11-20-1/two-things-2.yaml"))
  }

  @Test func setFillsWhatTheSourceNeverStates() throws {
    let folder = try TemporaryFolder.withCatalogue(["in.jsonl": lines])
    let run = try ProgramRun(
      "import", "--dry-run", "--set", "country=PT", "--set", "level=national", "in.jsonl", in: folder.path)
    #expect(run.text.contains("countries: [FR]") && run.text.contains("countries: [PT]"))
    #expect(run.text.components(separatedBy: "level: national").count == 3)
    for (value, message) in [
      ("country", "field=value"), ("=FR", "field=value"), ("countri=FR", "did you mean \"country\""),
      ("country=Frankia", "Frankia"), ("country=", "has no value"), ("level=cosmic", "cosmic"), ("aim=[", "error"),
    ] {
      let wrong = try ProgramRun("import", "--set", value, "in.jsonl", in: folder.path)
      #expect(wrong.status == 64, "\(value)")
      #expect(wrong.errors.contains(message), "\(value): \(wrong.errors)")
    }
    #expect(!folder.exists("inbox"))
  }

  @Test func setMakesNoRecordOfWhatCouldNotBeRead() throws {
    let folder = try TemporaryFolder.withCatalogue(["in.yaml": "id: one\ntitle: One\n---\ntitle: \"half"])
    let run = try ProgramRun("import", "--set", "country=FR", "in.yaml", in: folder.path)
    #expect(run.status == 1)
    #expect(try folder.files(below: "inbox").keys.sorted() == ["yaml-2026-11-20-1/one.yaml"])
    #expect(!run.errors.contains("title is missing"), "what is unreadable is not called incomplete as well")
  }

  @Test func unknownAndUnrecognisedFormatsAreWrongUsageOrAFinding() throws {
    let folder = try TemporaryFolder.withCatalogue(["in.jsonl": lines, "noise": "\u{1}\u{2}\u{3}", "empty": ""])
    let unknown = try ProgramRun("import", "--from", "jsonll", "in.jsonl", in: folder.path)
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("did you mean \"jsonl\""))
    for name in ["noise", "empty"] {
      let run = try ProgramRun("import", name, in: folder.path)
      #expect(run.status == 65)
      #expect(run.errors.contains(": error:"), "\(run.errors)")
    }
    #expect(try ProgramRun("import", "gone", in: folder.path).status == 66)
    #expect(try ProgramRun("import", in: folder.path).status == 64)
    #expect(try folder.files(below: "inbox").isEmpty)
  }

  @Test func readsFoldersAndGoesOnAfterABadFile() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "in/deep/a.yaml": TemporaryFolder.record("a"), "in/b.jsonl": "{\"title\": {\"en\": \"B\"}}\n", "in/.hidden": "x",
      "in/noise": "\u{1}\u{2}", "hollow/.hidden": "x",
    ])
    let run = try ProgramRun("import", "in", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("2 drafts in the inbox"))
    #expect(run.errors.contains("in/noise: error:"))
    #expect(try ProgramRun("import", "hollow", in: folder.path).status == 66)
  }

  @Test func readsStandardInput() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let run = try ProgramRun("import", "-", input: lines, in: folder.path)
    #expect(run.errors.contains("<stdin>: read as jsonl"))
    #expect(run.errors.contains("2 drafts in the inbox"))
  }

  @Test func ambiguousInputNamesTheCandidates() throws {
    let folder = try TemporaryFolder.withCatalogue(["in.txt": "{\"title\": {\"en\": \"B\"}}\n"])
    let run = try ProgramRun("import", "--dry-run", "in.txt", in: folder.path)
    // One object on one line is a JSON text and a line of JSON Lines; either answer is right, silence is not.
    let isNamed = run.errors.contains("in.txt: read as json")
    let isAmbiguous = run.status == 65 && run.errors.contains("json or jsonl; choose with --from")
    #expect(isNamed || isAmbiguous, "\(run.errors)")
    #expect(try ProgramRun("import", "--dry-run", "--from", "jsonl", "in.txt", in: folder.path).status == 0)
  }

  @Test func exportOfTheBundledCatalogueComesBackAsDrafts() throws {
    let folder = try TemporaryFolder.withCatalogue()
    for format in ["yaml", "json", "jsonl", "csv"] {
      let file = "records.\(format)"
      let export = try ProgramRun(
        "export", "--catalogue", BundledCatalogue.repository + "/catalogue", "--to", format, "--output", folder(file))
      #expect(export.status == 0, "\(export.errors)")
      let run = try ProgramRun("import", "--dry-run", file, in: folder.path)
      #expect(run.status == 0, "\(format): \(run.errors.prefix(400))")
      #expect(run.errors.contains("read as \(format) "))
      #expect(run.errors.contains("35 records read"))
    }
  }
}
