/// The words of the texts, whatever documents hold them.
extension SQLiteSearchIndex {
  func tokens(beginning prefix: String, limit: Int) throws -> [String] {
    // No word goes on with the last scalar of Unicode, which is no character.
    let statement = try database.statement("SELECT DISTINCT token FROM word WHERE text >= ? AND text < ? LIMIT ?")
      .bind(prefix, at: 1).bind(prefix + "\u{10FFFF}", at: 2).bind(limit, at: 3)
    var found: [String] = []
    while try statement.step() { found.append(statement.text(0)) }
    return found
  }

  func tokens(ofWord word: String) throws -> [String] {
    let statement = try database.statement("SELECT token FROM word WHERE text = ?").bind(word, at: 1)
    var found: [String] = []
    while try statement.step() { found.append(statement.text(0)) }
    return found
  }

  func words(of document: Int) throws -> [String] {
    let statement = try database.statement("SELECT * FROM words WHERE rowid = ?").bind(document, at: 1)
    guard try statement.step() else { return [] }
    let columns = SearchDocument.Part.allCases.map { statement.text(Int32($0.rawValue)) }
    while try statement.step() {}
    return columns
  }

  func words(near word: String, distance: Int) throws -> [String] {
    let near = try allWords().words(near: word, distance: distance)
    // How many records hold a word is counted for the few that are near, so that it is true whatever was removed.
    let found = try near.map { text, distance in
      (
        text: text, distance: distance,
        count: try count(of: IndexedWord(forms: try tokens(ofWord: text).map { [$0] }))
      )
    }
    return found.sorted { ($0.distance, -$0.count, $0.text) < ($1.distance, -$1.count, $1.text) }.prefix(5).map(\.text)
  }

  /// All words, each once. Throws `SQLiteError`.
  private func allWords() throws -> SpellingList {
    if let known = cache.words { return known }
    var words = SpellingList()
    // The tokens of a word lie beside each other.
    let statement = try database.statement("SELECT text FROM word ORDER BY text")
    while try statement.step() { statement.withText(0) { if !words.endsWith($0) { words.add($0) } } }
    cache.words = words
    return words
  }

  private func count(of word: IndexedWord) throws -> Int {
    let statement = try database.statement("SELECT count(*) FROM words WHERE words MATCH ?")
      .bind(Self.expression(word).text, at: 1)
    let count = try statement.step() ? statement.number(0) : 0
    statement.reset()
    return count
  }
}
