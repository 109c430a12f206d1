internal import CatalogueModel
internal import TextFolding

extension SQLiteSearchIndex {
  /// The tables of the names of terms.
  static let termTables = """
    DROP TABLE IF EXISTS term_name; DROP TABLE IF EXISTS term_word;
    CREATE TABLE term_name (
      id INTEGER PRIMARY KEY, vocabulary TEXT, code TEXT, key TEXT, tokens TEXT, words TEXT, explained INTEGER);
    CREATE INDEX term_name_key ON term_name (key);
    CREATE INDEX term_name_term ON term_name (vocabulary, code);
    CREATE TABLE term_word (token TEXT, name INTEGER, PRIMARY KEY (token, name)) WITHOUT ROWID;
    """

  /// Keeps the names of all terms, stemmed, and their words. Throws `SQLiteError`. O(names).
  func writeTerms() throws {
    var languages: Set<String> = []
    for (vocabulary, _) in TermNames.bridged {
      for term in vocabularies[vocabulary]?.terms ?? [] {
        for name in TermNames.names(of: term) {
          let words = WordSplitter.words(name.text).map(\.text)
          guard let key = TermNames.key(words, name.language, analyzer) else { continue }
          languages.insert(name.language)
          let tokens = words.map { analyzer.token($0, name.language) }
          let folded = words.map { TextFolding.folded($0) }
          try database.statement(
            "INSERT INTO term_name (vocabulary, code, key, tokens, words, explained) VALUES (?, ?, ?, ?, ?, ?)"
          ).bind(vocabulary, at: 1).bind(term.code, at: 2).bind(key, at: 3)
            .bind(tokens.joined(separator: " "), at: 4).bind(folded.joined(separator: " "), at: 5)
            .bind(name.isExplained ? 1 : 0, at: 6).run()
          let number = Int(database.lastInsertedRow)
          for (word, token) in zip(folded, tokens) {
            try database.statement("INSERT OR IGNORE INTO term_word VALUES (?, ?)").bind(token, at: 1)
              .bind(number, at: 2).run()
            // So that the word can be completed and corrected; it stands in no text yet.
            try database.statement("INSERT OR IGNORE INTO word VALUES (?, ?)").bind(word, at: 1).bind(token, at: 2)
              .run()
          }
        }
      }
    }
    try setMeta("name_languages", languages.sorted().joined(separator: " "))
  }

  func terms(named key: String) throws -> [TermPlace] {
    let statement = try database.statement("SELECT DISTINCT vocabulary, code FROM term_name WHERE key = ? ORDER BY id")
      .bind(key, at: 1)
    var found: [TermPlace] = []
    while try statement.step() { found.append(Self.place(statement)) }
    return found
  }

  func termNames(holding token: String) throws -> [IndexedTermName] {
    if let known = cache.termNames(holding: token) { return known }
    let found = try termNames(
      database.statement(
        """
        SELECT vocabulary, code, tokens, explained FROM term_word JOIN term_name ON id = name WHERE token = ? ORDER BY id
        """
      ).bind(token, at: 1))
    cache.keep(token, found)
    return found
  }

  func termNames(of place: TermPlace) throws -> [IndexedTermName] {
    try termNames(
      database.statement(
        "SELECT vocabulary, code, tokens, explained FROM term_name WHERE vocabulary = ? AND code = ? ORDER BY id"
      ).bind(place.vocabulary, at: 1).bind(place.code, at: 2))
  }

  func namesOfTerms(ofWords count: Int) throws -> [[String]] {
    if let known = cache.termNames[count] { return known }
    let statement = try database.statement(
      "SELECT DISTINCT words FROM term_name WHERE length(words) - length(replace(words, ' ', '')) = ?"
    ).bind(count - 1, at: 1)
    var found: [[String]] = []
    while try statement.step() { found.append(statement.text(0).split(separator: " ").map(String.init)) }
    cache.termNames[count] = found
    return found
  }

  private func termNames(_ statement: SQLiteStatement) throws -> [IndexedTermName] {
    var found: [IndexedTermName] = []
    while try statement.step() {
      found.append(
        IndexedTermName(
          place: Self.place(statement), tokens: statement.text(2).split(separator: " ").map(String.init),
          isExplained: statement.number(3) != 0))
    }
    return found
  }

  private static func place(_ statement: SQLiteStatement) -> TermPlace {
    let vocabulary = statement.text(0)
    let field = TermNames.bridged.first { $0.vocabulary == vocabulary }?.field
    return TermPlace(field: field, vocabulary: vocabulary, code: statement.text(1))
  }
}
