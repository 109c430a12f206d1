internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct InitAndNewTests {
  // MARK: init

  @Test func makesACatalogueThatHasNoFindings() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun("init", "mine", "--title", "Ours: a catalogue", "--publisher", "Ville", in: folder.path)
    #expect(run.status == 0)
    #expect(run.text.isEmpty)
    #expect(run.errors.contains("ktc new instrument --catalogue mine"))
    for name in [
      "catalogue.yaml", "record.schema.json", "vocabularies/target_groups.yaml", "inbox", "instruments", "practices",
    ] {
      #expect(folder.exists("mine/" + name), "\(name)")
    }
    let validation = try ProgramRun("validate", in: folder("mine"))
    #expect(validation.status == 0)
    #expect(validation.errors == "0 records checked: no findings.\n")
    let schema = try ProgramRun("schema", "--write", "--dry-run", in: folder("mine"))
    #expect(schema.errors == "record.schema.json is up to date.\n")
  }

  @Test func nextStepsThatInitNamesWork() throws {
    let folder = try TemporaryFolder()
    _ = try ProgramRun("init", "mine", in: folder.path)
    #expect(
      try ProgramRun("new", "instrument", "--catalogue", "mine", "--output", "my-instrument.yaml", in: folder.path)
        .status == 0)
    let refused = try ProgramRun("submit", "--catalogue", "mine", "my-instrument.yaml", in: folder.path)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("my-instrument.yaml:"))
    #expect(try folder.files(below: "mine/inbox").isEmpty)
  }

  @Test func leavesACatalogueAlone() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let before = try folder.files()
    let run = try ProgramRun("init", folder.path)
    #expect(run.status == 73)
    #expect(run.errors.contains("holds a catalogue already"))
    #expect(try folder.files() == before)
  }

  @Test func keepsWhatAFolderHolds() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: ".gitignore")
    #expect(try ProgramRun("init", ".", in: folder.path).status == 0)
    #expect(try folder.read(".gitignore") == "mine")
    #expect(folder.exists("catalogue.yaml"))
  }

  @Test func dryInitMakesNothing() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun("init", "mine", "--dry-run", in: folder.path)
    #expect(run.status == 0)
    #expect(run.lines.contains("mine/catalogue.yaml"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func refusesALanguageThatIsNone() throws {
    let folder = try TemporaryFolder()
    for language in ["Klingonish", "x x", ""] {
      let run = try ProgramRun("init", "mine", "--language", language, in: folder.path)
      #expect(run.status == 64, "\(language)")
      #expect(run.errors.hasPrefix("error: "), "\(language)")
      #expect(!folder.exists("mine"))
    }
  }

  @Test func cannotMakeACatalogueInAFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "file")
    let run = try ProgramRun("init", "file/mine", in: folder.path)
    #expect(run.status == 73)
    #expect(run.errors.hasPrefix("error: "))
  }

  // MARK: new

  @Test(arguments: ["instrument", "practice"])
  func templateIsValidOnceItIsFilledIn(_ kind: String) throws {
    let folder = try TemporaryFolder.withCatalogue()
    let run = try ProgramRun("new", kind, "--title", "Chèque: innovation", "--output", "mine.yaml", in: folder.path)
    #expect(run.status == 0)
    var text = try folder.read("mine.yaml")
    let unfilled = try ProgramRun("validate", "mine.yaml", in: folder.path)
    #expect(unfilled.status == 1)
    #expect(!unfilled.errors.contains(": warning:"))
    for (field, value) in [
      ("countries", "[FR]"), ("target_groups", "[smes-only]"), ("priorities", "[knowledge-transfer]"),
      ("kt_areas", "[technology-licensing]"), ("aim", "Help."), ("overview", "A firm hands it in."),
    ] {
      for blank in ["\n\(field):\n", "\n\(field): []\n"] {
        text = text.replacingOccurrences(of: blank, with: "\n\(field): \(value)\n")
      }
    }
    try folder.write(text, to: "cheque-innovation.yaml")
    let filled = try ProgramRun("validate", "cheque-innovation.yaml", in: folder.path)
    #expect(filled.status == 0)
    #expect(filled.errors == "1 record checked: no findings.\n")
    #expect(
      try ProgramRun("submit", "cheque-innovation.yaml", in: folder.path).text == "inbox/cheque-innovation.yaml\n")
  }

  /// Every example behind a # of the template is one that the program accepts.
  @Test(arguments: ["instrument", "practice"])
  func examplesOfTheTemplateHaveNoErrors(_ kind: String) throws {
    let folder = try TemporaryFolder()
    let template = try ProgramRun("new", kind, "--title", "Mine", in: folder.path).text
    let lines = template.split(separator: "\n").map { line in
      line.hasPrefix("# ") && line.contains(": ")
        && line.dropFirst(2).prefix { $0 != ":" }.allSatisfy { $0.isLowercase || $0 == "_" }
        ? String(line.dropFirst(2)) : String(line)
    }
    try folder.write(lines.joined(separator: "\n"), to: "mine.yaml")
    let run = try ProgramRun("validate", "mine.yaml", in: folder.path)
    let errors = run.errors.split(separator: "\n").filter { $0.contains(": error:") && !$0.contains("[missing-field]") }
    #expect(errors.isEmpty)
  }

  @Test func neverWritesOverAFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "mine.yaml")
    let run = try ProgramRun("new", "practice", "--output", "mine.yaml", in: folder.path)
    #expect(run.status == 73)
    #expect(run.errors.contains("mine.yaml exists already"))
    #expect(try folder.read("mine.yaml") == "mine")
  }

  @Test func printsTheTemplateWithoutAFileOrWhenDry() throws {
    let folder = try TemporaryFolder()
    let printed = try ProgramRun("new", "practice", in: folder.path)
    #expect(printed.text.contains("kind: practice"))
    let dry = try ProgramRun("new", "practice", "--output", "mine.yaml", "--dry-run", in: folder.path)
    #expect(dry.text == printed.text)
    #expect(!folder.exists("mine.yaml"))
  }

  @Test func unknownKindIsWrongUsage() throws {
    let run = try ProgramRun("new", "policy")
    #expect(run.status == 64)
    #expect(run.errors.contains("'instrument' and 'practice'"))
  }
}
