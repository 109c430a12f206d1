internal import CatalogueModel
internal import Glibc
internal import SourceTree

/// An index in an SQLite file, or in memory, with FTS5 for the words (https://www.sqlite.org/fts5.html).
///
/// The tokens are made here, so that FTS5 only has to cut at blanks; SQL and FTS5's query syntax stay in this folder.
final class SQLiteSearchIndex: SearchIndex {
  let database: SQLiteDatabase
  let vocabularies: VocabularySet
  let defaultLanguage: String
  let analyzer = TextAnalyzer()

  /// Opens an index, and makes it where there is none. What was built by a program that stores or reads texts in another
  /// way, or for other vocabularies, is emptied. Throws `SQLiteError`.
  init(_ path: String, _ mode: SQLiteDatabase.Mode, _ context: CatalogueContext) throws {
    database = try SQLiteDatabase(path, mode)
    try WordFrequency.register(in: database)
    vocabularies = context.vocabularies
    defaultLanguage = LocalizedText.primary(context.defaultLanguage)
    try prepare(stamp: stamp(of: context))
    try readLanguages()
  }

  /// What says in the file's header that it is such an index (https://www.sqlite.org/fileformat2.html#application_id).
  private static let application: UInt32 = 0x6B74_6331

  /// Whether a file that begins so is such an index. O(1).
  static func recognises(header: [UInt8]) -> Bool {
    guard header.count >= 72, header.starts(with: Array("SQLite format 3\0".utf8)) else { return false }
    return header[68..<72].reduce(0) { $0 << 8 | UInt32($1) } == application
  }

  private static let schema = """
    DROP TABLE IF EXISTS record; DROP TABLE IF EXISTS value; DROP TABLE IF EXISTS words; DROP TABLE IF EXISTS word;
    DROP TABLE IF EXISTS member;
    CREATE TABLE record (
      document INTEGER PRIMARY KEY, id TEXT, path TEXT UNIQUE, size INTEGER, modified_time INTEGER, inode INTEGER,
      file_group INTEGER, title TEXT, created TEXT, modified TEXT, created_from INTEGER, created_to INTEGER, ended_from INTEGER,
      ended_to INTEGER, facets TEXT);
    CREATE INDEX record_group ON record (file_group);
    CREATE INDEX record_id ON record (id);
    CREATE INDEX record_created ON record (created_from, created_to);
    CREATE INDEX record_ended ON record (ended_from, ended_to);
    CREATE TABLE value (field TEXT, value TEXT, documents BLOB, PRIMARY KEY (field, value)) WITHOUT ROWID;
    CREATE TABLE member (field TEXT, value TEXT, documents BLOB, PRIMARY KEY (field, value));
    CREATE VIRTUAL TABLE words USING fts5 (
      \(SearchDocument.Part.allCases.map(\.column).joined(separator: ", ")), tokenize = "ascii tokenchars '_:-'");
    CREATE TABLE word (text TEXT, token TEXT, PRIMARY KEY (text, token)) WITHOUT ROWID;
    CREATE INDEX word_token ON word (token);
    \(postingTable)
    \(termTables)
    DELETE FROM meta;
    """

  private func prepare(stamp: String) throws {
    try database.execute("PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000")
    if try hasTables, try meta("stamp") == stamp { return }
    // The file remembers this; asking again would cost every search a look at it.
    try database.execute("PRAGMA journal_mode = WAL")
    try database.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    try database.transaction {
      // Another process may have been faster.
      if try meta("stamp") == stamp { return }
      try database.execute("PRAGMA application_id = \(Self.application)")
      try database.execute(Self.schema)
      try writeTerms()
      try setMeta("stamp", stamp)
    }
  }

  /// Whether anything was ever stored.
  private var hasTables: Bool {
    get throws {
      let statement = try database.statement("SELECT 1 FROM sqlite_schema WHERE name = 'meta'")
      defer { statement.reset() }
      return try statement.step()
    }
  }

  /// The version of how fields become values and texts, which nothing else here tells.
  private static let version = "7"

