import CatalogueModel
import SourceTree
import TestSupport
import Testing
import YAMLDocument

/// What a draft asks to be changed in a record.
@Suite struct RecordRevisionTests {
  private func draft(_ text: String) throws -> Draft {
    let tree = try #require(YAMLReader().readDocument(SourceText(name: "x.yaml", text)).tree)
    return Draft(tree, in: Fixtures.context)
  }

  private func revision(of old: String, by new: String) throws -> (old: Record, revision: RecordRevision) {
    let record = try draft(old).record
    let settings = Fixtures.context.settings
    let revision = RecordRevision(of: record, sent: record, by: try draft(new), settings: settings)
    return (record, revision)
  }

  @Test func longListsAreComparedOnce() throws {
    func value(_ count: Int) -> DataValue {
      .list((0..<count).map { .map([.init("title", .string("Report \($0)"))]) })
    }
    let times = [1_000, 4_000].map { count in
      ThreadTime.measure {
        #expect(
          FieldChange.differences("sources", value(count), value(count + 1)).map(\.path) == [
            FieldPath("sources").appending(count).appending("title")
          ])
      }
    }
    #expect(times[1] < times[0] * 10 + .milliseconds(200), "\(times)")
  }

  @Test func whatIsNotSaidStays() throws {
    let (old, revision) = try revision(
      of: "id: a\ntitle: { en: One, fr: Un }\nlevel: regional\nx_own: 1\n", by: "id: a\ntitle: { fr: Deux }\n")
    #expect(revision.changes.map(\.path) == ["title.fr"])
    let new = revision.applied(to: old)
    #expect(new.title == LocalizedText([.init("en", "One"), .init("fr", "Deux")]))
    #expect(new.level == "regional")
    #expect(new.extras == old.extras)
  }

  @Test func blanksRemove() throws {
    let (old, revision) = try revision(
      of: "id: a\ntitle: { en: One, fr: Un }\ncountries: [FR]\n", by: "id: a\ntitle: { fr: }\ncountries:\n")
    #expect(revision.changes.map(\.kind) == [.removed, .removed])
    let new = revision.applied(to: old)
    #expect(new.title == LocalizedText("One", language: "en"))
    #expect(new.countries.isEmpty)
  }

  @Test func lineEndsOfWindowsAreNoChange() throws {
    #expect(try revision(of: "id: a\naim: \"x\\ny\"\n", by: "id: a\naim: \"x\\r\\ny\"\n").revision.isEmpty)
    let (old, changed) = try revision(of: "id: a\naim: \"x\\ny\"\n", by: "id: a\naim: \"x\\r\\nz\"\n")
    #expect(changed.applied(to: old).aim["en"] == "x\nz")
  }

  @Test func listsOfGroupsDifferPlaceByPlace() throws {
    let (_, revision) = try revision(
      of: "id: a\noutputs: [{ summary: One, value: 1 }, { summary: Two }]\n",
      by: "id: a\noutputs: [{ summary: One, value: 2 }, { summary: Two }, { summary: Three }]\n")
    let lines = try #require(revision.changes.first?.lines)
    #expect(lines.map(\.path.description) == ["outputs[1].value", "outputs[3].summary.en"])
    #expect(lines.map(\.old) == ["1", nil])
    #expect(lines.map(\.new) == ["2", "Three"])
  }

  @Test func statusAndStampsAreNotChanged() throws {
    let (old, revision) = try revision(
      of: "id: a\nstatus: published\nreviewed: { on: 2026-01-01 }\n",
      by: "id: a\nstatus: withdrawn\nreviewed: { on: 2026-01-02 }\n")
    #expect(revision.changes.isEmpty)
    #expect(revision.ignored.map(\.path) == ["status", "reviewed"])
    #expect(revision.applied(to: old) == old)
  }

  @Test func whatWasKeptBackIsNotRemoved() throws {
    let record = try draft("id: a\ncontact: { name: Ana }\nlevel: regional\n").record
    var sent = record
    sent.contact = nil
    let back = try draft("id: a\ncontact:\nlevel:\n")
    let revision = RecordRevision(of: record, sent: sent, by: back, settings: Fixtures.context.settings)
    #expect(revision.changes.map(\.path) == ["level"])
  }

  @Test func aLaterVersionKeepsItsOwnChanges() throws {
    let (old, revision) = try revision(
      of: "id: a\ntitle: One\nlevel: regional\n", by: "id: a\ntitle: Two\nlevel: local\n")
    var later = old
    later.title = LocalizedText("Three", language: "en")
    later.created = PartialDate("2006")
    #expect(revision.conflicts(with: later).map(\.path) == ["title.en"])
    let merged = revision.applied(to: later)
    #expect(merged.title["en"] == "Two")
    #expect(merged.created?.year == 2006)
  }
}
