package import CatalogueModel
package import SourceTree

/// Where queries lie that were saved under names.
package protocol SavedQueryShelf: Sendable {
  /// The query of a name; nil when there is none, and when it cannot be read, for the reasons given.
  func savedQuery(named name: String) -> (query: SavedQuery?, diagnostics: [Diagnostic])
  /// The names, in order.
  var savedQueryNames: [String] { get }
}

/// A query with its filters, as a file of the catalogue keeps it.
///
/// ```yaml
/// title: Vouchers that are open to SMEs
/// query: voucher OR cheque
/// filters:
///   target_groups: [SME]
///   countries: [FR, PT]
/// ```
package struct SavedQuery: Sendable {
  /// What the query is called.
  package var title = LocalizedText()
  /// What it is for.
  package var summary = LocalizedText()
  /// The query, at its place in the file.
  package var source = SourceText(name: "query", "")
  /// The fields and values, at their places in the file.
  package var filters: [(field: QueryText, values: [QueryText])] = []
  /// The file that `filters` lie in.
  package var file = SourceText(name: "query", "")

  /// The query as text.
  package var text: String { String(decoding: source.bytes, as: UTF8.self) }

  /// Makes a query to be saved from one that was asked.
  package init(_ request: SearchRequest, title: String?, language: String) {
    self.title = title.map { LocalizedText($0, language: language) } ?? LocalizedText()
    source = SourceText(name: "query", request.text)
    filters = request.conditions.map { condition in
      (QueryText(condition.field, in: 0..<0), condition.values.map { QueryText($0, in: 0..<0) })
    }
  }

  private static let keys = ["title", "description", "query", "filters"]

  /// Reads a file. What is wrong is reported with its place; the values of filters are judged when they are used.
  /// O(nodes).
  package static func read(_ tree: SourceTree, language: String) -> (query: SavedQuery?, diagnostics: [Diagnostic]) {
    var reader = Reader(query: SavedQuery(SearchRequest(), title: nil, language: language), language: language)
    reader.query.file = tree.source
    reader.read(tree)
    return (reader.query, reader.diagnostics)
  }

  /// Reads a query and filters that stand in a file of something else. What is wrong is reported with its place; the
  /// values of filters are judged by `findings(in:among:)`. O(nodes).
  package static func read(
    query: SourceNode?, filters: SourceNode?, in file: SourceText
  ) -> (query: SavedQuery, diagnostics: [Diagnostic]) {
    var reader = Reader(query: SavedQuery(SearchRequest(), title: nil, language: "en"), language: "en")
    reader.query.file = file
    if let query { reader.text(query) }
    if let filters { reader.filters(filters) }
    return (reader.query, reader.diagnostics)
  }

  /// The query as it is written to a file.
  package var encoded: DataValue {
    var entries: [DataValue.Entry] = []
    func add(_ key: String, _ text: LocalizedText) {
      guard !text.isEmpty else { return }
      let isPlain = text.entries.count == 1
      let texts = DataValue.texts(text.entries.map { DataValue.Entry($0.language, .string($0.text)) })
      entries.append(DataValue.Entry(key, isPlain ? .string(text.entries[0].text) : texts))
    }
    add("title", title)
    add("description", summary)
    if !text.allSatisfy(\.isWhitespace) { entries.append(DataValue.Entry("query", .string(text))) }
    let fields = filters.map { filter in
      DataValue.Entry(filter.field.text, .list(filter.values.map { .string($0.text) }))
    }
    if !fields.isEmpty { entries.append(DataValue.Entry("filters", .map(fields))) }
    return .map(entries)
  }
}

extension SavedQuery {
  /// A reader of one file.
  private struct Reader {
    var query: SavedQuery
    let language: String
    var diagnostics: [Diagnostic] = []

    mutating func report(_ message: String, _ node: SourceNode) {
      diagnostics.append(Diagnostic(QueryRules.badSavedQuery, message, at: node.location))
    }

