internal import ArgumentParser
internal import CatalogueSearch
internal import CatalogueStore

/// Finds records by words and filters.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find records by words, target group and other fields.",
    discussion: """
      All words must occur, in the texts of the record or in the names of its terms in any language; a word also \
      matches the beginning of a longer one. Case and accents do not matter.

        ktc search incubator
        ktc search voucher --target-group PME
        ktc search technology transfer --country DE --active unknown
        ktc search --target-group "Hochschulen (Lehre)" --format json
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
      guard !filter.isEmpty || !filters.status.isEmpty else {
        Terminal.report("error: name a word or a filter, such as `ktc search voucher`; `ktc list` shows all records")
        throw ExitCode.usage
      }
      try ListCommand.show(filter, of: catalogue, format, output)
    }
  }
}
