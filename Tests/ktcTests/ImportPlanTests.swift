internal import Foundation
internal import TestSupport
internal import Testing

/// Tables that partners send back: what would change is shown, and lands as new versions.
@Suite struct ImportPlanTests {
  private static func catalogue() throws -> TemporaryFolder {
    let contact = """
      active: true
      ended: 2012
      contact: { name: Ana SECRET, email: ana@example.org }
      submitted: { on: 2026-01-01, by: SECRET }
      x_note: SECRET
      outputs:
        - { summary: Clusters set up, value: 70 }
        - { summary: Firms reached, value: 1000 }
      """
    return try .withCatalogue([
      "instruments/one.yaml": TemporaryFolder.record("one", contact),
      "instruments/two.yaml": TemporaryFolder.record("two"),
      "practices/three.yaml": TemporaryFolder.record("three", kind: "practice"),
    ])
  }

  /// An export of the catalogue, changed by a Python program.
  private static func returned(_ format: String, _ edit: String, in folder: TemporaryFolder) throws -> String {
    let export = try ProgramRun("export", "--to", format, "--output", folder("out." + format), in: folder.path)
    #expect(export.status == 0, "\(export.errors)")
    let name = "returned." + format
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder("out." + format))))
    let head =
      format == "csv"
      ? """
      import csv
      rows = list(csv.reader(open(source, encoding="utf-8-sig", newline="")))
      names = rows[0]
      def put(row, name, value): rows[row][names.index(name)] = value
      def drop(name):
        index = names.index(name)
        for row in rows: del row[index]
      def add(**values): rows.append([values.get(name.replace(".", "_"), "") for name in names])
      """
      : """
      import openpyxl
      book = openpyxl.load_workbook(open(source, "rb"))
      sheet = book["Records"]
      names = [cell.value for cell in sheet[2]]
      def put(row, name, value): sheet.cell(row + 2, names.index(name) + 1).value = value or None
      def drop(name): sheet.delete_cols(names.index(name) + 1); names.remove(name)
      def add(**values): sheet.append([values.get(name.replace(".", "_")) for name in names])
      """
    let tail =
      format == "csv"
      ? "csv.writer(open(target, 'w', encoding='utf-8-sig', newline=''), delimiter=';').writerows(rows)"
      : "book.save(target)"
    try folder.write(bytes: try PythonEdit.run("\(head)\n\(edit)\n\(tail)\n", on: bytes), to: name)
    return name
  }

  private static let formats = ["csv", "xlsx"]

  @Test(arguments: formats) func anUnchangedTableAsksForNothing(format: String) throws {
    let folder = try Self.catalogue()
    let name = try Self.returned(format, "", in: folder)
    let plan = try ProgramRun("import", "--plan", name, in: folder.path)
    #expect(plan.status == 0)
    #expect(plan.text == "")
    #expect(plan.errors.contains("Records: 3 unchanged. Nothing was written."))
    let run = try ProgramRun("import", name, in: folder.path)
    #expect(run.status == 0)
    #expect(run.errors.contains("3 records read, none of them changed."))
    #expect(try folder.files(below: "inbox").isEmpty)
  }

  private static let edit = """
    put(1, "title.en", "Example one, renamed")
    put(1, "ended", "")
    put(1, "outputs", '[{"summary":{"en":"Clusters set up"},"value":71},{"summary":{"en":"Firms reached"},"value":1000}]')
    put(1, "title.fr", "Exemple un")
    put(1, "status", "withdrawn")
    drop("aim.en")
    add(title_en="Quite new", kind="practice", countries="RO")
    """

  @Test(arguments: formats) func changesAreShownFieldByFieldAndNothingIsWritten(format: String) throws {
    let folder = try Self.catalogue()
    let name = try Self.returned(format, Self.edit, in: folder)
    let before = try folder.files()
    let plan = try ProgramRun("import", "--plan", name, in: folder.path)
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(try folder.files() == before)
    let row = format == "csv" ? "" : "Records!"
    let number = format == "csv" ? 2 : 3
    for expected in [
      "one: 4 changes\n", "  title.en changed  \(row)C\(number)\n    - Example one\n    + Example one, renamed\n",
      "  title.fr added  \(row)D\(number)\n    + Exemple un\n",
      "    - outputs[1].value: 70\n    + outputs[1].value: 71\n",
      "    - 2012\n", "quite-new: a new record", "    countries: RO\n",
    ] {
      #expect(plan.text.contains(expected), "\(expected) in \(plan.text)")
    }
    #expect(plan.text.contains("  ended removed  \(row)"))
    #expect(!plan.text.contains("aim"), "a column that is not there changes nothing")
    #expect(!(plan.text + plan.errors).contains("SECRET"), "what the gate kept back is neither shown nor removed")
    #expect(plan.errors.contains("ended of one is removed; it was \"2012\" [value-removed]"))
    #expect(plan.errors.contains("status of one stays as it is"))
    #expect(plan.errors.contains("Records: 1 changed, 1 new, 2 unchanged."))
  }

  @Test(arguments: formats) func changesLandAsANewVersion(format: String) throws {
    let folder = try Self.catalogue()
    let name = try Self.returned(format, Self.edit, in: folder)
    let run = try ProgramRun("import", name, in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("2 drafts in the inbox: 1 new, 1 proposed as new version; 2 unchanged."))
    #expect(run.errors.contains("[value-removed]"))
    let one = try folder.read("inbox/\(format)-2026-11-20-1/one.yaml")
    for kept in ["SECRET", "aim: Help small firms", "value: 71", "Example one, renamed", "Exemple un", "active: true"] {
      #expect(one.contains(kept), "\(kept) in \(one)")
    }
    #expect(!one.contains("ended:") && !one.contains("origin:") && !one.contains("withdrawn"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    #expect(run.errors.contains("ktc review list shows all"))
    // The same table once more takes the same places.
    let again = try ProgramRun("import", name, in: folder.path)
    #expect(again.status == 0, "\(again.errors)")
    #expect(
      try folder.files(below: "inbox").keys.sorted()
        == ["one", "quite-new"].map { "\(format)-2026-11-20-1/\($0).yaml" })
  }

  @Test func twoPartnersChangeTheSameRecord() throws {
    let folder = try Self.catalogue()
    let first = try Self.returned("csv", "put(1, 'title.en', 'First')\nput(1, 'level', 'regional')", in: folder)
    _ = try ProgramRun("import", first, in: folder.path)
    let second = try Self.returned("csv", "put(1, 'title.en', 'Second')\nput(1, 'ended', '2013')", in: folder)
    let run = try ProgramRun("import", second, in: folder.path)
    #expect(run.errors.contains("title.en of one was changed otherwise by"))
    let drafts = try folder.files(below: "inbox")
    #expect(drafts.count == 1)
    let text = String(decoding: try #require(drafts.values.first), as: UTF8.self)
    // What only the first one changed is still there.
    for kept in ["Second", "level: regional", "ended: 2013"] { #expect(text.contains(kept), "\(kept) in \(text)") }
    #expect(folder.exists("history/one/1.yaml"))
  }

  @Test func valuesThatCannotBeReadChangeNothing() throws {
    let folder = try Self.catalogue()
    let edit = "put(1, 'ended', 'some day')\nput(1, 'outputs', '[broken')\nput(2, 'ended', '3/4/2010')"
    let name = try Self.returned("csv", edit, in: folder)
    let plan = try ProgramRun("import", "--plan", name, in: folder.path)
    #expect(plan.status == 1)
    #expect(plan.errors.contains("\"some day\" is no date"))
    #expect(!plan.text.contains("one:") && !plan.text.contains("removed"))
    #expect(plan.errors.contains("nothing else of one was changed, so no draft was made"))
    _ = try ProgramRun("import", name, in: folder.path)
    #expect(!folder.exists("inbox/csv-2026-11-20-1/one.yaml"))
  }

  @Test func unreadableValuesStayWithTheChangesOnceHoweverOftenTheyAreImported() throws {
    let folder = try Self.catalogue()
    let name = try Self.returned("csv", "put(1, 'ended', 'some day')\nput(1, 'level', 'regional')", in: folder)
    for _ in 1...3 { _ = try ProgramRun("import", name, in: folder.path) }
    let one = try folder.read("inbox/csv-2026-11-20-1/one.yaml")
    #expect(one.contains("ended: 2012") && one.contains("level: regional"))
    #expect(one.components(separatedBy: "some day").count == 2, "\(one)")
  }

  @Test func renamedColumnsChangeNothingAndSayWhatTheyWereProbablyCalled() throws {
    let folder = try Self.catalogue()
    let edit = "names[names.index('aim.en')] = 'aims.en'\nnames[names.index('target_groups')] = 'Target group'"
    let name = try Self.returned("csv", edit, in: folder)
    let plan = try ProgramRun("import", "--plan", name, in: folder.path)
    #expect(plan.errors.contains("did you mean \"aim.en\"?") && plan.errors.contains("did you mean \"target_groups\"?"))
    #expect(plan.errors.contains("No column was there for target_groups; they stay."))
    #expect(plan.errors.contains("3 unchanged"))
  }

  @Test func idsThatNobodyKnowsAreQuestioned() throws {
    let folder = try Self.catalogue()
    let name = try Self.returned("csv", "put(1, 'id', 'onee')\nput(3, 'id', '')\nput(3, 'title.en', 'Two')", in: folder)
    let plan = try ProgramRun("import", "--plan", name, in: folder.path)
    #expect(plan.errors.contains("no record has the id \"onee\"; did you mean \"one\"?"))
    #expect(plan.errors.contains("but the title of \"two\""))
  }

  @Test func emptyCellsOfPlainFilesRemoveOnlyWhatTheyName() throws {
    let folder = try Self.catalogue()
    try folder.write("id: one\nkind: instrument\nended:\ntitle: Example one\n", to: "back.yaml")
    let plan = try ProgramRun("import", "--plan", "back.yaml", in: folder.path)
    #expect(plan.text.contains("one: 1 change\n  ended removed  line 3\n    - 2012\n"), "\(plan.text)")
    try folder.write(#"{"id": "one", "level": "regional", "licence": null}"# + "\n", to: "back.jsonl")
    let json = try ProgramRun("import", "--plan", "back.jsonl", in: folder.path)
    #expect(json.text.contains("one: 1 change\n  level added  line 1\n    + regional\n"), "\(json.text)")
  }

  @Test func planAndDryRunExcludeEachOther() throws {
    let folder = try Self.catalogue()
    #expect(try ProgramRun("import", "--plan", "--dry-run", "x.csv", in: folder.path).status == 64)
  }

  @Test func aWorkbookSavedAsCSVIsRead() throws {
    let folder = try Self.catalogue()
    let name = try Self.returned(
      "csv",
      """
      rows.insert(0, [name.capitalize() for name in names])
      rows[0][names.index("title.en")] = "Title (en)"
      put(2, "title.en", "Renamed")
      """, in: folder)
    let plan = try ProgramRun("import", "--plan", name, in: folder.path)
    #expect(plan.text == "one: 1 change\n  title.en changed  C3\n    - Example one\n    + Renamed\n")
    #expect(plan.status == 0, "\(plan.errors)")
  }
}
