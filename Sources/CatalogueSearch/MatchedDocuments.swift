/// What a part of a plan found: documents, what each counts for, and how a term led there.
struct MatchedDocuments {
  /// The documents.
  var documents: DocumentSet
  /// What documents count for, thing by thing that was asked for; there may be more documents than were found.
  private var scores: [Scores] = []
  private var bridges: [(text: String, documents: DocumentSet)] = []

  /// What documents count for, each at the same place as the document.
  private struct Scores {
    var documents: [Int32]
    var values: [Double]
  }

  /// Documents that count for nothing.
  init(_ documents: DocumentSet) { self.documents = documents }

  /// Adds the documents that hold a word, with what they count for. O(limit + documents of the word).
  mutating func add(_ matches: WordMatches, rarity: Double) {
    documents.formUnion(matches.set)
    addScores(matches, rarity: rarity)
  }

  /// Adds what documents count for that hold a word, and may be among these or not. O(documents of the word).
  mutating func addScores(_ matches: WordMatches, rarity: Double) {
    guard matches.count > 0 else { return }
    let values = [Double](unsafeUninitializedCapacity: matches.count) { values, count in
      for position in 0..<matches.count {
        values.initializeElement(at: position, to: Ranking.saturated(matches.frequency(at: position)) * rarity)
      }
      count = matches.count
    }
    scores.append(Scores(documents: matches.documents, values: values))
  }

  /// Adds a way to documents. O(1).
  mutating func addBridge(_ text: String, to documents: DocumentSet) { bridges.append((text, documents)) }

  /// Adds what another part counts for, but not its documents. O(things that the other asked for).
  mutating func add(_ other: MatchedDocuments) {
    scores += other.scores
    bridges += other.bridges
  }

  /// Multiplies what each document counts for. O(scores).
  mutating func scale(_ factor: (Int) -> Double) {
    for thing in scores.indices {
      for position in scores[thing].documents.indices {
        let document = Int(scores[thing].documents[position])
        if documents.contains(document) { scores[thing].values[position] *= factor(document) }
      }
    }
  }

  /// What each document counts for in all; nil when none counts. Throws `OutOfMemory`. O(scores).
  func totals() throws(OutOfMemory) -> DocumentTotals? {
    guard !scores.isEmpty else { return nil }
    let limit = scores.reduce(documents.limit) { max($0, Int($1.documents.max() ?? 0) + 1) }
    var totals = try DocumentTotals(
      limit: limit, count: max(documents.count, scores.reduce(0) { $0 + $1.documents.count }))
    for thing in scores {
      for (document, value) in zip(thing.documents, thing.values) { totals.add(value, to: Int(document)) }
    }
    return totals
  }

  /// The ways to a document. O(ways).
  func bridges(of document: Int) -> [String] {
    bridges.filter { $0.documents.contains(document) }.map(\.text)
  }
}
