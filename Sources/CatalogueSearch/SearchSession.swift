package import CatalogueModel
internal import SourceTree

/// An index that is up to date with the catalogue, however it came about.
package struct SearchSession {
  /// The index.
  package let index: any SearchIndex
  /// How many files were read anew.
  package let refreshed: Int
  /// Whether it is the one that is kept on disk.
  package let isKept: Bool

  /// Where an index is kept.
  package struct Place {
    /// The path; nil for an index in memory, for this once.
    package var path: String?
    /// Why there is no path, when somebody should know.
    package var obstacle: String?
    /// Removes what lies at a path.
    package var remove: (String) -> Void

    /// Makes a place.
    package init(_ path: String?, obstacle: String? = nil, remove: @escaping (String) -> Void = { _ in }) {
      self.path = path
      self.obstacle = obstacle
      self.remove = remove
    }
  }

  /// The files that belong to an index, by what is added to its path.
  package static let suffixes = ["", "-wal", "-shm"]

  /// Makes what every search of a catalogue needs, whatever is asked of which: for a program that has another core to do
  /// so while it is busy itself. The first search does so where this was not called. O(fields + codes), the first time.
  package static func prepare() {
    _ = CatalogueSettings.fields
    _ = SQLiteSearchIndex.program
    _ = StopWords.byLanguage
    // These read their lists when they are first asked.
    _ = CodeList.languages.contains("en") && CodeList.countries.contains("LT") && NUTSCodes.contains("LT")
  }

  /// Whether a file that begins so is a search index of this program. O(1).
  package static func recognises(header: [UInt8]) -> Bool { SQLiteSearchIndex.recognises(header: header) }

  /// Asks an index that is up to date: the one at a place, made anew where it is damaged, or one in memory where there
  /// can be none, so that the answers are right either way.
  ///
  /// An index that nobody built yet is built even when it is not to be refreshed. `body` may be called again when the
  /// index turns out damaged, and should do nothing but ask. Throws what `source` and `body` throw.
  ///
  /// - Parameter remark: Takes what the user should know, such as that the index could not be written.
  package static func use<Result>(
    _ place: Place, _ context: CatalogueContext, isRefreshing: Bool = true, source: () throws -> any SearchSource,
    progress: (Int, Int) -> Void = { _, _ in }, remark: (String) -> Void = { _ in },
    _ body: (SearchSession) throws -> Result
  ) throws -> Result {
    var reason = place.obstacle
    if let path = place.path {
      for attempt in 0..<2 {
        do {
          let session = try SearchSession(
            SQLiteSearchIndex(path, .readWrite, context), isKept: true, isRefreshing: isRefreshing, source: source,
            progress)
          let result = try body(session)
          if attempt > 0 { remark("The search index was damaged and was made anew.") }
          return result
        } catch let error as SQLiteError {
          reason = error.description
          guard error.isCorrupt, attempt == 0 else { break }
          for suffix in Self.suffixes { place.remove(path + suffix) }
        }
      }
    }
    if let reason {
      remark("The search index cannot be used (\(reason)); the words were read from the records themselves.")
    }
    let index = try SQLiteSearchIndex("", .memory, context)
    return try body(SearchSession(index, isKept: false, isRefreshing: true, source: source, progress))
  }

  private init(
    _ index: SQLiteSearchIndex, isKept: Bool, isRefreshing: Bool, source: () throws -> any SearchSource,
    _ progress: (Int, Int) -> Void
  ) throws {
    self.isKept = isKept
    refreshed = try isRefreshing || !index.isBuilt ? index.refresh(from: source(), progress: progress) : 0
    try index.beginReading()
    self.index = index
  }
}

extension SearchSession {
  /// Where the index says something else than the files, found by building a second index in memory; nothing when both
  /// agree. Throws what the source and the index throw.
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
    if differences.isEmpty { differences = try lookupDifferences(from: fresh) }
    return differences
  }

  /// What an index holds of each file, values and words.
  private static func fingerprints(_ index: any SearchIndex) throws -> [String: String] {
    var fingerprints: [String: String] = [:]
    for entry in try index.entries(of: index.everyDocument()) {
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

  /// What an index finds otherwise than another one of the same records.
  private func lookupDifferences(from fresh: any SearchIndex) throws -> [String] {
    let expected = try Self.lookups(fresh)
    let found = try Self.lookups(index)
    var names = Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }
    if index.languages != fresh.languages { names.insert("the languages") }
    return names.sorted().map { "the index finds other records by \($0)" } + (try index.inconsistencies(with: fresh))
  }

  /// The paths of the records that an index finds by each value, and by dates.
  private static func lookups(_ index: any SearchIndex) throws -> [String: [String]] {
    var paths: [Int: String] = [:]
    var values: [IndexedField: Set<String>] = [:]
    var days: Set<String> = []
    for entry in try index.entries(of: index.everyDocument()) {
      paths[entry.document] = entry.path
      for (field, found) in entry.values { values[field, default: []].formUnion(found) }
      days.insert(entry.created)
    }
    var lookups: [String: [String]] = [:]
    func add(_ name: String, _ documents: [Int]) { lookups[name] = documents.map { paths[$0] ?? "" }.sorted() }
    add("being there", try index.allDocuments().documents)
    for (field, values) in values {
      for value in values {
        add("\(field.rawValue):\(value)", try index.documents(with: field, oneOf: [value]).documents)
      }
    }
    for day in days {
      guard let date = PartialDate(day) else { continue }
      let documents = try index.documents(with: .created, from: date.earliest, to: date.latest)
      add("created:\(day)", documents.documents)
    }
    add("ended", try index.documents(with: .ended, from: 0, to: 99_999_999).documents)
    return lookups
  }
}
