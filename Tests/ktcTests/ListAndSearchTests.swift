internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct ListAndSearchTests {
  private static let all = ["list", "search"]

  /// Two instruments, a practice, a withdrawn record, and a draft in the inbox.
  private static func catalogue() throws -> TemporaryFolder {
    try .withCatalogue([
      "instruments/cheque.yaml": TemporaryFolder.record(
        "cheque", title: "{ en: Innovation cheque, fr: Chèque innovation }", "created: 2004-05\nactive: true"),
      "instruments/tax.yaml": TemporaryFolder.record(
        "tax", title: "Tax credit", country: "PT", "created: 2010\nactive: false"
      ).replacingOccurrences(of: "smes-only", with: "all-companies"),
      "practices/incubator.yaml": TemporaryFolder.record(
        "incubator", kind: "practice", title: "Incubateur d'entreprises", country: "FR, LT", "language: fr"
      ).replacingOccurrences(of: "smes-only", with: "hei-education"),
      "instruments/old.yaml": TemporaryFolder.record("old", "status: withdrawn"),
      "inbox/idea.yaml": TemporaryFolder.record("idea", title: "Innovation idea"),
    ])
  }

  private func ids(_ folder: TemporaryFolder, _ arguments: [String]) throws -> [String] {
    try ProgramRun(arguments: ["list", "--format", "ids"] + arguments, in: folder.path).lines
  }

  @Test func everyFilterLetsPassWhatItSays() throws {
    let folder = try Self.catalogue()
    let cases: [([String], [String])] = [
      ([], ["cheque", "incubator", "tax"]),
      (["--kind", "practice"], ["incubator"]),
      (["--kind", "practice", "--kind", "instrument"], ["cheque", "incubator", "tax"]),
      (["--target-group", "smes-only"], ["cheque"]),
      (["--target-group", "smes-only", "--target-group", "hei-education"], ["cheque", "incubator"]),
      (["--target-group", "SME"], ["cheque", "tax"]),
      (["--target", "pme"], ["cheque", "tax"]),
      (["--target-group", "hochschulen (lehre)"], ["incubator"]),
      (["--target-group", "etablissements d'enseignement superieur (fonction d'enseignement)"], ["incubator"]),
      (["--target-group", "hei-edu"], ["incubator"]),
      (["--country", "PT"], ["tax"]),
      (["--country", "pt,lt"], ["incubator", "tax"]),
      (["--country", "Prancūzija"], ["cheque", "incubator"]),
      (["--country", "prancuzija"], ["cheque", "incubator"]),
      (["--country", "FR", "--kind", "instrument"], ["cheque"]),
      (["--priority", "knowledge-transfer"], ["cheque", "tax"]),
      (["--area", "technology licensing"], ["incubator"]),
      (["--active", "yes"], ["cheque"]),
      (["--active", "no"], ["tax"]),
      (["--active", "unknown"], ["incubator"]),
      (["--active", "no", "--active", "unknown"], ["incubator", "tax"]),
      (["--created", "2004"], ["cheque"]),
      (["--created", "2004-05-31..2009"], ["cheque"]),
      (["--created", "2004-06..2009"], []),
      (["--created", "..2004"], ["cheque"]),
      (["--created", "2010-12.."], ["tax"]),
      (["--created", "2004,2010"], ["cheque", "tax"]),
      (["--created", "2003..2011"], ["cheque", "tax"]),
      (["--status", "withdrawn"], ["old"]),
      (["--status", "draft"], ["idea"]),
      (["--status", "draft", "--status", "published"], ["cheque", "idea", "incubator", "tax"]),
      (["--language", "fr"], ["cheque", "incubator"]),
      (["--language", "French"], ["cheque", "incubator"]),
      (["cheque"], ["cheque"]),
      (["innov"], ["cheque"]),
      // The words are together the name of a term, which another record calls by another of its names.
      (["CHÈQUE", "innov"], ["cheque", "tax"]),
      (["PME", "voucher"], ["cheque", "incubator", "tax"].filter { $0 != "incubator" }),
      (["Frankreich"], ["cheque", "incubator"]),
      (["innovation", "--status", "draft"], ["idea"]),
    ]
    for (arguments, expected) in cases { #expect(try ids(folder, arguments) == expected, "\(arguments)") }
  }

  @Test func searchAndListFindTheSame() throws {
    let folder = try Self.catalogue()
    for arguments in [
      ["innovation"], ["--target-group", "PME"], ["voucher", "--country", "FR"], ["--status", "draft"],
    ] {
      let listed = try ProgramRun(arguments: ["list", "--format", "ids"] + arguments, in: folder.path)
      let found = try ProgramRun(arguments: ["search", "--format", "ids"] + arguments, in: folder.path)
      #expect(Set(listed.lines) == Set(found.lines), "\(arguments)")
      #expect(listed.status == found.status)
    }
  }

  @Test(arguments: all) func nothingMatchedIsStatusOne(_ command: String) throws {
    let folder = try Self.catalogue()
    for format in ["table", "json", "jsonl", "csv", "yaml", "ids"] {
      let run = try ProgramRun(command, "zzz", "--format", format, in: folder.path)
      #expect(run.status == 1, "\(format)")
      #expect(!run.errors.isEmpty)
      if format == "json" { #expect(try JSONSerialization.jsonObject(with: run.output) is [String: Any]) }
    }
  }

  @Test func wordsAndValuesThatCannotBeUnderstoodAreWrongUsage() throws {
    let folder = try Self.catalogue()
    let cases: [([String], String)] = [
      (["--target-group", "hei-"], "fits several"),
      (["--target-group", "smes-onyl"], "did you mean \"smes-only\""),
      (["--target-group", "zzzz"], "ktc vocabulary target_groups"),
      (["--target-group", ""], "error: "),
      (["--priority", "zzzz"], "ktc vocabulary priorities"),
      (["--area", "zzzz"], "ktc vocabulary kt_areas"),
      (["--country", "Atlantis"], "is no country"),
      (["--country", ""], "is no country"),
      (["--country", "FR,"], "is no country"),
      (["--created", "2010..2004"], "ends before it begins"),
      (["--created", "lately"], "write 2006"),
      (["--created", "2004..2005..2006"], "write 2006"),
      (["--created", ".."], "write 2006"),
      (["--created", "2004-13"], "write 2006"),
      (["--language", "Klingonish"], "is no language"),
      (["--kind", "policy"], "'instrument'"),
      (["--active", "perhaps"], "'unknown'"),
      (["--status", "gone"], "'withdrawn'"),
      (["--format", "xml"], "jsonl"),
    ]
    for (arguments, message) in cases {
      for command in Self.all {
        let run = try ProgramRun(arguments: [command] + arguments, in: folder.path)
        #expect(run.status == 64, "\(command) \(arguments)")
        #expect(run.errors.contains(message), "\(command) \(arguments): \(run.errors)")
        #expect(run.text.isEmpty)
      }
    }
    let search = try ProgramRun("search", in: folder.path)
    #expect(search.status == 64)
    #expect(search.errors.contains("ktc list"))
  }

  @Test func ambiguousTermNamesItsCandidates() throws {
    let run = try ProgramRun("list", "--target-group", "hei-", in: try Self.catalogue().path)
    #expect(run.errors.contains("\"hei-education\" (Higher education institutions (education function))"))
    #expect(run.errors.contains("\"hei-research\""))
  }

  @Test func labelThatHoldsACommaIsOneTerm() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun("list", "--target-group", "prekybos, pramonės ir amatų rūmai", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("None of"))
  }

  @Test(arguments: all) func everyFormatIsReadByAProgram(_ command: String) throws {
    let folder = try Self.catalogue()
    func run(_ format: String) throws -> ProgramRun {
      try ProgramRun(command, "innovation", "--format", format, in: folder.path)
    }
    let ids = try run("ids")
    #expect(Set(ids.lines) == ["cheque"])
    #expect(ids.errors.isEmpty)

    let json = try #require(try JSONSerialization.jsonObject(with: run("json").output) as? [String: Any])
    let records = try #require(json["records"] as? [[String: Any]])
    #expect(records.map { $0["id"] as? String } == ["cheque"])
    #expect(records.first?["title"] as? [String: String] == ["en": "Innovation cheque", "fr": "Chèque innovation"])
    #expect(records.first?["licence"] as? String == "CC-BY-4.0")

    for line in try run("jsonl").lines {
      let record = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(record["aim"] as? [String: String] == ["en": "Help small firms to work with universities."])
    }
    try folder.write(bytes: Array(run("yaml").output), to: "out/listed.yaml")
    let yaml = try ProgramRun(
      shell:
        "python3 -c 'import sys, yaml; print([d[\"id\"] for d in yaml.safe_load_all(open(sys.argv[1]))])' out/listed.yaml",
      in: folder.path)
    #expect(yaml.text == "['cheque']\n", "\(yaml.errors)")
    try folder.write(bytes: Array(run("csv").output), to: "out/listed.csv")
    let csv = try ProgramRun(
      shell:
        "python3 -c 'import csv, sys; print([r[\"title.fr\"] for r in csv.DictReader(open(sys.argv[1], encoding=\"utf-8-sig\", newline=\"\"))])' out/listed.csv",
      in: folder.path)
    #expect(csv.text == "['Chèque innovation']\n", "\(csv.errors)")

    let table = try run("table")
    #expect(table.lines.first?.hasPrefix(command == "list" ? "id " : "1. ") == true)
    #expect(table.lines.count >= 2)
  }

  @Test func badRecordIsShownWithTheOthersAndNamed() throws {
    let folder = try Self.catalogue()
    try folder.write("title: \"half", to: "instruments/half.yaml")
    try folder.write(TemporaryFolder.record("wrong", "colour: blue"), to: "instruments/wrong.yaml")
    let run = try ProgramRun("list", "--format", "ids", in: folder.path)
    #expect(run.lines == ["cheque", "incubator", "tax", "wrong"])
    #expect(run.status == 1)
    #expect(run.errors.contains("instruments/half.yaml:1:8: error:"))
    #expect(run.errors.contains("ktc validate"))
  }

  @Test func catalogueWithoutAReadableRecordIsStatus65() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/half.yaml": "title: \"half"])
    #expect(try ProgramRun("list", in: folder.path).status == 65)
  }

  @Test func emptyCatalogueSaysWhatToDo() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let run = try ProgramRun("list", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("ktc new instrument"))
  }

  @Test func sameCatalogueGivesTheSameBytes() throws {
    for format in ["json", "csv", "yaml", "table"] {
      let runs = try (0..<2).map { _ in try ProgramRun("list", "--format", format, in: BundledCatalogue.repository) }
      #expect(runs[0].output == runs[1].output)
      #expect(!runs[0].output.isEmpty)
    }
  }

  @Test func relatedShowsAsManyAsAreAskedForAndAllForNought() throws {
    let names = (1...12).map { "r\($0)" }
    let folder = try TemporaryFolder.withCatalogue(
      Dictionary(uniqueKeysWithValues: names.map { ("instruments/\($0).yaml", TemporaryFolder.record($0)) }))
    func count(_ limit: String...) throws -> Int {
      try ProgramRun(arguments: ["related", "r1"] + limit, in: folder.path).lines.count { $0.contains("Example r") }
    }
    #expect(try count() == 10)
    #expect(try count("--limit", "2") == 2)
    #expect(try count("--limit", "0") == 11)
    #expect(try ProgramRun("related", "r1", "--limit=-1", in: folder.path).status == 64)
    #expect(try ProgramRun("audit", "--limit=-1", in: folder.path).status == 64)
  }

  @Test(arguments: [
    "show", "related", "search voucher --why", "duplicates", "form practice --for", "merge a", "contacts",
  ])
  func anIDThatNothingHasIsAnsweredWithTheNextStep(_ command: String) throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    let run = try ProgramRun(shell: "$KTC \(command) nothing-like-it", in: folder.path)
    #expect(run.status == 66)
    #expect(run.errors.contains("no record has the id \"nothing-like-it\"; `ktc list` shows all"), "\(run.errors)")
  }
}
