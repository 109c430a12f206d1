internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct ReviewTests {
  /// A catalogue with a record, a new version of it that waits, and a new draft.
  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", title: "Innovation voucher", "level: national"),
      "new/a.yaml": TemporaryFolder.record("a", title: "Innovation voucher", "level: regional\ncreated: 2012"),
      "new/b.yaml": TemporaryFolder.record("b", title: "Innovation vouchers", "# A remark."),
      "partners/portal.yaml": "title: { en: Portal }\nformats: [{ format: json }]\n",
      "partners/practices.yaml":
        "title: { en: Practices }\nformats: [{ format: json }]\nfilters: { kind: [practice] }\n",
      "partners/strict.yaml":
        "title: { en: Strict }\nformats: [{ format: json }]\nlimits: [{ field: aim, characters: 9 }]\n",
    ])
    let update = try ProgramRun("submit", "--update", "--by", "Ana", "new/a.yaml", in: folder.path)
    #expect(update.status == 0, "\(update.errors)")
    let new = try ProgramRun(
      "submit", "--by", "Rasa", "new/b.yaml", environment: ["SOURCE_DATE_EPOCH": "1793491200"], in: folder.path)
    #expect(new.status == 0, "\(new.errors)")
    return folder
  }

  private static func review(_ folder: TemporaryFolder, _ arguments: String...) throws -> ProgramRun {
    try ProgramRun(arguments: ["review"] + arguments, in: folder.path)
  }

  @Test func listsWhatWaitsTheOldestFirst() throws {
    let folder = try Self.folder()
    try folder.write("id: c\nkind: instrument\ntitle: Half\n", to: "inbox/c.yaml")
    let list = try Self.review(folder, "list")
    #expect(list.status == 0)
    #expect(list.lines.count == 4)
    #expect(list.lines[1].hasPrefix("b   2026-11-01  Rasa") && list.lines[1].contains("  new  "), "\(list.text)")
    #expect(list.lines[2].hasPrefix("a   2026-11-20  Ana") && list.lines[2].contains("  new version  "))
    #expect(list.lines[3].contains("unknown") && list.lines[3].contains("  5       "))
    #expect(list.errors.contains("3 drafts wait. Next: ktc review show b"))
    #expect(try Self.review(folder).text == list.text)
    let json = try Self.review(folder, "list", "--format", "json")
    let drafts = try #require(try JSONSerialization.jsonObject(with: json.output) as? [[String: Any]])
    #expect(drafts.map { $0["id"] as? String } == ["b", "a", "c"])
    #expect(drafts[2]["errors"] as? Int == 5 && drafts[1]["replaces"] as? String == "instruments/a.yaml")
    let empty = try TemporaryFolder.withCatalogue()
    #expect(try ProgramRun("review", "list", in: empty.path).status == 1)
  }

  @Test func showsAllThatIsNeededToDecide() throws {
    let folder = try Self.folder()
    let new = try Self.review(folder, "show", "b")
    #expect(new.status == 0)
    #expect(new.text.hasPrefix("# inbox/b.yaml: a new record, handed in by Rasa, waiting since 2026-11-01\n"))
    #expect(new.text.contains("\nInnovation vouchers\n===="))
    #expect(new.text.contains("## Likely duplicates") && new.text.contains("  a  Innovation voucher\n"))
    #expect(new.text.contains("1 of 3 partners will carry it; strict would refuse it: aim (en) has "), "\(new.text)")
    #expect(new.text.contains("practices  does not take records like this one"))
    #expect(new.errors.contains("ktc review accept b"))
    let version = try Self.review(folder, "show", "a", "--diff")
    #expect(version.text.contains("a new version of instruments/a.yaml, handed in by Ana"))
    #expect(
      version.text.contains("  level\n    - national\n    + regional\n  created\n    + 2012\n"), "\(version.text)")
    #expect(version.text.contains("portal     goes on carrying it"))
    #expect(version.text.contains("--- instruments/a.yaml") && version.text.contains("\n-level: national\n"))
    #expect(!version.text.contains("    + Ana"))
    let json = try Self.review(folder, "show", "a", "--format", "json")
    let value = try #require(try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    #expect((value["changes"] as? [[String: Any]])?.count == 2 && (value["partners"] as? [Any])?.count == 3)
    let missing = try Self.review(folder, "show", "bb")
    #expect(missing.status == 66 && missing.errors.contains("did you mean"))
  }

  @Test func acceptedDraftBearsItsStampsAndTheHistorySaysWho() throws {
    let folder = try Self.folder()
    #expect(try Self.review(folder, "accept", "b").status == 64)
    #expect(try Self.review(folder, "accept", "--by", "Joan").status == 64)
    let plan = try Self.review(folder, "accept", "b", "--dry-run")
    #expect(plan.text == "b: would be accepted\n" && folder.exists("inbox/b.yaml"))
    let run = try ProgramRun(
      "review", "accept", "b", "--why", "Complete", environment: ["KTC_REVIEWER": "Joan"], in: folder.path)
    #expect(run.status == 0 && run.text == "instruments/b.yaml\n", "\(run.errors)")
    let text = try folder.read("instruments/b.yaml")
    #expect(text.contains("# A remark.") && !text.contains("status: draft"))
    #expect(text.contains("submitted: { \"on\": 2026-11-01, by: Rasa }"))
    #expect(text.contains("reviewed: { \"on\": 2026-11-20, by: Joan }"))
    #expect(!folder.exists("inbox/b.yaml"))
    let log = try folder.read("history/b/log.yaml")
    #expect(log.contains("action: published") && log.contains("by: Joan") && log.contains("why: Complete"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    // It is new to readers since it was accepted, not since it was handed in.
    let since = try ProgramRun("list", "--since", "2026-11-15", "--format", "ids", in: folder.path)
    #expect(since.lines == ["b"])
  }

  @Test func acceptsAllOrTellsWhichStillWait() throws {
    let folder = try Self.folder()
    try folder.write("id: c\nkind: instrument\ntitle: Half\n", to: "inbox/batch-1/c.yaml")
    let refused = try Self.review(folder, "accept", "--all", "--by", "Joan")
    #expect(refused.status == 1 && refused.errors.contains("error: aim is missing"))
    #expect(refused.errors.contains("1 of 3 drafts were not accepted, and nothing was written: c"))
    #expect(folder.exists("inbox/b.yaml") && !folder.exists("instruments/b.yaml"))
    let run = try Self.review(folder, "accept", "--all", "--keep-going", "--by", "Joan")
    #expect(run.status == 1)
    #expect(run.lines.sorted() == ["instruments/a.yaml", "instruments/b.yaml"])
    #expect(run.errors.contains("1 still waits: c"))
    #expect(try folder.read("history/a/1.yaml").contains("level: national"))
    #expect(try folder.files(below: "inbox").keys.sorted() == ["batch-1/c.yaml"])
  }

  @Test func whatWasTypedCarelesslyIsUnderstoodOrRefused() throws {
    let folder = try Self.folder()
    #expect(try Self.review(folder, "accept", "b", "--by", "  ").status == 64)
    let twice = try Self.review(folder, "accept", "b", "b", "nothere", "--keep-going", "--by", "Joan")
    #expect(twice.status == 66 && twice.text == "instruments/b.yaml\n", "\(twice.errors)")
    #expect(twice.errors.contains("no draft with the id \"nothere\" waits"))
    try folder.link("letters", to: "/nowhere/letters")
    let letters = try Self.review(folder, "return", "a", "--by", "Joan", "--why", "x")
    #expect(letters.status == 73 && letters.errors.contains("a link is there that leads nowhere"), "\(letters.errors)")
    #expect(folder.exists("inbox/a.yaml"))
  }

  @Test func whatWasChangedMeanwhileIsKeptAndAClashIsRefused() throws {
    let folder = try Self.folder()
    func publish(_ more: String) throws {
      try folder.write(TemporaryFolder.record("a", title: "Innovation voucher", more), to: "other.yaml")
      // Another new version, from elsewhere, that does not take the place of the one that waits.
      let waiting = try folder.read("inbox/a.yaml")
      let log = try folder.read("history/a/log.yaml")
      let run = try ProgramRun("submit", "--publish", "--update", "other.yaml", in: folder.path)
      #expect(run.status == 0, "\(run.errors)")
      try folder.write(waiting, to: "inbox/a.yaml")
      let old = try folder.files(below: "history/a").keys.compactMap { Int($0.dropLast(5)) }.max() ?? 0
      try folder.write(
        log + "- { version: \(old), action: edited, on: 2026-11-20 }\n", to: "history/a/log.yaml")
    }
    try publish("level: national\nended: 2019")
    let show = try Self.review(folder, "show", "a")
    #expect(show.text.contains("accepting keeps its ended"), "\(show.text)")
    try publish("level: local\nended: 2019")
    let clash = try Self.review(folder, "show", "a")
    #expect(
      clash.text.contains("Both changed these, each otherwise (-: the record, +: this version):\n  level\n"),
      "\(clash.text)")
    #expect(clash.errors.contains("settle in inbox/a.yaml what both changed"), "\(clash.errors)")
    let refused = try Self.review(folder, "accept", "a", "--by", "Joan")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("both changed level"), "\(refused.errors)")
    #expect(refused.errors.contains("    - local\n    + regional\n"))
    #expect(folder.exists("inbox/a.yaml"))
    let run = try Self.review(folder, "accept", "a", "--force", "--by", "Joan")
    #expect(run.status == 0, "\(run.errors)")
    let text = try folder.read("instruments/a.yaml")
    #expect(text.contains("level: regional") && text.contains("ended: 2019") && text.contains("created: 2012"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  @Test func changeByHandMeanwhileIsNoticed() throws {
    let folder = try Self.folder()
    try folder.write(TemporaryFolder.record("a", title: "By hand"), to: "instruments/a.yaml")
    let refused = try Self.review(folder, "accept", "a", "--by", "Joan")
    #expect(refused.status == 1 && refused.errors.contains("was changed by hand"))
    #expect(try Self.review(folder, "accept", "a", "--force", "--by", "Joan").status == 0)
  }

  @Test func returnedDraftGoesBackWithALetter() throws {
    let folder = try Self.folder()
    try folder.write("id: c\nkind: instrument\ntitle: Half\n", to: "inbox/c.yaml")
    #expect(try Self.review(folder, "return", "c", "--by", "Joan").status == 64)
    let run = try Self.review(folder, "return", "c", "--by", "Joan", "--why", "Please say what it is for.")
    #expect(run.status == 0 && run.text == "letters/c.md\n", "\(run.errors)")
    let letter = try folder.read("letters/c.md")
    #expect(letter.contains("Please say what it is for.") && letter.contains("aim is missing"))
    #expect(!letter.contains("Joan"))
    #expect(try folder.read("letters/c.yaml") == "id: c\nkind: instrument\ntitle: Half\n")
    #expect(!folder.exists("inbox/c.yaml") && folder.exists("history/c/1.yaml"))
    let log = try folder.read("history/c/log.yaml")
    #expect(log.contains("action: returned") && log.contains("by: Joan") && log.contains("why: Please say"))
    // It comes back, is returned again, and no letter is written over.
    #expect(try ProgramRun("submit", "--draft", "letters/c.yaml", in: folder.path).status == 0)
    #expect(try Self.review(folder, "return", "c", "--by", "Joan", "--why", "Again").text == "letters/c-2.md\n")
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  @Test func aLetterIsInTheLanguageOfTheRecord() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "inbox/c.yaml": "id: c\nkind: instrument\nlanguage: lt\ntitle: Čekis\nsubmitted: { on: 2026-11-01 }\n"
    ])
    #expect(try Self.review(folder, "return", "c", "--by", "J", "--why", "Prašome papildyti.").status == 0)
    let letter = try folder.read("letters/c.md")
    for words in [
      "# Apie Jūsų įrašą: Čekis\n", "kurį gavome 2026 m. lapkričio 1 d.", "## Kodėl\n\nPrašome papildyti.\n",
      "## Ką reikia pakeisti\n\n- 1 eilutė: ", "\nTai rado programa, kuri rašo angliškai.\n", "Pakeiskite failą c.yaml",
    ] { #expect(letter.contains(words), "\(words)\n\(letter)") }
  }

  @Test func eachLetterIsToldWithItsReader() throws {
    let folder = try Self.folder()
    let run = try Self.review(folder, "return", "a", "b", "--by", "Joan", "--why", "Please say more.")
    #expect(run.errors.contains("send letters/a.md to Ana, with"), "\(run.errors)")
    #expect(run.errors.contains("send letters/b.md to Rasa, with"))
  }

  @Test func whatWasReturnedCanBeReadAndIsToldWhenItComesBack() throws {
    let folder = try Self.folder()
    #expect(try Self.review(folder, "return", "b", "--by", "Joan", "--why", "Please say more.").status == 0)
    let gone = try ProgramRun("log", "b", in: folder.path)
    #expect(
      gone.errors.contains("It never was in the catalogue; `ktc show b --at 1` shows the draft"), "\(gone.errors)")
    let kept = try ProgramRun("show", "b", "--at", "1", in: folder.path)
    #expect(kept.status == 0 && kept.text.contains("Innovation vouchers"), "\(kept.errors)")
    #expect(kept.errors.contains("This is draft 1 (kept since 2026-11-20); it did not come into the catalogue"))
    let onDay = try ProgramRun("show", "b", "--at", "2026-11-20", in: folder.path)
    #expect(onDay.status == 1 && onDay.errors.contains("`ktc show b --at 1` shows its draft"), "\(onDay.errors)")
    try folder.write(folder.read("letters/b.yaml").replacing("Help small", with: "Help all small"), to: "b.yaml")
    #expect(try ProgramRun("submit", "b.yaml", in: folder.path).status == 0)
    let log = try ProgramRun("log", "b", in: folder.path)
    #expect(log.errors.contains("A draft waits in inbox/b.yaml"), "\(log.errors)")
    let diff = try ProgramRun("diff", "b", "1", "now", in: folder.path)
    #expect(diff.status == 0 && diff.text.contains("Help all small"), "\(diff.errors)\(diff.text)")
    #expect(try ProgramRun("diff", "b", in: folder.path).text == diff.text)
    let show = try Self.review(folder, "show", "b")
    #expect(
      show.text.contains(
        "## Decided before\n\n  returned on 2026-11-20: Please say more.\n    ktc diff b 1 now tells what was changed since\n"
      ),
      "\(show.text)")
    let json = try Self.review(folder, "show", "b", "--format", "json")
    let value = try #require(try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    let decided = try #require((value["decided"] as? [[String: Any]])?.first)
    #expect(decided["action"] as? String == "returned" && decided["why"] as? String == "Please say more.")
    #expect(decided["on"] as? String == "2026-11-20" && decided["version"] as? Int == 1)
    #expect(try ProgramRun("diff", "a", "now", in: folder.path).status == 64)
  }

  @Test func likelyDuplicatesAreToldUntilTheDecision() throws {
    let folder = try Self.folder()
    let list = try Self.review(folder, "list")
    #expect(list.lines[0].contains("errors  warnings  doubles  title"))
    #expect(list.lines[1].contains("0       0         1        Innovation vouchers"), "\(list.text)")
    let run = try Self.review(folder, "accept", "b", "--by", "Joan")
    #expect(run.status == 0 && run.errors.contains("warning: this is probably a ("), "\(run.errors)")
  }

  @Test func rejectedDraftIsKeptInTheHistory() throws {
    let folder = try Self.folder()
    let run = try Self.review(folder, "reject", "b", "a", "--by", "Joan", "--why", "Teaching")
    #expect(run.status == 0 && run.text.isEmpty && run.errors.contains("b was rejected; history/b/ keeps the draft"))
    #expect(try folder.files(below: "inbox").isEmpty && !folder.exists("letters"))
    #expect(try folder.read("history/b/log.yaml").contains("action: rejected"))
    #expect(try folder.read("history/a/1.yaml").contains("level: regional"))
    #expect(try folder.read("instruments/a.yaml").contains("level: national"))
    // What was returned or rejected never was in the catalogue.
    #expect(try ProgramRun("list", "--since", "2026-11-20", "--format", "ids", in: folder.path).lines.isEmpty)
  }

  @Test func newVersionOfAWithdrawnRecordIsNotPublishedByTheWay() throws {
    let folder = try Self.folder()
    #expect(try ProgramRun("withdraw", "a", "--why", "Court order", in: folder.path).status == 0)
    let words = "a was withdrawn on 2026-11-20: Court order; to publish it again, first: ktc restore a --why …"
    let again = try ProgramRun("submit", "--update", "new/a.yaml", in: folder.path)
    #expect(again.status == 0 && again.errors.contains("warning: \(words)"), "\(again.errors)")
    #expect(try Self.review(folder, "show", "a").text.contains("error: \(words)"))
    let refused = try Self.review(folder, "accept", "a", "--by", "Joan", "--force")
    #expect(refused.status == 1 && refused.errors.contains("error: \(words)"), "\(refused.errors)")
    let published = try ProgramRun("submit", "--publish", "--update", "new/a.yaml", in: folder.path)
    #expect(published.status == 1 && published.errors.contains("error: \(words)"), "\(published.errors)")
    #expect(try folder.read("instruments/a.yaml").contains("status: withdrawn"))
    #expect(try ProgramRun("restore", "a", "--why", "Settled", in: folder.path).status == 0)
    let accepted = try Self.review(folder, "accept", "a", "--by", "Joan")
    #expect(accepted.status == 0, "\(accepted.errors)")
    let text = try folder.read("instruments/a.yaml")
    #expect(text.contains("level: regional") && !text.contains("withdrawn"))
  }

  @Test func newVersionUnderAnOldIDIsLedToTheNewOne() throws {
    let folder = try Self.folder()
    #expect(try Self.review(folder, "reject", "a", "--by", "J", "--why", "x").status == 0)
    #expect(try ProgramRun("rename", "a", "new-a", in: folder.path).status == 0)
    let stone = try folder.read("instruments/a.yaml")
    for options in [["--update"], ["--update", "--publish"], []] {
      let run = try ProgramRun(arguments: ["submit"] + options + ["new/a.yaml"], in: folder.path)
      #expect(run.status == 1 && run.errors.contains("a goes on as new-a; for a new version of that, write id: new-a"))
    }
    try folder.write(folder.read("new/a.yaml"), to: "inbox/a.yaml")
    #expect(try Self.review(folder, "accept", "a", "--by", "Joan", "--force").status == 1)
    #expect(try folder.read("instruments/a.yaml") == stone)
    // What comes back from a partner says nothing of ids; it lands as a version of the record that there is.
    try FileManager.default.removeItem(atPath: folder("inbox/a.yaml"))
    let run = try ProgramRun("import", "--from", "yaml", "new/a.yaml", in: folder.path)
    let landed = try folder.files(below: "inbox").keys
    #expect(run.status == 0 && landed.contains { $0.hasSuffix("/new-a.yaml") }, "\(run.errors)\(landed)")
  }

  @Test func idsThatLeadElsewhereAreNoDrafts() throws {
    let folder = try Self.folder()
    for id in ["../instruments/a", "..", "/etc/passwd", ""] {
      #expect(try Self.review(folder, "reject", id, "--by", "J", "--why", "x").status == 66, "\(id)")
    }
  }
}

