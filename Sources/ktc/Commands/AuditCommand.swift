internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import Curation
internal import JSONDocument
internal import SourceTree

/// Ranks records by how much they need care.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Rank records by what needs care: what is old, missing, doubted or unsafe.",
    discussion: """
      Each finding counts some points, and each record is so many percent complete; docs/care.md has both tables. \
      --details shows every finding with its place. --letters writes a message to each organisation that reported \
      records, with what it should supply and a form for each record.

        ktc audit
        ktc audit --country LT --details
        ktc audit --by reporter --format csv > care.csv
        ktc audit innovation-voucher-lithuania --online
        ktc audit --by reporter --letters letters --until 2027-01-31
      """)

  @OptionGroup var location: CatalogueOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @Argument(help: "A query, as `ktc search` takes it, or the id of a record.") var words: [String] = []
  @Option(name: .long, help: "What a row is about: record, country or reporter.") var by = Grouping.record
  @Option(
    name: .long,
    help: ArgumentHelp("How long a record may go without a review: 2y (unless said), 18m or 90d.", valueName: "period"))
  var staleAfter: PeriodArgument?
  @Flag(name: .long, help: "Ask every address whether it answers, with curl; never in private networks.")
  var online = false
  @Flag(name: .long, help: "Show each finding with its place.") var details = false
  @Option(name: .long, help: "How it is shown: table, json or csv.") var format = Format.table
  @Option(name: .long, help: ArgumentHelp("How many rows a table has at most; 0 for all.", valueName: "number"))
  var limit = 30
  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --by reporter: write a message to each organisation, with a form for each record, into this folder.",
      valueName: "folder"), completion: .directory)
  var letters: String?
  @Option(name: .long, help: ArgumentHelp("By when the letters ask for an answer.", valueName: "date"))
  var until: DateArgument?
  @Flag(name: .long, help: "Print the letters, and write nothing.") var dryRun = false
  @OptionGroup(title: "Index") var indexing: IndexOptions

  /// What a row is about.
  enum Grouping: String, ExpressibleByArgument, CaseIterable { case record, country, reporter }
  /// How an audit is shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit is a number from 0 on") }
  }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      try checkLetters(catalogue.context.today)
      let check = CareCheck(in: catalogue.context, staleAfter: staleAfter?.value ?? .usual)
      var (records, outcome) = try read(catalogue, check)
      if online { LinkCheck().apply(to: &records) }
      records.sort { ($1.points, $0.record.id ?? "") < ($0.points, $1.record.id ?? "") }
      if let letters, outcome.matched > 0 {
        outcome.report(leftOut: false)
        try write(LetterFolder(records, in: catalogue, until: until?.value), to: letters, output)
        if !outcome.isWhole { throw ExitCode.findings }
        return
      }
      let report = CareReport(records: records, grouping: by, check: check, context: catalogue.context)
      switch format {
      case .table: try output.write(report.table(limit: limit, details: details))
      case .csv: try output.write(report.csv())
      case .json: try output.write(JSONWriter.pretty(report.encoded(catalogue)))
      }
      try output.flush()
      outcome.report(leftOut: false)
      if outcome.matched == 0 {
        Terminal.report("None of \(outcome.seen) records matches.")
        throw ExitCode.findings
      }
      if format == .table { Terminal.report(report.summary(limit: limit)) }
      if !outcome.isWhole { throw ExitCode.findings }
    }
  }

  /// Refuses letters to nobody, and a day that has passed. Throws `CommandFailure`.
  private func checkLetters(_ today: PartialDate) throws {
    guard letters != nil else { return }
    if by != .reporter {
      throw CommandFailure(
        "--letters goes with --by reporter, since organisations that reported records are written to", .usage)
    }
    if let until = until?.value, until.latest < today.earliest {
      throw CommandFailure("\(until) has passed; nobody could answer by then", .usage)
    }
  }

  /// Writes the letters, or prints them. Throws `FileError`.
  private func write(_ folder: LetterFolder, to path: String, _ output: StandardOutput) throws {
    let count = folder.letters.count
    let orphans =
      folder.orphans == 0
      ? ""
      : " \(folder.orphans) record\(folder.orphans == 1 ? " names" : "s name") no reporter, so that nobody can be asked."
    if dryRun {
      for (name, letter) in folder.letters {
        try output.write("--- \(FilePath.join(path, name))/letter.txt\n\(folder.text(of: letter))\n")
      }
      try output.flush()
      return Terminal.report("\(count) letter\(count == 1 ? "" : "s"). Nothing was written.\(orphans)")
    }
    let forms = try folder.write(to: path)
    for (name, _) in folder.letters { try output.write(FilePath.join(path, name) + "/letter.txt\n") }
    try output.flush()
    Terminal.report(
      "\(count) letter\(count == 1 ? "" : "s") and \(forms) form\(forms == 1 ? "" : "s"); letters.csv lists them.\(orphans) "
        + "What comes back: ktc import --plan FILE, then ktc import FILE.")
  }

  /// Reads the records that are asked for. Throws what making a selection throws.
  private func read(_ catalogue: Catalogue, _ check: CareCheck) throws -> ([RecordCare], Selection.Outcome) {
    var records: [RecordCare] = []
    var request = filters.request(words, in: catalogue)
    // An id stands for its record.
    if words.count == 1, let id = words.first, Slug.isValid(id), RecordLookup(catalogue).file(of: id) != nil {
      request.text = ""
      request.conditions.append(("id", [id]))
    }
    let selection = try Selection(catalogue, request, indexing)
    let outcome = try selection.forEach(keepsFaulty: true, gate: PersonalDataGate(for: .everybody)) {
      (passed: Selection.Passed) in
      records.append(
        RecordCare(record: passed.record, loaded: passed.loaded, findings: check.findings(about: passed.loaded)))
    }
    return (records, outcome)
  }
}

/// A period on the command line.
struct PeriodArgument: ExpressibleByArgument {
  let value: CarePeriod
  init?(argument: String) {
    guard let value = CarePeriod(argument) else { return nil }
    self.value = value
  }
}
