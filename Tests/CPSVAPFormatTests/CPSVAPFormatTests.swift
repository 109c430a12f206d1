import CPSVAPFormat
import CatalogueModel
import CataloguePlugins
import LinkedData
import TestSupport
import Testing

/// Records as public services.
@Suite struct CPSVAPFormatTests {
  private static let base = "https://ktcatalogue.example.org/"

  private static func reading(_ records: [Record], _ context: ExportContext? = nil) throws -> GraphReading {
    try GraphReading(records, with: CPSVAPExporter(.turtle), context)
  }

  private static func record(_ change: (inout Record) -> Void) -> Record {
    var record = Record()
    record.id = "x"
    record.kind = .instrument
    record.language = "en"
    record.countries = ["PT"]
    change(&record)
    return record
  }

  @Test func everyBundledRecordIsAServiceWithWhatTheProfileAsksFor() throws {
    let records = try FormatSamples.bundled()
    let graph = try Self.reading(records)
    #expect(graph.things("cpsv:PublicService").count == records.count)
    for record in records {
      let service = Self.base + (record.id ?? "")
      #expect(graph.objects(service, "dct:identifier") == [record.id])
      #expect(graph.objects(service, "dct:title").count == record.title.entries.count)
      #expect(!graph.objects(service, "dct:description").isEmpty)
      let authorities = graph.objects(service, "cv:hasCompetentAuthority")
      #expect(!authorities.isEmpty)
      for authority in authorities { #expect(!graph.objects(authority, "dct:spatial").isEmpty, "\(authority)") }
    }
  }

  @Test func turtleAndJSONLDSayTheSame() throws {
    let records = try FormatSamples.bundled()
    let turtle = try GraphReading(records, with: CPSVAPExporter(.turtle)).statements
    #expect(try GraphReading(records, with: CPSVAPExporter(.jsonLD)).statements == turtle)
    #expect(turtle.count > 2000)
  }

  @Test(arguments: [
    ([Organisation.Role.funder, .owner, .partner], [2]), ([.funder, .operator], [2]), ([.funder, nil, nil], [2, 3]),
    ([.reporter, .funder], [2]), ([.owner, .owner], [1, 2]), ([.reporter, .partner], []), ([], []),
  ])
  func theAuthorityIsWhoIsNearestToTheService(roles: [Organisation.Role?], authorities: [Int]) throws {
    let record = Self.record {
      $0.organisations = roles.enumerated().map { index, role in
        var organisation = Organisation()
        organisation.name = "Organisation \(index + 1)"
        organisation.role = role
        return organisation
      }
    }
    let graph = try Self.reading([record])
    let found = graph.objects(Self.base + "x", "cv:hasCompetentAuthority")
    if authorities.isEmpty {
      #expect(graph.objects(found.first ?? "", "skos:prefLabel") == ["Not stated"])
    } else {
      #expect(found == authorities.map { Self.base + "x#organisation-\($0)" })
    }
    #expect(graph.things("cv:Participation").count == roles.count { $0 != nil })
  }

  @Test func unknownIsNeitherActiveNorInactive() throws {
    for (active, word) in [(true, "active"), (false, "inactive"), (nil, nil)] {
      let graph = try Self.reading([Self.record { $0.active = active }])
      let expected = word.map { [Self.base + "vocabularies/active#" + $0] } ?? []
      #expect(graph.objects(Self.base + "x", "adms:status") == expected)
    }
  }

  @Test func theLanguagesOfTextsAreTheirs() throws {
    let record = Self.record {
      $0.title = LocalizedText([.init("he", "שלום"), .init("lt", "Čekis"), .init("pt-BR", "Vale")])
    }
    let titles = try Self.reading([record]).statements.filter {
      $0.subject == Self.base + "x" && $0.property == "dct:title"
    }
    #expect(titles.map(\.object) == ["Vale", "Čekis", "שלום"])
    #expect(titles.compactMap { $0.language?.lowercased() } == ["pt-br", "lt", "he"])
  }

  @Test func sharesAndCeilingsAreWords() throws {
    let record = Self.record {
      var rates = [Cofinancing.Rate(), Cofinancing.Rate(), Cofinancing.Rate()]
      rates[0].percent = DecimalNumber("37.5")
      rates[0].appliesTo = "small firms"
      rates[1].from = DecimalNumber(40)
      rates[1].to = DecimalNumber(75)
      rates[2].to = DecimalNumber(80)
      var cofinancing = Cofinancing()
      cofinancing.rates = rates
      cofinancing.maximum = Cofinancing.Ceiling()
      cofinancing.maximum?.amount = DecimalNumber(500_000)
      cofinancing.maximum?.currency = "EUR"
      cofinancing.maximum?.per = "project"
      $0.cofinancing = cofinancing
    }
    let words = try Self.reading([record]).objects(Self.base + "x#cost", "dct:description")
    #expect(Set(words) == ["37.5 % (small firms)", "40–75 %", "≤ 80 %", "≤ 500000 EUR / project"])
  }

  @Test func anEmptyPartIsNotWritten() throws {
    let record = Self.record {
      $0.regions = [Region()]
      $0.outputs = [Output()]
      $0.cofinancing = Cofinancing()
      $0.organisations = [Organisation()]
      $0.enquiries = Enquiries()
      $0.contact = Contact()
      $0.links = [Link()]
      $0.sources = [Source()]
      $0.phases = [Phase()]
      $0.origin = Origin()
    }
    let bare = try Self.reading([Self.record { _ in }]).statements
    #expect(try Self.reading([record]).statements == bare)
  }

  @Test func hostileAddressesStayOneIRIEach() throws {
    let address = "https://example.org/a b\"<>{}|\\^`\u{202E}é#x#y"
    let record = Self.record {
      var link = Link()
      link.url = address
      $0.links = [link]
    }
    let related = try Self.reading([record]).objects(Self.base + "x", "dct:relation")
    #expect(related == ["https://example.org/a%20b%22%3C%3E%7B%7D%7C%5C%5E%60%E2%80%AEé#x%23y"])
  }

  @Test func draftsWithoutIdStillHoldTogether() throws {
    var draft = Record()
    draft.title = LocalizedText("Draft", language: "en")
    draft.created = PartialDate("2006")
    let graph = try Self.reading([draft, draft])
    let services = graph.things("cpsv:PublicService")
    #expect(Set(services).count == 2)
    for service in services { #expect(graph.objects(service, "dct:temporal").count == 1) }
  }

  @Test func withoutABaseURIRecordsHaveURNs() throws {
    var context = try Fixtures.exportContext()
    context.settings.baseUri = nil
    #expect(try Self.reading([Self.record { _ in }], context).things("cpsv:PublicService") == ["urn:ktc:x"])
  }

  @Test(arguments: [true, false]) func theSameRecordsGiveTheSameBytes(isTurtle: Bool) throws {
    let exporter = CPSVAPExporter(isTurtle ? .turtle : .jsonLD)
    let records = try FormatSamples.bundled()
    #expect(try FormatSamples.export(records, with: exporter) == FormatSamples.export(records, with: exporter))
  }

  @Test func anEmptyCatalogueIsAnEmptyGraph() throws {
    #expect(try Self.reading([]).statements.isEmpty)
    #expect(try GraphReading([], with: CPSVAPExporter(.jsonLD)).statements.isEmpty)
  }
}