    mutating func read(_ tree: SourceTree) {
      guard let root = tree.root, root.kind == .map else {
        let place = tree.root?.location ?? tree.source.location(of: 0..<0)
        let message = "a saved query has a query, or filters, or both, such as \"query: voucher\""
        return diagnostics.append(Diagnostic(QueryRules.badSavedQuery, message, at: place))
      }
      for (key, value) in root.entries {
        switch key.text {
        case "title": query.title = texts(value)
        case "description": query.summary = texts(value)
        case "query": text(value)
        case "filters": filters(value)
        case let other:
          let near = NearestName.question(NearestName.candidates(for: other, among: SavedQuery.keys))
          let advice = near.isEmpty ? "; the parts are \(SavedQuery.keys.joined(separator: ", "))" : near
          report("\"\(other)\" is no part of a saved query\(advice)", key)
        }
      }
      guard diagnostics.isEmpty, query.filters.isEmpty, query.text.allSatisfy(\.isWhitespace) else { return }
      report("this saved query asks for nothing; write a query, or filters", root)
    }

    mutating func texts(_ node: SourceNode) -> LocalizedText {
      switch node.kind {
      case .scalar: return node.isBlank ? LocalizedText() : LocalizedText(node.text, language: language)
      case .map: return LocalizedText(node.entries.map { .init($0.key.text, $0.value.text) })
      case .list:
        report("write a text here, not a list", node)
        return LocalizedText()
      }
    }

    mutating func text(_ node: SourceNode) {
      guard node.kind == .scalar else { return report("write the query as a text", node) }
      let place = node.location
      // Behind a quotation mark the places are those of the query, as long as nothing in it is escaped; a query of
      // several lines is as near as its beginning.
      let shift = node.style == .singleQuoted || node.style == .doubleQuoted ? 1 : 0
      query.source = SourceText(
        name: place.file, bytes: Array(node.text.utf8), firstLine: place.line ?? 1,
        firstColumn: (place.column ?? 1) + shift, baseOffset: (place.byteRange?.lowerBound ?? 0) + shift)
    }

    mutating func filters(_ node: SourceNode) {
      guard node.kind == .map else { return report("write fields and values here, such as \"countries: [PT]\"", node) }
      for (key, value) in node.entries {
        guard let field = QueryField.named(key.text), field != "title" else {
          let near = NearestName.question(NearestName.candidates(for: key.text, among: QueryField.names))
          report("there is no field \"\(key.text)\" to filter by\(near)", key)
          continue
        }
        let nodes = value.kind == .list ? Array(value.items) : [value]
        guard !nodes.isEmpty, nodes.allSatisfy({ $0.kind == .scalar && !$0.text.isEmpty }) else {
          report("write one value here, or a list of values", value)
          continue
        }
        query.filters.append((QueryText(field, in: key.range), nodes.map { QueryText($0.text, in: $0.range) }))
      }
    }
  }
}

extension SavedQuery {
  /// What the query and the filters ask for that cannot be, as far as it can be told without asking. O(length).
  ///
  /// - Parameter names: The names of the saved queries that it may ask for.
  package func findings(in vocabularies: VocabularySet, among names: [String]) -> [Diagnostic] {
    let parsed = QueryParser.parse(source)
    var inQuery = FieldPlanner(vocabularies, source)
    if let query = parsed.query { Self.check(query, names, &inQuery) }
    var inFilters = FieldPlanner(vocabularies, file)
    for filter in filters { _ = inFilters.plan(filter.field, filter.values) }
    return parsed.diagnostics + inQuery.diagnostics + inFilters.diagnostics
  }

  private static func check(_ query: Query, _ names: [String], _ planner: inout FieldPlanner) {
    switch query {
    case .word, .phrase: break
    case .saved(let name):
      let key = String(name.text.dropFirst())
      guard !names.contains(key) else { break }
      let near = NearestName.question(NearestName.candidates(for: key, among: names))
      planner.report(QueryRules.unknownSavedQuery, "there is no saved query \"\(key)\"\(near)", name)
    case .field(let name, let values): if name.text != "title" { _ = planner.plan(name, values) }
    case .not(let inner): check(inner, names, &planner)
    case .all(let parts), .any(let parts): for part in parts { check(part, names, &planner) }
    }
  }
}
