internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// Counts records.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Count records by one field, or by two across each other.",
    discussion: """
      A record without a value is counted too.

        ktc stats --by target-group
        ktc stats --by country --by kind --format csv
        ktc stats --by created --kind instrument --format svg > years.svg
      """)

  @OptionGroup var location: CatalogueOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @Argument(help: "A query, as `ktc search` takes it.") var words: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The field to count by; twice for a cross table.",
      discussion: "One of \(StatisticsField.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "field"))
  var by: [String] = []
  @Option(name: .long, help: "How the counts are shown: table, csv or svg.") var format = Format.table

  @OptionGroup(title: "Index") var indexing: IndexOptions

  /// How counts are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, svg }

  func run() throws {
    try reportingFailures { output in
      let fields = try by.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map {
        try StatisticsField.named(String($0))
      }
      guard let first = fields.first, fields.count < 3, Set(fields).count == fields.count else {
        throw CommandFailure("count --by one field, or by two different ones, such as --by country --by kind", .usage)
      }
      let catalogue = try location.open()
      let context = ComparisonContext(
        vocabularies: catalogue.context.vocabularies, languages: ["en"], today: catalogue.context.today)
      var statistics = Statistics(by: first, and: fields.dropFirst().first, in: context)
      let selection = try Selection(catalogue, filters.request(words, in: catalogue), indexing)
      let outcome = try selection.forEach(keepsFaulty: true, gate: PersonalDataGate(for: .everybody)) {
        statistics.add($0, status: $1)
      }
      if statistics.total > 0 { try show(statistics, output) }
      try output.flush()
      outcome.report(leftOut: false)
      if outcome.seen > 0, outcome.unreadable.count == outcome.seen { throw ExitCode.unreadable }
      guard statistics.total == 0 else {
        if !outcome.isWhole { throw ExitCode.findings }
        return
      }
      Terminal.report("None of \(outcome.seen) records matches; try fewer words or filters.")
      throw ExitCode.findings
    }
  }

  private func show(_ statistics: Statistics, _ output: StandardOutput) throws {
    switch format {
    case .table:
      let table = StatisticsTable(statistics)
      let (header, rows) = table.rows(width: Terminal.columns)
      let text = Table(header: header, rows: rows).text(Terminal.columns)
      let under = [table.columnNames, ["\(statistics.title)."] + statistics.notes].filter { !$0.isEmpty }
      let notes = under.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
      try output.write(DiagnosticRenderer.printable("\(text)\n\(notes)\n"))
    case .csv:
      try output.write(StatisticsTable(statistics).csv)
      try output.flush()
      for note in statistics.notes { Terminal.report("note: \(note)") }
    case .svg: try output.write(StatisticsChart(statistics).svg)
    }
  }
}