/// Decisions as commits, where `catalogue.yaml` asks for them.
@Suite struct ReviewCommitTests {
  private static func git(_ folder: TemporaryFolder, _ line: String) throws -> ProgramRun {
    let run = try ProgramRun(
      shell: "git \(line)",
      environment: ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"], in: folder.path)
    #expect(run.status == 0, "git \(line): \(run.errors)")
    return run
  }

  private static func folder(commits: Bool = true) throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withCatalogue([
      "inbox/a.yaml": TemporaryFolder.record("a"), "inbox/b.yaml": TemporaryFolder.record("b"),
      "notes.txt": "Old",
    ])
    if commits { try folder.write(folder.read("catalogue.yaml") + "commits: true\n", to: "catalogue.yaml") }
    _ = try git(folder, "init -q && git config user.name Joan && git config user.email joan@example.org")
    _ = try git(folder, "add -A && git commit -qm Begin")
    return folder
  }

  @Test func eachDecisionIsOneCommitOfWhatItTouched() throws {
    let folder = try Self.folder()
    try folder.write("New", to: "notes.txt")
    try folder.write("Elsewhere", to: "other.txt")
    _ = try Self.git(folder, "add notes.txt")
    let run = try ProgramRun("review", "accept", "--all", "--by", "Joan", "--why", "Fine", in: folder.path)
    #expect(run.status == 0 && run.errors.contains("committed to git"), "\(run.errors)")
    #expect(try Self.git(folder, "log --format=%s%n%b -2").text.contains("Accept b\nFine\n"))
    #expect(try Self.git(folder, "rev-list --count HEAD").text == "3\n")
    let touched = try Self.git(folder, "show --name-status --no-renames --format= HEAD~1").lines
    #expect(touched.sorted() == ["A\thistory/a/log.yaml", "A\tinstruments/a.yaml", "D\tinbox/a.yaml"])
    // What somebody else staged, and what nobody did, is as it was.
    #expect(try Self.git(folder, "status --porcelain").lines.sorted() == ["?? other.txt", "M  notes.txt"])
  }

