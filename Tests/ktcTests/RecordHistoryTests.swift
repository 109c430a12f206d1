internal import Foundation
internal import TestSupport
internal import Testing

/// `log`, `diff` and `show --at`, of a record that changed twice, one that has gone, and one that nobody changed.
@Suite struct RecordHistoryTests {
  /// `cheque` was published in January, replaced in March and edited in June; `gone` has left versions behind.
  private static func catalogue() throws -> TemporaryFolder {
    let first = TemporaryFolder.record(
      "cheque", title: "{ en: First, fr: Premier }", "created: 2006\nsubmitted: { on: 2026-01-10, by: Ana PERSON }\n")
    let second = TemporaryFolder.record(
      "cheque", title: "{ en: Second, fr: Premier }",
      "created: 2007\nsubmitted: { on: 2026-03-05, by: Ben PERSON }\n")
    let third = TemporaryFolder.record(
      "cheque", title: "{ en: Third, fr: Premier, de: Dritter }",
      "submitted: { on: 2026-03-05, by: Ben PERSON }\nmodified: { on: 2026-06-01, by: Cleo PERSON }\n"
        + "contact: { name: Dan PERSON }\n")
    let gone = TemporaryFolder.record("gone", "submitted: { on: 2026-01-10 }")
    return try .withCatalogue([
      "instruments/cheque.yaml": third, "history/cheque/1.yaml": first, "history/cheque/2.yaml": second,
      "history/cheque/log.yaml": """
      - { action: published, on: 2026-01-10, by: Ana PERSON }
      - { version: 1, action: replaced, on: 2026-03-05, by: Ben PERSON, why: A new brochure }
      - { version: 2, action: edited, on: 2026-06-01, by: Cleo PERSON, digest: "sha256:00" }

      """,
      "history/gone/1.yaml": gone, "history/gone/log.yaml": "- { version: 1, action: replaced, on: 2026-02-01 }\n",
      "instruments/plain.yaml": TemporaryFolder.record("plain", "submitted: { on: 2026-01-10 }"),
    ])
  }

