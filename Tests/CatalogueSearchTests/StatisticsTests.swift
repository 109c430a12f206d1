import CatalogueModel
@testable import CatalogueSearch
import TestSupport
import Testing

/// Counting records.
@Suite struct StatisticsTests {
  private let context = ComparisonContext(
    vocabularies: Fixtures.context.vocabularies, languages: ["en"], today: Fixtures.today)

  private func record(_ kind: RecordKind = .instrument, _ change: (inout Record) -> Void = { _ in }) -> Record {
    var record = Record()
    record.kind = kind
    change(&record)
    return record
  }

  private func statistics(
    _ records: [Record], by first: StatisticsField, and second: StatisticsField? = nil
  ) -> Statistics {
    var statistics = Statistics(by: first, and: second, in: context)
    for record in records { statistics.add(record, status: .published) }
    return statistics
  }

  private func counts(_ records: [Record], by field: StatisticsField) -> [String] {
    statistics(records, by: field).rows.map { "\($0.code) \($0.records)" }
  }

  @Test func recordCountsOnceForEachOfItsValuesAndANoteSaysSo() {
    let records = [
      record { $0.targetGroups = ["smes-only", "hei-research", "smes-only"] },
      record { $0.targetGroups = ["smes-only"] },
      record(),
    ]
    let statistics = statistics(records, by: .targetGroup)
    #expect(statistics.total == 3)
    #expect(statistics.rows.map(\.text).first == "SMEs only (smes-only)")
    #expect(counts(records, by: .targetGroup) == ["smes-only 2", "hei-research 1", "(none) 1"])
    #expect(statistics.notes.first?.contains("several target groups is counted once for each") == true)
    #expect(self.statistics(records, by: .kind).notes.isEmpty)
  }

  @Test func unknownIsARowOfItsOwnAndNotTheSameAsNo() {
    let records = [record { $0.active = false }, record { $0.active = true }, record(), record()]
    #expect(counts(records, by: .active) == ["yes 1", "no 1", "(unknown) 2"])
  }

  @Test func fieldThatAKindLacksIsNotCountedAsMissing() {
    let records = [record(.practice), record(), record { $0.instrumentTypes = ["innovation-vouchers"] }]
    #expect(counts(records, by: .type) == ["innovation-vouchers 1", "(does not apply) 1", "(none) 1"])
  }

  @Test func yearsAndLevelsStandInTheirOwnOrderOthersByFrequency() {
    let dated = ["2010", "2004-05", "2010-01-01"].map { date in record { $0.created = PartialDate(date) } }
    #expect(counts(dated + [record()], by: .created) == ["2004 1", "2010 2", "(unknown) 1"])
    let levels = ["national", "local", "national"].map { level in record { $0.level = level } }
    #expect(counts(levels, by: .level) == ["local 1", "national 2"])
    let countries = [["PT"], ["FR"], ["PT", "LT"]].map { codes in record { $0.countries = codes } }
    #expect(counts(countries, by: .country) == ["PT 2", "FR 1", "LT 1"])
  }

  @Test func twoFieldsAreACrossTableWhoseTotalsCountRecords() {
    let records = [
      record { $0.countries = ["PT", "FR"] }, record(.practice) { $0.countries = ["PT"] }, record(.practice),
    ]
    let cross = statistics(records, by: .country, and: .kind)
    #expect(cross.rows.map(\.code) == ["PT", "FR", "(none)"])
    #expect(cross.columns.map(\.code) == ["instrument", "practice"])
    #expect(cross.cells == [[1, 1], [1, 0], [0, 1]])
    #expect(cross.rows.map(\.records) == [2, 1, 1])
    #expect(cross.columns.map(\.records) == [1, 2])
    #expect(
      StatisticsTable(cross).csv
        == "\u{FEFF}country,name,instrument,practice,records\r\nPT,Portugal,1,1,2\r\nFR,France,1,0,1\r\n"
        + "(none),,0,1,1\r\n"
    )
  }

  @Test func crossTableThatIsTooWideBecomesPairs() {
    let cross = statistics([record { $0.countries = ["PT", "FR"] }], by: .country, and: .kind)
    #expect(
      StatisticsTable(cross).rows(width: 80).header.map { $0.filter { $0 != " " } } == [
        "country", "instrument", "records", "name",
      ])
    let narrow = StatisticsTable(cross).rows(width: 30)
    #expect(narrow.header.map { $0.filter { $0 != " " } } == ["country", "kind", "records", "name"])
    #expect(narrow.rows.map { $0[0] } == ["FR", "PT"])
  }

  @Test func inferredAndDisputedValuesAreMentioned() {
    var dispute = Dispute()
    dispute.field = "created"
    let records = [
      record {
        $0.inferred = ["target_groups"]
        $0.disputed = [dispute]
      }
    ]
    #expect(
      statistics(records, by: .targetGroup).notes.last == "In 1 record the target group was inferred by the cataloguer."
    )
    #expect(statistics(records, by: .created).notes == ["In 1 record the year of creation is disputed."])
  }

  @Test func chartIsWellFormedEscapedAndToldToScreenReaders() throws {
    let records = [record { $0.targetGroups = ["<&\">", "smes-only"] }, record { $0.targetGroups = ["smes-only"] }]
    for second in [nil, StatisticsField.kind] {
      let chart = StatisticsChart(statistics(records, by: .targetGroup, and: second)).svg
      #expect(chart == StatisticsChart(statistics(records, by: .targetGroup, and: second)).svg)
      #expect(chart.contains("role=\"img\" aria-labelledby=\"ktc-title ktc-desc\""))
      #expect(chart.contains("<title id=\"ktc-title\">2 records by target group"))
      #expect(chart.contains("&lt;&amp;&quot;&gt;"))
      #expect(!chart.contains("<&"))
      #expect(!chart.contains("href") && !chart.contains("<script"))
    }
    let bars = StatisticsChart(statistics(records, by: .targetGroup)).svg
    #expect(bars.contains("SMEs only (smes-only) 2;"))
    #expect(bars.contains("width=\"450\" height=\"16\"") && bars.contains("width=\"225\" height=\"16\""))
  }

  @Test func fieldsAreNamedAsInFiltersAndFiles() throws {
    for field in StatisticsField.allCases {
      #expect(try StatisticsField.named(field.rawValue) == field)
      #expect(try StatisticsField.named(field.recordField) == field)
    }
    #expect(try StatisticsField.named("target") == .targetGroup)
    #expect(throws: FilterProblem.self) { try StatisticsField.named("title") }
  }

  @Test func everyBundledRecordIsCounted() throws {
    let records = try BundledCatalogue.records()
    for field in StatisticsField.allCases {
      let statistics = statistics(records, by: field)
      let sum = statistics.rows.reduce(0) { $0 + $1.records }
      #expect(field.isMultiple ? sum >= records.count : sum == records.count, "\(field)")
    }
  }
}
