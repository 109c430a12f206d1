import CatalogueModel
import CataloguePlugins
import SourceTree
import TestSupport
import Testing

/// What the gate keeps back, and from whom.
@Suite struct PersonalDataGateTests {
  private static func record(_ share: Contact.Share?) throws -> Record {
    var record = try MarkerRecord(kind: .instrument, share: .public, in: Fixtures.context).record
    record.contact?.share = share
    return record
  }

  @Test(arguments: [
    (Contact.Share?.none, false, false), (.never, false, false), (.partners, false, true), (.public, true, true),
  ])
  func aContactPassesWhereItIsShared(share: Contact.Share?, everybody: Bool, partner: Bool) throws {
    let record = try Self.record(share)
    #expect((PersonalDataGate(for: .everybody).pass(record).contact != nil) == everybody)
    #expect((PersonalDataGate(for: .partner).pass(record).contact != nil) == partner)
  }

  @Test(arguments: [PersonalDataGate.Audience.everybody, .partner])
  func nobodySeesWhoHandedInChangedOrReviewed(audience: PersonalDataGate.Audience) throws {
    let record = try Self.record(.public)
    let passed = PersonalDataGate(for: audience).pass(record)
    #expect([passed.submitted?.by, passed.modified?.by, passed.reviewed?.by] == [nil, nil, nil])
    #expect(passed.submitted?.on == record.submitted?.on && passed.submitted?.on != nil)
    #expect(passed.extras == [])
  }

  @Test func aStampOfANameAloneLeavesNothing() {
    var record = Record()
    record.submitted = Stamp(on: nil, by: "Ana")
    record.modified = Stamp(on: nil, by: "Ana")
    record.reviewed = Stamp(on: nil, by: "Ana")
    #expect(PersonalDataGate(for: .everybody).pass(record) == Record())
  }

  @Test func everythingElsePasses() throws {
    let record = try Self.record(.public)
    let passed = PersonalDataGate(for: .everybody).pass(record)
    for field in Record.fields where !field.description.isPersonal {
      #expect(
        field.encode(passed, EncodingOptions()) == field.encode(record, EncodingOptions()), "\(field.description.name)")
    }
    #expect(passed.contact == record.contact)
  }

  /// A field that is marked personal in the table, but that the gate does not know of, would get out.
  @Test func everyPersonalFieldIsKeptBackUnlessShared() throws {
    let marked = try MarkerRecord(kind: .practice, share: .never, in: Fixtures.context)
    let passed = PersonalDataGate(for: .everybody).pass(marked.record).encoded()
    let personal = marked.leaves.filter { $0.isPersonal && $0.isUnique }
    #expect(personal.map(\.path).contains("submitted.by") && personal.map(\.path).contains("contact.email"))
    let shown = "\(passed)"
    for leaf in personal {
      for value in leaf.values.joined() { #expect(!shown.contains(value), "\(leaf.path)") }
    }
  }
}
