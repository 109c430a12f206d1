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
      """)

  @OptionGroup var location: CatalogueOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @Argument(help: "The query.") var query: [String] = []
  @Option(name: .long, help: "How the records are shown: table, json, jsonl, csv, yaml or ids.")
  var format = ListingFormat.table
  @Option(name: .long, help: "The order: relevance, title, created, modified or country.") var sort = OrderArgument()
  @Option(name: .long, help: ArgumentHelp("Show at most so many records; 0 shows all.", valueName: "number"))
  var limit: Int?
  @Option(name: .long, help: ArgumentHelp("Leave out so many records at the beginning.", valueName: "number"))
  var offset = 0
  @Flag(name: .long, help: "Count the found records by kind, target group, country and so on.") var facets = false
  @Flag(name: .long, help: "Search for the words exactly as typed: no nearest spelling, no partial matches.")
  var exact = false
  @Option(name: .long, help: ArgumentHelp("Explain why a record is found, or is not.", valueName: "id")) var why:
    String?
  @OptionGroup(title: "Index") var indexing: IndexOptions

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let request = try request()
      let session = try indexing.open(catalogue)
      let engine = SearchEngine(session.index, catalogue.context)
      do {
        if let why { return try explain(request, why, engine, output) }
        let answer = try engine.answer(request)
        try show(answer, of: catalogue, engine, output)
      } catch let refusal as SearchEngine.Refusal {
        refusal.diagnostics.forEach(Findings.print)
        throw ExitCode.usage
      }
    }
  }

  private func request() throws -> SearchRequest {
    guard offset >= 0, limit ?? 0 >= 0 else {
      Terminal.report("error: --limit and --offset are numbers from 0 on")
      throw ExitCode.usage
    }
    var request = SearchRequest()
    // One argument is a query as it stands; several were words that the shell cut apart.
    request.text = query.joined(separator: " ")
    request.conditions = filters.conditions
    request.isExact = exact
    request.order = sort.value
    // A terminal shows a page; a program gets everything.
    let most = limit ?? (format == .table ? 20 : 0)
    request.limit = most > 0 && why == nil ? most : nil
    request.offset = why == nil ? offset : 0
    request.countsFacets = facets
    guard !request.text.allSatisfy(\.isWhitespace) || !request.conditions.isEmpty else {
      Terminal.report("error: name a word or a filter, such as `ktc search voucher`; `ktc list` shows all records")
      throw ExitCode.usage
    }
    return request
  }

  private func show(
    _ answer: SearchAnswer, of catalogue: Catalogue, _ engine: SearchEngine, _ output: StandardOutput
  ) throws {
    for remark in answer.remarks { Terminal.report(remark) }
    let page = answer.hits
    if format == .table {
      try output.write(HitList(catalogue, answer.tokens).text(page, from: offset + 1))
    } else {
      var listing = try Listing(format, catalogue, output)
      for hit in page {
        if let record = Self.record(of: hit, in: catalogue) { try listing.add(record) }
      }
      try listing.finish()
    }
    if let facets = answer.facets {
      try output.write(FacetTable(catalogue.context.vocabularies).text(facets))
    }
    try output.flush()
    if answer.count == 0 {
      Terminal.report("None of \(answer.total) records matches.")
      throw ExitCode.findings
    }
    if format == .table {
      let shown = page.count == answer.count ? "" : ", \(page.count) shown (--limit, --offset)"
      Terminal.report("\(answer.count) of \(answer.total) records\(shown).")
    }
  }

  /// The record of a hit as anybody may see it; nil when its file has gone meanwhile.
  static func record(of hit: SearchHit, in catalogue: Catalogue) -> Record? {
    let area: RecordFile.Area = hit.entry.values[.status] == ["draft"] ? .inbox : .instruments
    let loaded = catalogue.load(RecordFile(path: hit.entry.path, area: area))
    let status = hit.entry.values[.status]?.first.flatMap(RecordStatus.init) ?? .published
    return loaded.draft.map {
      PersonalDataGate(for: .everybody).pass($0.record.withDefaults(of: catalogue.context.settings, status: status))
    }
  }

  private func explain(
    _ request: SearchRequest, _ id: String, _ engine: SearchEngine, _ output: StandardOutput
  ) throws {
    guard let explanation = try engine.explain(request, id) else {
      Terminal.report("error: no record has the id \"\(id)\"")
      throw ExitCode.missing
    }
    try output.write("\(id): ")
    try output.write(explanation.rank.map { "number \($0) of the answers\n" } ?? "not among the answers\n")
    for line in explanation.lines {
      try output.write("  \(line.holds ? "has  " : "lacks") \(line.asked)\n")
      for place in line.places.sorted(by: { $0.score > $1.score }) {
        let score = Int((place.score * 100).rounded())
        try output.write(
          "          in \(place.part), score \(score / 100).\(score % 100 < 10 ? "0" : "")\(score % 100)\n")
      }
      for bridge in line.bridges { try output.write("          through a term, \(bridge)\n") }
    }
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