  /// What says of a program how it builds an index: its tables, the fields, and what becomes of sample words in every
  /// language.
  static let program: String = {
    var hash = StableHash()
    hash.add(version)
    hash.add(schema)
    for field in Record.fields { hash.add(field.description.name) }
    for field in IndexedField.allCases { hash.add(field.rawValue) }
    hash.add(TextAnalyzer().fingerprint)
    return String(hash.value, radix: 16)
  }()

  /// The text by which an index knows that it was built by a program that works alike, for the same settings and
  /// vocabularies.
  private func stamp(of context: CatalogueContext) -> String {
    var hash = StableHash()
    hash.add(Self.program)
    hash.add(context.defaultLanguage)
    for vocabulary in context.vocabularies.all {
      hash.add(vocabulary.name)
      for term in vocabulary.terms {
        hash.add(term.code)
        for entry in term.label.entries {
          hash.add(entry.language)
          hash.add(entry.text)
        }
        for list in term.synonyms {
          hash.add(list.language)
          for name in list.names { hash.add(name) }
        }
      }
    }
    return String(hash.value, radix: 16)
  }

  /// A remembered text. Throws `SQLiteError`.
  func meta(_ key: String) throws -> String? {
    let statement = try database.statement("SELECT value FROM meta WHERE key = ?").bind(key, at: 1)
    guard try statement.step() else { return nil }
    let text = statement.text(0)
    while try statement.step() {}
    return text
  }

  /// Remembers a text. Throws `SQLiteError`.
  func setMeta(_ key: String, _ value: String) throws {
    try database.statement("INSERT OR REPLACE INTO meta VALUES (?, ?)").bind(key, at: 1).bind(value, at: 2).run()
  }

  // MARK: Looking up

  private(set) var languages: [String] = []
  private(set) var nameLanguages: [String] = []
  /// What was read of the index as it is.
  var cache = IndexCache()

  /// How long the parts of documents are. Throws `SQLiteError`.
  func lengthLookup() throws -> LengthLookup {
    if let known = cache.lengths { return known }
    let lengths = LengthLookup(try partTotals()) { [unowned self] part, bytes in
      try readBytes(Self.lengths, String(part), into: bytes)
    }
    cache.lengths = lengths
    return lengths
  }

  /// Throws `SQLiteError`.
  private func partTotals() throws -> PartTotals {
    let totals = PartTotals(text: try meta(Self.lengths) ?? "")
    guard totals.limit <= Int32.max else { throw SQLiteError.disagreement }
    return totals
  }

  /// The key under which it is kept how long the parts of documents are, and how long in all.
  private static let lengths = "lengths"

  /// How long the parts of documents are, to be changed. Throws `SQLiteError`. O(documents).
  func partLengths() throws -> PartLengths {
    let totals = try partTotals()
    let columns = try SearchDocument.Part.allCases.map { part in
      let bytes = try bytes(Self.lengths, String(part.rawValue))
      guard bytes.count == totals.limit else { throw SQLiteError.disagreement }
      return bytes
    }
    return PartLengths(totals, columns: columns)
  }

  /// What an occurrence counts for. Throws `SQLiteError`.
  private func partWeights() throws -> PartWeights {
    if let known = cache.weights { return known }
    let weights = try lengthLookup().totals.makeWeights()
    cache.weights = weights
    return weights
  }

  /// Keeps how long the parts of documents are. Throws `SQLiteError`. O(documents).
  func setPartLengths(_ lengths: PartLengths) throws {
    try setMeta(Self.lengths, lengths.totals.text)
    for (part, column) in lengths.columns.enumerated() { try setBytes(Self.lengths, String(part), column) }
    cache.lengths = nil
  }

  /// Holds on to the index as it is now, whatever other processes write to it meanwhile, until this value is gone.
  /// Throws `SQLiteError`.
  func beginReading() throws {
    try database.execute("BEGIN")
    cache = IndexCache()
    try readLanguages()
  }

  /// Throws `SQLiteError`.
  private func readLanguages() throws {
    nameLanguages = (try meta("name_languages") ?? "").split(separator: " ").map(String.init)
    languages = (try meta("languages") ?? defaultLanguage).split(separator: " ").map(String.init)
    languages = Set(languages + nameLanguages).sorted()
  }

