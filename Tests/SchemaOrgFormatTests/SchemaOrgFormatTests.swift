import CatalogueModel
import CataloguePlugins
import Foundation
import SchemaOrgFormat
import TestSupport
import Testing

/// Records as a graph in the vocabulary of schema.org.
@Suite struct SchemaOrgFormatTests {
  typealias Node = [String: Any]

  /// The nodes of an export. Throws when it is no JSON-LD graph.
  static func graph(_ records: [Record], _ context: ExportContext? = nil) throws -> [Node] {
    let bytes = try FormatSamples.export(records, with: SchemaOrgExporter(), context)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? Node)
    #expect(document["@context"] as? String == "https://schema.org")
    #expect(document.count == 2)
    return try #require(document["@graph"] as? [Node])
  }

  /// The page and the service of a bundled record.
  static func bundled(_ id: String) throws -> (page: Node, entity: Node) {
    let nodes = try graph(try FormatSamples.bundled().filter { $0.id == id })
    try #require(nodes.count == 2)
    return (nodes[0], nodes[1])
  }

  @Test func everyBundledRecordIsAPageAndAService() throws {
    let records = try FormatSamples.bundled()
    let nodes = try Self.graph(records)
    #expect(nodes.count == records.count * 2)
    #expect(Set(nodes.compactMap { $0["@id"] as? String }).count == nodes.count)
    for (index, record) in records.enumerated() {
      let (page, entity) = (nodes[index * 2], nodes[index * 2 + 1])
      #expect(page["@type"] as? String == "WebPage")
      #expect((page["mainEntity"] as? Node)?["@id"] as? String == entity["@id"] as? String)
      #expect(entity["identifier"] as? String == record.id)
      let types = entity["@type"] as? [String] ?? [entity["@type"] as? String ?? ""]
      #expect(types.first == (record.kind == .instrument ? "GovernmentService" : "Service"))
      // Works have these; services do not.
      #expect(
        Set(entity.keys).isDisjoint(with: ["keywords", "citation", "startDate", "additionalProperty", "license"]))
    }
  }

  @Test func anInstrumentThatPaysIsAFinancialIncentive() throws {
    let (page, entity) = try Self.bundled("innovation-voucher-lithuania")
    #expect(entity["@type"] as? [String] == ["GovernmentService", "FinancialIncentive"])
    #expect(entity["@id"] as? String == "https://ktcatalogue.example.org/innovation-voucher-lithuania")
    #expect(page["url"] as? String == entity["@id"] as? String)
    #expect(page["license"] as? String == "https://creativecommons.org/licenses/by/4.0/")
    let amounts = try #require(entity["incentiveAmount"] as? [Node])
    #expect(amounts.compactMap { $0["value"] as? Int } == [100, 75])
    #expect(amounts.last?["unitCode"] as? String == "LTL")
    #expect(entity["validFrom"] as? String == "2012-08-14")
    #expect(entity["incentiveType"] as? [String] == ["https://schema.org/IncentiveTypeRebateOrSubsidy"])
    #expect((page["publisher"] as? Node)?["name"] as? String == "KT Catalogue")
    #expect((page["isPartOf"] as? Node)?["@id"] as? String == "https://ktcatalogue.example.org/")
    let audience = try #require((entity["audience"] as? [Node])?.first)
    #expect(audience["@type"] as? String == "BusinessAudience")
    #expect(audience["identifier"] as? String == "smes-only")
    #expect((audience["audienceType"] as? [String: String]) == ["@language": "en", "@value": "SMEs only"])
  }

  @Test func aPracticeIsAServiceWithoutTheKeysOfAnIncentive() throws {
    let (page, entity) = try Self.bundled("demola-tampere")
    #expect(entity["@type"] as? String == "Service")
    #expect(Set(entity.keys).isDisjoint(with: ["incentiveAmount", "incentiveStatus", "validFrom"]))
    #expect(page["temporalCoverage"] as? String == "2008/")
    #expect((page["citation"] as? [Node])?.count == 2)
  }

  @Test func textsAreTaggedWithTheirLanguage() throws {
    let (_, entity) = try Self.bundled("competitiveness-clusters")
    let names = try #require(entity["name"] as? [[String: String]])
    #expect(names.map { $0["@language"] } == ["en", "fr"])
    #expect(names.map { $0["@value"] } == ["Support to the competitiveness clusters", "Pôles de compétitivité"])
    #expect((entity["description"] as? [[String: String]])?.count == 2)
  }

  @Test func aRegionLiesInItsCountry() throws {
    var record = Record()
    record.id = "x"
    record.countries = ["GR", "EU"]
    var region = Region()
    region.nuts = "EL30"
    record.regions = [region]
    let areas = try #require(try Self.graph([record])[1]["areaServed"] as? [Node])
    #expect(areas.map { $0["@type"] as? String } == ["Country", "AdministrativeArea", "AdministrativeArea"])
    #expect((areas[2]["containedInPlace"] as? Node)?["identifier"] as? String == "GR")
  }

  @Test func labelsAreInTheReadersBestLanguage() throws {
    var context = try Fixtures.exportContext()
    context.languages = ["fr", "en"]
    var record = Record()
    record.id = "x"
    record.targetGroups = ["all-companies"]
    let audience = try #require((try Self.graph([record], context)[1]["audience"] as? [Node])?.first)
    #expect((audience["audienceType"] as? Node)?["@value"] as? String == "Toutes les entreprises")
  }

  @Test func noTextCanLeaveAScriptElement() throws {
    let text = "</script><!--<script>alert(1)</script> ]]> & \u{2028}"
    let bytes = try FormatSamples.export([FormatSamples.hostile(text, number: 1)], with: SchemaOrgExporter())
    #expect(!bytes.contains(UInt8(ascii: "<")))
    let nodes = try Self.graph([FormatSamples.hostile(text, number: 1)])
    #expect((nodes[1]["name"] as? [Node])?.first?["@value"] as? String == text)
  }

  @Test func hostileTextsComeThroughUnchanged() throws {
    for text in FormatSamples.hostileTexts {
      let node = try Self.graph([FormatSamples.hostile(text, number: 2)])[1]
      let names = try #require(node["name"] as? [Node])
      #expect(names.allSatisfy { ($0["@value"] as? String).map { Array($0.utf8) } == Array(text.utf8) })
    }
  }

  @Test func withoutABaseURIRecordsHaveURNsAndPagesNoAddress() throws {
    var context = try Fixtures.exportContext()
    context.settings.baseUri = nil
    let records = try FormatSamples.bundled().filter { $0.id == "competitiveness-clusters" }
    let nodes = try Self.graph(records, context)
    #expect(nodes[0]["@id"] as? String == "urn:ktc:competitiveness-clusters#page")
    #expect(nodes[0]["url"] == nil)
    #expect(nodes[1]["@id"] as? String == "urn:ktc:competitiveness-clusters")
    #expect((nodes[1]["isRelatedTo"] as? [Node])?.first?["@id"] as? String == "urn:ktc:technological-platforms-pft")
  }

  @Test func draftsWithoutIdStillHoldTogether() throws {
    let nodes = try Self.graph([Record(), Record()])
    #expect(nodes.map { $0["@id"] as? String } == ["_:page1", "_:entity1", "_:page2", "_:entity2"])
    #expect((nodes[2]["mainEntity"] as? Node)?["@id"] as? String == "_:entity2")
  }

  @Test func contactsStandUnderTheProviderThatTheyName() throws {
    var record = Record()
    record.id = "x"
    record.organisations = [
      ("D", Organisation.Role.funder), ("A", .owner), ("B", .operator), ("A", .owner), ("C", .reporter),
    ].map {
      var organisation = Organisation()
      organisation.name = $0
      organisation.role = $1
      return organisation
    }
    record.contact = Contact()
    record.contact?.name = "Ana Example"
    record.contact?.organisation = "B"
    record.enquiries = Enquiries()
    record.enquiries?.mailbox = "ask@example.org"
    let nodes = try Self.graph([record])
    let providers = try #require(nodes[1]["provider"] as? [Node])
    #expect(providers.map { $0["name"] as? String } == ["A", "B", "D"])
    #expect((providers[0]["contactPoint"] as? [Node])?.first?["email"] as? String == "ask@example.org")
    #expect((providers[1]["contactPoint"] as? [Node])?.first?["name"] as? String == "Ana Example")
    #expect((nodes[0]["contributor"] as? [Node])?.first?["name"] as? String == "C")
  }

  @Test func whereToAskIsToldWithoutAProvider() throws {
    var record = Record()
    record.id = "x"
    record.enquiries = Enquiries()
    record.enquiries?.url = "https://example.org/ask"
    let entity = try Self.graph([record])[1]
    #expect((entity["availableChannel"] as? [Node])?.first?["serviceUrl"] as? String == "https://example.org/ask")
    #expect(entity["provider"] == nil)
  }

  @Test func loansAreToldFromSubsidies() throws {
    var record = Record()
    record.id = "x"
    record.kind = .instrument
    for (types, expected) in [
      (["innovation-loans"], ["Loan"]), (["innovation-loans", "business-rd-grants"], ["Loan", "RebateOrSubsidy"]),
      (["equity-financing"], []),
    ] {
      record.instrumentTypes = types
      let found = try Self.graph([record])[1]["incentiveType"] as? [String] ?? []
      #expect(found == expected.map { "https://schema.org/IncentiveType" + $0 })
    }
  }

  @Test(arguments: [
    ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"), ("MIT", "https://spdx.org/licenses/MIT"),
  ]) func aLicenceIsItsAddress(id: String, address: String) throws {
    var record = Record()
    record.licence = id
    #expect(try Self.graph([record])[0]["license"] as? String == address)
  }

  @Test func theSameRecordsGiveTheSameBytes() throws {
    let records = try FormatSamples.bundled()
    let bytes = try FormatSamples.export(records, with: SchemaOrgExporter())
    #expect(try FormatSamples.export(records, with: SchemaOrgExporter()) == bytes)
  }

  @Test func anEmptyCatalogueIsAnEmptyGraph() throws {
    #expect(try Self.graph([]).isEmpty)
  }
}
