import CatalogueModel
import CataloguePlugins
import SourceTree
import TestSupport
import Testing

@testable import STIPFormat

/// What goes out as a sheet comes back, less what the format says it drops.
@Suite struct STIPRoundTripTests {
  private static func bundled() throws -> [Record] {
    try FormatSamples.bundled().filter { $0.kind == .instrument }
  }

  /// The record as the sheet can say it.
  private static func narrowed(_ record: Record) -> Record {
    var narrowed = Record()
    narrowed.id = record.id
    narrowed.kind = .instrument
    let original = STIPRow.originalName(of: record)
    narrowed.title = LocalizedText(
      [record.title["en"].map { .init("en", $0) }, original.map { .init($0.language, $0.text) }].compactMap(\.self))
    let acronym = record.alsoKnownAs.first { !$0.contains(" ") && $0.count(where: \.isUppercase) > 1 }
    narrowed.alsoKnownAs = (acronym ?? record.alsoKnownAs.first).map { [$0] } ?? []
    narrowed.countries = record.countries
    narrowed.regions = record.regions
    narrowed.level = record.level
    narrowed.priorities = record.priorities
    narrowed.ktAreas = record.ktAreas
    narrowed.instrumentTypes = record.instrumentTypes
    narrowed.targetGroups = record.targetGroups
    func english(_ text: LocalizedText) -> LocalizedText {
      text.preferred(["en"]).map { LocalizedText($0, language: "en") } ?? LocalizedText()
    }
    narrowed.aim = english(record.aim)
    narrowed.overview = english(record.overview)
    narrowed.created = record.created.flatMap { PartialDate(year: $0.year) }
    narrowed.ended = record.ended.flatMap { PartialDate(year: $0.year) }
    narrowed.organisations = STIPRow.responsible(record.organisations).map { name in
      var organisation = Organisation()
      organisation.name = name
      return organisation
    }
    narrowed.budget = record.budget.filter { $0.per == .year && $0.amount != nil }.map { budget in
      var kept = Budget()
      kept.amount = budget.amount
      kept.currency = budget.currency
      kept.per = .year
      return kept
    }
    return narrowed
  }

  /// The drafts of a sheet, read for the bundled catalogue, whose addresses it knows.
  private static func read(_ bytes: [UInt8]) throws -> [Draft] {
    let context = try Fixtures.exportContext()
    let catalogue = CatalogueContext(
      vocabularies: context.vocabularies, settings: context.settings, today: context.today)
    var drafts: [Draft] = []
    let source = MemorySource(name: "x", bytes: bytes)
    try STIPImporter().readDrafts(from: source, in: ImportContext(catalogue: catalogue)) { drafts.append($0) }
    return drafts
  }

  @Test func everyBundledInstrumentComesBackAsFarAsTheSheetSaysIt() throws {
    let records = try Self.bundled()
    try #require(records.count >= 20)
    let bytes = try FormatSamples.export(try FormatSamples.bundled(), with: STIPExporter())
    let read = try Self.read(bytes)
    #expect(read.count == records.count)
    for (before, after) in zip(records, read.map(\.record)) {
      #expect(Self.narrowed(before) == after, "\(before.id ?? "")")
    }
    // What is left over is the column of which the record says more.
    #expect(read.flatMap(\.unplaced).allSatisfy { $0.field == "PP052" })
    let errors = read.flatMap(\.diagnostics).filter { $0.severity != .note }
    #expect(errors.isEmpty, "\(errors.map(\.message))")
  }

  @Test func hostileTextsComeBackEqual() throws {
    let other = try Self.bundled()[0]
    for (number, text) in FormatSamples.hostileTexts.enumerated() {
      var record = Record()
      record.id = "hostile-\(number)"
      record.kind = .instrument
      // Lines are read without the blanks around and within them that a sheet of one line cannot keep.
      let line = text.contains("¬") ? "x" : text
      record.title = LocalizedText([.init("en", line), .init("fr", line)])
      record.countries = ["FR"]
      record.aim = LocalizedText(text, language: "en")
      record.overview = LocalizedText(text + "\n\nSecond.\n\nThird: " + text, language: "en")
      var region = Region()
      region.name = "Région \"x\" | y"
      region.nuts = "FRK2"
      record.regions = [region]
      record.instrumentTypes = ["innovation-vouchers", "networking-platforms"]
      let bytes = try FormatSamples.export([record, other], with: STIPExporter())
      let read = try Self.read(bytes)
      #expect(read.first?.record == record, "\(text.prefix(40))")
      #expect(read.count == 2)
    }
  }

