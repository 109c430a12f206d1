internal import CSQLite

extension SQLiteSearchIndex {
  func everyDocument() throws -> [Int] {
    let statement = try database.statement("SELECT document FROM record")
    var found: [Int] = []
    while try statement.step() { found.append(statement.number(0)) }
    return found
  }

  func vocabulary() throws -> Set<String> {
    let statement = try database.statement("SELECT text, token FROM word")
    var found: Set<String> = []
    while try statement.step() { found.insert(statement.text(0) + " " + statement.text(1)) }
    return found
  }

  func inconsistencies(with other: any SearchIndex) throws -> [String] {
    var problems: [String] = []
    let known = try vocabulary()
    let expected = try other.vocabulary()
    if let missing = expected.subtracting(known).min() {
      problems.append("the index does not know the word \(missing)")
    }
    // A word that has gone may stay known by the side of its inflections, but its token must lead somewhere.
    let tokens = Set(expected.map { $0.split(separator: " ").last ?? "" })
    if let stray = known.first(where: { !tokens.contains($0.split(separator: " ").last ?? "") }) {
      problems.append("the index knows the word \(stray), which has gone")
    }
    if let check = try postingProblem() ?? fullTextProblem() { problems.append(check) }
    return problems
  }

  /// Which postings say something else than FTS5's own; nil when none do. Throws `SQLiteError`.
  private func postingProblem() throws -> String? {
    var tokens: [String] = []
    let statement = try database.statement("SELECT DISTINCT token FROM posting")
    while try statement.step() { tokens.append(statement.text(0)) }
    for token in tokens {
      let kept = try withTally { _ = try count([token], $2.own, $1, in: $0) }
      let found = try withTally { try countRows(IndexedWord(forms: [[token]]), $1, $2, in: $0) }
      if kept != found { return "the index finds the word \(token) in other records than it should" }
    }
    return nil
  }

  /// What FTS5 finds wrong between the texts that it keeps and its own index of them; nil when nothing is
  /// (https://www.sqlite.org/fts5.html#the_integrity_check_command).
  private func fullTextProblem() throws -> String? {
    do {
      // The check is written as a change but makes none; still it needs a transaction that may write.
      try database.execute("COMMIT")
      try database.execute("INSERT INTO words (words) VALUES ('integrity-check')")
      try beginReading()
      return nil
    } catch let error as SQLiteError where error.code & 0xFF == SQLITE_CORRUPT {
      try beginReading()
      return "the index of the words does not agree with the words"
    }
  }
}
