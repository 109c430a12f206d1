internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct FmtCommandTests {
  private static let loose = "kind:   instrument\nid: a   # the id\ntitle: 'Voucher'\ncountries:\n- FR\n"
  private static let canonical = "id: a  # the id\nkind: instrument\ntitle: Voucher\ncountries: [FR]\n"

  @Test func theBundledCatalogueIsInCanonicalForm() throws {
    let run = try ProgramRun("fmt", "--check", in: BundledCatalogue.repository)
    #expect(run.status == 0, "\(run.text)")
  }

  @Test func formatsAndSaysWhat() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.loose, to: "a.yaml")
    let dry = try ProgramRun("fmt", "--dry-run", "a.yaml", in: folder.path)
    #expect(dry.status == 0)
    #expect(dry.lines.contains("+countries: [FR]"))
    #expect(try folder.read("a.yaml") == Self.loose)
    let run = try ProgramRun("fmt", "a.yaml", in: folder.path)
    #expect(run.status == 0)
    #expect(run.text == "a.yaml\n")
    #expect(run.errors == "1 of 1 record formatted.\n")
    #expect(try folder.read("a.yaml") == Self.canonical)
    let again = try ProgramRun("fmt", "a.yaml", in: folder.path)
    #expect(again.text.isEmpty)
    #expect(again.errors == "1 record is in canonical form.\n")
  }

  @Test func checkListsFilesAndChangesNothing() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": Self.loose, "inbox/b.yaml": Self.canonical.replacingOccurrences(of: "id: a", with: "id: b"),
    ])
    let before = try folder.files()
    let run = try ProgramRun("fmt", "--check", in: folder.path)
    #expect(run.status == 1)
    #expect(run.text == "instruments/a.yaml\n")
    #expect(run.errors == "1 of 2 records not in canonical form. Next: ktc fmt\n")
    #expect(try folder.files() == before)
    #expect(try ProgramRun("fmt", in: folder.path).status == 0)
    #expect(try ProgramRun("fmt", "--check", in: folder.path).status == 0)
    #expect(!folder.exists("history"))
  }

  @Test func aFileOfWhichSomethingWouldBeLostIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write("creatd: 2006\nid:   a\n", to: "a.yaml")
    try folder.write(Self.loose, to: "b.yaml")
    let run = try ProgramRun("fmt", ".", in: folder.path)
    #expect(run.status == 1)
    #expect(
      run.errors.contains("a.yaml: left alone: a part of it cannot be read, and would be lost; ktc fix may mend it"))
    #expect(run.errors.contains("1 of 2 records formatted, 1 left alone."))
    #expect(try folder.read("a.yaml") == "creatd: 2006\nid:   a\n")
    #expect(try folder.read("b.yaml") == Self.canonical)
  }

  @Test func aNewLayoutIsNoChangeByHandAndHidesNone() throws {
    let folder = try TemporaryFolder.withCatalogue()
    try folder.write(TemporaryFolder.record("a", "x_own:   1"), to: "a.yaml")
    #expect(try ProgramRun("submit", "--publish", "a.yaml", in: folder.path).status == 0)
    #expect(try ProgramRun("fmt", "a", in: folder.path).status == 0)
    #expect(try folder.read("history/a/log.yaml").contains("why: canonical form"))
    #expect(try ProgramRun("validate", in: folder.path).errors == "1 record checked: no findings.\n")
    let text = try folder.read("instruments/a.yaml")
    try folder.write(text.replacingOccurrences(of: "aim: Help", with: "aim:   Support"), to: "instruments/a.yaml")
    #expect(try ProgramRun("fmt", in: folder.path).status == 0)
    #expect(try ProgramRun("validate", in: folder.path).errors.contains("[changed-by-hand]"))
  }
}
