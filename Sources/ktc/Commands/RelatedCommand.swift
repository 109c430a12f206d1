internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// Finds records that are like one.
struct RelatedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "related", abstract: "Find records that share terms and distinctive words with one.",
    discussion: """
        ktc related innovation-voucher-lithuania
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The id of the record.") var id: String
  @Option(name: .long, help: ArgumentHelp("Show at most so many records; 0 shows all.", valueName: "number"))
  var limit = 10
  @OptionGroup(title: "Index") var indexing: IndexOptions

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit is a number from 0 on") }
  }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let files = catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files
      guard let file = files.first(where: { $0.id == id }), let record = catalogue.record(in: file) else {
        throw RecordLookup.missing(id, among: files.map(\.id))
      }
      let answer = try indexing.use(catalogue) {
        try SearchEngine($0.index, catalogue.context).related(to: record)
      }
      let hits = answer.hits
      let shown = limit > 0 ? Array(hits.prefix(limit)) : hits
      try output.write(safe: Array(HitList(catalogue, FoundWords()).text(shown, from: 1).utf8))
      try output.flush()
      answer.reportUnreadable()
      if hits.isEmpty { Terminal.report("No record shares anything with it.") }
      if hits.isEmpty || answer.unreadable > 0 { throw ExitCode.findings }
    }
  }
}
