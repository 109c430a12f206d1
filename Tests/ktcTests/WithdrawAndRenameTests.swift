internal import CatalogueStore
internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct WithdrawAndRenameTests {
  private static let old = """
    # What it is called may change.
    id: old   # permanent, they said
    kind: instrument
    title: { en: Old voucher }

    countries: [FR]
    priorities: [knowledge-transfer]
    target_groups: [smes-only]
    aim: Help small firms.
    overview: A firm hands in a voucher.
    submitted: { on: 2026-01-10, by: Ana PERSON }
    x_note: kept # as it is

    """

  private static func catalogue() throws -> TemporaryFolder {
    try .withCatalogue([
      "instruments/old.yaml": old,
      "practices/linking.yaml": TemporaryFolder.record(
        "linking", kind: "practice", "links:\n  - { type: related, target: old } # the old one\n"),
      "inbox/old.yaml": old.split(separator: "\n").joined(separator: "\n") + "\nstatus: draft\n",
      "history/old/1.yaml": TemporaryFolder.record("old", title: "Older"),
      "history/old/log.yaml": "- { version: 1, action: replaced, on: 2026-02-01, why: Better }\n",
      "queries/mine.yaml": "query: \"id:old,linking old\" # old\n",
      "queries/list.yaml": "filters:\n  id: [old]\n",
      "partners/atom.yaml": "title: Reader\nformats: [{ format: atom }, { format: json }]\n",
    ])
  }

  @Test func withdrawChangesTwoLinesAndTheHistoryKeepsTheReason() throws {
    let folder = try Self.catalogue()
    let before = try folder.files()
    let dry = try ProgramRun("withdraw", "old", "--why", "Asked for", "--dry-run", in: folder.path)
    #expect(dry.status == 0 && dry.text.contains("+status: withdrawn"), "\(dry.errors)\(dry.text)")
    #expect(try folder.files().filter { !$0.key.hasPrefix(".ktc") } == before.filter { !$0.key.hasPrefix(".ktc") })
    let run = try ProgramRun("withdraw", "old", "--why", "Asked for", "--by", "Ben", in: folder.path)
    #expect(run.status == 0 && run.text == "instruments/old.yaml\n", "\(run.errors)")
    #expect(run.errors.contains("Links to it stay in linking."))
    let lines = Self.old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let now = try folder.read("instruments/old.yaml").split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    #expect(now.filter { !lines.contains($0) } == ["status: withdrawn", "modified: { \"on\": 2026-11-20, by: Ben }"])
    #expect(lines.allSatisfy(now.contains))
    #expect(try folder.read("history/old/2.yaml") == Self.old)
    let log = try ProgramRun("log", "old", in: folder.path)
    #expect(log.text.contains("2026-11-20  withdrawn  2             Asked for"))
    #expect(try ProgramRun("list", "--format", "ids", in: folder.path).lines == ["linking"])
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  @Test func partnersLearnOfAWithdrawal() throws {
    let folder = try Self.catalogue()
    #expect(try ProgramRun("export", "--partner", "atom", "--output", "out", in: folder.path).status == 0)
    #expect(folder.exists("out/atom/records/old.json"))
    _ = try ProgramRun("withdraw", "old", "--why", "Asked for", in: folder.path)
    _ = try ProgramRun("export", "--partner", "atom", "--output", "out", in: folder.path)
    let names = try folder.files(below: "out/atom").keys
    let feed = try #require(names.first { $0.hasSuffix(".atom") || $0.contains("atom") })
    #expect(try folder.read("out/atom/" + feed).contains("deleted-entry"))
    #expect(try folder.read("out/atom/manifest.json").contains("\"withdrawn\""))
    let changes = try ProgramRun("list", "--since", "2026-11-20", in: folder.path)
    #expect(changes.text.contains("withdrawn 2026-11-20  old"), "\(changes.text)")
  }

  @Test func aFeedTellsWhatIsGoneWhateverItIsMadeWith() throws {
    let folder = try Self.catalogue()
    func feed(_ more: String...) throws -> String {
      let run = try ProgramRun(
        arguments: ["export", "--to", "atom,csv", "--output", "o"] + more, in: folder.path)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try !folder.read("o/records.csv").contains("old,"))
      return try folder.read("o/changes.atom")
    }
    _ = try ProgramRun("withdraw", "old", "--why", "Asked for", in: folder.path)
    #expect(try feed().contains("<at:deleted-entry ref=\"urn:ktc:old\"") || feed().contains("deleted-entry"))
    #expect(try feed().components(separatedBy: "<entry").count == 2)
    #expect(try !feed("--kind", "practice").contains("deleted-entry"))
    _ = try ProgramRun("restore", "old", "--why", "It runs", in: folder.path)
    try FileManager.default.removeItem(atPath: folder("inbox/old.yaml"))
    #expect(try ProgramRun("merge", "linking", "old", "--yes", in: folder.path).status == 1)
    _ = try ProgramRun("rename", "old", "new", in: folder.path)
    #expect(try feed("--country", "FR").contains("deleted-entry"))
  }

  @Test func aWithdrawalIsTakenBack() throws {
    let folder = try Self.catalogue()
    _ = try ProgramRun("withdraw", "old", "--why", "Asked for", in: folder.path)
    let again = try ProgramRun("withdraw", "old", "--why", "Asked for", in: folder.path)
    #expect(again.status == 1 && again.errors.contains("withdrawn already"))
    let run = try ProgramRun("restore", "old", "--why", "It runs", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try ProgramRun("list", "--format", "ids", in: folder.path).lines == ["linking", "old"])
    #expect(try ProgramRun("restore", "old", "--why", "It runs", in: folder.path).status == 1)
    let missing = try ProgramRun("withdraw", "old", "linkin", "--why", "x", in: folder.path)
    #expect(missing.status == 66 && missing.errors.contains("did you mean \"linking\"?"))
    #expect(try ProgramRun("list", "--format", "ids", in: folder.path).lines.contains("old"), "all or none")
    #expect(try ProgramRun("withdraw", "old", "--why", " ", in: folder.path).status == 64)
  }

  @Test func renameMovesFileHistoryLinksAndQueries() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun("rename", "old", "new-name", "--why", "Clearer", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.lines == [
        "instruments/new-name.yaml", "inbox/new-name.yaml", "practices/linking.yaml", "queries/list.yaml",
        "queries/mine.yaml",
      ])
    let renamed = try folder.read("instruments/new-name.yaml")
    #expect(renamed.contains("id: new-name   # permanent, they said\n") && renamed.contains("x_note: kept # as it is"))
    #expect(try folder.read("practices/linking.yaml").contains("  - { type: related, target: new-name } # the old one"))
    #expect(try folder.read("queries/mine.yaml") == "query: \"id:new-name,linking old\" # old\n")
    #expect(try folder.read("queries/list.yaml") == "filters:\n  id: [new-name]\n")
    #expect(try folder.read("inbox/new-name.yaml").contains("id: new-name"))
    #expect(!folder.exists("inbox/old.yaml"))
    #expect(try folder.read("history/new-name/1.yaml") == TemporaryFolder.record("old", title: "Older"))
    #expect(try folder.read("history/new-name/2.yaml") == Self.old)
    #expect(!folder.exists("history/old/1.yaml"))
    let stone = try folder.read("instruments/old.yaml")
    #expect(stone.contains("type: replaced_by, target: new-name") && !stone.contains("PERSON"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    let log = try ProgramRun("log", "new-name", in: folder.path)
    #expect(log.text.contains("replaced  1") && log.text.contains("renamed   2             Clearer"), "\(log.text)")
  }

  @Test func theOldIDLeadsToTheNewOneForReadersAndPartners() throws {
    let folder = try Self.catalogue()
    _ = try ProgramRun("export", "--partner", "atom", "--output", "out", in: folder.path)
    _ = try ProgramRun("rename", "old", "new-name", in: folder.path)
    let pointer = "new-name: ktc show new-name"
    #expect(try ProgramRun("show", "old", in: folder.path).errors.contains(pointer))
    #expect(try ProgramRun("search", "old", in: folder.path).errors.contains(pointer))
    #expect(try ProgramRun("search", "id:old", in: folder.path).errors.contains(pointer))
    #expect(try ProgramRun("log", "old", in: folder.path).errors.contains("It goes on as new-name"))
    let before = try ProgramRun("show", "old", "--at", "2026-02-05", in: folder.path)
    #expect(before.status == 1 && before.errors.contains("ktc show new-name --at 2026-02-05"), "\(before.errors)")
    let then = try ProgramRun("show", "new-name", "--at", "2026-02-05", in: folder.path)
    #expect(then.status == 0 && then.errors.contains("Its id was old then."))
    let changes = try ProgramRun("list", "--since", "2026-11-20", in: folder.path)
    #expect(changes.text.contains("added 2026-11-20      new-name"), "\(changes.text)")
    #expect(changes.text.contains("withdrawn 2026-11-20  old"))
    _ = try ProgramRun("export", "--partner", "atom", "--output", "out", in: folder.path)
    let manifest = try folder.read("out/atom/manifest.json")
    #expect(manifest.contains("records/new-name.json") && manifest.contains("\"withdrawn\""))
  }

  @Test(arguments: [
    ("New Name", "new-name would do"), ("../x", "is no id"), ("linking", "is taken"), ("old", "is taken"),
  ])
  func idsThatAreTakenOrInvalidAreRefused(_ id: String, _ reason: String) throws {
    let folder = try Self.catalogue()
    let before = try folder.files().filter { !$0.key.hasPrefix(".ktc") }
    let run = try ProgramRun("rename", "old", id, in: folder.path)
    #expect(run.status != 0 && run.errors.contains(reason), "\(run.errors)")
    #expect(try folder.files().filter { !$0.key.hasPrefix(".ktc") } == before)
  }

  @Test func aDryRunShowsEveryFileAndWritesNothing() throws {
    let folder = try Self.catalogue()
    let before = try folder.files().filter { !$0.key.hasPrefix(".ktc") }
    let run = try ProgramRun("rename", "old", "new-name", "--dry-run", in: folder.path)
    #expect(run.status == 0 && run.text.contains("+++ instruments/new-name.yaml"), "\(run.text)")
    #expect(run.text.contains("+id: new-name") && run.text.contains("target: new-name"))
    // What stays as it is, is not shown as new.
    #expect(!run.text.contains("+kind: instrument") && !run.text.contains("-kind: instrument"), "\(run.text)")
    let device = try ProgramRun("rename", "old", "com1", in: folder.path)
    #expect(device.status == 64 && device.errors.contains("Windows cannot have a file of the name com1.yaml"))
    #expect(try folder.files().filter { !$0.key.hasPrefix(".ktc") } == before)
  }

  @Test(arguments: [
    "withdraw a --why x", "restore gone --why x", "rename a b", "merge a c --dry-run",
    "submit --dry-run instruments/a.yaml --update",
    "vocabulary undo", "forget 'Ana Silva'", "review accept a --by x",
  ])
  func whatIsWrongWithTheCatalogueIsToldOnce(_ command: String) throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a"),
      "vocabularies/levels.yaml": "field: level\nterms:\n  - { code: local, label: Local, broader: regoinal }\n",
    ])
    let run = try ProgramRun(shell: "$KTC \(command)", in: folder.path)
    #expect(run.errors.components(separatedBy: "[vocabulary-term]").count == 2, "\(run.errors)")
  }

  /// Who comes while another writes can still see what would change, as can who may only read.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "withdraw a --why x", "rename a b", "merge a c", "submit instruments/a.yaml --update", "forget 'Ana Silva'",
      "vocabulary rename target_groups smes-only only-smes",
      "vocabulary undo",
    ])
  func whatIsOnlyShownTakesNoLock(_ command: String) throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", "contact: { name: Ana Silva }"),
      "instruments/c.yaml": TemporaryFolder.record("c"),
      "instruments/gone.yaml": TemporaryFolder.record("gone", "status: withdrawn"),
    ])
    if command == "vocabulary undo" {
      let renaming = ["vocabulary", "rename", "target_groups", "smes-only", "only-smes", "--yes"]
      try #require(ProgramRun(arguments: renaming, in: folder.path).status == 0)
    }
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    let lock = try catalogue.lockForWriting()
    let before = try folder.files()
    let run = try ProgramRun(shell: "$KTC \(command) --dry-run", in: folder.path)
    withExtendedLifetime(lock) {}
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.errors.contains("Waiting for"), "\(run.errors)")
    #expect(try folder.files() == before)
  }
}
