internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore

/// Records whose files have gone, found by their last versions as if these were withdrawn records.
struct GoneRecords: SearchSource {
  let records: [SourceRecord]

  func states() -> [FileState] { records.map(\.state) }

  func load(_ states: [FileState], _ receive: (SourceRecord) throws -> Void) rethrows {
    for record in records where states.contains(record.state) { try receive(record) }
  }

  /// What a request finds among them. Throws as a search does.
  func answer(_ request: SearchRequest, _ context: CatalogueContext) throws -> SearchAnswer {
    try SearchSession.use(SearchSession.Place(nil), context, source: { self }) { session in
      try SearchEngine(session.index, context).answer(request)
    }
  }
}

extension RecordChange {
  /// The last version of a record whose file has gone, as a withdrawn record that anybody may see; nil when the record
  /// is there, and when the version cannot be read.
  func goneRecord(of catalogue: Catalogue) -> SourceRecord? {
    guard current == nil, let previous, var record = catalogue.record(in: previous.file) else { return nil }
    record.status = .withdrawn
    record = record.withDefaults(of: catalogue.context.settings, status: .withdrawn)
    let path = catalogue.relativePath(of: previous.file.path)
    return SourceRecord(
      state: FileState(path: path, size: 0, modified: 0, inode: 0),
      record: PersonalDataGate(for: .everybody).pass(record), status: .withdrawn)
  }
}
