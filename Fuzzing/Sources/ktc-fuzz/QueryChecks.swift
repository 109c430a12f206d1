internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// Queries, asked of the records of the bundled catalogue. The first byte says how.
final class QueryChecks {
  private let engine: SearchEngine
  private let context: CatalogueContext
  private let records: [Record]

  /// Indexes the records below `catalogue`. Throws when they cannot be read.
  init() throws {
    let catalogue = try Catalogue(at: "catalogue", today: FuzzTarget.catalogue.context.today)
    var records: [Record] = []
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .practices]).files) {
      if let record = $0.draft?.record { records.append(record) }
    }
    let source = RecordSource(records: records)
    let context = catalogue.context
    engine = try SearchSession.use(SearchSession.Place(nil), context, source: { source }) {
      SearchEngine($0.index, context)
    }
    self.context = context
    self.records = records
  }

  func run(_ bytes: [UInt8]) throws {
    let how = bytes.first ?? 0
    var request = SearchRequest()
    request.text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    request.isExact = how & 1 == 1
    request.countsFacets = how & 2 == 2
    request.limit = how & 4 == 4 ? nil : Int(how >> 4)
    request.offset = how & 8 == 8 ? 3 : 0
    request.order = SearchRequest.Order.allCases[Int(how) % SearchRequest.Order.allCases.count]
    let parsed = QueryParser.parse(request.text)
    FindingChecks.check(parsed.diagnostics, within: request.text.utf8.count)
    do {
      let answer = try engine.answer(request)
      require(answer.hits.count <= min(answer.count, request.limit ?? .max), "more hits than were found or wanted")
      let finder = SnippetFinder(answer.found, context)
      for hit in answer.hits.prefix(3) {
        guard let record = records.first(where: { $0.id == hit.entry.id }) else { continue }
        let snippet = finder.best(in: record)
        for mark in snippet?.marks ?? [] {
          require(mark.upperBound <= snippet?.text.utf8.count ?? 0, "a mark at \(mark) is behind the snippet")
        }
        _ = snippet?.scalarRanges
      }
      if how == 0xFF { _ = try engine.explain(request, records.first?.id ?? "") }
    } catch let refusal as SearchEngine.Refusal {
      require(!refusal.diagnostics.isEmpty, "a query is refused without a reason")
      FindingChecks.check(refusal.diagnostics, within: request.text.utf8.count)
    }
  }
}

/// Records in memory, as an index reads them.
private struct RecordSource: SearchSource {
  let records: [Record]

  func states() -> [FileState] {
    records.indices.map { FileState(path: "instruments/\($0).yaml", size: $0, modified: 1, inode: $0) }
  }

  func load(_ states: [FileState], _ receive: (SourceRecord) throws -> Void) rethrows {
    for state in states {
      let record = records[state.inode]
      try receive(SourceRecord(state: state, record: record, status: record.status ?? .published))
    }
  }
}
