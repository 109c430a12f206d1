internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree
internal import TestSupport
internal import YAMLDocument

/// Records in memory, as an index reads them.
struct RecordList: SearchSource {
  var records: [SourceRecord]

  /// Records with these values, published unless they say otherwise.
  init(_ records: [Record]) {
    self.records = records.enumerated().map { number, record in
      let path = "instruments/\(record.id ?? "r\(number)").yaml"
      return SourceRecord(
        state: FileState(path: path, size: number, modified: 1, inode: number), record: record,
        status: record.status ?? .published)
    }
  }

  /// Records from YAML, each a list item of the fields that matter; what is missing stays so.
  init(yaml texts: String...) {
    self.init(
      texts.compactMap { text in
        let read = YAMLReader().readDocument(SourceText(name: "example.yaml", text))
        return read.tree.map { Draft($0, in: Fixtures.context).record }
      })
  }

  func states() -> [FileState] { records.map(\.state) }

  func load(_ states: [FileState], _ receive: (SourceRecord) throws -> Void) rethrows {
    let wanted = Set(states)
    for record in records where wanted.contains(record.state) { try receive(record) }
  }
}

extension RecordList {
  /// The records of the bundled catalogue, as anybody may see them.
  static func bundled() throws -> RecordList {
    let catalogue = try BundledCatalogue.open()
    let gate = PersonalDataGate(for: .everybody)
    return RecordList(
      try BundledCatalogue.records().map {
        gate.pass($0.withDefaults(of: catalogue.context.settings, status: .published))
      })
  }

  /// Answers a request from an index at a path, or in memory.
  func answer(
    _ request: SearchRequest, at path: String? = nil, remove: @escaping (String) -> Void = { _ in },
    remarks: (String) -> Void = { _ in }
  ) throws -> SearchAnswer {
    try SearchSession.use(
      SearchSession.Place(path, remove: remove), Fixtures.context, source: { self }, remark: remarks
    ) { try SearchEngine($0.index, Fixtures.context).answer(request) }
  }

  /// Answers a query.
  func answer(_ text: String, isExact: Bool = false, _ change: (inout SearchRequest) -> Void = { _ in }) throws
    -> SearchAnswer
  {
    var request = SearchRequest()
    request.text = text
    request.isExact = isExact
    change(&request)
    return try answer(request)
  }

  /// The ids that a query finds, in their order.
  func ids(_ text: String, isExact: Bool = false, _ change: (inout SearchRequest) -> Void = { _ in }) throws
    -> [String]
  {
    try answer(text, isExact: isExact, change).hits.map(\.entry.id)
  }
}
