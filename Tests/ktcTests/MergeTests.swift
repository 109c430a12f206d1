internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct MergeTests {
  private static func folder() throws -> TemporaryFolder {
    try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": "# A remark at the top.\n"
        + TemporaryFolder.record("a", title: "Voucher", "created: 2012   # a remark behind\n# The last remark."),
      "instruments/b.yaml": TemporaryFolder.record("b", title: "Cheque", "created: 2013\nlevel: national"),
      "instruments/c.yaml": "# Leads to b.\n" + TemporaryFolder.record("c", "links: [{ type: related, target: b }]"),
    ])
  }

  @Test func changeIsShownFirstAndMadeOnlyWhenAskedFor() throws {
    let folder = try Self.folder()
    let before = try folder.files()
    let run = try ProgramRun("merge", "a", "b", in: folder.path)
    #expect(run.status == 64)
    #expect(run.text.contains("--- instruments/a.yaml") && run.text.contains("\n+level: national\n"), "\(run.text)")
    #expect(run.errors.contains("  created\n    - 2012\n    + 2013\n"), "\(run.errors)")
    #expect(run.errors.contains("  title.en\n    - Voucher\n    + Cheque\n"))
    #expect(run.errors.contains("Nothing was changed. Add --yes to make the change."))
    let dry = try ProgramRun("merge", "a", "b", "--yes", "--dry-run", in: folder.path)
    #expect(dry.status == 0 && dry.text == run.text)
    #expect(try folder.files().filter { !$0.key.hasPrefix(".ktc") } == before)
  }

  @Test func whatCannotBeOneIsRefused() throws {
    let folder = try Self.folder()
    try folder.write(TemporaryFolder.record("p", kind: "practice"), to: "practices/p.yaml")
    try folder.write(TemporaryFolder.record("pt", country: "PT"), to: "instruments/pt.yaml")
    let kinds = try ProgramRun("merge", "a", "p", "--yes", in: folder.path)
    #expect(kinds.status == 1 && kinds.errors.contains("a is an instrument, and p is not"), "\(kinds.errors)")
    let countries = try ProgramRun("merge", "a", "pt", "--dry-run", in: folder.path)
    #expect(countries.status == 0 && countries.errors.contains("warning: a is of FR, pt of PT"), "\(countries.errors)")
    #expect(try ProgramRun("withdraw", "a", "--why", "x", in: folder.path).status == 0)
    let gone = try ProgramRun("merge", "a", "b", "--yes", in: folder.path)
    #expect(gone.status == 1 && gone.errors.contains("a is withdrawn, so that both would be gone"), "\(gone.errors)")
    #expect(try ProgramRun("merge", "b", "a", "--yes", in: folder.path).status == 0)
  }

  @Test func secondBecomesPartOfTheFirstAndItsIDLeadsThere() throws {
    let folder = try Self.folder()
    let old = try folder.read("instruments/b.yaml")
    let run = try ProgramRun(
      "merge", "a", "b", "--take", "created", "--yes", "--by", "Joan", "--why", "The same", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let text = try folder.read("instruments/a.yaml")
    for kept in ["# A remark at the top.", "# The last remark.", "level: national", "created: 2013", "Cheque"] {
      #expect(text.contains(kept), "\(kept) in \(text)")
    }
    let stone = try folder.read("instruments/b.yaml")
    #expect(stone.contains("status: withdrawn") && stone.contains("target: a") && stone.contains("replaced_by"))
    #expect(try folder.read("instruments/c.yaml").contains("# Leads to b."))
    #expect(try folder.read("instruments/c.yaml").contains("target: a"))
    #expect(try folder.read("history/b/1.yaml") == old)
    #expect(try folder.read("history/b/log.yaml").contains("action: merged"))
    #expect(try folder.read("history/a/log.yaml").contains("by: Joan"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    #expect(try ProgramRun("duplicates", in: folder.path).status == 1)
    let again = try ProgramRun("merge", "a", "b", in: folder.path)
    #expect(again.status == 1 && again.errors.contains("tombstone already, and leads to a"))
  }

  @Test func draftThatIsMergedLeavesTheInbox() throws {
    let folder = try Self.folder()
    try folder.write(TemporaryFolder.record("d", title: "Bon"), to: "inbox/batch-1/d.yaml")
    let wrong = try ProgramRun("merge", "d", "a", in: folder.path)
    #expect(wrong.status == 1 && wrong.errors.contains("ktc merge a d"))
    let run = try ProgramRun("merge", "a", "d", "--yes", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.read("instruments/a.yaml").contains("Bon"))
    #expect(!folder.exists("inbox/batch-1") && !folder.exists("instruments/d.yaml"))
    #expect(try folder.read("history/d/log.yaml").contains("became part of a"))
  }

  @Test func whatCannotBeMergedIsRefusedWithTheReason() throws {
    let folder = try Self.folder()
    try folder.write(TemporaryFolder.record("b", title: "New"), to: "inbox/b.yaml")
    let waiting = try ProgramRun("merge", "a", "b", in: folder.path)
    #expect(waiting.status == 1 && waiting.errors.contains("ktc review show b"))
    #expect(try ProgramRun("merge", "a", "a", in: folder.path).status == 64)
    #expect(try ProgramRun("merge", "a", "nowhere", in: folder.path).status == 66)
    let field = try ProgramRun("merge", "a", "c", "--take", "creatd", in: folder.path)
    #expect(field.status == 64 && field.errors.contains("did you mean \"created\""))
  }
}
