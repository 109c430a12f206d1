internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import JSONDocument
internal import SourceTree

/// Lists records that are probably about the same thing.
struct DuplicatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates", abstract: "List records that are probably about the same thing, with the reasons.",
    discussion: """
      Compared are origin, address, names in all languages, country, organisation and dates, in the catalogue and the \
      inbox. Nothing is decided: `ktc merge` joins two, and two that are linked with each other are not listed. Exit \
      status 1 when there are none.

        ktc duplicates
        ktc duplicates innovation-voucher-lithuania
        ktc duplicates --format csv > pairs.csv
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: ArgumentHelp("The records that are asked about; all unless some are named.", valueName: "id"))
  var ids: [String] = []
  @Option(name: .long, help: "How the pairs are shown: table, json or csv.") var format = Format.table

  /// How pairs are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let files = catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files
      let known = Set(files.map(\.id))
      for id in ids where !known.contains(id) { throw RecordLookup.missing(id, among: known) }
      let wanted = Set(ids)
      let finder = DuplicateFinder(of: catalogue) { wanted.contains($0.id) }
      let pairs = finder.pairs(ofSubjects: !ids.isEmpty)
      switch format {
      case .table: try output.write(DuplicateListing.text(pairs))
      case .json: try output.write(JSONWriter.pretty(DuplicateListing.json(pairs)))
      case .csv: try output.write(DuplicateListing.csv(pairs))
      }
      try output.flush()
      var findings = Findings()
      findings.report(finder.problems)
      let records = "\(files.count) record\(files.count == 1 ? "" : "s")"
      guard let first = pairs.first else {
        Terminal.report("No likely duplicates among \(records).")
        throw ExitCode.findings
      }
      if format == .table {
        Terminal.report(
          "\(pairs.count) pair\(pairs.count == 1 ? "" : "s") among \(records). Next: ktc compare \(first.first.id) "
            + "\(first.second.id), then ktc merge them, or link them if they are two.")
      }
      if findings.hasErrors { throw ExitCode.findings }
    }
  }
}
