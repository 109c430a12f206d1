internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct EditCommandTests {
  private static let record =
    "# yaml-language-server: $schema=../record.schema.json\n# mine\n" + TemporaryFolder.record("a", "x_own:   1")

  /// A catalogue with a record, and an editor that is a script. `$1` of the script is an option, `$2` the copy.
  private func folder(_ script: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": Self.record])
    try folder.write("#!/bin/sh\n" + script + "\n", to: "editor")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder("editor"))
    try FileManager.default.createDirectory(atPath: folder("tmp"), withIntermediateDirectories: true)
    return folder
  }

  private func edit(
    _ folder: TemporaryFolder, _ arguments: [String] = ["a"], input: String = ""
  ) throws -> ProgramRun {
    try ProgramRun(
      arguments: ["edit"] + arguments, input: Data(input.utf8),
      environment: ["EDITOR": folder("editor") + "  --wait", "TMPDIR": folder("tmp")], in: folder.path)
  }

  @Test func aValidChangeLandsAndIsNoted() throws {
    let folder = try folder(
      "cp \"$2\" given; ls -ld \"$(dirname \"$2\")\" > rights; sed -i 's/small firms/firms/' \"$2\"")
    let run = try edit(folder, ["a", "--by", "Ville", "--why", "Wider"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text == "instruments/a.yaml\n")
    let expected =
      Self.record.replacingOccurrences(of: "small firms", with: "firms")
      .replacingOccurrences(of: "x_own", with: "modified: { \"on\": 2026-11-20, by: Ville }\nx_own")
    #expect(try folder.read("instruments/a.yaml") == expected)
    #expect(try folder.read("history/a/1.yaml") == Self.record)
    #expect(try folder.read("history/a/log.yaml").contains("why: Wider"))
    // The copy is for this user alone, shows editors the schema, and is gone afterwards.
    #expect(try folder.read("rights").hasPrefix("drwx------"))
    #expect(try folder.read("given").contains("$schema=\(folder.path)/record.schema.json\n"))
    #expect(try folder.files(below: "tmp").isEmpty)
  }

  @Test func anUnchangedCopyChangesNothing() throws {
    let folder = try folder("true")
    let run = try edit(folder)
    #expect(run.status == 0)
    #expect(run.errors == "Nothing was changed.\n")
    #expect(try folder.read("instruments/a.yaml") == Self.record)
    #expect(!folder.exists("history"))
  }

  @Test func whatIsInvalidIsShownAndMayBeEditedAgain() throws {
    let folder = try folder(
      "if [ -e once ]; then sed -i 's/kind: policy/kind: instrument/; s/small firms/firms/' \"$2\"; "
        + "else touch once; sed -i 's/kind: instrument/kind: policy/' \"$2\"; fi")
    let run = try edit(folder, input: "?\ne\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("instruments/a.yaml:4:7: error: \"policy\" is not one of instrument, practice"))
    #expect(run.errors.contains("(e)dit again, (t)hrow away, or (k)eep as a file?"))
    #expect(try folder.read("instruments/a.yaml").contains("aim: Help firms"))
  }

  @Test(arguments: [("t\n", false), ("k\n", true), ("", true)])
  func whatIsInvalidIsThrownAwayOrKept(_ input: String, _ isKept: Bool) throws {
    let folder = try folder("sed -i 's/kind: instrument/kind: policy/' \"$2\"")
    let run = try edit(folder, input: input)
    #expect(run.status == 1)
    #expect(try folder.read("instruments/a.yaml") == Self.record)
    #expect(folder.exists("a.draft.yaml") == isKept)
    if isKept {
      #expect(
        try folder.read("a.draft.yaml")
          == Self.record.replacingOccurrences(of: "kind: instrument", with: "kind: policy"))
      #expect(run.errors.contains("your version is in a.draft.yaml"))
    }
    #expect(try folder.files(below: "tmp").isEmpty)
  }

  @Test func aRecordThatChangedMeanwhileIsNotOverwritten() throws {
    let folder = try folder("echo '# theirs' >> instruments/a.yaml; echo '# mine too' >> \"$2\"")
    let run = try edit(folder)
    #expect(run.status == 1)
    #expect(run.errors.contains("was changed meanwhile and is left as it is; your version is in a.draft.yaml"))
    #expect(try folder.read("instruments/a.yaml") == Self.record + "# theirs\n")
    #expect(try folder.read("a.draft.yaml") == Self.record + "# mine too\n")
  }

  @Test func theIdStays() throws {
    let folder = try folder("sed -i 's/^id: a/id: b/' \"$2\"")
    let run = try edit(folder, input: "t\n")
    #expect(run.status == 1)
    #expect(run.errors.contains("[id-differs]"))
  }

  @Test func aDraftInTheInboxIsEditedWithoutHistory() throws {
    let folder = try folder("sed -i 's/small firms/firms/' \"$2\"")
    try folder.write("id: c\nkind: practice\naim: Help small firms\n", to: "inbox/c.yaml")
    let run = try edit(folder, ["c"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.read("inbox/c.yaml") == "id: c\nkind: practice\naim: Help firms\n")
    #expect(!folder.exists("history"))
  }

  @Test func anEditorThatFailsChangesNothing() throws {
    let folder = try folder("echo '# half' >> \"$2\"; exit 3")
    let run = try edit(folder)
    #expect(run.status == 1)
    #expect(run.errors.contains("ended with status 3; nothing was changed. Your version is in a.draft.yaml."))
    #expect(try folder.read("instruments/a.yaml") == Self.record)
    #expect(try folder.read("a.draft.yaml") == Self.record + "# half\n")
  }

  @Test func aMissingEditorIsToldWithWhatToSet() throws {
    let folder = try folder("true")
    let run = try ProgramRun("edit", "a", environment: ["VISUAL": "no-such-editor; touch x"], in: folder.path)
    #expect(run.status == 66)
    #expect(run.errors.contains("EDITOR=nano ktc edit a"))
    #expect(!folder.exists("x"))
  }

  @Test func whoMayNotWriteIsToldBeforeTheEditorOpens() throws {
    let folder = try folder("touch opened")
    try folder.write("", to: ".ktc/lock")
    try FileManager.default.removeItem(atPath: folder(".ktc/lock"))
    // A folder in the place of the lock cannot be opened for writing, whoever asks.
    try FileManager.default.createDirectory(atPath: folder(".ktc/lock"), withIntermediateDirectories: true)
    let run = try edit(folder)
    #expect(run.status == 74, "\(run.errors)")
    #expect(run.errors.contains("cannot lock"))
    #expect(!folder.exists("opened"))
  }

  @Test func aVersionIsKeptWhenTheLockIsLostMeanwhile() throws {
    let folder = try folder("rm -f .ktc/lock; mkdir -p .ktc/lock; sed -i 's/small firms/firms/' \"$2\"")
    let run = try edit(folder)
    #expect(run.status == 74, "\(run.errors)")
    #expect(run.errors.contains("Your version is in a.draft.yaml."))
    #expect(try folder.read("a.draft.yaml").contains("Help firms"))
  }

  @Test(arguments: ["MY", "'MY'", "\"MY\"", "\"MY\" --wait", "MY\\ ED"]) func anEditorMayHaveABlankInItsPath(
    _ form: String
  ) throws {
    let folder = try folder("true")
    let path = folder("my editor")
    try folder.write("#!/bin/sh\nfor last; do :; done; sed -i 's/small firms/firms/' \"$last\"\n", to: "my editor")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    let command =
      form.contains("ED")
      ? path.replacingOccurrences(of: " ", with: "\\ ") : form.replacingOccurrences(of: "MY", with: path)
    let run = try ProgramRun(
      arguments: ["edit", "a"], input: Data(), environment: ["EDITOR": command, "TMPDIR": folder("tmp")],
      in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.read("instruments/a.yaml").contains("Help firms"))
  }

  @Test func anEditorThatIsNotThereIsNamedInOneSentence() throws {
    let folder = try folder("true")
    let run = try ProgramRun(
      arguments: ["edit", "a"], input: Data(), environment: ["EDITOR": "no-such-editor", "TMPDIR": folder("tmp")],
      in: folder.path)
    #expect(run.status == 66)
    #expect(!run.errors.contains(".;"), "\(run.errors)")
  }
}
