internal import CatalogueModel

extension SQLiteSearchIndex {
  /// Whether it was brought up to date at least once. Throws `SQLiteError`.
  var isBuilt: Bool { get throws { try meta("files") != nil } }

  /// The key under which it is kept what the files were when the index was brought up to date.
  private static let files = "files"

  /// The key under which it is kept how many files there are, readable or not.
  private static let fileCount = "file_count"

  func unreadableFiles() throws -> Int {
    let files = try meta(Self.fileCount).flatMap { Int($0) } ?? 0
    return max(0, files - (try allDocuments().count))
  }

  /// So many changed records keep their numbers; more get new ones in the order in which they come, which FTS5 can
  /// write at once.
  private static let fewChanged = 64

  /// Brings the index up to date with the files: only new and changed ones are read. Throws `SQLiteError`, and what
  /// the source throws; the index is then as it was.
  ///
  /// O(files) to compare, where the source cannot tell about where they were changed, and O(text) for what changed.
  func refresh(from source: any SearchSource, progress: (Int, Int) -> Void) throws -> Int {
    // Before the states are listed: what changes in between is then seen as changed by the next refresh.
    let digest = try source.digest()
    if let digest, try meta(Self.files) == digest.text { return 0 }
    return try database.transaction {
      let (states, groups) = try statesToCompare(source, digest)
      var known = try knownStates(inGroups: groups)
      var changed: [FileState] = []
      var numbers: [String: Int] = [:]
      for state in states {
        guard let old = known[state.path] else {
          changed.append(state)
          continue
        }
        if old.state == state {
          known[state.path] = nil
        } else {
          changed.append(state)
          numbers[state.path] = old.document
        }
      }
      var writer = try makeWriter(changing: changed.count + known.count)
      let gone = known.count - numbers.count
      if changed.count > Self.fewChanged { numbers = [:] }
      let isSame = changed.isEmpty && known.isEmpty
      if !isSame {
        for old in known.values { try writer.remove(old.document) }
        // A number that a changed record keeps is not free for a new one that comes before it.
        var next = max(try highestDocument(), numbers.values.max() ?? 0) + 1
        var count = 0
        try source.load(changed) { record in
          let kept = numbers[record.state.path]
          try writer.add(record, as: kept ?? next)
          if kept == nil { next += 1 }
          count += 1
          if count % 200 == 0 { progress(count, changed.count) }
        }
        try writer.finish()
      }
      let files = groups == nil ? states.count : digest?.count ?? states.count
      if try meta(Self.fileCount) != String(files) { try setMeta(Self.fileCount, String(files)) }
      // Nothing is written that is there already.
      let text = digest?.text ?? "unknown"
      if try meta(Self.files) != text {
        try setMeta(Self.files, text)
        try setGroupSums(digest?.groups ?? [])
      }
      return changed.count + gone
    }
  }

  /// The states of the files that may have changed, and the groups that these are all files of; no groups when they are
  /// all files. Throws `SQLiteError`, and what the source throws.
  private func statesToCompare(_ source: any SearchSource, _ digest: FilesDigest?) throws -> ([FileState], Set<Int>?) {
    let kept = try groupSums()
    if let groups = digest?.groups, kept.count == groups.count {
      let changed = Set(groups.indices.filter { groups[$0] != kept[$0] })
      // The digest differs: when no group does, only the list of all files tells where.
      if !changed.isEmpty, changed.count <= groups.count / 4, let states = try source.states(inGroups: changed) {
        return (states, changed)
      }
    }
    return (try source.states(), nil)
  }

  /// The highest number of a document; 0 when there is none. Throws `SQLiteError`. O(log records).
  private func highestDocument() throws -> Int {
    let statement = try database.statement("SELECT ifnull(max(document), 0) FROM record")
    defer { statement.reset() }
    return try statement.step() ? statement.number(0) : 0
  }

  /// The sums of the groups of files, as they were kept. Throws `SQLiteError`.
  private func groupSums() throws -> [UInt64] {
    try bytes(Self.files, "").withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count - 7, by: 8).map {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self))
      }
    }
  }

  /// Keeps the sums of the groups of files. Throws `SQLiteError`.
  private func setGroupSums(_ sums: [UInt64]) throws {
    try setBytes(Self.files, "", sums.map(\.littleEndian).withUnsafeBytes { Array($0) })
  }

  /// What the index knows of the files in some groups, or of all, by path. Throws `SQLiteError`.
  private func knownStates(inGroups groups: Set<Int>?) throws -> [String: (document: Int, state: FileState)] {
    var known: [String: (document: Int, state: FileState)] = [:]
    let columns = "SELECT document, path, size, modified_time, inode, file_group FROM record"
    func read(_ statement: SQLiteStatement) throws {
      while try statement.step() {
        let path = statement.text(1)
        let state = FileState(
          path: path, size: statement.number(2), modified: statement.number(3), inode: statement.number(4),
          group: statement.number(5))
        known[path] = (statement.number(0), state)
      }
    }
    guard let groups else {
      try read(database.statement(columns))
      return known
    }
    for group in groups { try read(database.statement(columns + " WHERE file_group = ?").bind(group, at: 1)) }
    return known
  }
}

