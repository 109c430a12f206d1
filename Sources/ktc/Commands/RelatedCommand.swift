internal import CatalogueModel
internal import ArgumentParser
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
  @Option(name: .long, help: ArgumentHelp("Show at most so many records.", valueName: "number")) var limit = 10
  @OptionGroup(title: "Index") var indexing: IndexOptions

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let files = catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files
      guard let file = files.first(where: { $0.id == id }), let record = catalogue.load(file).draft?.record else {
        let near = NearestName.question(NearestName.candidates(for: id, among: files.map(\.id)))
        Terminal.report("error: no record has the id \"\(id)\"\(near)")
        throw ExitCode.missing
      }
      let answer = try indexing.use(catalogue) {
        try SearchEngine($0.index, catalogue.context).related(to: record)
      }
      let hits = answer.hits
      try output.write(
        safe: Array(HitList(catalogue, FoundWords()).text(Array(hits.prefix(max(0, limit))), from: 1).utf8))
      try output.flush()
      answer.reportUnreadable()
      if hits.isEmpty { Terminal.report("No record shares anything with it.") }
      if hits.isEmpty || answer.unreadable > 0 { throw ExitCode.findings }
    }
  }
}