  /// Remembers the languages. Throws `SQLiteError`.
  func setLanguages(_ languages: Set<String>) throws {
    try setMeta("languages", languages.sorted().joined(separator: " "))
    try readLanguages()
  }

  func allDocuments() throws -> DocumentSet { try members(Self.all, "") }

  func documents(holding word: IndexedWord) throws -> WordMatches {
    // Every document is compared with every form; most forms of a word occur nowhere.
    let word = IndexedWord(
      forms: try word.forms.filter(mayOccur),
      otherNames: try word.otherNames.filter { try !word.forms.contains($0) && mayOccur($0) })
    let key = Self.expression(word)
    guard !key.text.isEmpty else { return WordMatches() }
    let name = "\(key.own) \(key.text)"
    if let known = cache.holding(name) { return known }
    let found = try withTally { tally, lengths, weights in
      let rest = IndexedWord(
        forms: try word.forms.filter { try !count($0, weights.own, lengths, in: tally) },
        otherNames: try word.otherNames.filter { try !count($0, weights.otherNames, lengths, in: tally) })
      try countRows(rest, lengths, weights, in: tally)
    }
    cache.keep(name, found)
    return found
  }

  /// What `body` counts. Rethrows, and throws `SQLiteError`.
  func withTally(_ body: (WordTally, LengthLookup, PartWeights) throws -> Void) throws -> WordMatches {
    let lengths = try lengthLookup()
    let weights = try partWeights()
    let tally = try cache.tally ?? WordTally(limit: lengths.limit)
    // What was counted before a failure must not be counted again.
    cache.tally = nil
    try body(tally, lengths, weights)
    do { try lengths.check() } catch {
      cache.lengths = nil
      throw error
    }
    let found = tally.take()
    cache.tally = tally
    return found
  }

  /// Counts how often documents hold a word, as FTS5 finds them. Throws `SQLiteError`.
  func countRows(
    _ word: IndexedWord, _ lengths: LengthLookup, _ weights: PartWeights, in tally: WordTally
  ) throws {
    let (expression, own) = Self.expression(word)
    guard !expression.isEmpty else { return }
    let weighing = WordFrequency.Weighing(own: own, lengths, weights)
    let statement = try database.statement(
      "SELECT rowid, \(WordFrequency.name)(words, ?) FROM words WHERE words MATCH ?"
    )
    .bind(weighing, at: 1).bind(expression, at: 2)
    try withExtendedLifetime(weighing) {
      while try statement.step() {
        let document = statement.number(0)
        guard document >= 0, document < tally.limit else { throw SQLiteError.disagreement }
        tally.add(document, statement.number(1), once: weighing.once)
      }
    }
  }

  private func isHeld(_ token: String) throws -> Bool {
    if let known = cache.isHeld(token) { return known }
    let isHeld = try hasPostings(token) || matches(IndexedWord(forms: [[token]]))
    cache.keep(token, isHeld: isHeld)
    return isHeld
  }

  /// Whether each token of a form occurs somewhere. Throws `SQLiteError`.
  private func mayOccur(_ form: [String]) throws -> Bool {
    try form.allSatisfy(isHeld)
  }

  func isEmpty(_ word: IndexedWord) throws -> Bool {
    let forms = try (word.forms + word.otherNames).filter(mayOccur)
    // A form of one token was looked up already.
    return try !forms.contains { $0.count == 1 } && !matches(IndexedWord(forms: forms))
  }

  /// Whether any document holds a word in one of its forms, as the index is now. Throws `SQLiteError`.
  func matches(_ word: IndexedWord) throws -> Bool {
    let (expression, _) = Self.expression(word)
    guard !expression.isEmpty else { return false }
    let statement = try database.statement("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1").bind(expression, at: 1)
    defer { statement.reset() }
    return try statement.step()
  }

  func frequency(of word: IndexedWord, in document: Int, part: Int) throws -> Double? {
    let (expression, own) = Self.expression(word)
    guard !expression.isEmpty else { return nil }
    let column = SearchDocument.Part.allCases[part].column
    let lengths = try lengthLookup()
    let weighing = WordFrequency.Weighing(own: own, lengths, try partWeights())
    let statement = try database.statement(
      "SELECT \(WordFrequency.name)(words, ?) FROM words WHERE words MATCH ? AND rowid = ?"
    ).bind(weighing, at: 1).bind("{\(column)} : (\(expression))", at: 2).bind(document, at: 3)
    defer { statement.reset() }
    return try withExtendedLifetime(weighing) {
      guard try statement.step() else { return nil }
      try lengths.check()
      return Double(statement.number(0) + Int(weighing.once)) / WordMatches.scale
    }
  }

