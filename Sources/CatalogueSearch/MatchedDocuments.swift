/// What a part of a plan found: documents, what each counts for, and how a term led there.
struct MatchedDocuments {
  /// The documents.
  var documents: DocumentSet
  /// What they count for; several for one document add up, and there may be more documents than were found.
  private(set) var scores: [(document: Int, score: Double)] = []
  private var bridges: [(text: String, documents: DocumentSet)] = []

  /// Documents that count for nothing.
  init(_ documents: DocumentSet) { self.documents = documents }

  /// Adds a document with what it counts for. O(1).
  mutating func add(_ document: Int, _ score: Double) {
    documents.insert(document)
    scores.append((document, score))
  }

  /// Adds a way to documents. O(1).
  mutating func addBridge(_ text: String, to documents: DocumentSet) { bridges.append((text, documents)) }

  /// Adds what another part counts for, but not its documents. O(scores of the other).
  mutating func add(_ other: MatchedDocuments) {
    scores += other.scores
    bridges += other.bridges
  }

  /// Adds what documents count for that may be among these or not. O(scores).
  mutating func addScores(_ more: [(document: Int, score: Double)]) { scores += more }

  /// Multiplies what each document counts for. O(scores).
  mutating func scale(_ factor: (Int) -> Double) {
    for position in scores.indices where documents.contains(scores[position].document) {
      scores[position].score *= factor(scores[position].document)
    }
  }

  /// What each document counts for in all, by its number; nothing when none counts. O(limit + scores).
  func totals() -> [Double] {
    guard !scores.isEmpty else { return [] }
    var totals = [Double](repeating: 0, count: max(documents.limit, (scores.map(\.document).max() ?? 0) + 1))
    for (document, score) in scores { totals[document] += score }
    return totals
  }

  /// The ways to a document. O(ways).
  func bridges(of document: Int) -> [String] {
    bridges.filter { $0.documents.contains(document) }.map(\.text)
  }
}