extension SQLiteSearchIndex {
  /// So many of all documents may change before all postings are made anew, one in this many.
  private static let partToRemake = 8

  /// Makes one piece of the many in which FTS5 wrote its postings, so that a word is looked up once and not in each.
  /// Throws `SQLiteError`. O(postings).
  fileprivate func joinSegments() throws {
    // https://www.sqlite.org/fts5.html#the_optimize_command
    try database.execute("INSERT INTO words (words) VALUES ('optimize')")
  }

  /// What writes changes of so many documents. Throws `SQLiteError`.
  private func makeWriter(changing count: Int) throws -> IndexWriter {
    let total = try allDocuments().count
    let upkeep: PostingUpkeep =
      if total == 0 { .build } else if count * Self.partToRemake > total { .remake } else { .change }
    return IndexWriter(self, try partLengths(), upkeep)
  }
}

/// How postings are brought up to date.
private enum PostingUpkeep {
  /// As the first documents come.
  case build
  /// Those of the documents that change.
  case change
  /// All of them at the end, because most change.
  case remake
}

/// Writes records into an index, and the words that they bring.
private struct IndexWriter {
  let index: SQLiteSearchIndex
  private let upkeep: PostingUpkeep
  private var lexicon: Lexicon
  private var languages: Set<String>
  /// The documents of values, as they are kept and as they are to be.
  private var members: [MemberKey: (kept: DocumentSet, new: DocumentSet)] = [:]
  /// The documents of values of fields of many values, as they are to be.
  private var listed: [MemberKey: Set<Int>] = [:]
  /// The tokens of documents that were removed.
  private var removed: Set<String> = []
  private var builder = PostingBuilder()
  /// The postings of tokens that change.
  private var postings: [String: [Int: Posting?]] = [:]

  private struct MemberKey: Hashable {
    var field: String
    var value: String
  }

  private var lengths: PartLengths

  init(_ index: SQLiteSearchIndex, _ lengths: PartLengths, _ upkeep: PostingUpkeep) {
    self.index = index
    self.lengths = lengths
    self.upkeep = upkeep
    lexicon = Lexicon(index.analyzer)
    languages = Set(index.languages)
  }

  mutating func remove(_ document: Int) throws {
    for (field, values) in try index.entries(of: [document]).first?.values ?? [:] {
      for value in values {
        if field.isCounted {
          try change(field.rawValue, value) { $0.remove(document) }
        } else if field != .id {
          try changeList(field.rawValue, value) { $0.remove(document) }
        }
      }
    }
    try change(SQLiteSearchIndex.all, "") { $0.remove(document) }
    let columns = try index.words(of: document).map { $0.split(separator: " ").filter { $0 != "_" } }
    for token in columns.joined() {
      removed.insert(String(token))
      if upkeep == .change { postings[String(token), default: [:]][document] = .some(nil) }
    }
    lengths.remove(columns.map(\.count))
    try index.database.statement("DELETE FROM words WHERE rowid = ?").bind(document, at: 1).run()
    try index.database.statement("DELETE FROM record WHERE document = ?").bind(document, at: 1).run()
  }

  /// Changes the documents of a value, which are kept until the end.
  private mutating func change(_ field: String, _ value: String, _ body: (inout DocumentSet) -> Void) throws {
    let key = MemberKey(field: field, value: value)
    if members[key] == nil {
      let kept = try index.members(field, value)
      members[key] = (kept, kept)
    }
    body(&members[key, default: (DocumentSet(), DocumentSet())].new)
  }

  /// Changes the documents of a value of a field of many values, which are kept until the end.
  private mutating func changeList(_ field: String, _ value: String, _ body: (inout Set<Int>) -> Void) throws {
    let key = MemberKey(field: field, value: value)
    if listed[key] == nil { listed[key] = try index.listedDocuments(field, value) }
    body(&listed[key, default: []])
  }