  /// A word in FTS5's query syntax, and how many of its phrases, from the left, are forms of the word itself.
  static func expression(_ word: IndexedWord) -> (text: String, own: Int) {
    let others = word.otherNames.filter { !word.forms.contains($0) }
    let phrases = (word.forms + others).map { quoted($0.joined(separator: " ")) }
    return (phrases.joined(separator: " OR "), word.forms.count)
  }

  /// A string of FTS5's query syntax; quotation marks in it are doubled.
  private static func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  func documents(with field: IndexedField, oneOf values: [String]) throws -> DocumentSet {
    var found = DocumentSet()
    for value in values {
      if field.isCounted {
        found.formUnion(try members(field.rawValue, value))
        continue
      }
      if field == .id {
        if !value.isEmpty { found.formUnion(DocumentSet(try documents(of: value))) }
        continue
      }
      let statement = try database.statement("SELECT documents FROM value WHERE field = ? AND value = ?")
        .bind(field.rawValue, at: 1).bind(value, at: 2)
      while try statement.step() { try statement.withBytes(0) { try DocumentList.forEach($0) { found.insert($0) } } }
    }
    return found
  }

  func documents(with field: IndexedField, containing texts: [String]) throws -> DocumentSet {
    var found = DocumentSet()
    for text in texts {
      let statement = try database.statement("SELECT documents FROM value WHERE field = ? AND instr(value, ?)")
        .bind(field.rawValue, at: 1).bind(text, at: 2)
      while try statement.step() { try statement.withBytes(0) { try DocumentList.forEach($0) { found.insert($0) } } }
    }
    return found
  }

  func documents(with field: IndexedDate, from earliest: Int, to latest: Int) throws -> DocumentSet {
    let name = field.rawValue
    let statement = try database.statement(
      "SELECT document FROM record WHERE \(name)_from <= ? AND \(name)_to >= ?"
    )
    .bind(latest, at: 1).bind(earliest, at: 2)
    var found = DocumentSet()
    while try statement.step() { found.insert(statement.number(0)) }
    return found
  }

  func counts(of fields: [IndexedField], in documents: DocumentSet) throws -> [IndexedField: [String: Int]] {
    var counts: [IndexedField: [String: Int]] = [:]
    for field in fields where field.isCounted {
      for (value, members) in try allMembers(field) {
        let count = members.count(in: documents)
        if count > 0 { counts[field, default: [:]][value] = count }
      }
    }
    return counts
  }

  /// So many documents are looked up one by one before the ids of all are read.
  private static let fewDocuments = 500

  func documents(byID documents: DocumentSet, limit: Int) throws -> [Int] {
    let few = documents.documents
    if few.count <= Self.fewDocuments { return try Array(documentsByID(few).prefix(limit)) }
    // SQLite answers from the index on ids alone, in its order.
    let statement = try database.statement("SELECT document FROM record ORDER BY id")
    var found: [Int] = []
    while found.count < limit, try statement.step() {
      if documents.contains(statement.number(0)) { found.append(statement.number(0)) }
    }
    statement.reset()
    return found
  }

  /// Documents in the order of their ids, each looked up. Throws `SQLiteError`. O(documents × log documents).
  private func documentsByID(_ documents: [Int]) throws -> [Int] {
    let keyed = try documents.map { document in
      let statement = try database.statement("SELECT id, path FROM record WHERE document = ?").bind(document, at: 1)
      defer { statement.reset() }
      return try statement.step() ? (statement.text(0), statement.text(1), document) : ("", "", document)
    }
    return keyed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  func documents(of id: String) throws -> [Int] {
    let statement = try database.statement("SELECT document FROM record WHERE id = ? ORDER BY path").bind(id, at: 1)
    var found: [Int] = []
    while try statement.step() { found.append(statement.number(0)) }
    return found
  }
}
