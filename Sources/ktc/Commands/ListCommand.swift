internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore

/// Lists records.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List records, all or those that a filter lets pass.",
    discussion: """
        ktc list
        ktc list --kind practice --country Portugal
        ktc list --status draft --format ids
        ktc list --created 2004..2008 --format csv > early.csv
      """)

  @OptionGroup var location: CatalogueOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @Argument(help: "Words that must occur in the record.") var words: [String] = []
  @Option(name: .long, help: "How the records are shown: table, json, jsonl, csv, yaml or ids.")
  var format = ListingFormat.table

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let filter = try filters.filter(words: words, in: catalogue.context)
      try Self.show(filter, of: catalogue, format, output)
    }
  }

  /// Shows the records that pass a filter, and how many they are. Throws the exit status when there are none.
  static func show(
    _ filter: RecordFilter, of catalogue: Catalogue, _ format: ListingFormat, _ output: StandardOutput
  ) throws {
    var listing = try Listing(format, catalogue, output)
    let selection = Selection(catalogue: catalogue, filter: filter)
    let outcome = try selection.forEach(keepsFaulty: true, gate: PersonalDataGate(for: .everybody)) { record, _ in
      try listing.add(record)
    }
    try listing.finish()
    try output.flush()
    outcome.report(leftOut: false)
    if outcome.seen == 0 {
      let hint = filter.statuses == [.published] ? "; `ktc list --status draft` lists the inbox" : ""
      Terminal.report("There are no records here yet\(hint). `ktc new instrument` prints a template.")
    } else if outcome.matched == 0 {
      Terminal.report("None of \(outcome.seen) records matches; try fewer words or filters.")
    } else if format == .table {
      Terminal.report("\(outcome.matched) of \(outcome.seen) records.")
    }
    if outcome.seen > 0, outcome.unreadable.count == outcome.seen { throw ExitCode.unreadable }
    if outcome.matched == 0 { throw ExitCode.findings }
  }
}