  /// Adds a record.
  ///
  /// - Parameter number: The number that its document is to have, which is free.
  mutating func add(_ source: SourceRecord, as number: Int) throws {
    let record = source.record
    let document = SearchDocument(record, defaultLanguage: index.defaultLanguage)
    var columns = [String](repeating: "", count: SearchDocument.Part.allCases.count)
    var counts = [Int](repeating: 0, count: columns.count)
    // Counted as FTS5 counts them: what stands between texts has a place too.
    var positions = counts
    for text in document.texts {
      let language = LocalizedText.primary(text.language)
      languages.insert(language)
      let part = text.part.rawValue
      for word in WordSplitter.words(text.text) {
        let entry = lexicon.entry(word.text, language)
        columns[part] += entry.token
        columns[part] += " "
        lexicon.collector.add(entry.number, at: TokenPlace(part: part, position: positions[part]))
        counts[part] += 1
        positions[part] += 1
      }
      // A word of no language stands between two texts, so that no phrase reaches across.
      columns[part] += "_ "
      positions[part] += 1
    }
    let terms = SearchDocument.Part.terms.rawValue
    for (vocabulary, codes) in record.termCodes {
      for code in codes {
        let token = TermPlace(field: nil, vocabulary: vocabulary, code: code).token
        columns[terms] += token + " "
        lexicon.collector.add(
          lexicon.collector.number(of: token), at: TokenPlace(part: terms, position: positions[terms]))
        counts[terms] += 1
        positions[terms] += 1
      }
    }
    let values = IndexedField.allCases.flatMap { field in
      field.values(of: record, source.status).map { (field: field, value: $0) }
    }
    let insert = try index.database.statement(
      """
      INSERT INTO record (id, path, size, modified_time, inode, title, created, modified, created_from, created_to,
        ended_from, ended_to, facets, file_group, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insert.bind(record.id ?? "", at: 1).bind(source.state.path, at: 2).bind(source.state.size, at: 3)
    insert.bind(source.state.modified, at: 4).bind(source.state.inode, at: 5)
    insert.bind(record.title.preferred(["en"]) ?? record.id ?? "", at: 6)
    insert.bind(record.created?.description ?? "", at: 7).bind(
      record.modified?.on?.description ?? record.submitted?.on?.description ?? "", at: 8)
    if let created = record.created { insert.bind(created.earliest, at: 9).bind(created.latest, at: 10) }
    if let ended = record.ended { insert.bind(ended.earliest, at: 11).bind(ended.latest, at: 12) }
    insert.bind(SQLiteSearchIndex.facets(values), at: 13).bind(source.state.group, at: 14)
    insert.bind(number, at: 15)
    try insert.run()
    let names = (0...columns.count).map { _ in "?" }.joined(separator: ", ")
    let fill = try index.database.statement(
      "INSERT INTO words (rowid, \(SearchDocument.Part.allCases.map(\.column).joined(separator: ", "))) VALUES (\(names))"
    )
    fill.bind(number, at: 1)
    for (position, column) in columns.enumerated() { fill.bind(column, at: Int32(position) + 2) }
    try fill.run()
    for (field, value) in values {
      if field.isCounted {
        try change(field.rawValue, value) { $0.insert(number) }
      } else if field != .id {
        try changeList(field.rawValue, value) { $0.insert(number) }
      }
    }
    try change(SQLiteSearchIndex.all, "") { $0.insert(number) }
    lengths.set(counts, of: number)
    try takePostings(of: number)
    if lexicon.isLarge { try writeWords() }
  }

  /// Puts the postings of the document at hand where they belong.
  private mutating func takePostings(of document: Int) throws {
    let tokens = lexicon.collector.tokens
    try lexicon.collector.finish(document) { token, posting in
      switch upkeep {
      case .build:
        if let segment = builder.add(posting, of: token) { try index.write(segment, of: tokens[token]) }
      case .change: postings[tokens[token], default: [:]][document] = posting
      case .remake: break
      }
    }
  }

  mutating func finish() throws {
    // Those that came with what was added are still held.
    removed = removed.filter { !lexicon.collector.knows($0) }
    try writeWords()
    try forgetWords()
    switch upkeep {
    case .build:
      try builder.finish { try index.write($1, of: lexicon.collector.tokens[$0]) }
      try index.joinSegments()
    case .change:
      let limit = max(lengths.totals.limit, (try index.allDocuments().limit))
      for (token, changes) in postings.sorted(by: { $0.key < $1.key }) {
        try index.changePostings(of: token, changes, limit: limit)
      }
    case .remake:
      try index.remakePostings()
      try index.joinSegments()
    }
    for (key, documents) in members where documents.new != documents.kept {
      try index.setMembers(key.field, key.value, documents.new)
    }
    for (key, documents) in listed { try index.setListedDocuments(key.field, key.value, documents) }
    try index.setPartLengths(lengths)
    try index.setLanguages(languages)
  }

  /// Forgets words that no document holds any more: they would be offered for words that occur nowhere.
  private func forgetWords() throws {
    for token in removed where try !index.matches(IndexedWord(forms: [[token]])) {
      // Words of the names of terms are known whether or not a record has them.
      try index.database.statement(
        "DELETE FROM word WHERE token = ?1 AND NOT EXISTS (SELECT 1 FROM term_word WHERE token = ?1)"
      ).bind(token, at: 1).run()
    }
  }

  private mutating func writeWords() throws {
    for (word, token) in lexicon.takeNewWords() {
      try index.database.statement("INSERT OR IGNORE INTO word VALUES (?, ?)").bind(word, at: 1).bind(token, at: 2)
        .run()
    }
  }
}
