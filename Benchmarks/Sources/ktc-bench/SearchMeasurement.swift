internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore

/// Measures searches within one process: the queries of standard input, one a line, against the index of a catalogue,
/// each answered as a page of ten records with snippets, and with the counts of all facets.
///
/// Queries that more than a tenth of the records match are left out, and counted. Prints one line of `name value`
/// pairs, times in milliseconds: how many queries, and the time that half of the searches, and 99 of 100, stay within,
/// once each was asked before (`p50`, `p99`, `highest`) and when it is asked for the first time (`first_p50` and so on),
/// when the index keeps in memory only what the queries before it asked for.
struct SearchMeasurement {
  private let catalogue: Catalogue
  private let queries: [String]

  private static let page = 10
  private static let rounds = 5

  /// Opens a catalogue and reads the queries. Throws `StoreFailure`.
  init(_ folder: String) throws {
    catalogue = try Catalogue(at: folder, today: .distantFuture)
    var queries: [String] = []
    while let line = readLine() { if !line.isEmpty { queries.append(line) } }
    self.queries = queries
  }

  /// Searches, and prints the figures. Throws what the index throws.
  func run() throws {
    let path = FilePath.join(FilePath.join(catalogue.root ?? ".", ".ktc"), "index.sqlite")
    try SearchSession.use(
      SearchSession.Place(path), catalogue.context, isRefreshing: false, source: { Nothing() }
    ) { session in
      let engine = SearchEngine(session.index, catalogue.context)
      var times: [Double] = []
      var first: [Double] = []
      var broad = 0
      // The first round warms the cache, and tells how many records match.
      let wanted = try queries.filter { query in
        let start = ContinuousClock.now
        guard let answer = try search(query, engine) else { return false }
        let isNarrow = answer.count * 10 <= answer.total
        if isNarrow { first.append((ContinuousClock.now - start) / .milliseconds(1)) } else { broad += 1 }
        return isNarrow
      }
      for _ in 0..<Self.rounds {
        for query in wanted {
          let start = ContinuousClock.now
          _ = try search(query, engine)
          times.append((ContinuousClock.now - start) / .milliseconds(1))
        }
      }
      print("queries \(wanted.count) broad \(broad)", Self.figures(times), Self.figures(first, "first_"))
    }
  }

  private static func figures(_ times: [Double], _ prefix: String = "") -> String {
    let times = times.sorted()
    guard let highest = times.last else { return "" }
    return "\(prefix)p50 \(times[times.count / 2]) \(prefix)p99 \(times[times.count * 99 / 100]) "
      + "\(prefix)highest \(highest)"
  }

  /// Answers a query with all that a page shows; nil for one that is refused.
  private func search(_ query: String, _ engine: SearchEngine) throws -> SearchAnswer? {
    var request = SearchRequest()
    request.text = query
    request.limit = Self.page
    request.countsFacets = true
    do {
      let answer = try engine.answer(request)
      let catalogue = catalogue
      // As the program does for its own pages.
      _ = Catalogue.onAllCores(answer.hits) { hits in
        let finder = SnippetFinder(answer.found, catalogue.context)
        return hits.map { hit in
          let path = FilePath.join(catalogue.root ?? ".", hit.entry.path)
          let draft = catalogue.load(RecordFile(path: path, area: .instruments)).draft
          return draft.flatMap { finder.best(in: $0.record) }
        }
      }
      return answer
    } catch is SearchEngine.Refusal {
      return nil
    }
  }

  /// The index is there already.
  private struct Nothing: SearchSource {
    func states() -> [FileState] { [] }
    func load(_ states: [FileState], _ receive: (SourceRecord) throws -> Void) {}
  }
}