  @Test func aRowForEachTypeOfInstrument() throws {
    let record = try #require(try Self.bundled().first { $0.instrumentTypes.count > 1 })
    let program = """
      import csv, sys
      rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter="|", strict=True))
      at = rows[0].index
      print(len(rows[0]), len(set(len(row) for row in rows)))
      for row in rows[2:]:
        print(row[at("InitiativeID")], row[at("InstrumentID")].split("#")[1], row[at("InstrumentTypeCode")])
      """
    let lines = try FormatSamples.python(program, on: FormatSamples.export([record], with: STIPExporter()))
    #expect(lines.first == "\(STIPColumn.all.count) 1")
    #expect(lines.count == 1 + record.instrumentTypes.count)
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("https://ktcatalogue.example.org/\(record.id ?? "") PI") })
  }

  @Test func codesAreThoseOfTheCodebook() {
    let count = [STIPCodes.targetGroups, STIPCodes.instrumentTypes, STIPCodes.themes].map(\.count)
    #expect(count == [31, 28, 59])
    #expect(STIPCodes.targetGroups.first { $0.code == "TG31" }?.label == "SMEs")
    #expect(STIPCodes.instrumentTypes.first { $0.code == "PI014" }?.label == "Innovation vouchers")
    #expect(STIPCodes.themes.first { $0.code == "TH47" }?.label == "Cluster policies")
    #expect(Set(STIPColumn.all.map(\.name)).count == STIPColumn.all.count)
    #expect(STIPColumn.all.allSatisfy { !$0.label.isEmpty && !$0.label.contains("|") })
  }

  @Test func everyMatchOfTheVocabulariesIsACodeOfTheSheet() throws {
    let codes = Set((STIPCodes.targetGroups + STIPCodes.instrumentTypes + STIPCodes.themes).map(\.code))
    for vocabulary in try Fixtures.exportContext().vocabularies.all {
      for match in vocabulary.terms.flatMap(\.matches) where match.scheme == "stip-2021" {
        #expect(codes.contains(match.code ?? ""), "\(vocabulary.name): \(match.code ?? "")")
      }
    }
  }

  @Test func theSameRecordsGiveTheSameBytes() throws {
    let records = try FormatSamples.bundled()
    #expect(
      try FormatSamples.export(records, with: STIPExporter()) == FormatSamples.export(records, with: STIPExporter()))
  }

  @Test func anEmptyCatalogueIsTwoRowsOfNames() throws {
    let bytes = try FormatSamples.export([], with: STIPExporter())
    #expect(String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").count == 2)
    #expect(try Self.read(bytes).isEmpty)
  }

  // MARK: Questions

  private static func questions(_ change: (inout Record) -> Void) throws -> [String] {
    var record = Record()
    record.id = "voucher"
    record.kind = .instrument
    record.title = LocalizedText("Voucher", language: "en")
    record.countries = ["PT"]
    record.instrumentTypes = ["innovation-vouchers"]
    var owner = Organisation()
    owner.name = "Agency"
    owner.role = .owner
    record.organisations = [owner]
    change(&record)
    return STIPExporter().findings(about: record, in: try Fixtures.exportContext()).map {
      "\($0.field?.description ?? ""): \($0.message)"
    }
  }

  @Test func whatACorrespondentWouldAskIsTold() throws {
    #expect(try Self.questions { _ in } == [])
    #expect(try Self.questions { $0.instrumentTypes = [] }.first?.hasPrefix("instrument_types: ") == true)
    #expect(try Self.questions { $0.instrumentTypes.append("odd") }.first?.contains("\"odd\"") == true)
    #expect(try Self.questions { $0.countries = ["PT", "ES"] }.first?.contains("all 2 in one cell") == true)
    #expect(try Self.questions { $0.countries = ["BE"] }.first?.contains("BEFED, BEBRU, BEVLG") == true)
    #expect(try Self.questions { $0.active = false }.first?.hasPrefix("active: ") == true)
    #expect(try Self.questions { $0.organisations = [] }.first?.hasPrefix("organisations: ") == true)
    #expect(
      try Self.questions { $0.title = LocalizedText("Vale", language: "pt") }.first?.contains("has none") == true)
    #expect(
      try Self.questions {
        $0.kind = .practice; $0.instrumentTypes = []
      } == [])
  }

  @Test func belgiumReportsByGovernment() throws {
    func code(_ nuts: String?, _ level: String?) -> String {
      var record = Record()
      record.countries = ["BE"]
      record.level = level
      if let nuts {
        var region = Region()
        region.nuts = nuts
        record.regions = [region]
      }
      return STIPCountry.entry(of: "BE", in: record).code
    }
    #expect(
      [code("BE10", nil), code("BE21", "regional"), code(nil, "national"), code(nil, nil)]
        == ["BEBRU", "BEVLG", "BEFED", "BEL"])
    #expect(STIPCountry.country(of: "BEVLG")?.country == "BE")
    #expect(STIPCountry.country(of: "LTU")?.country == "LT")
    #expect(STIPCountry.country(of: "EU")?.country == "EU")
    #expect(STIPCountry.country(of: "XXZ") == nil)
  }
}
