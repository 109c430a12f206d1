internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// Finds records by a query.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find records by words, in any language, and by target group and other fields.",
    discussion: """
      Words are found in any inflection, without regard to case and accents; a name of a term (PME, Hochschulen) finds \
      the records that carry the term. Several words must all hold; "words in a phrase", begin*, NOT word or -word, \
      OR and brackets combine them. field:value asks for a field, with commas between alternatives; put the whole \
      query between single quotation marks when it holds any of these.

        ktc search incubator
        ktc search voucher --target-group PME
        ktc search 'target:SME country:FR,PT created:2004..2010'
        ktc search '"technology transfer" NOT licensing' --kind practice --facets
        ktc search patents --why uporto-ip-regulation
        ktc search voucher --target-group PME --save open-vouchers
        ktc search @open-vouchers --country PT
        ktc search --since 2026-11-01
      """)

  @OptionGroup var location: CatalogueOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @OptionGroup var changes: SinceOptions
  @Argument(help: "The query.") var query: [String] = []
  @Option(name: .long, help: "How the records are shown: table, json, jsonl, csv, yaml or ids.")
  var format = ListingFormat.table
  @Option(name: .long, help: "The order: relevance, title, created, modified or country.") var sort = OrderArgument()
  @OptionGroup var page: PageOptions
  @Flag(name: .long, help: "Count the found records by kind, target group, country and so on.") var facets = false
  @Flag(name: .long, help: "Search for the words exactly as typed: no nearest spelling, no partial matches.")
  var exact = false
  @Option(name: .long, help: ArgumentHelp("Explain why a record is found, or is not.", valueName: "id")) var why:
    String?
  @OptionGroup(title: "Saving") var saving: SaveOptions
  @OptionGroup(title: "Index") var indexing: IndexOptions

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let request = try request(of: catalogue)
      try saving.check(in: catalogue)
      if let why { return try explain(request, why, catalogue, output) }
      var answer = try indexing.use(catalogue) { try SearchEngine($0.index, catalogue.context).answer(request) }
      // What cannot be answered was refused by now, and is not saved.
      try saving.save(request, in: catalogue)
      let changes = try changes.since.map { try keepChanges(since: $0.value, in: &answer, request, of: catalogue) }
      try show(answer, changes, of: catalogue, output)
    }
  }

  /// How many records are shown; 0 for all. A terminal shows a page; a program gets everything.
  private var mostShown: Int { page.limit ?? (format == .table ? 20 : 0) }
  /// Whether the index gives a page only.
  private var isPaged: Bool { why == nil && changes.since == nil }

  private func request(of catalogue: Catalogue) throws -> SearchRequest {
    guard !facets || format == .table || format == .json else {
      throw CommandFailure("--facets goes with --format table or json", .usage)
    }
    var request = filters.request(query, in: catalogue, defaultStatuses: changes.defaultStatuses)
    request.isExact = exact
    request.order = sort.value
    request.limit = mostShown > 0 && isPaged ? mostShown : nil
    request.offset = isPaged ? page.offset : 0
    request.countsFacets = facets
    guard !request.text.allSatisfy(\.isWhitespace) || !request.conditions.isEmpty || changes.since != nil else {
      throw CommandFailure(
        "name a word or a filter, such as `ktc search voucher`; `ktc list` shows all records", .usage)
    }
    return request
  }

  /// Keeps of an answer what was added, changed or withdrawn since a day, adds what has gone, and tells what became of
  /// each, by path.
  private func keepChanges(
    since day: PartialDate, in answer: inout SearchAnswer, _ request: SearchRequest, of catalogue: Catalogue
  ) throws -> [String: ChangeMark] {
    var marks: [String: ChangeMark] = [:]
    var gone: [SourceRecord] = []
    let areas: [RecordFile.Area] = [.instruments, .practices, .inbox]
    let outcome = try CatalogueChanges(of: catalogue, since: day).forEach(in: areas) { change in
      if let file = change.current?.file {
        marks[catalogue.relativePath(of: file.path)] = ChangeMark(change, in: catalogue)
      } else if let record = change.goneRecord(of: catalogue) {
        marks[record.state.path] = ChangeMark(change, in: catalogue)
        gone.append(record)
      }
    }
    outcome.report()
    answer.unreadable = outcome.unreadable.count + outcome.diagnostics.count
    let matched = answer.hits.count
    answer.hits.removeAll { marks[$0.entry.path] == nil }
    // Behind the others: their scores come from an index of their own.
    if !gone.isEmpty { answer.hits += try GoneRecords(records: gone).answer(request, catalogue.context).hits }
    answer.total += gone.count
    answer.count = answer.hits.count
    if facets { answer.facets = Facets(answer.hits.map(\.entry)) }
    if answer.hits.isEmpty, matched > 0 {
      answer.remarks.append("Of \(matched) records that match none was added, changed or withdrawn since \(day).")
    }
    return marks
  }

  private func show(
    _ answer: SearchAnswer, _ changes: [String: ChangeMark]?, of catalogue: Catalogue, _ output: StandardOutput
  ) throws {
    for remark in answer.remarks + RenamedRecords.remarks(about: query, in: catalogue) { Terminal.report(remark) }
    let rest = isPaged ? answer.hits[...] : answer.hits.dropFirst(page.offset)
    let shown = Array(mostShown > 0 ? rest.prefix(mostShown) : rest)
    if format == .table {
      try output.write(
        safe: Array(HitList(catalogue, answer.found, changes ?? [:]).text(shown, from: page.offset + 1).utf8))
    } else {
      var listing = try Listing(format, catalogue, output, isOfHits: changes != nil, facets: answer.facets)
      let finder = SnippetFinder(answer.found, catalogue.context)
      for hit in shown {
        guard let record = Self.record(of: hit, in: catalogue) else { continue }
        var mark = FoundMark(change: changes?[hit.entry.path])
        // Tables and YAML are edited and sent back; only a program wants to know how a record was found.
        if format == .json || format == .jsonl {
          if !answer.found.isEmpty { mark.score = hit.score }
          mark.through = hit.bridges
          mark.snippet = finder.best(in: record)
        }
        try listing.add(record, mark.isEmpty ? nil : mark)
      }
      try listing.finish()
    }
    if format == .table, let facets = answer.facets {
      try output.write(FacetTable(catalogue.context.vocabularies).text(facets))
    }
    try output.flush()
    // With --since the files were read, and each that could not be was told.
    if changes == nil { answer.reportUnreadable() }
    if answer.count == 0 {
      Terminal.report("None of \(answer.total) records matches.")
      throw ExitCode.findings
    }
    if format == .table {
      let note = PageOptions.note(shown: shown.count, of: answer.count)
      Terminal.report("\(answer.count) of \(answer.total) records\(note).")
    }
    if answer.unreadable > 0 { throw ExitCode.findings }
  }

  /// The record of a hit as anybody may see it; nil when its file has gone meanwhile.
  static func record(of hit: SearchHit, in catalogue: Catalogue) -> Record? {
    let area: RecordFile.Area = hit.entry.values[.status] == ["draft"] ? .inbox : .instruments
    let path = FilePath.join(catalogue.root ?? ".", hit.entry.path)
    let status = hit.entry.values[.status]?.first.flatMap(RecordStatus.init) ?? .published
    return catalogue.record(in: RecordFile(path: path, area: area)).map { read in
      var record = read.withDefaults(of: catalogue.context.settings, status: status)
      // The last version of a record that has gone does not know that it was withdrawn.
      record.status = status
      return PersonalDataGate(for: .everybody).pass(record)
    }
  }

  private func explain(
    _ request: SearchRequest, _ id: String, _ catalogue: Catalogue, _ output: StandardOutput
  ) throws {
    let found = try indexing.use(catalogue) { try SearchEngine($0.index, catalogue.context).explain(request, id) }
    guard let explanation = found else {
      let files = catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files
      throw RecordLookup.missing(id, among: files.map(\.id))
    }
    for remark in explanation.remarks { Terminal.report(remark) }
    try output.write("\(id): ")
    try output.write(explanation.rank.map { "number \($0) of the answers\n" } ?? "not among the answers\n")
    for line in explanation.lines {
      try output.write("  \(line.holds ? "has  " : "lacks") \(line.asked)\n")
      for place in line.places.sorted(by: { $0.score > $1.score }) {
        try output.write("          \(place.word) in \(place.part), score \(FoundMark.rounded(place.score))\n")
      }
      for bridge in line.bridges { try output.write("          through a term, \(bridge)\n") }
    }
  }
}

extension SearchAnswer {
  /// Tells that files could not be read, where there are such.
  func reportUnreadable() {
    guard unreadable > 0 else { return }
    let files = unreadable == 1 ? "1 file" : "\(unreadable) files"
    let were = unreadable == 1 ? "was" : "were"
    Terminal.report("\(files) could not be read and \(were) not searched; `ktc validate` tells why.")
  }
}

/// An order of answers on the command line.
struct OrderArgument: ExpressibleByArgument {
  let value: SearchRequest.Order
  init() { value = .relevance }
  init?(argument: String) {
    guard let value = SearchRequest.Order(rawValue: argument.lowercased()) else { return nil }
    self.value = value
  }
  var defaultValueDescription: String { value.rawValue }
  static let allValueStrings = SearchRequest.Order.allCases.map(\.rawValue)
}
