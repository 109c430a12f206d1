import CatalogueModel
import CataloguePlugins
import DCATAPFormat
import TestSupport
import Testing

/// The catalogue as one dataset.
@Suite struct DCATAPFormatTests {
  private static let base = "https://ktcatalogue.example.org/"

  private static func reading(_ records: [Record], with companions: [FormatDescription] = []) throws -> GraphReading {
    var context = try Fixtures.exportContext()
    context.companions = companions
    return try GraphReading(records, with: DCATAPExporter(), context)
  }

  private static let table = FormatDescription(
    id: "table", name: "Table", mediaType: "text/csv", fileExtensions: ["csv"], audience: "", specification: "")
  private static let pages = FormatDescription(
    id: "pages", name: "Pages", mediaType: "text/markdown", fileExtensions: ["md"], layout: .folder, audience: "",
    specification: "")

  @Test func thereIsOneDatasetWhateverTheNumberOfRecords() throws {
    let records = try FormatSamples.bundled()
    for records in [[], Array(records.prefix(1)), records] {
      let graph = try Self.reading(records)
      #expect(graph.things("dcat:Dataset") == [Self.base + "#dataset"])
      #expect(graph.things("dcat:Catalog") == [Self.base])
      #expect(graph.objects(Self.base + "#dataset", "dct:publisher").count == 1)
    }
  }

  @Test func whatIsWrittenBesideItCanBeDownloaded() throws {
    let graph = try Self.reading([], with: [DCATAPExporter().format, Self.table, Self.pages])
    let distributions = graph.objects(Self.base + "#dataset", "dcat:distribution")
    #expect(distributions == [Self.base + "#distribution-pages", Self.base + "#distribution-table"])
    #expect(graph.objects(distributions[1], "dcat:downloadURL") == [Self.base + "records.csv"])
    #expect(graph.objects(distributions[0], "dcat:accessURL") == [Self.base + "pages/"])
    #expect(graph.objects(distributions[0], "dcat:downloadURL").isEmpty)
    #expect(try Self.reading([]).things("dcat:Distribution").isEmpty)
  }

  @Test func daysAndCountriesAreThoseOfAllRecords() throws {
    var records = [Record(), Record(), Record()]
    for (index, day) in ["2026-03-01", "2025-12-31", "2026-01-01"].enumerated() {
      records[index].submitted = Stamp(on: PartialDate(day), by: nil)
      records[index].countries = [["PT", "ES"], ["ES"], []][index]
      records[index].created = [PartialDate("2006-05"), nil, PartialDate("2006")][index]
    }
    records[1].modified = Stamp(on: PartialDate("2026-04-01"), by: nil)
    let graph = try Self.reading(records)
    #expect(graph.objects(Self.base + "#dataset", "dct:issued") == ["2025-12-31"])
    #expect(graph.objects(Self.base + "#dataset", "dct:modified") == ["2026-04-01"])
    #expect(graph.objects(Self.base + "#period", "dcat:startDate") == ["2006"])
    #expect(
      graph.objects(Self.base + "#dataset", "dct:spatial").compactMap { $0.split(separator: "/").last } == [
        "ESP", "PRT",
      ])
  }

  @Test func noPersonIsNamed() throws {
    let bytes = try FormatSamples.export([FormatSamples.hostile("Ana Example", number: 1)], with: DCATAPExporter())
    #expect(!String(decoding: bytes, as: UTF8.self).contains("Ana Example"))
  }
}
