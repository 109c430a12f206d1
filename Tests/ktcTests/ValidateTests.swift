internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct ValidateTests {
  /// One finding of `--format json`.
  private struct Finding: Decodable {
    var code: String
    var severity: String
    var message: String
    var file: String?
    var line: Int?
    var column: Int?
    var start: Int?
    var end: Int?
    var field: String?
  }

  private func findings(_ run: ProgramRun) throws -> [Finding] {
    try JSONDecoder().decode([Finding].self, from: run.output)
  }

  @Test func bundledCatalogueHasOnlyItsKnownWarnings() throws {
    let run = try ProgramRun("validate", "--format", "json", in: BundledCatalogue.repository)
    #expect(run.status == 0)
    let found = try findings(run)
    #expect(found.allSatisfy { $0.severity == "warning" })
    let known = [
      "competitiveness-clusters conflicting-terms", "high-technology-development-programme-2011-2013 conflicting-terms",
    ]
    #expect(
      found.map { "\(($0.file ?? "").split(separator: "/").last?.dropLast(5) ?? "") \($0.code)" }.sorted() == known)
  }

  @Test func reportsEverythingOfEveryBadFileInOneRun() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", "colour: blue\ncreated: 2106\nlevel: cosmic"),
      "instruments/b.yaml": "title: \"unclosed\n",
      "instruments/c.yaml": TemporaryFolder.record("c"),
      "practices/d.yaml": TemporaryFolder.record("dd", kind: "practice", "links: [{ type: related, target: nowhere }]"),
    ])
    let run = try ProgramRun("validate", in: folder.path)
    #expect(run.status == 1)
    #expect(run.text.isEmpty)
    for line in [
      "instruments/a.yaml:9:1: error: ", "instruments/a.yaml:10:10: error: ", "instruments/a.yaml:11:8: error: ",
      "instruments/b.yaml:1:8: error: ", "practices/d.yaml:1:5: error: ",
      "practices/d.yaml:9:34: error: no record has the id",
    ] { #expect(run.errors.contains(line), "\(line) is not in\n\(run.errors)") }
    #expect(!run.errors.contains("c.yaml"))
    #expect(run.errors.hasSuffix("4 records checked: 6 errors.\n"))
  }

  @Test func jsonHoldsPositionsThatFitTheBytes() throws {
    let text = TemporaryFolder.record("a", title: "Été", "level: cosmic")
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": text])
    let run = try ProgramRun("validate", "--format", "json", in: folder.path)
    #expect(run.status == 1)
    let finding = try #require(try findings(run).first)
    #expect(finding.code == "unknown-term")
    #expect(finding.field == "level")
    #expect(finding.line == 9 && finding.column == 8)
    let bytes = Array(text.utf8)
    let (start, end) = (try #require(finding.start), try #require(finding.end))
    #expect(String(decoding: bytes[start..<end], as: UTF8.self) == "cosmic")
  }

  @Test func jsonIsWholeWhateverHappens() throws {
    let folder = try TemporaryFolder.withCatalogue()
    #expect(try findings(ProgramRun("validate", "--format", "json", in: folder.path)).isEmpty)
    let missing = try ProgramRun("validate", "--format", "json", "gone.yaml", in: folder.path)
    #expect(missing.status == 66)
    #expect(missing.text.isEmpty)
    try folder.write("title: \"half", to: "catalogue.yaml")
    let half = try ProgramRun("validate", "--format", "json", in: folder.path)
    #expect(half.status == 1)
    #expect(try findings(half).contains { $0.file == "catalogue.yaml" })
  }

  @Test func pointsAtThePlaceWithACaret() throws {
    let folder = try TemporaryFolder.withCatalogue(
      ["instruments/a.yaml": TemporaryFolder.record("a").replacingOccurrences(of: "smes-only", with: "SMEs onyl")])
    let run = try ProgramRun("validate", in: folder.path)
    let expected = """
      instruments/a.yaml:6:17: error: unknown target group "SMEs onyl"; did you mean "smes-only" (SMEs only)? [unknown-term]
          target_groups: [SMEs onyl]
                          ^~~~~~~~~

      """
    #expect(run.errors.hasPrefix(expected), "\(run.errors)")
  }

  @Test func checksSingleFilesAgainstTheCatalogueAroundThem() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a"), "instruments/bad.yaml": "x",
      "new/b.yaml": TemporaryFolder.record("b", "links: [{ type: related, target: a }]"),
      "new/c.yaml": TemporaryFolder.record("c", "links: [{ type: related, target: aa }]"),
    ])
    #expect(try ProgramRun("validate", "new/b.yaml", in: folder.path).status == 0)
    let both = try ProgramRun("validate", "new", in: folder.path)
    #expect(both.status == 1)
    #expect(both.errors.contains("new/c.yaml:9:34: error: no record has the id \"aa\""))
    #expect(both.errors.hasSuffix("2 records checked: 1 error.\n"))
    let elsewhere = try ProgramRun("validate", folder("new/b.yaml"), "--catalogue", folder.path)
    #expect(elsewhere.status == 0)
  }

  @Test func namingAFileTwiceDoesNotMakeItASecondRecord() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    let run = try ProgramRun("validate", "instruments/a.yaml", "instruments", "./instruments/a.yaml", in: folder.path)
    #expect(run.errors == "1 record checked: no findings.\n")
  }

  @Test func outsideAnyCatalogueTheVocabulariesOfTheProgramHold() throws {
    let folder = try TemporaryFolder()
    try folder.write(TemporaryFolder.record("a", "links: [{ type: related, target: elsewhere }]"), to: "a.yaml")
    try folder.write(TemporaryFolder.record("b", "level: cosmic"), to: "b.yaml")
    #expect(try ProgramRun("validate", "a.yaml", in: folder.path).status == 0)
    #expect(try ProgramRun("validate", "b.yaml", in: folder.path).status == 1)
  }

  @Test func exitStatusTellsWhatHappened() throws {
    let folder = try TemporaryFolder.withCatalogue(["bad.yaml": "title: \"half", "worse.yaml": "[[["])
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    #expect(try ProgramRun("validate", "bad.yaml", "worse.yaml", in: folder.path).status == 65)
    #expect(try ProgramRun("validate", "gone.yaml", in: folder.path).status == 66)
    let empty = try TemporaryFolder()
    let none = try ProgramRun("validate", in: empty.path)
    #expect(none.status == 66)
    #expect(none.errors.contains("ktc init"))
    try folder.write(TemporaryFolder.record("good"), to: "good.yaml")
    #expect(try ProgramRun("validate", "bad.yaml", "good.yaml", in: folder.path).status == 1)
  }

  /// A search opens the catalogue before the command line is understood.
  @Test(arguments: [["list"], ["search", "kind:instrument"]])
  func catalogueIsFoundInItsOrder(command: [String]) throws {
    let named = try TemporaryFolder.withCatalogue(["instruments/named.yaml": TemporaryFolder.record("named")])
    let variable = try TemporaryFolder.withCatalogue(["instruments/variable.yaml": TemporaryFolder.record("variable")])
    let around = try TemporaryFolder()
    try around.write("title: Around\n", to: "catalogue/catalogue.yaml")
    try around.write(TemporaryFolder.record("around"), to: "catalogue/instruments/around.yaml")
    try around.write("x", to: "deep/er/file")
    let environment = ["KTC_CATALOGUE": variable.path]
    func ids(_ arguments: [String], _ environment: [String: String]) throws -> [String] {
      try ProgramRun(
        arguments: command + ["--format", "ids"] + arguments, environment: environment, in: around("deep/er")
      ).lines
    }
    #expect(try ids(["--catalogue", named.path], environment) == ["named"])
    #expect(try ids(["--catalogue=" + named.path], environment) == ["named"])
    #expect(try ids(["--catalogue", named.path, "--catalogue", variable.path], [:]) == ["variable"])
    #expect(try ids(["--catalogue=" + around("nowhere"), "--catalogue", named.path], [:]) == ["named"])
    #expect(try ids([], environment) == ["variable"])
    #expect(try ids([], [:]) == ["around"])
    #expect(try ids([], ["KTC_CATALOGUE": ""]) == ["around"])
    let wrong = try ProgramRun(arguments: command + ["--catalogue", around("deep")])
    #expect(wrong.status == 66)
    #expect(wrong.errors.contains("there is no catalogue.yaml in"))
    let nothing = try ProgramRun(arguments: command + ["--catalogue"], in: named.path)
    #expect(nothing.status == 64)
    #expect(nothing.errors.contains("Missing value for '--catalogue <folder>'"))
  }

  @Test func fieldThatBearsAnotherNameOfAFieldIsToldItsName() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", "country: FR\nadress: x")
    ])
    let run = try ProgramRun("validate", in: folder.path)
    #expect(run.errors.contains("there is no field \"country\" here; did you mean \"countries\"?"))
    #expect(run.errors.contains("there is no field \"adress\" here; `ktc new` prints them"))
  }
}