  @Test func whateverIsDecidedIsACommit() throws {
    let folder = try Self.folder()
    try folder.write(TemporaryFolder.record("c", "contact: { name: Ana Person }"), to: "instruments/c.yaml")
    try folder.write(TemporaryFolder.record("new"), to: "new.yaml")
    _ = try Self.git(folder, "add -A && git commit -qm c")
    let decisions = [
      (["withdraw", "c", "--why", "Asked for"], "Withdraw c"), (["restore", "c", "--why", "It runs"], "Restore c"),
      (["rename", "c", "d"], "Rename c to d"), (["forget", "Ana Person", "--yes"], "Remove personal data"),
      (["vocabulary", "retire", "levels", "national", "--use", "regional", "--yes"], nil),
      (["vocabulary", "undo", "--yes"], nil), (["submit", "--publish", "new.yaml"], "Publish new"),
    ]
    for (number, (arguments, subject)) in decisions.enumerated() {
      let run = try ProgramRun(arguments: arguments, in: folder.path)
      #expect(run.status == 0 && run.errors.contains("committed to git"), "\(arguments): \(run.errors)")
      #expect(try Self.git(folder, "rev-list --count HEAD").text == "\(number + 3)\n")
      if let subject { #expect(try Self.git(folder, "log --format=%s -1").text == subject + "\n") }
      #expect(try Self.git(folder, "status --porcelain").text.isEmpty, "\(arguments)")
    }
  }

  @Test func nothingIsCommittedUnlessTheSettingsAskForIt() throws {
    let folder = try Self.folder(commits: false)
    let run = try ProgramRun("review", "accept", "a", "--by", "Joan", in: folder.path)
    #expect(run.errors.contains("commit instruments/a.yaml and history/ to git"))
    #expect(try Self.git(folder, "rev-list --count HEAD").text == "1\n")
  }

  @Test func failureOfGitIsToldAndTheDecisionStands() throws {
    let folder = try Self.folder()
    try folder.write("#!/bin/sh\necho 'the hook says no' >&2\nexit 1\n", to: ".git/hooks/pre-commit")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder(".git/hooks/pre-commit"))
    let run = try ProgramRun("review", "reject", "a", "--by", "Joan", "--why", "No", in: folder.path)
    #expect(run.status == 0)
    #expect(run.errors.contains("git did not commit it: the hook says no"), "\(run.errors)")
    #expect(folder.exists("history/a/log.yaml") && !folder.exists("inbox/a.yaml"))
    #expect(try Self.git(folder, "status --porcelain").text.contains("?? history/"))
    let accepted = try ProgramRun("review", "accept", "b", "--by", "Joan", in: folder.path)
    #expect(accepted.status == 0 && accepted.errors.contains("git did not commit it: the hook says no"))
    #expect(accepted.errors.contains("Accepted by Joan: 1 record. Next: commit "), "\(accepted.errors)")
    let elsewhere = try TemporaryFolder.withCatalogue(["inbox/a.yaml": TemporaryFolder.record("a")])
    try elsewhere.write(elsewhere.read("catalogue.yaml") + "commits: true\n", to: "catalogue.yaml")
    let none = try ProgramRun("review", "accept", "a", "--by", "Joan", in: elsewhere.path)
    #expect(none.status == 0 && none.errors.contains("is no git work tree"))
  }
}
