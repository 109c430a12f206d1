/// What was read of an index and is kept for as long as the index stays as it is, so that a program that answers many
/// queries reads it once.
struct IndexCache {
  /// How long the parts of documents are.
  var lengths: LengthLookup? {
    didSet {
      weights = nil
      tally = nil
    }
  }
  /// What an occurrence counts for by the length of its part.
  var weights: PartWeights?
  /// Room for counting the occurrences of a word.
  var tally: WordTally?
  /// The documents of each value of a field.
  var members: [IndexedField: [(value: String, documents: DocumentSet)]] = [:]
  /// All words.
  var words: SpellingList?
  /// The folded names of terms, by how many words they have.
  var termNames: [Int: [[String]]] = [:]
  private var tokens: [String: Bool] = [:]
  private var namesByToken: [String: [IndexedTermName]] = [:]
  private var holdings: [String: WordMatches] = [:]
  private var olderHoldings: [String: WordMatches] = [:]
  private var held = 0
  private var postings: [String: PostingList?] = [:]
  private var postingBytes = 0

  /// So many documents of words are kept, at 8 bytes, and as many that were asked for before these; and so many tokens.
  private static let mostHeld = 3_000_000
  private static let mostTokens = 100_000
  /// So many bytes of postings are kept: those of the words of a query, which stand in several of its phrases.
  private static let mostPostingBytes = 16_000_000

  /// The documents that an expression was found to match; nil when it was not asked for, or long ago. O(1).
  mutating func holding(_ expression: String) -> WordMatches? {
    if let found = holdings[expression] { return found }
    guard let found = olderHoldings.removeValue(forKey: expression) else { return nil }
    keep(expression, found)
    return found
  }

  /// Keeps the documents that an expression matches. O(1).
  mutating func keep(_ expression: String, _ found: WordMatches) {
    // A set has a bit for each document that there is.
    let size = found.count + found.set.limit / 64
    guard size <= Self.mostHeld else { return }
    if held + size > Self.mostHeld || holdings.count > Self.mostTokens {
      // What was not asked for since the last time is forgotten.
      olderHoldings = holdings
      holdings = [:]
      held = 0
    }
    holdings[expression] = found
    held += size
  }

  /// The names of terms that hold a token; nil when they were not asked for, or long ago.
  func termNames(holding token: String) -> [IndexedTermName]? { namesByToken[token] }

  /// Keeps the names of terms that hold a token. O(1).
  mutating func keep(_ token: String, _ names: [IndexedTermName]) {
    if namesByToken.count > Self.mostTokens { namesByToken.removeAll() }
    namesByToken[token] = names
  }

  /// Whether any document holds a token; nil when that was not asked for, or long ago.
  func isHeld(_ token: String) -> Bool? { tokens[token] }

  /// Keeps whether any document holds a token. O(1).
  mutating func keep(_ token: String, isHeld: Bool) {
    if tokens.count > Self.mostTokens { tokens.removeAll() }
    tokens[token] = isHeld
  }

  /// The postings of a token, nil within for a token without; nil when they were not asked for, or long ago.
  func postings(of token: String) -> PostingList?? { postings[token] }

  /// Keeps the postings of a token. O(1).
  mutating func keep(_ list: PostingList?, of token: String) {
    let size = list?.size ?? 0
    if postingBytes + size > Self.mostPostingBytes || postings.count > Self.mostTokens {
      postings = [:]
      postingBytes = 0
    }
    postings[token] = .some(list)
    postingBytes += size
  }
}
