internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct SubmitTests {
  @Test func landsInTheInboxStampedWithItsComments() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let text = """
      # yaml-language-server: $schema=../elsewhere/record.schema.json
      # A remark at the top.

      kind: instrument   # a remark behind
      id: voucher
      title: 'Innovation voucher'
      x_note:   { kept: "as it is" }

      countries: [ FR ]
      priorities:
          - knowledge-transfer
      target_groups: [smes-only]
      organisations: [{ name: Ville de Grenoble, role: reporter }]
      # Another remark.
      aim: Help.
      overview: |
        A firm hands it in.

          Indented.
      # The last remark.

      """
    try folder.write(text, to: "drafts/voucher.yaml")
    let run = try ProgramRun("submit", "drafts/voucher.yaml", in: folder.path)
    #expect(run.status == 0)
    #expect(run.text == "inbox/voucher.yaml\n")
    #expect(run.errors.contains("ktc review show voucher"))
    #expect(run.errors.contains("ktc review accept voucher"))
    let landed = try folder.read("inbox/voucher.yaml")
    let stamp = landed.split(separator: "\n").filter { $0.hasPrefix("submitted:") }
    #expect(stamp.count == 1)
    #expect(stamp.first?.contains("2026-11-20") == true && stamp.first?.contains("Ville de Grenoble") == true)
    // But for the stamp and the modeline every byte is as it was handed in.
    let others = landed.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("submitted:") }
    let expected = text.replacingOccurrences(of: "../elsewhere/record.schema.json", with: "../record.schema.json")
    #expect(others.joined(separator: "\n") == expected)
    #expect(try folder.read("drafts/voucher.yaml") == text)
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  @Test func keepsLineEndsAndAByteOrderMark() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let text = "\u{FEFF}" + TemporaryFolder.record("a", "# remark").replacingOccurrences(of: "\n", with: "\r\n")
    try folder.write(text, to: "a.yaml")
    #expect(try ProgramRun("submit", "a.yaml", in: folder.path).status == 0)
    let landed = try folder.read("inbox/a.yaml")
    #expect(landed.contains("# remark\r\n"))
    #expect(landed.split(separator: "\r\n").count > 8)
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  @Test func aLinkOutOfTheFolderIsNotFollowed() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "mail/a.yaml": TemporaryFolder.record("a"), "mail/in/b.yaml": TemporaryFolder.record("b"),
      "other/c.yaml": TemporaryFolder.record("c"),
    ])
    try folder.link("mail/root", to: "../other")
    let run = try ProgramRun("submit", "mail", "--keep-going", in: folder.path)
    #expect(run.status == 1 && run.lines.count == 2, "\(run.text)\(run.errors)")
    #expect(run.errors.contains("mail/root: error: this is a link that leads out"))
  }

  @Test func nothingIsWrittenBehindALinkOfTheProgramsOwnFolder() throws {
    let folder = try TemporaryFolder.withCatalogue(["a.yaml": TemporaryFolder.record("a")])
    let elsewhere = try TemporaryFolder()
    try folder.link(".ktc", to: elsewhere.path)
    let run = try ProgramRun("submit", "a.yaml", in: folder.path)
    #expect(run.status != 0 && run.errors.contains("leads out of the catalogue"), "\(run.errors)")
    #expect(try elsewhere.files().isEmpty)
  }

  @Test func refusesWhatHasErrorsAndWritesNothing() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    let before = try folder.files().filter { !$0.key.hasPrefix(".ktc") }
    let cases: [(name: String, text: String, code: String)] = [
      ("half", "title: \"half", "yaml-unclosed"), ("empty", "", ""),
      ("field", TemporaryFolder.record("field", "colour: blue"), "unknown-field"),
      ("missing", "id: missing\nkind: instrument\n", "missing-field"),
      ("missing-draft", "id: missing\nkind: instrument\nstatus: draft\n", "missing-field"),
      ("taken", TemporaryFolder.record("a"), "taken-id"),
      ("link", TemporaryFolder.record("link", "links: [{ type: related, target: nowhere }]"), "unknown-link"),
      ("up", TemporaryFolder.record("../up"), ""), ("absolute", TemporaryFolder.record("/tmp/up"), ""),
      ("dots", TemporaryFolder.record(".."), ""), ("hidden", TemporaryFolder.record(".hidden"), ""),
      ("long", TemporaryFolder.record(String(repeating: "a", count: 81)), ""),
      ("two", TemporaryFolder.record("two") + "---\n" + TemporaryFolder.record("three"), ""),
      (
        "untitled", TemporaryFolder.record("x", title: "\"???\"").replacingOccurrences(of: "id: x\n", with: ""),
        "missing-id"
      ),
    ]
    for (name, text, code) in cases {
      let other = try TemporaryFolder()
      try other.write(text, to: name + ".yaml")
      for more in [[], ["--publish"]] {
        let run = try ProgramRun(arguments: ["submit", other(name + ".yaml")] + more, in: folder.path)
        #expect(run.status == 1, "\(name): \(run.errors)")
        #expect(run.errors.contains(code.isEmpty ? "error:" : "[\(code)"), "\(name): \(run.errors)")
        #expect(run.errors.contains("nothing was written"), "\(name)")
        #expect(run.text.isEmpty)
      }
    }
    #expect(try folder.files().filter { !$0.key.hasPrefix(".ktc") } == before)
  }

  @Test func draftMayLackFieldsButNotBeWrong() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "part.yaml": "id: part\nkind: instrument\ntitle: Part\n", "wrong.yaml": "id: wrong\ncolour: blue\n",
    ])
    let run = try ProgramRun("submit", "--draft", "part.yaml", in: folder.path)
    #expect(run.status == 0)
    #expect(run.errors.contains("note: aim is missing"))
    #expect(folder.exists("inbox/part.yaml"))
    #expect(try ProgramRun("submit", "--draft", "wrong.yaml", in: folder.path).status == 1)
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    let publish = try ProgramRun("submit", "--publish", "inbox/part.yaml", in: folder.path)
    #expect(publish.status == 1)
    #expect(publish.errors.contains("error: aim is missing"))
    #expect(folder.exists("inbox/part.yaml"))
    #expect(try ProgramRun("submit", "--draft", "--publish", "part.yaml", in: folder.path).status == 64)
  }

  @Test func draftThatSaysSoIsNotPublishedIncomplete() throws {
    let folder = try TemporaryFolder.withCatalogue(
      ["inbox/part.yaml": "id: part\nkind: instrument\ntitle: Part\nstatus: draft\n"])
    let run = try ProgramRun("submit", "--publish", "inbox/part.yaml", in: folder.path)
    #expect(run.status == 1)
    #expect(!folder.exists("instruments/part.yaml"))
  }

  @Test func publishingFromTheInboxRemovesTheDraftThere() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "inbox/batch/p.yaml": TemporaryFolder.record("p", kind: "practice", "status: draft\n# remark")
    ])
    let run = try ProgramRun("submit", "--publish", "inbox/batch/p.yaml", in: folder.path)
    #expect(run.text == "practices/p.yaml\n")
    #expect(try folder.files(below: "inbox").isEmpty)
    let text = try folder.read("practices/p.yaml")
    #expect(text.contains("status: published"))
    #expect(text.contains("# remark"))
    #expect(text.contains("$schema=../record.schema.json"))
    #expect(try ProgramRun("validate", in: folder.path).errors == "1 record checked: no findings.\n")
  }

  @Test func draftThatWaitsUnderTheSameIDIsNamedAndTheNewVersionTakesItsPlace() throws {
    let folder = try TemporaryFolder.withCatalogue()
    try folder.write(TemporaryFolder.record("a"), to: "a.yaml")
    #expect(try ProgramRun("submit", "a.yaml", in: folder.path).status == 0)
    let refused = try ProgramRun("submit", "--publish", "a.yaml", in: folder.path)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("waits in inbox/a.yaml; publish it with `ktc submit --publish inbox/a.yaml`"))
    #expect(try ProgramRun("submit", "--publish", "--update", "a.yaml", in: folder.path).status == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/inbox/a.yaml"))
    #expect(FileManager.default.fileExists(atPath: folder.path + "/instruments/a.yaml"))
    #expect(try ProgramRun("list", "--format", "ids", in: folder.path).text == "a\n")
  }

  @Test func missingIDIsShownAtTheFieldAndNotAtTheTop() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let text = TemporaryFolder.record("a").split(separator: "\n").filter { !$0.hasPrefix("title:") }.map {
      $0.hasPrefix("id:") ? "id:" : String($0)
    }
    try folder.write("# remark\n" + text.joined(separator: "\n") + "\n", to: "a.yaml")
    let run = try ProgramRun("submit", "--draft", "a.yaml", in: folder.path)
    #expect(run.status == 1)
    let line = try #require(text.firstIndex(of: "id:")) + 2
    #expect(run.errors.contains("a.yaml:\(line):1: error: write an id"))
  }

  @Test func updateIsAProposalUntilItIsPublishedAndHistoryIsKept() throws {
    let old = TemporaryFolder.record("a", title: "Old")
    let folder = try TemporaryFolder.withCatalogue(["instruments/deep/a.yaml": old])
    func submit(_ title: String, _ more: String...) throws -> ProgramRun {
      try folder.write(TemporaryFolder.record("a", title: title), to: "a.yaml")
      return try ProgramRun(arguments: ["submit", "--update", "--by", "Ana", "a.yaml"] + more, in: folder.path)
    }
    let first = try submit("First")
    #expect(first.text == "inbox/a.yaml\n")
    #expect(first.errors.contains("proposed new version"))
    #expect(first.errors.contains("ktc review accept a"))
    #expect(try folder.read("instruments/deep/a.yaml") == old)
    #expect(try ProgramRun("list", "--format", "ids", in: folder.path).lines == ["a"])

    // A second proposal takes the place of the first, which is not lost.
    #expect(try submit("Second").text == "inbox/a.yaml\n")
    #expect(try folder.read("history/a/1.yaml").contains("title: First"))

    #expect(try ProgramRun("submit", "--publish", "inbox/a.yaml", in: folder.path).status == 1)
    let published = try ProgramRun("submit", "--publish", "--update", "inbox/a.yaml", in: folder.path)
    #expect(published.text == "instruments/deep/a.yaml\n")
    #expect(try folder.read("instruments/deep/a.yaml").contains("title: Second"))
    #expect(try folder.read("history/a/2.yaml") == old)
    #expect(try folder.files(below: "inbox").isEmpty)
    let log = try folder.read("history/a/log.yaml")
    #expect(log.contains("action: replaced in inbox") && log.components(separatedBy: "action: replaced").count == 3)
    #expect(log.contains("2026-11-20") && log.contains("by: Ana"))
    // From which state of the record each new version was made is noted, so that a later change of it is noticed.
    #expect(log.components(separatedBy: "action: proposed").count == 3 && log.contains("base: sha256:"))
  }

  @Test func severalFilesLandAsOneFolder() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "a.yaml": TemporaryFolder.record("a", "links: [{ type: related, target: b }]"),
      "b.yaml": TemporaryFolder.record("b"),
      "c.yaml": TemporaryFolder.record("c", "colour: blue"), "b2.yaml": TemporaryFolder.record("b"),
    ])
    let refused = try ProgramRun("submit", "a.yaml", "b.yaml", "c.yaml", in: folder.path)
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains("1 of 3 records were refused") || refused.errors.contains("1 of 3 records was refused"))
    #expect(try folder.files(below: "inbox").isEmpty)
    #expect(try ProgramRun("submit", "b.yaml", "b2.yaml", in: folder.path).status == 1)
    let landed = try ProgramRun("submit", "a.yaml", "b.yaml", in: folder.path)
    #expect(landed.lines == ["inbox/batch-2026-11-20-1/a.yaml", "inbox/batch-2026-11-20-1/b.yaml"])
    #expect(try folder.read("inbox/batch-2026-11-20-1/a.yaml").contains("$schema=../../record.schema.json"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    // New versions of waiting drafts take their places; no second draft of one id comes about.
    let again = try ProgramRun("submit", "--update", "a.yaml", "b.yaml", in: folder.path)
    #expect(again.lines == landed.lines)
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  @Test func goodOnesLandWithoutTheOthersWhenAskedTo() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "new/deep/a.yaml": TemporaryFolder.record("a"), "new/b.yml": TemporaryFolder.record("b"),
      "new/wrong.yaml": TemporaryFolder.record("wrong", "colour: blue"),
      "new/leads.yaml": TemporaryFolder.record("leads", "links: [{ type: related, target: wrong }]"),
      "new/follows.yaml": TemporaryFolder.record("follows", "links: [{ type: related, target: leads }]"),
      "new/readme.md": "no record",
    ])
    let refused = try ProgramRun("submit", "new", in: folder.path)
    #expect(refused.status == 1 && refused.text.isEmpty)
    #expect(refused.errors.contains("1 of 5 records were refused") && refused.errors.contains("--keep-going"))
    #expect(try folder.files(below: "inbox").isEmpty)
    let run = try ProgramRun("submit", "--keep-going", "new", "gone.yaml", in: folder.path)
    #expect(run.status == 1)
    #expect(run.lines == ["a", "b"].map { "inbox/batch-2026-11-20-1/\($0).yaml" })
    #expect(run.errors.contains("4 of 6 records were left out:\n"))
    #expect(run.errors.contains("  gone.yaml: cannot read gone.yaml: there is no such file"))
    #expect(run.errors.contains("  new/wrong.yaml: ") && run.errors.contains("colour"))
    // A link to what was refused would lead nowhere, and so would a link to what has such a link.
    #expect(run.errors.contains("  new/leads.yaml: no record has the id \"wrong\""))
    #expect(run.errors.contains("  new/follows.yaml: no record has the id \"leads\""))
    #expect(run.errors.contains("2 records wait for review. Next: ktc review list"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  @Test func missingFileDoesNotKeepTheOthersFromBeingChecked() throws {
    let folder = try TemporaryFolder.withCatalogue(["wrong.yaml": TemporaryFolder.record("wrong", "colour: blue")])
    let run = try ProgramRun("submit", "gone.yaml", "wrong.yaml", "empty", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("gone.yaml") && run.errors.contains("[unknown-field]"))
    #expect(run.errors.contains("3 of 3 records were refused"))
    #expect(try ProgramRun("submit", "gone.yaml", "--keep-going", in: folder.path).status == 66)
  }

  @Test func streamOfDocumentsOnStandardInputLandsTogether() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let stream = "# Two records.\n" + TemporaryFolder.record("a") + "---\n" + TemporaryFolder.record("b", "# remark")
    let run = try ProgramRun("submit", "-", input: stream, in: folder.path)
    #expect(run.lines == ["a", "b"].map { "inbox/batch-2026-11-20-1/\($0).yaml" }, "\(run.errors)")
    #expect(try folder.read("inbox/batch-2026-11-20-1/b.yaml").contains("# remark"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    let wrong = try ProgramRun(
      "submit", "-", input: TemporaryFolder.record("c") + "---\ncolour: blue\n", in: folder.path)
    #expect(wrong.status == 1)
    let line = TemporaryFolder.record("c").split(separator: "\n").count + 2
    #expect(wrong.errors.contains("<stdin>:\(line):1: error: there is no field"), "\(wrong.errors)")
    #expect(try ProgramRun("submit", "-", input: "", in: folder.path).status == 1)
  }

  @Test func likelyDuplicatesAreNamedWithReasonsAndLandAllTheSame() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/voucher.yaml": TemporaryFolder.record("voucher", title: "Innovation voucher for small firms")
    ])
    let again = TemporaryFolder.record("cheque", title: "Innovation vouchers for small firms")
    let run = try ProgramRun("submit", "-", input: again, in: folder.path)
    #expect(run.status == 0 && run.text == "inbox/cheque.yaml\n")
    #expect(run.errors.contains("<stdin>:3:8: warning: this is probably voucher ("), "\(run.errors)")
    #expect(run.errors.contains("both in FR") && run.errors.contains("[likely-duplicate]"))
    // A new version of a record doubles nothing.
    let version = TemporaryFolder.record("voucher", title: "Innovation voucher for firms", country: "LT")
    let update = try ProgramRun("submit", "--update", "-", input: version, in: folder.path)
    #expect(update.status == 0 && !update.errors.contains("[likely-duplicate]"), "\(update.errors)")
  }

  @Test func readsARecordFromStandardInput() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let run = try ProgramRun("submit", "-", input: TemporaryFolder.record("a"), in: folder.path)
    #expect(run.text == "inbox/a.yaml\n")
    let wrong = try ProgramRun("submit", "-", input: "colour: blue", in: folder.path)
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("<stdin>:1:1: error:"))
  }

  @Test func idIsMadeOfTheTitle() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let text = TemporaryFolder.record("x", title: "Chèque d'innovation (Île-de-France)").replacingOccurrences(
      of: "id: x\n", with: "")
    let run = try ProgramRun("submit", "-", input: text, in: folder.path)
    #expect(run.text == "inbox/cheque-d-innovation-ile-de-france.yaml\n")
    #expect(
      try folder.read("inbox/cheque-d-innovation-ile-de-france.yaml").contains(
        "id: cheque-d-innovation-ile-de-france\n"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  @Test func labelsBecomeCodesAndTheSubmitterIsTold() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let text = TemporaryFolder.record("a").replacingOccurrences(of: "[smes-only]", with: "[SMEs only]  # whom")
      .replacingOccurrences(of: "[FR]", with: "[France]")
    let run = try ProgramRun("submit", "-", input: text, in: folder.path)
    #expect(run.status == 0)
    #expect(run.errors.contains("this was repaired"))
    let landed = try folder.read("inbox/a.yaml")
    #expect(landed.contains("target_groups: [smes-only]  # whom"))
    #expect(landed.contains("countries: [FR]"))
    #expect(try ProgramRun("validate", in: folder.path).errors == "1 record checked: no findings.\n")
  }

  @Test func dryRunTellsAndChangesNothing() throws {
    let folder = try TemporaryFolder.withCatalogue(["a.yaml": TemporaryFolder.record("a")])
    let before = try folder.files()
    let run = try ProgramRun("submit", "--dry-run", "a.yaml", in: folder.path)
    #expect(run.text == "a: would be put into the inbox\n")
    #expect(
      try ProgramRun("submit", "--dry-run", "--publish", "a.yaml", in: folder.path).text == "a: would be published\n")
    #expect(try folder.files() == before)
  }

  @Test func missingFileIsStatus66() throws {
    let folder = try TemporaryFolder.withCatalogue()
    #expect(try ProgramRun("submit", "gone.yaml", in: folder.path).status == 66)
    #expect(try ProgramRun("submit", in: folder.path).status == 64)
  }

  /// Many programs at once hand in the same id and ids of their own: nothing is written over, nothing is lost.
  @Test func submissionsAtOnceLoseNothing() throws {
    let folder = try TemporaryFolder.withCatalogue()
    for number in 1...8 {
      try folder.write(TemporaryFolder.record("own-\(number)"), to: "own-\(number).yaml")
      try folder.write(TemporaryFolder.record("same", title: "From \(number)"), to: "same-\(number).yaml")
    }
    let run = try ProgramRun(
      shell: """
        for n in 1 2 3 4 5 6 7 8; do
          ("$KTC" submit own-$n.yaml >/dev/null 2>&1; echo "own $?" >>status-$n) &
          ("$KTC" submit same-$n.yaml >/dev/null 2>&1; echo "same $?" >>status-$n) &
        done
        wait
        cat status-*
        """, in: folder.path)
    #expect(run.lines.count { $0 == "own 0" } == 8)
    #expect(run.lines.count { $0 == "same 0" } == 1)
    #expect(run.lines.count { $0 == "same 1" } == 7)
    #expect(try folder.files(below: "inbox").keys.sorted() == (1...8).map { "own-\($0).yaml" } + ["same.yaml"])
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  @Test func aVersionOfARecordThatIsNotThereIsQuestioned() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/voucher.yaml": TemporaryFolder.record("voucher"), "new.yaml": TemporaryFolder.record("vuocher"),
    ])
    let run = try ProgramRun("submit", "--update", "new.yaml", in: folder.path)
    #expect(run.errors.contains("no record has the id \"vuocher\"; did you mean \"voucher\"?"), "\(run.errors)")
  }

  @Test func whatIsNotThereIsNoRefusedRecord() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let run = try ProgramRun("submit", "nothing.yaml", in: folder.path)
    #expect(run.errors.contains("There was no record to read"))
    #expect(!run.errors.contains("refused"))
  }

  @Test func aHalfRecordIsToBeCompletedFirst() throws {
    let folder = try TemporaryFolder.withCatalogue(["half.yaml": "kind: practice\ntitle: Half\n"])
    let run = try ProgramRun("submit", "--draft", "half.yaml", in: folder.path)
    #expect(run.errors.contains("it is not complete. Next: ktc edit inbox/half.yaml"), "\(run.errors)")
    #expect(
      try folder.read("inbox/half.yaml").hasPrefix("# yaml-language-server: $schema=../record.schema.json\nid: half\n"))
  }
}
