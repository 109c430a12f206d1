internal import CatalogueModel
internal import Curation
internal import SourceTree
internal import TestSupport
internal import Testing

@Suite struct RecordMergeTests {
  private static let full = Result {
    try MarkerRecord(kind: .instrument, share: .partners, in: Fixtures.context).record
  }

  /// A field that is added to the table must not be lost in a merge: all that the other has reaches an empty record, but
  /// for what belongs to the record itself.
  @Test func everythingTheOtherHasReachesAnEmptyRecord() throws {
    let full = try Self.full.get()
    var kept = Record()
    kept.id = "kept"
    kept.kind = .instrument
    let merged = RecordMerge(kept, full).merged
    let own: Set<String> = ["id", "kind", "language", "status"]
    for field in Record.fields where !own.contains(field.description.name) && !field.description.isWrittenByTool {
      #expect(field.isEmpty(merged) == field.isEmpty(full), "\(field.description.name)")
    }
    #expect(merged.extras == full.extras)
    #expect(merged.id == "kept")
  }

  @Test func recordMergedWithItsCopyIsTheSame() throws {
    let full = try Self.full.get()
    let merge = RecordMerge(full, full)
    #expect(merge.differing.isEmpty)
    #expect(FieldChange.differences(FieldPath([]), full.encoded(), merge.merged.encoded()).isEmpty)
  }

  @Test func listsAreUnitedAndWhatDiffersIsToldUnlessItIsTaken() {
    var kept = Record()
    kept.id = "a"
    kept.title = LocalizedText("Voucher", language: "en")
    kept.countries = ["LT"]
    kept.created = PartialDate("2012")
    kept.links = [link(to: "b"), link(to: "c")]
    var other = Record()
    other.id = "b"
    other.title = LocalizedText([.init("en", "Innovation voucher"), .init("lt", "Čekiai")])
    other.alsoKnownAs = ["Voucher", "IV"]
    other.countries = ["LT", "LV"]
    other.created = PartialDate("2013")
    other.links = [link(to: "a"), link(to: "c"), link(to: "d")]
    let merge = RecordMerge(kept, other)
    #expect(merge.merged.countries == ["LT", "LV"])
    #expect(merge.merged.title.entries.map(\.text) == ["Voucher", "Čekiai"])
    #expect(merge.merged.alsoKnownAs == ["IV", "Innovation voucher"])
    #expect(merge.merged.links.map(\.target) == ["c", "d"])
    #expect(merge.differing.map(\.path.description) == ["title.en", "created"])
    #expect(merge.differing.last?.old == "2012" && merge.differing.last?.new == "2013")
    let taken = RecordMerge(kept, other, taking: ["created", "countries"])
    #expect(taken.merged.created == PartialDate("2013") && taken.merged.countries == ["LT", "LV"])
    #expect(taken.differing.map(\.path.description) == ["title.en"])
  }

  @Test func keysOfSourcesThatMeanSomethingElseAreMadeNew() {
    func record(_ id: String, _ title: String) -> Record {
      var record = Record()
      record.id = id
      var source = Source()
      source.key = "page"
      source.title = title
      record.sources = [source]
      var output = Output()
      output.indicator = title
      output.source = "page"
      record.outputs = [output]
      var dispute = Dispute()
      dispute.field = "created"
      dispute.value = title
      dispute.source = "page"
      record.disputed = [dispute]
      return record
    }
    let merged = RecordMerge(record("a", "One"), record("b", "Other")).merged
    #expect(merged.sources.map(\.key) == ["page", "page-2"])
    #expect(merged.outputs.map(\.source) == ["page", "page-2"])
    #expect(merged.disputed.map(\.source) == ["page", "page-2"])
  }

  @Test func newVersionKeepsWhatWasChangedInTheRecordMeanwhile() {
    var base = Record()
    base.title = LocalizedText([.init("en", "Voucher"), .init("lt", "Čekis")])
    base.level = "national"
    base.countries = ["LT"]
    var draft = base
    draft.title.entries[0].text = "Innovation voucher"
    draft.level = "regional"
    var current = base
    current.title.entries[1].text = "Inovacijų čekis"
    current.countries = ["LT", "LV"]
    current.ended = PartialDate("2019")
    let merge = RevisionMerge(draft, madeFrom: base, current: current)
    #expect(merge.clashes.isEmpty)
    #expect(merge.kept.map(\.description) == ["title.lt", "countries", "ended"])
    #expect(merge.merged.title.entries.map(\.text) == ["Innovation voucher", "Inovacijų čekis"])
    #expect(merge.merged.level == "regional" && merge.merged.ended == PartialDate("2019"))
    current.level = "local"
    let clash = RevisionMerge(draft, madeFrom: base, current: current)
    #expect(clash.clashes.map(\.path.description) == ["level"])
    #expect(clash.clashes.first?.lines.first?.old == "local" && clash.clashes.first?.lines.first?.new == "regional")
  }

  private func link(to target: String) -> Link {
    var link = Link()
    link.type = .related
    link.target = target
    return link
  }
}