  private func json(_ run: ProgramRun) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
  }

  @Test func logTellsWhatWasDoneWhenAndWhyAndNamesPeopleOnlyWhenAsked() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun("log", "cheque", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.text == """
        on          action     version kept  why
        2026-01-10  published
        2026-03-05  replaced   1             A new brochure
        2026-06-01  edited     2

        """)
    #expect(run.errors.contains("Now: instruments/cheque.yaml."))
    #expect(run.errors.contains("The file was changed by hand after 2026-06-01; git may know when."))
    let named = try ProgramRun("log", "cheque", "--names", in: folder.path)
    #expect(named.text.contains("2026-03-05  replaced   1             Ben PERSON   A new brochure"))
    let entries = try #require(
      try json(ProgramRun("log", "cheque", "--format", "json", in: folder.path))["entries"] as? [[String: Any]])
    #expect(entries.count == 3 && entries[1]["path"] as? String == "history/cheque/1.yaml")
    #expect(entries[1]["by"] == nil && entries[1]["why"] as? String == "A new brochure")
  }

  @Test func logKnowsWhatHasGoneAndNamesTheNearestOfWhatNeverWas() throws {
    let folder = try Self.catalogue()
    let gone = try ProgramRun("log", "gone", in: folder.path)
    #expect(gone.status == 0 && gone.text.contains("2026-02-01  replaced  1"))
    #expect(gone.errors.contains("Its file has gone"))
    let none = try ProgramRun("log", "chequ", in: folder.path)
    #expect(none.status == 66 && none.errors.contains("did you mean \"cheque\"?"), "\(none.errors)")
    let outside = try ProgramRun("log", "../cheque", in: folder.path)
    #expect(outside.status == 66)
    let plain = try ProgramRun("log", "plain", in: folder.path)
    #expect(plain.status == 0 && plain.errors.contains("Nothing was done to it that the history knows of."))
  }

  @Test func diffShowsFieldsAndKeepsPeopleBack() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun("diff", "cheque", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.text == """
        cheque: version 2 (until 2026-06-01) → now (instruments/cheque.yaml)
          title.en changed
            - Second
            + Third
          title.de added
            + Dritter
          created removed
            - 2007
          modified added
            + on: 2026-06-01

        """, "\(run.text)")
    let named = try ProgramRun("diff", "cheque", "--names", in: folder.path)
    #expect(named.text.contains("contact added\n    + name: Dan PERSON"))
  }

  @Test(arguments: [
    (["1"], "version 1", "now"), (["1", "2"], "version 1", "version 2"),
    (["2026-01-31", "2026-03"], "version 1", "version 2"), (["2026-01", "now"], "version 1", "now"),
    (["2", "1"], "version 2", "version 1"),
  ])
  func versionsAreNamedByNumberOrDate(_ words: [String], _ from: String, _ to: String) throws {
    let run = try ProgramRun(arguments: ["diff", "cheque"] + words, in: try Self.catalogue().path)
    let head = try #require(run.lines.first)
    #expect(head.hasPrefix("cheque: \(from)") && head.contains("→ \(to)"), "\(head)")
  }

  @Test func diffAsJSONHoldsBothVersionsAndEachPlace() throws {
    let value = try json(ProgramRun("diff", "cheque", "1", "2", "--format", "json", in: try Self.catalogue().path))
    #expect((value["from"] as? [String: Any])?["version"] as? Int == 1)
    let changes = try #require(value["changes"] as? [[String: Any]])
    #expect(changes.map { $0["field"] as? String } == ["title.en", "created", "submitted"])
    let lines = try #require(changes[1]["lines"] as? [[String: String]])
    #expect(lines == [["place": "created", "old": "2006", "new": "2007"]])
  }

  @Test(arguments: [["9"], ["yesterday"], ["2025"], ["1", "2026-13"]])
  func versionsThatAreNotThereAreRefusedWithThoseThatAre(_ words: [String]) throws {
    let run = try ProgramRun(arguments: ["diff", "cheque"] + words, in: try Self.catalogue().path)
    #expect(run.status != 0 && run.text.isEmpty)
    #expect(run.errors.contains("its versions are 1, 2") || run.errors.contains("did not exist yet"), "\(run.errors)")
  }

  @Test func showAtGivesTheRecordAsItWasAtTheEndOfThatDay() throws {
    let folder = try Self.catalogue()
    func title(_ day: String) throws -> String? {
      let run = try ProgramRun("show", "cheque", "--at", day, "--format", "json", in: folder.path)
      return try run.output.isEmpty ? nil : (json(run)["title"] as? [String: String])?["en"]
    }
    #expect(try title("2026-01-09") == nil)
    #expect(try title("2026-01-10") == "First")
    #expect(try title("2026-03-04") == "First")
    #expect(try title("2026-03-05") == "Second")
    #expect(try title("2026-02") == "First")
    #expect(try title("2026-06-01") == "Third")
    let early = try ProgramRun("show", "cheque", "--at", "2025", in: folder.path)
    #expect(early.status == 1)
    #expect(early.errors.contains("did not exist yet on 2025; it came into the catalogue on 2026-01-10"))
    let now = try ProgramRun("show", "cheque", "--at", "2026-07", in: folder.path)
    #expect(now.errors.contains("It was changed by hand at some time after 2026-06-01"))
    #expect(!now.text.contains("PERSON"))
    let gone = try ProgramRun("show", "gone", "--at", "2026-05-01", in: folder.path)
    #expect(gone.status == 1)
    #expect(gone.errors.contains("what took the place of its last version on 2026-02-01 is not kept"))
    #expect(try ProgramRun("show", "gone", "--at", "2026-01-20", in: folder.path).status == 0)
  }

  @Test func inForceTellsWhatIsKnownFromWhatIsNot() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a-past.yaml": TemporaryFolder.record("a-past", "created: 2001\nended: 2005-06"),
      "instruments/b-runs.yaml": TemporaryFolder.record("b-runs", "created: 2004\nactive: true"),
      "instruments/c-begun.yaml": TemporaryFolder.record("c-begun", "created: 2004-03"),
      "instruments/d-unknown.yaml": TemporaryFolder.record("d-unknown"),
      "instruments/e-later.yaml": TemporaryFolder.record("e-later", "created: 2012\nactive: true"),
      "instruments/f-ended.yaml": TemporaryFolder.record("f-ended", "ended: 2003"),
    ])
    func ids(_ value: String, _ more: String...) throws -> [String] {
      try ProgramRun(arguments: ["list", "--in-force", value, "--format", "ids"] + more, in: folder.path).lines
        .map { String($0.prefix(1)) }
    }
    #expect(try ids("2004") == ["a", "b", "c"])
    #expect(try ids("2005-06-30") == ["a", "b"])
    #expect(try ids("2005-07-01") == ["b"])
    #expect(try ids("2000..2001") == ["a"])
    #expect(try ids("2013") == ["b", "e"])
    #expect(try ids("1999") == [])
    #expect(try ids("2010?") == ["b", "c", "d"])
    #expect(try ids("2003?") == ["a", "d", "f"])
    let table = try ProgramRun("list", "--in-force", "2010?", in: folder.path)
    #expect(table.lines.first?.hasPrefix("in force") == true)
    #expect(table.lines[1].hasPrefix("yes") && table.lines[2].hasPrefix("unknown"), "\(table.text)")
    let told = try ProgramRun("list", "--in-force", "2010", in: folder.path)
    #expect(told.errors.contains("Of 2 more nobody knows"), "\(told.errors)")
    let asked = try ProgramRun("search", "in_force:2004 voucher", "--format", "ids", "--sort", "title", in: folder.path)
    #expect(asked.lines == ["a-past", "b-runs", "c-begun"], "\(asked.errors)")
    #expect(try ProgramRun("list", "--in-force", "then", in: folder.path).status == 64)
  }
}
