internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct InterviewTests {
  /// The answers that a record needs; what else is asked is skipped.
  private static let answers = [
    "Innovation voucher: a trial",  // title
    "",  // id: the one that the title suggests
    "IV", "",  // also known as
    "Lithuania, PT", "",  // countries
    "",  // regions
    "",  // level
    "knowledge transf", "Knowledge transfer", "",  // priorities: a beginning, then the name
    "", "",  // areas, instrument types
    "SMEs only", "",  // target groups
    "",  // eligibility
    "",  // inferred
    "Help small firms.", "", "With universities.", ".",  // aim
    "A voucher.", ".",  // overview
    "1 May 2006", "2006-05-01",  // created: as it cannot be read, then right
    ">",
  ]

  private func run(
    _ answers: [String], _ arguments: [String] = ["instrument"], in folder: TemporaryFolder
  ) throws -> ProgramRun {
    try ProgramRun(
      arguments: ["new", "--interview"] + arguments, input: Data(answers.map { $0 + "\n" }.joined().utf8),
      in: folder.path)
  }

  @Test func asksForARecordThatCanBeHandedIn() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let run = try run(Self.answers, in: folder)
    #expect(run.status == 0)
    #expect(run.text == "new-instrument.yaml\n")
    let expected = """
      # yaml-language-server: $schema=record.schema.json
      id: innovation-voucher-a-trial
      kind: instrument
      title: "Innovation voucher: a trial"
      also_known_as: [IV]
      language: en
      countries: [LT, PT]
      priorities: [knowledge-transfer]
      target_groups: [smes-only]
      aim: |-
        Help small firms.

        With universities.
      overview: A voucher.
      created: 2006-05-01

      """
    #expect(try folder.read("new-instrument.yaml") == expected, "\(run.errors)")
    #expect(run.errors.contains("\n>   \"Lithuania\" is written as its code LT (Lithuania)"))
    #expect(run.errors.contains("error: unknown priority \"knowledge transf\""))
    #expect(run.errors.contains("  1  Knowledge Transfer (contract research"))
    #expect(run.errors.contains("error: \"1 May 2006\" is no date; write 2006-05-01"))
    #expect(run.errors.contains("Next: hand it in with ktc submit new-instrument.yaml"))
    #expect(try ProgramRun("submit", "new-instrument.yaml", in: folder.path).status == 0)
  }

  /// However far somebody came, nothing is lost, and the same command goes on where it was left.
  @Test(arguments: [0, 1, 3, 6, 11, 13, 17, 19, 21]) func goesOnWhereItWasLeft(_ count: Int) throws {
    let folder = try TemporaryFolder.withCatalogue()
    var left = try run(Array(Self.answers[..<count]), in: folder)
    #expect(left.status == 0)
    #expect(left.text.isEmpty)
    #expect(left.errors.contains("Go on with: ktc new --resume new-instrument.yaml"))
    let draft = try folder.read("new-instrument.yaml")
    #expect(draft.contains("# The interview goes on at: "))
    if count > 0 { #expect(draft.contains("title: \"Innovation voucher: a trial\"")) }
    // Skipping the rest, by either command, keeps what there is.
    left = try ProgramRun(
      "new", "--resume", "new-instrument.yaml", input: ">" + String(repeating: "\n", count: 80), in: folder.path)
    #expect(left.text == "new-instrument.yaml\n", "\(left.errors)")
    let kept = draft.split(separator: "\n").filter {
      !$0.hasPrefix("# An interview") && !$0.hasPrefix("# The interview")
    }
    for line in kept { #expect(try folder.read("new-instrument.yaml").contains(line), "\(line)") }
    #expect(try !folder.read("new-instrument.yaml").contains("interview"))
  }

  @Test func goesBackAndTakesAwayAndHelps() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let run = try run(
      [
        "First", "<", "Second", "?", "own-id", "A", "B", "<", "", "FR", "", "y", "FRK2", "Rhône", "<", "<", "", "Alpes",
      ],
      in: folder)
    let text = try folder.read("new-instrument.yaml")
    #expect(text.contains("title: Second\n"), "\(run.errors)")
    #expect(text.contains("id: own-id\n"))
    #expect(text.contains("also_known_as: [A]\n"))
    #expect(run.errors.contains("Now: First. Enter keeps it."))
    #expect(run.errors.contains("Example: competitiveness-clusters"))
    #expect(run.errors.contains("[1/"))
  }

  @Test func numbersChooseAmongTheTermsOfHelp() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let run = try run(["T", "", "", "FR", "", "", "?", "1"], in: folder)
    #expect(try folder.read("new-instrument.yaml").contains("level: "), "\(run.errors)")
  }

  @Test func aTakenIdIsAskedForAgain() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    let run = try run(["A", "a", "b"], in: folder)
    #expect(run.errors.contains("the id \"a\" is taken"))
    #expect(try folder.read("new-instrument.yaml").contains("id: b\n"))
  }

  @Test func asksForTheKindAndKeepsOtherFiles() throws {
    let folder = try TemporaryFolder.withCatalogue()
    #expect(try run(["?", "prac", "Title"], [], in: folder).status == 0)
    #expect(try folder.read("new-practice.yaml").contains("kind: practice\n"))
    try folder.write("mine: true\n", to: "new-instrument.yaml")
    let refused = try run(["Title"], in: folder)
    #expect(refused.status != 0)
    #expect(try folder.read("new-instrument.yaml") == "mine: true\n")
    try folder.write("title: Mine\n", to: "mine.yaml")
    let kept = try run(["Title"], ["instrument", "--output", "mine.yaml"], in: folder)
    #expect(kept.status == 73)
    #expect(try folder.read("mine.yaml") == "title: Mine\n")
    #expect(try ProgramRun("new", "--resume", "no.yaml", in: folder.path).status == 66)
    #expect(try ProgramRun("new", in: folder.path).status == 64)
    #expect(try ProgramRun("new", "practice", "--interview", "--dry-run", in: folder.path).status == 64)
  }

  @Test func anAnswerInAnotherLanguageLeavesTheFirstAlone() throws {
    let folder = try TemporaryFolder.withCatalogue()
    _ = try run(["Voucher"], in: folder)
    var draft = try folder.read("new-instrument.yaml")
    draft = draft.replacingOccurrences(of: "goes on at: id", with: "goes on at: title")
    try folder.write(draft, to: "new-instrument.yaml")
    let again = try ProgramRun(
      "new", "--resume", "new-instrument.yaml", "--language", "fr", input: "Chèque\n", in: folder.path)
    #expect(try folder.read("new-instrument.yaml").contains("title:\n  en: Voucher\n  fr: Chèque\n"), "\(again.errors)")
  }

  @Test func aRecordOfTheOtherKindIsNotGoneOnWith() throws {
    let folder = try TemporaryFolder.withCatalogue(["mine.yaml": "id: mine\nkind: practice\ntitle: Mine\n"])
    let run = try ProgramRun("new", "instrument", "--resume", "mine.yaml", in: folder.path)
    #expect(run.status == 64)
    #expect(run.errors.contains("mine.yaml holds a practice"))
    #expect(try folder.read("mine.yaml") == "id: mine\nkind: practice\ntitle: Mine\n")
  }

  @Test func commentsAndOwnKeysOfAFileStay() throws {
    let text = "# mine\nid: mine\nkind: practice # sure\nlanguage: en\ntitle: Mine\nx_a: 1 # c\n"
    let folder = try TemporaryFolder.withCatalogue(["mine.yaml": text])
    let run = try ProgramRun(
      arguments: ["new", "--resume", "mine.yaml"], input: Data("Yours\n".utf8), in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let now = try folder.read("mine.yaml")
    for piece in ["# mine\n", "kind: practice # sure\n", "x_a: 1 # c\n", "Yours", "# The interview goes on at: "] {
      #expect(now.contains(piece), "\(piece) in \(now)")
    }
    let again = try ProgramRun(arguments: ["new", "--resume", "mine.yaml"], input: Data(), in: folder.path)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try folder.read("mine.yaml") == now)
  }
}
