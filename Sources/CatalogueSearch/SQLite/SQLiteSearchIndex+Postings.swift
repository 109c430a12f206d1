/// Postings of tokens that many documents hold, kept beside FTS5's own, which hands over one row at a time: the answer
/// is the same, a hundred times as soon.
extension SQLiteSearchIndex {
  /// The table of postings.
  static let postingTable = """
    DROP TABLE IF EXISTS posting;
    CREATE TABLE posting (token TEXT, first INTEGER, places BLOB, PRIMARY KEY (token, first));
    """

  /// Counts how often documents hold a form, which is tokens that follow each other; false, with nothing counted, when
  /// one of the tokens has no postings. Throws `SQLiteError`. O(postings of the tokens).
  func count(_ form: [String], _ weights: [Int32], _ lengths: LengthLookup, in tally: WordTally) throws -> Bool {
    guard form.count > 1 else { return try count(form.first ?? "", weights, lengths, in: tally) }
    var lists: [PostingList] = []
    for token in form {
      guard let list = try postings(of: token, limit: tally.limit) else { return false }
      lists.append(list)
    }
    let terms = SearchDocument.Part.terms.rawValue
    try PostingList.forEachPhrase(lists) { document, places in
      var sum = 0
      var once: Int32 = 0
      for place in places {
        let weight = weights[lengths.place(of: document, place.part)]
        if place.part == terms { once = max(once, weight) } else { sum += Int(weight) }
      }
      tally.add(document, sum, once: once)
    }
    return true
  }

  private func count(
    _ token: String, _ weights: [Int32], _ lengths: LengthLookup, in tally: WordTally
  ) throws -> Bool {
    let statement = try database.statement("SELECT first, places FROM posting WHERE token = ? ORDER BY first")
      .bind(token, at: 1)
    let terms = SearchDocument.Part.terms.rawValue
    var isKept = false
    while try statement.step() {
      isKept = true
      let first = statement.number(0)
      try statement.withBytes(1) { bytes in
        var reader = PostingReader(bytes, first: first, limit: tally.limit)
        while try reader.next() {
          let document = reader.document
          var sum = 0
          var once: Int32 = 0
          try reader.forEachCount { part, count in
            let weight = weights[lengths.place(of: document, part)]
            if part == terms { once = max(once, weight) } else { sum &+= count &* Int(weight) }
          }
          tally.add(document, sum, once: once)
        }
      }
    }
    return isKept
  }

  /// The postings of a token, before the first of them; nil when it has none. Throws `SQLiteError`. O(bytes), once.
  private func postings(of token: String, limit: Int) throws -> PostingList? {
    if let known = cache.postings(of: token) { return known }
    let statement = try database.statement("SELECT first, places FROM posting WHERE token = ? ORDER BY first")
      .bind(token, at: 1)
    var segments: [(first: Int, bytes: [UInt8])] = []
    while try statement.step() { segments.append((statement.number(0), statement.withBytes(1) { Array($0) })) }
    let list = segments.isEmpty ? nil : PostingList(segments, limit: limit)
    cache.keep(list, of: token)
    return list
  }

  /// Whether a token has postings. Throws `SQLiteError`.
  func hasPostings(_ token: String) throws -> Bool {
    let statement = try database.statement("SELECT 1 FROM posting WHERE token = ? LIMIT 1").bind(token, at: 1)
    defer { statement.reset() }
    return try statement.step()
  }

  // MARK: Writing

  /// Keeps a segment of the postings of a token. Throws `SQLiteError`.
  func write(_ segment: PostingSegment, of token: String) throws {
    try database.statement("INSERT OR REPLACE INTO posting VALUES (?, ?, ?)")
      .bind(token, at: 1).bind(segment.first, at: 2).bind(segment.bytes, at: 3).run()
  }

  /// Puts the postings of some documents in the place of those that a token had for them; nil for none any more. A
  /// token without postings gets none. Throws `SQLiteError`. O(bytes of the segments that these documents lie in).
  func changePostings(of token: String, _ changes: [Int: Posting?], limit: Int) throws {
    let statement = try database.statement("SELECT first FROM posting WHERE token = ? ORDER BY first").bind(
      token, at: 1)
    var firsts: [Int] = []
    while try statement.step() { firsts.append(statement.number(0)) }
    // Each document belongs into the segment that begins last before it.
    var documents = changes.keys.sorted()[...]
    for (position, first) in firsts.enumerated() {
      let end = position + 1 < firsts.count ? firsts[position + 1] : Int.max
      let own = documents.prefix { $0 < end }
      documents = documents.dropFirst(own.count)
      if own.isEmpty { continue }
      try changeSegment(first, of: token, own.map { ($0, changes[$0] ?? nil) }, limit: limit)
    }
  }

  /// Puts postings in the place of those in one segment; all are in order. Throws `SQLiteError`. O(bytes).
  private func changeSegment(
    _ first: Int, of token: String, _ changes: [(document: Int, posting: Posting?)], limit: Int
  ) throws {
    let statement = try database.statement("SELECT places FROM posting WHERE token = ? AND first = ?")
      .bind(token, at: 1).bind(first, at: 2)
    guard try statement.step() else { return }
    var segments: [PostingSegment] = []
    func add(_ document: Int, _ add: (inout PostingSegment) -> Void) {
      if segments.last?.isFull ?? true { segments.append(PostingSegment(first: document)) }
      add(&segments[segments.count - 1])
    }
    try statement.withBytes(0) { bytes in
      var rest = changes[...]
      func addChanges(before document: Int) {
        while let change = rest.first, change.document < document {
          if let posting = change.posting { add(change.document) { $0.add(posting) } }
          rest.removeFirst()
        }
      }
      var reader = PostingReader(bytes, first: first, limit: limit)
      while try reader.next() {
        addChanges(before: reader.document)
        if rest.first?.document != reader.document { add(reader.document) { $0.add(reader) } }
      }
      addChanges(before: Int.max)
    }
    statement.reset()
    if segments.first?.first != first {
      try database.statement("DELETE FROM posting WHERE token = ? AND first = ?").bind(token, at: 1)
        .bind(first, at: 2).run()
    }
    for segment in segments { try write(segment, of: token) }
  }

  /// Makes all postings anew from the words that FTS5 keeps. Throws `SQLiteError`. O(words).
  func remakePostings() throws {
    try database.execute("DELETE FROM posting")
    var collector = PostingCollector()
    var builder = PostingBuilder()
    let statement = try database.statement("SELECT rowid, * FROM words ORDER BY rowid")
    while try statement.step() {
      for part in SearchDocument.Part.allCases.map(\.rawValue) {
        for (position, token) in statement.text(Int32(part) + 1).split(separator: " ").enumerated() where token != "_" {
          collector.add(collector.number(of: String(token)), at: TokenPlace(part: part, position: position))
        }
      }
      let tokens = collector.tokens
      try collector.finish(statement.number(0)) { token, posting in
        if let segment = builder.add(posting, of: token) { try write(segment, of: tokens[token]) }
      }
    }
    try builder.finish { try write($1, of: collector.tokens[$0]) }
  }
}
