/// What is shown of records.
extension SQLiteSearchIndex {
  func entries(of documents: [Int]) throws -> [IndexEntry] {
    var entries: [IndexEntry] = []
    entries.reserveCapacity(documents.count)
    for document in documents {
      let statement = try database.statement(
        "SELECT id, path, title, created, modified, facets FROM record WHERE document = ?"
      ).bind(document, at: 1)
      guard try statement.step() else { continue }
      entries.append(
        IndexEntry(
          document: document, id: statement.text(0), path: statement.text(1), title: statement.text(2),
          created: statement.text(3), modified: statement.text(4), values: Self.values(statement.text(5))))
      while try statement.step() {}
    }
    return entries
  }

  /// The values of fields as they are stored: `field=value` a line.
  static func facets(_ values: [(field: IndexedField, value: String)]) -> String {
    values.map { "\($0.field.rawValue)=\($0.value)" }.joined(separator: "\n")
  }

  private static func values(_ text: String) -> [IndexedField: [String]] {
    var values: [IndexedField: [String]] = [:]
    var rest = Substring(text).utf8
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      if let equals = rest.firstIndex(of: 0x3D), equals < end,
        let field = IndexedField(rawValue: String(Substring(rest[..<equals])))
      {
        values[field, default: []].append(String(Substring(rest[rest.index(after: equals)..<end])))
      }
      rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...]
    }
    return values
  }
}
