package import CatalogueModel

/// An index that is up to date with the catalogue, however it came about.
package struct SearchSession {
  /// The index.
  package let index: any SearchIndex
  /// What the user should know, such as that the index could not be written.
  package let remark: String?
  /// How many files were read anew.
  package let refreshed: Int

  /// Opens the index at a path and brings it up to date. A damaged one is made anew; where none can be written the
  /// words are indexed in memory for this once, so that the answers are right either way.
  ///
  /// An index that nobody built yet is built even when it is not to be refreshed. Throws what the source throws, and
  /// when even memory fails.
  package init(
    at path: String?, _ context: CatalogueContext, isRefreshing: Bool = true, source: () throws -> any SearchSource,
    remove: (String) -> Void, progress: (Int, Int) -> Void
  ) throws {
    var reason: String?
    if let path {
      for attempt in 0..<2 {
        do {
          let index = try SQLiteSearchIndex(path, .readWrite, context)
          let count = try isRefreshing || !index.isBuilt ? try index.refresh(from: source(), progress: progress) : 0
          try index.beginReading()
          self.index = index
          refreshed = count
          remark = attempt == 0 ? nil : "The search index was damaged and was made anew."
          return
        } catch let error as SQLiteError {
          reason = error.description
          guard error.isCorrupt, attempt == 0 else { break }
          for suffix in ["", "-wal", "-shm"] { remove(path + suffix) }
        }
      }
    }
    let index = try SQLiteSearchIndex("", .memory, context)
    refreshed = try index.refresh(from: source(), progress: progress)
    try index.beginReading()
    self.index = index
    remark = reason.map { "The search index cannot be used (\($0)); the words were read from the records themselves." }
  }
}

extension SearchSession {
  /// Where the index says something else than the files, found by building a second index in memory; nothing when both
  /// agree. Throws what the source throws.
  ///
  /// O(text of all records).
  package func differences(from source: any SearchSource, _ context: CatalogueContext) throws -> [String] {
    let fresh = try SQLiteSearchIndex("", .memory, context)
    _ = try fresh.refresh(from: source) { _, _ in }
    let expected = try Self.fingerprints(fresh)
    let found = try Self.fingerprints(index)
    var differences: [String] = []
    for (path, fingerprint) in expected.sorted(by: { $0.key < $1.key }) where found[path] != fingerprint {
      differences.append(found[path] == nil ? "\(path) is not in the index" : "\(path) is out of date in the index")
    }
    for path in found.keys.sorted() where expected[path] == nil {
      differences.append("\(path) is in the index but has gone")
    }
    return differences
  }

  /// What an index holds of each file, values and words.
  private static func fingerprints(_ index: any SearchIndex) throws -> [String: String] {
    var fingerprints: [String: String] = [:]
    for entry in try index.entries(of: index.allDocuments().documents) {
      var hash = StableHash()
      for text in [entry.id, entry.title, entry.created, entry.modified] { hash.add(text) }
      for field in IndexedField.allCases {
        for value in entry.values[field] ?? [] { hash.add(field.rawValue + "=" + value) }
      }
      for column in try index.words(of: entry.document) { hash.add(column) }
      fingerprints[entry.path] = String(hash.value, radix: 16)
    }
    return fingerprints
  }
}
