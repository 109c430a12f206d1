import BuiltInPlugins
import CatalogueModel
import CataloguePlugins
import SourceTree
import TestSupport
import Testing

/// What is said of an export is what is in it.
@Suite struct ExplanationTests {
  private static func exporter(_ id: String) throws -> any Exporter {
    try PluginRegistry(BuiltInPlugins.all).exporter(id)
  }

  private static func explain(
    _ record: Record, in id: String, for audience: PersonalDataGate.Audience = .everybody
  ) throws -> RecordExplanation {
    let explainer = ExportExplainer(
      try exporter(id), try Fixtures.exportContext(), gate: PersonalDataGate(for: audience))
    return try explainer.explain(record)
  }

  private static func marked(_ kind: RecordKind, share: Contact.Share = .public) throws -> MarkerRecord {
    let context = try Fixtures.exportContext()
    return try MarkerRecord(
      kind: kind, share: share,
      in: CatalogueContext(vocabularies: context.vocabularies, settings: context.settings, today: context.today))
  }

  /// Everything that a reader of another kind finds in an export of a record.
  private static func strings(_ record: Record, _ exporter: any Exporter) throws -> [String] {
    let destination = MemoryDestination()
    var writer = try exporter.makeWriter(to: destination, in: Fixtures.exportContext())
    try writer.write(PersonalDataGate(for: .everybody).pass(record))
    try writer.finish()
    let name = "export." + (exporter.format.fileExtensions.first ?? "txt")
    let files = exporter.format.layout == .folder ? destination.files : [(name, destination.bytes)]
    return try ExportReader.read([files], format: exporter.format.id).flatMap { $0.values.joined() }
  }

  @Test(arguments: try PluginRegistry(BuiltInPlugins.all).exporters.map(\.format.id), RecordKind.allCases)
  func whatIsDroppedIsAbsentAndWhatIsCarriedIsThere(id: String, kind: RecordKind) throws {
    let exporter = try Self.exporter(id)
    let settings = try Fixtures.exportContext().settings
    let marked = try Self.marked(kind)
    var record = marked.record.withDefaults(of: settings, status: .published)
    // Of what is withdrawn such a format tells no field.
    if exporter.tellsWithdrawals { record.status = .published }
    let found = try Self.strings(record, exporter)
    let explanation = try Self.explain(record, in: id)
    func occurs(_ value: String) -> Bool { found.contains { $0.contains(value) } }
    for leaf in marked.leaves {
      let field = try #require(explanation.fields.first { $0.field == leaf.path }, "\(leaf.path)")
      guard leaf.isUnique, !leaf.isBoolean else { continue }
      let years = leaf.values.map { $0.filter { PartialDate($0) != nil }.map { String($0.prefix(4)) } }
      switch field.fate {
      case .dropped: #expect(!leaf.values.joined().contains(where: occurs), "\(leaf.path): \(field.reason)")
      case .carried: #expect(leaf.values.allSatisfy { $0.contains(where: occurs) }, "\(leaf.path)")
      case .narrowed:
        #expect(zip(leaf.values, years).contains { ($0 + $1).contains(where: occurs) }, "\(leaf.path)")
      }
      #expect((field.shown == 0) == (field.fate == .dropped))
      #expect((field.place == nil) == (field.fate == .dropped))
      #expect(field.fate == .carried || !field.reason.isEmpty, "\(leaf.path)")
    }
    #expect(explanation.fields.first { $0.field == "x_marker" }?.fate == .dropped)
    #expect((explanation.refusal == nil) == (exporter.refusal(of: record) == nil))
  }

  @Test func whatTheGateKeepsBackIsSaid() throws {
    let record = try Self.marked(.practice, share: .never).record
    let fields = try Self.explain(record, in: "json").fields
    let email = try #require(fields.first { $0.field == "contact.email" })
    #expect(email.fate == .dropped)
    #expect(email.reason == "personal data, not shared with these readers")
    let by = try #require(fields.first { $0.field == "modified.by" })
    #expect(by.reason == "personal data, kept back by the gate")
    let shared = try Self.marked(.practice, share: .partners).record
    let partner = try Self.explain(shared, in: "json", for: .partner).fields.first { $0.field == "contact.email" }
    #expect(partner?.fate == .carried)
  }

  @Test func whatAFormatDoesNotTakeIsDroppedForThatReason() throws {
    let explanation = try Self.explain(Self.marked(.practice).record, in: "stip")
    #expect(explanation.refusal == "STIP Compass lists policy instruments, not practices")
    let title = try #require(explanation.fields.first { $0.field == "title" })
    #expect(title.fate == .dropped && title.reason == explanation.refusal && title.place == nil)
  }

  /// A declaration says what may happen; the explanation says what happened to this record.
  @Test func aFieldThatIsOnlySometimesWrittenIsToldFromRecordToRecord() throws {
    var record = Record()
    record.id = "voucher"
    record.kind = .instrument
    record.title = LocalizedText([.init("en", "Voucher"), .init("fr", "Chèque"), .init("de", "Gutschein")])
    record.alsoKnownAs = ["Innovation voucher"]
    var budget = Budget()
    budget.amount = DecimalNumber("5000")
    budget.per = .total
    record.budget = [budget]
    var fields = try Self.explain(record, in: "stip").fields
    let title = try #require(fields.first { $0.field == "title" })
    #expect([title.values, title.shown] == [3, 2])
    #expect(title.fate == .narrowed && title.reason.hasPrefix("2 of 3 values; "))
    #expect(fields.first { $0.field == "budget.amount" }?.fate == .dropped)
    #expect(fields.first { $0.field == "budget.amount" }?.reason == "yearly budgets only")
    record.budget[0].per = .year
    fields = try Self.explain(record, in: "stip").fields
    #expect(fields.first { $0.field == "budget.amount" }?.fate == .narrowed)
  }

  @Test func explainingWritesNothingOfItsOwnIntoTheRecord() throws {
    for record in try FormatSamples.bundled() {
      let values = RecordValues(record)
      let catalogue = Fixtures.context
      #expect(values.record(without: nil, in: catalogue) == record, "\(record.id ?? "")")
      let shorter = values.values.map { values.record(without: $0, in: catalogue) }
      #expect(shorter.allSatisfy { $0 != record }, "\(record.id ?? "")")
    }
  }
}
