internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// Sets records side by side.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Set records side by side.",
    discussion: """
      "not stated" is said where the record has no value, "not read" where only a part of its sources was read, and \
      "disputed" where sources disagree. Records keep the order given. --sort puts small before large and early before \
      late; amounts in different currencies or per different things are ordered among their like only.

        ktc compare innovation-voucher-lithuania centrope-innovation-voucher
        ktc compare voucher --fields rate,ceiling,budget
        ktc compare @vouchers --sort ceiling
        ktc compare --country Portugal --format html > portugal.html
      """)

  @OptionGroup var location: CatalogueOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @Argument(help: ArgumentHelp("Ids of records, or a query, as `ktc search` takes it.", valueName: "id or query"))
  var words: [String] = []
  @Option(name: .long, help: "How the comparison is shown: table, markdown, csv or html.") var format = Format.table
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The fields, between commas.",
      discussion: "Else \(ComparisonField.usual.map(\.name).joined(separator: ", ")).", valueName: "field,…"))
  var fields: [String] = []
  @Option(name: .long, help: "The order of the records, from low to high: ceiling, budget, rate, title or created.")
  var sort: ComparisonOrder?
  @Option(
    name: .long,
    help: ArgumentHelp("The columns of a table, else those of the terminal.", valueName: "columns"))
  var width: Int?

  @OptionGroup(title: "Index") var indexing: IndexOptions

  /// How a comparison is shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, markdown, csv, html }

  func validate() throws {
    if let width, width < 40 { throw ValidationError("--width has to be 40 or more.") }
  }

  func run() throws {
    try reportingFailures { output in
      let names = fields.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map(String.init)
      let shown = names.isEmpty ? ComparisonField.usual : try names.map(ComparisonField.named)
      let catalogue = try location.open()
      if words.isEmpty, filters.conditions.isEmpty {
        throw CommandFailure(
          "name the records to compare, or words or filters that find them; `ktc list` lists ids", .usage)
      }
      let (records, isWhole) = try records(of: catalogue)
      let context = ComparisonContext(
        vocabularies: catalogue.context.vocabularies, languages: ["en"], today: catalogue.context.today)
      try show(Comparison(records, fields: shown, order: sort, in: context), output)
      if !isWhole { throw ExitCode.findings }
    }
  }

  private func show(_ comparison: Comparison, _ output: StandardOutput) throws {
    switch format {
    case .table:
      try output.write(ComparisonTable(comparison, width: width ?? Terminal.columns ?? 80).text)
    case .markdown: try output.write(ComparisonMarkdown(comparison).text)
    case .html: try output.write(ComparisonHTML(comparison).text)
    case .csv:
      try output.write(ComparisonCSV(comparison).text)
      try output.flush()
      for note in comparison.notes { Terminal.report("note: \(note)") }
    }
  }

  /// The records that were named, in the order given, or those that words and filters find, in id order; and whether
  /// all could be read that were to be looked at. Throws the exit status when there are none.
  private func records(of catalogue: Catalogue) throws -> (records: [Record], isWhole: Bool) {
    let gate = PersonalDataGate(for: .everybody)
    if !words.isEmpty, let files = files(of: catalogue) { return try read(files, of: catalogue, gate) }
    var records: [Record] = []
    let selection = try Selection(catalogue, filters.request(words, in: catalogue), indexing)
    let outcome = try selection.forEach(keepsFaulty: true, gate: gate) { record, _ in records.append(record) }
    outcome.report(leftOut: false)
    if outcome.seen > 0, outcome.unreadable.count == outcome.seen { throw ExitCode.unreadable }
    guard records.isEmpty else { return (records, outcome.isWhole) }
    Terminal.report("None of \(outcome.seen) records matches\(hint(catalogue))")
    throw ExitCode.findings
  }

  /// The files of records that were named by id; nil unless every word is an id. A record goes before a proposed
  /// revision of it.
  private func files(of catalogue: Catalogue) -> [RecordFile]? {
    var byID: [String: RecordFile] = [:]
    for file in catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files {
      if let known = byID[file.id], known.area != .inbox || file.area == .inbox { continue }
      byID[file.id] = file
    }
    var files: [RecordFile] = []
    for word in words {
      guard let file = byID[word] else { return nil }
      if !files.contains(file) { files.append(file) }
    }
    return files
  }

  /// The records of files; whoever names a record means it, whatever its status.
  private func read(
    _ files: [RecordFile], of catalogue: Catalogue, _ gate: PersonalDataGate
  ) throws -> (records: [Record], isWhole: Bool) {
    let request = filters.request([], in: catalogue, defaultStatuses: RecordStatus.allCases)
    let filter = try RecordFilter(request, in: catalogue.context.vocabularies)
    var records: [Record] = []
    var unreadable = 0
    var findings = Findings()
    for file in files {
      let loaded = catalogue.load(file)
      guard let draft = loaded.draft else {
        findings.report(loaded.diagnostics)
        unreadable += 1
        continue
      }
      if loaded.hasErrors { Terminal.report("\(file.id) has errors: ktc validate \(file.path)") }
      let record = gate.pass(draft.record.withDefaults(of: catalogue.context.settings, status: file.defaultStatus))
      if filter.matches(record, status: loaded.status) { records.append(record) }
    }
    if unreadable == files.count { throw ExitCode.unreadable }
    guard records.isEmpty else { return (records, unreadable == 0) }
    Terminal.report("None of the \(files.count) records named passes the filters.")
    throw ExitCode.findings
  }

  /// What to try when nothing was found: perhaps an id was misspelt.
  private func hint(_ catalogue: Catalogue) -> String {
    let ids = catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files.map(\.id)
    let unknown = words.filter { !ids.contains($0) }
    let near = unknown.flatMap { NearestName.candidates(for: $0, among: ids) }
    if near.isEmpty { return "; try fewer words or filters." }
    return
      ", and \(unknown.map { "\"\($0)\"" }.joined(separator: ", ")) is no id\(NearestName.question(near))"
  }
}

extension ComparisonOrder: ExpressibleByArgument {}
