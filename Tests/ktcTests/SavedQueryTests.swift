internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct SavedQueryTests {
  private static func catalogue() throws -> TemporaryFolder {
    try .withCatalogue([
      "instruments/cheque.yaml": TemporaryFolder.record("cheque", title: "Innovation cheque", "created: 2004-05"),
      "instruments/tax.yaml": TemporaryFolder.record("tax", title: "Tax credit", country: "PT"),
      "practices/incubator.yaml": TemporaryFolder.record("incubator", kind: "practice", title: "Incubator"),
      "instruments/old.yaml": TemporaryFolder.record("old", title: "Old tax credit", "status: withdrawn"),
    ])
  }

  private func ids(_ folder: TemporaryFolder, _ arguments: String...) throws -> [String] {
    try ProgramRun(arguments: arguments + ["--format", "ids"], in: folder.path).lines.sorted()
  }

  @Test func savedQueryIsAReadableFileThatIsAskedAgain() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun(
      "search", "tax OR cheque", "--target", "PME", "--country", "FR,PT", "--save", "money", "--title",
      "Money for firms", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("Saved as queries/money.yaml; `ktc search @money` asks again."))
    #expect(
      try folder.read("queries/money.yaml") == """
        title: Money for firms
        query: tax OR cheque
        filters:
          target_groups: [PME]
          countries: ["FR,PT"]

        """)
    #expect(try ids(folder, "search", "@money") == ["cheque", "tax"])
    #expect(try ids(folder, "search", "@money", "--country", "PT") == ["tax"], "options narrow it")
    #expect(try ids(folder, "search", "@money", "cheque") == ["cheque"], "words narrow it")
    #expect(try ids(folder, "search", "NOT @money") == ["incubator"])
    #expect(try ids(folder, "search", "@money cheque") == ["cheque"], "one argument is a query as it stands")
    #expect(try ids(folder, "search", "(@money cheque) OR incubator") == ["cheque", "incubator"])
  }

  @Test func everyCommandThatTakesAQueryTakesASavedOne() throws {
    let folder = try Self.catalogue()
    try folder.write("query: tax\nfilters: { countries: PT }\n", to: "queries/tax.yaml")
    try folder.write("query: \"@tax OR cheque\"\n", to: "queries/more.yaml")
    #expect(try ids(folder, "list", "@tax") == ["tax"])
    #expect(try ids(folder, "list", "@more") == ["cheque", "tax"], "a saved query may ask for another")
    #expect(try ids(folder, "list", "@more", "--created", "2004") == ["cheque"])
    let exported = try ProgramRun("export", "@tax", "--to", "jsonl", "--output", "-", in: folder.path)
    #expect(exported.lines.count == 1)
    #expect(exported.text.contains("\"id\":\"tax\""))
    let counted = try ProgramRun("stats", "@more", "--by", "country", "--format", "csv", in: folder.path)
    #expect(counted.text.split { $0.isNewline }.dropFirst().map { $0.prefix(2) } == ["FR", "PT"], "\(counted.text)")
    let compared = try ProgramRun("compare", "@more", "--format", "csv", in: folder.path)
    #expect(compared.text.contains("cheque") && compared.text.contains("tax"), "\(compared.errors)")
    let why = try ProgramRun("search", "@tax", "--why", "cheque", in: folder.path)
    #expect(why.text.contains("lacks @tax"))
  }

  @Test func savedStatusShowsWhatIsOtherwiseHidden() throws {
    let folder = try Self.catalogue()
    #expect(try ids(folder, "search", "tax") == ["tax"])
    _ = try ProgramRun("search", "tax", "--status", "withdrawn", "--save", "gone", in: folder.path)
    #expect(try ids(folder, "search", "@gone") == ["old"])
    #expect(try ids(folder, "list", "@gone") == ["old"])
  }

  @Test func unknownNameNamesTheNearestAndIsWrongUsage() throws {
    let folder = try Self.catalogue()
    try folder.write("query: tax\n", to: "queries/vouchers.yaml")
    for command in [["search"], ["list"], ["stats", "--by", "kind"], ["compare"]] {
      let run = try ProgramRun(arguments: command + ["@vuochers"], in: folder.path)
      #expect(run.status == 64, "\(command)")
      #expect(
        run.errors.contains(
          "query:1:1: error: there is no saved query \"vuochers\"; did you mean \"vouchers\"? [query-unknown-name]"),
        "\(command): \(run.errors)")
      #expect(run.text.isEmpty)
    }
    let far = try ProgramRun("search", "mail @example.org", in: folder.path)
    #expect(far.errors.contains("query:1:6: error:"))
    #expect(far.errors.contains("a word that begins with @ goes between quotation marks"))
    #expect(try ProgramRun("search", "\"@example.org\"", in: folder.path).status == 1)
  }

  @Test(arguments: ["Bad Name", "../up", "a/b", "é", "-x", ".hidden", "a.yaml"])
  func badNameIsRefusedBeforeAnythingIsDone(_ name: String) throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun("search", "tax", "--save=\(name)", in: folder.path)
    #expect(run.status == 64)
    #expect(run.errors.contains("small letters"))
    #expect(run.text.isEmpty)
    #expect(!folder.exists("queries"))
  }

  @Test func savedQueryIsNotLostByAnotherOfItsName() throws {
    let folder = try Self.catalogue()
    try folder.write("query: tax # mine\n", to: "queries/tax.yml")
    let refused = try ProgramRun("search", "cheque", "--save", "tax", in: folder.path)
    #expect(refused.status == 73)
    #expect(refused.errors.contains("--replace"))
    #expect(try folder.read("queries/tax.yml") == "query: tax # mine\n")
    #expect(try ProgramRun("search", "cheque", "--save", "tax", "--replace", in: folder.path).status == 0)
    #expect(try folder.read("queries/tax.yml") == "query: cheque\n", "in the file that was there")
    #expect(!folder.exists("queries/tax.yaml"))
  }

  @Test func whatCannotBeAskedIsNotSavedAndDryRunSavesNothing() throws {
    let folder = try Self.catalogue()
    #expect(try ProgramRun("search", "(tax", "--save", "x", in: folder.path).status == 64)
    #expect(try ProgramRun("search", "tax", "--country", "Atlantis", "--save", "x", in: folder.path).status == 64)
    #expect(try ProgramRun("search", "--save", "x", in: folder.path).status == 64)
    let dry = try ProgramRun("search", "tax", "--save", "x", "--dry-run", in: folder.path)
    #expect(dry.errors.contains("queries/x.yaml would hold:"))
    #expect(!folder.exists("queries"))
    #expect(try ProgramRun("search", "tax", "--title", "x", in: folder.path).status == 64, "goes with --save")
  }

  @Test(arguments: [
    ("querry: tax\n", "1:1: error: \"querry\" is no part of a saved query; did you mean \"query\"?"),
    ("query: [tax]\n", "1:8: error: write the query as a text"),
    ("title: Tax\n", "1:1: error: this saved query asks for nothing"),
    ("- tax\n", "1:1: error: a saved query has a query, or filters"),
    ("", "error: "),
    ("query: tax OR (cheque\n", "1:15: error: this bracket is never closed"),
    ("query: 'tax contry:PT'\n", "1:13: error: there is no field \"contry\" to ask for; did you mean \"country\"?"),
    ("query: \"@vouchers\"\n", "1:9: error: there is no saved query \"vouchers\""),
    ("query: \"@broken tax\"\n", "1:9: error: the saved query \"broken\" asks for itself"),
    ("filters: { contry: PT }\n", "1:12: error: there is no field \"contry\" to filter by; did you mean \"country\"?"),
    ("filters:\n  country: [PT, Atlantis]\n", "2:17: error: \"Atlantis\" is no country"),
    ("filters:\n  target_groups: []\n", "2:18: error: write one value here"),
    ("filters: PT\n", "1:10: error: write fields and values here"),
    ("query: \"half", "1:8: error:"),
    ("query: tax\nquery: tax\n", "2:1: error:"),
  ])
  func brokenFileIsAFindingWithItsPlace(_ text: String, _ finding: String) throws {
    let folder = try Self.catalogue()
    try folder.write(text, to: "queries/broken.yaml")
    try folder.write("query: tax\n", to: "queries/good.yaml")
    let run = try ProgramRun("search", "@broken", in: folder.path)
    #expect(run.status == 64)
    #expect(run.errors.contains(finding), "\(run.errors)")
    #expect(run.errors.contains("queries/broken.yaml"))
    let list = try ProgramRun("queries", in: folder.path)
    #expect(list.lines.contains { $0.hasPrefix("good ") }, "the others are still listed")
    guard !finding.contains("itself") else { return }
    #expect(list.status == 1)
    #expect(list.errors.contains(finding), "\(list.errors)")
  }

  @Test func queriesAreListedForPeopleAndPrograms() throws {
    let folder = try Self.catalogue()
    let empty = try ProgramRun("queries", in: folder.path)
    #expect(empty.status == 0)
    #expect(empty.errors.contains("--save"))
    try folder.write(
      "title: { en: Money, fr: Argent }\ndescription: For the board.\nquery: tax\nfilters: { target: [PME] }\n",
      to: "queries/money.yaml")
    let table = try ProgramRun("queries", in: folder.path)
    #expect(table.lines == ["name   title  asks for", "money  Money  tax target_groups:PME"])
    let json = try ProgramRun("queries", "--format", "json", in: folder.path)
    let list = try #require(try JSONSerialization.jsonObject(with: json.output) as? [[String: Any]])
    #expect(list.first?["name"] as? String == "money")
    #expect(list.first?["title"] as? [String: String] == ["en": "Money", "fr": "Argent"])
    #expect(list.first?["filters"] as? [String: [String]] == ["target_groups": ["PME"]])
  }
}
