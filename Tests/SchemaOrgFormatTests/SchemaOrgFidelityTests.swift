import CatalogueModel
import CataloguePlugins
import Foundation
import SchemaOrgFormat
import TestSupport
import Testing

/// The format says of every field what becomes of it, and the export bears it out.
@Suite struct SchemaOrgFidelityTests {
  /// The names of all fields, and which of them have no parts.
  private static let fields: (all: Set<String>, leaves: [String]) = {
    var all: Set<String> = []
    var leaves: [String] = []
    func add(_ fields: [FieldDescription], within prefix: String) {
      for field in fields {
        let name = prefix + field.name
        all.insert(name)
        switch field.shape {
        case .group(let parts), .list(.group(let parts)): add(parts, within: name + ".")
        default: leaves.append(name)
        }
      }
    }
    add(Record.fields.map(\.description), within: "")
    return (all, leaves)
  }()

  @Test func everyFieldHasAFateAndNothingElseHas() {
    let fidelity = SchemaOrgExporter().fidelity
    for leaf in Self.fields.leaves { #expect(fidelity[leaf] != nil, "\(leaf)") }
    for name in fidelity.declarations.keys { #expect(Self.fields.all.contains(name), "\(name)") }
  }

  @Test func everyPlaceHoldsWhatItIsSaidToHold() throws {
    let bytes = try FormatSamples.export([Self.full], with: SchemaOrgExporter())
    let document = try JSONSerialization.jsonObject(with: Data(bytes))
    for (field, written) in Self.written {
      switch SchemaOrgExporter().fidelity[field] {
      case .carried(let path):
        #expect(Self.values(at: path, in: document).contains(written), "\(field) at \(path)")
      case .narrowed(let path, _):
        #expect(Self.values(at: path, in: document).contains { $0.contains(written) }, "\(field) at \(path)")
      case .dropped, nil: Issue.record("\(field) is declared to be dropped")
      }
    }
  }

  @Test func whatIsDroppedIsNowhere() throws {
    let text = String(decoding: try FormatSamples.export([Self.full], with: SchemaOrgExporter()), as: UTF8.self)
    #expect(!text.contains("dropped-"))
    let declared = SchemaOrgExporter().fidelity
    let checked = Set(Self.written.keys)
    for leaf in Self.fields.leaves where !checked.contains(leaf) {
      guard case .dropped = declared[leaf] else {
        Issue.record("\(leaf) is not checked")
        continue
      }
    }
  }

  /// The scalars at a path; an item that stands alone counts as a list of one.
  private static func values(at path: String, in document: Any) -> [String] {
    var found: [Any] = [document]
    for part in path.split(separator: ".") {
      let key = part.hasSuffix("[]") ? String(part.dropLast(2)) : String(part)
      found = found.compactMap { ($0 as? [String: Any])?[key] }
      if part.hasSuffix("[]") { found = found.flatMap { $0 as? [Any] ?? [$0] } }
    }
    return found.compactMap { $0 as? String ?? ($0 as? NSNumber)?.stringValue }
  }

  /// What is looked for at the place of each field that is written.
  private static let written: [String: String] = [
    "id": "full", "kind": "instrument", "title": "title-text", "also_known_as": "known-as", "language": "mt",
    "countries": "PT", "regions.nuts": "PT11", "regions.name": "region-name", "level": "regional",
    "priorities": "knowledge-transfer", "kt_areas": "technology-licensing", "instrument_types": "innovation-vouchers",
    "target_groups": "hei-research", "eligibility": "eligibility-text", "aim": "aim-text",
    "overview": "overview-text", "created": "2006-05", "ended": "2012", "active": "IncentiveStatusRetired",
    "outputs.summary": "output-text", "outputs.indicator": "output-indicator", "outputs.value": "71",
    "outputs.unit": "output-unit", "outputs.as_of": "2011-03", "outputs.planned": "1", "outputs.evidence": "audited",
    "cofinancing.summary": "cofinancing-text", "cofinancing.rates.percent": "37", "cofinancing.rates.from": "41",
    "cofinancing.rates.to": "43", "cofinancing.rates.applies_to": "rate-for", "cofinancing.maximum.amount": "5000",
    "cofinancing.maximum.currency": "EUR", "cofinancing.maximum.per": "project", "organisations.name": "owner-name",
    "organisations.url": "https://example.org/owner", "enquiries.organisation": "enquiries-name",
    "enquiries.url": "https://example.org/ask", "enquiries.mailbox": "ask@example.org", "contact.name": "contact-name",
    "contact.email": "ana@example.org", "contact.role": "contact-role",
    "links.target": "https://ktcatalogue.example.org/other", "links.name": "link-name",
    "links.url": "https://example.org/link", "sources.title": "source-title",
    "sources.url": "https://example.org/source", "sources.publisher": "source-publisher",
    "sources.published": "2014-10-21", "origin.source": "origin-source", "origin.id": "origin-id",
    "origin.url": "https://example.org/origin", "status": "published", "submitted.on": "2026-01-02",
    "modified.on": "2026-03-04", "reviewed.on": "2026-05-06", "licence": "https://spdx.org/licenses/MIT",
  ]

  /// A record with something in every field.
  private static var full: Record {
    func text(_ words: String) -> LocalizedText { LocalizedText(words, language: "en") }
    var record = Record()
    record.id = "full"
    record.kind = .instrument
    record.title = text("title-text")
    record.alsoKnownAs = ["known-as"]
    record.language = "mt"
    record.countries = ["PT"]
    record.level = "regional"
    record.priorities = ["knowledge-transfer"]
    record.ktAreas = ["technology-licensing"]
    record.instrumentTypes = ["innovation-vouchers"]
    record.targetGroups = ["hei-research"]
    record.eligibility = text("eligibility-text")
    record.inferred = ["dropped-inferred"]
    record.aim = text("aim-text")
    record.overview = text("overview-text")
    record.created = PartialDate("2006-05")
    record.ended = PartialDate("2012")
    record.active = false
    record.evidenceOfSuccess = text("dropped-evidence")
    record.difficulties = text("dropped-difficulties")
    record.transferability = text("dropped-transferability")
    record.status = .published
    record.submitted = Stamp(on: PartialDate("2026-01-02"), by: "dropped-submitter")
    record.modified = Stamp(on: PartialDate("2026-03-04"), by: "dropped-editor")
    record.reviewed = Stamp(on: PartialDate("2026-05-06"), by: "dropped-reviewer")
    record.licence = "MIT"
    addLists(to: &record)
    addGroups(to: &record)
    return record
  }

  private static func addLists(to record: inout Record) {
    var region = Region()
    region.nuts = "PT11"
    region.name = "region-name"
    record.regions = [region]
    var phase = Phase()
    phase.name = LocalizedText("dropped-phase", language: "en")
    record.phases = [phase]
    var output = Output()
    output.summary = LocalizedText("output-text", language: "en")
    output.indicator = "output-indicator"
    output.value = DecimalNumber(71)
    output.unit = "output-unit"
    output.asOf = PartialDate("2011-03")
    output.planned = true
    output.evidence = .audited
    output.source = "dropped-source"
    record.outputs = [output]
    var budget = Budget()
    budget.sourceOfFunds = "dropped-funds"
    record.budget = [budget]
    var organisation = Organisation()
    organisation.name = "owner-name"
    organisation.role = .owner
    organisation.url = "https://example.org/owner"
    record.organisations = [organisation]
    var link = Link()
    link.type = .replacedBy
    link.target = "other"
    link.name = "link-name"
    link.url = "https://example.org/link"
    link.note = "dropped-note"
    record.links = [link]
    var source = Source()
    source.key = "dropped-key"
    source.title = "source-title"
    source.url = "https://example.org/source"
    source.publisher = "source-publisher"
    source.published = PartialDate("2014-10-21")
    record.sources = [source]
    var dispute = Dispute()
    dispute.value = "dropped-value"
    record.disputed = [dispute]
  }

  private static func addGroups(to record: inout Record) {
    var rate = Cofinancing.Rate()
    rate.percent = DecimalNumber(37)
    rate.from = DecimalNumber(41)
    rate.to = DecimalNumber(43)
    rate.appliesTo = "rate-for"
    var maximum = Cofinancing.Ceiling()
    maximum.amount = DecimalNumber(5000)
    maximum.currency = "EUR"
    maximum.per = "project"
    var cofinancing = Cofinancing()
    cofinancing.summary = LocalizedText("cofinancing-text", language: "en")
    cofinancing.rates = [rate]
    cofinancing.maximum = maximum
    record.cofinancing = cofinancing
    var resources = Resources()
    resources.summary = LocalizedText("dropped-resources", language: "en")
    record.resourcesNeeded = resources
    var enquiries = Enquiries()
    enquiries.organisation = "enquiries-name"
    enquiries.url = "https://example.org/ask"
    enquiries.mailbox = "ask@example.org"
    record.enquiries = enquiries
    var contact = Contact()
    contact.name = "contact-name"
    contact.organisation = "dropped-organisation"
    contact.email = "ana@example.org"
    contact.role = "contact-role"
    contact.share = .public
    record.contact = contact
    var origin = Origin()
    origin.source = "origin-source"
    origin.id = "origin-id"
    origin.url = "https://example.org/origin"
    origin.importer = "dropped-importer"
    record.origin = origin
  }
}
