internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct SetCommandTests {
  private static let record = """
    # yaml-language-server: $schema=../record.schema.json
    kind: instrument   # ours
    id: a
    title:
      # in English
      en: Voucher   # short
    countries: [FR]  # where

    priorities: [knowledge-transfer]
    target_groups: [smes-only]
    aim: Help small firms.
    overview: |
      A firm hands in a voucher.
    links:
      # the first
      - { type: related, name: Other }  # outside
    x_own:   1

    """

  private func folder() throws -> TemporaryFolder {
    try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": Self.record, "instruments/b.yaml": TemporaryFolder.record("b", country: "PT"),
    ])
  }

  @Test func changesOnlyTheFieldsThatAreSet() throws {
    let folder = try folder()
    let run = try ProgramRun(
      "set", "title.fr=Chèque: un essai", "countries+=PT", "level=National", "links+={ type: related, target: b }",
      "x_own=two", "created=2006", "id:a", "--yes", "--by", "Ville", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let expected = """
      # yaml-language-server: $schema=../record.schema.json
      kind: instrument   # ours
      id: a
      title:
        # in English
        en: Voucher  # short
        fr: "Chèque: un essai"
      countries: [FR, PT]  # where
      level: national

      priorities: [knowledge-transfer]
      target_groups: [smes-only]
      aim: Help small firms.
      overview: |
        A firm hands in a voucher.
      created: 2006
      links:
        # the first
        - { type: related, name: Other }  # outside
        - { type: related, target: b }
      modified: { "on": 2026-11-20, by: Ville }
      x_own: two

      """
    #expect(try folder.read("instruments/a.yaml") == expected)
    #expect(try folder.read("history/a/1.yaml") == Self.record)
    let log = try folder.read("history/a/log.yaml")
    #expect(log.contains("action: edited"))
    #expect(log.contains("by: Ville"))
    #expect(log.contains("set title.fr=Chèque: un essai countries+=PT"))
    #expect(try ProgramRun("validate", in: folder.path).errors.contains("no findings"))
    let again = try ProgramRun("set", "countries+=PT", "id:a", "--yes", in: folder.path)
    #expect(again.status == 0)
    #expect(again.errors == "1 record looked at: nothing to change.\n")
  }

  @Test func takesValuesAndFieldsAway() throws {
    let folder = try folder()
    let first = try ProgramRun("set", "countries=[FR, PT]", "created=2006", "--all", "--yes", in: folder.path)
    #expect(first.status == 0)
    #expect(first.errors.hasPrefix("2 of 2 records changed."))
    #expect(try ProgramRun("set", "countries-=FR", "created=", "links=", "id:a", "--yes", in: folder.path).status == 0)
    let text = try folder.read("instruments/a.yaml")
    #expect(text.contains("countries: [PT]  # where\n"))
    #expect(!text.contains("created:"))
    #expect(!text.contains("links:"))
    // What was said about it is not lost.
    #expect(text.contains("# the first\n# outside\nmodified:"))
    #expect(try ProgramRun("validate", in: folder.path).errors.contains("no findings"))
  }

  @Test func showsTheDifferenceAndAsksFirst() throws {
    let folder = try folder()
    let before = try folder.files(below: "instruments")
    for more in [["--dry-run"], []] {
      let run = try ProgramRun(arguments: ["set", "active=true", "--all"] + more, in: folder.path)
      #expect(run.status == (more.isEmpty ? 64 : 0))
      #expect(run.lines.count { $0 == "+active: true" } == 2)
      #expect(run.errors.contains(more.isEmpty ? "Add --yes" : "2 of 2 records would change."))
    }
    #expect(try folder.files(below: "instruments") == before)
  }

  @Test func oneRecordThatWouldBeInvalidStopsAll() throws {
    let folder = try folder()
    let before = try folder.files(below: "instruments")
    let run = try ProgramRun("set", "countries-=PT", "active=true", "--all", "--yes", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("instruments/b.yaml:1:1: error: countries is missing"))
    #expect(run.errors.contains("Nothing was changed, since 1 error would come of it."))
    #expect(try folder.files(below: "instruments") == before)
  }

  @Test func nothingMatchedIsStatus1() throws {
    let run = try ProgramRun("set", "active=true", "id:nothing", "--yes", in: folder().path)
    #expect(run.status == 1)
  }

  @Test(
    arguments: [
      (["active=true"], "say which records"), (["active=true", "the of"], "say which records"),
      (["active=true", "*", "--country", "PT"], "say which records"), (["voucher"], "say what to change first"),
      (["contry=FR", "--all"], "did you mean \"country\"?"), (["id=x", "--all"], "the id is permanent"),
      (["status=withdrawn", "--all"], "cannot be set"), (["modified=2006", "--all"], "written by the program"),
      (["created=soon", "--all"], "is no date"), (["created+=2006", "--all"], "has one value"),
      (["title+=x", "--all"], "is a text"), (["created.fr=2006", "--all"], "no texts by language"),
      (["x_a+=1", "--all"], "only set or taken away"), (["x_a=[1", "--all"], "yaml-bracket"),
      (["countries+=", "--all"], "has no value"),
    ])
  func wrongUsageIsStatus64(_ arguments: [String], _ words: String) throws {
    let folder = try folder()
    let run = try ProgramRun(arguments: ["set"] + arguments + ["--yes"], in: folder.path)
    #expect(run.status == 64)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(!folder.exists("history"))
  }

  @Test func partsOfGroupsAreNotSetAndTheMessageSaysWhatToDo() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    for part in ["contact.name=Foo", "cofinancing.maximum.amount=5000", "outputs.1.value=5"] {
      let run = try ProgramRun("set", part, "id:a", "--yes", in: folder.path)
      #expect(run.status == 64)
      #expect(run.errors.contains("is a group of values, and its parts are not set one by one; use ktc edit"))
    }
  }

  @Test func textsWithBlanksAroundThemAndDatesInAnotherNotationAreTaken() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    let run = try ProgramRun("set", "title.lt=  \"x\": #y ", "created=2019.05.03", "id:a", "--yes", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("note: created: \"2019.05.03\" was read as 2019-05-03"), "\(run.errors)")
    let record = try folder.read("instruments/a.yaml")
    #expect(
      record.contains("created: 2019-05-03") && record.contains("\"x\\\": #y") || record.contains("'\"x\": #y'"),
      "\(record)")
  }
}
