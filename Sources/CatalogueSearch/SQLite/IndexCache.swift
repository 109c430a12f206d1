/// What was read of an index and is kept for as long as the index stays as it is, so that a program that answers many
/// queries reads it once.
struct IndexCache {
  /// How long the parts of documents are.
  var lengths: PartLengths? { didSet { weights = nil } }
  /// What an occurrence counts for by the length of its part.
  var weights: [Double]?
  /// The documents of each value of a field.
  var members: [IndexedField: [(value: String, documents: DocumentSet)]] = [:]
  /// All words.
  var words: SpellingList?
  /// The folded names of terms, by how many words they have.
  var termNames: [Int: [[String]]] = [:]
  private var tokens: [String: Bool] = [:]
  private var namesByToken: [String: [IndexedTermName]] = [:]
  private var holdings: [String: [(document: Int, frequency: Double)]] = [:]
  private var held = 0

  /// So many documents of words are kept, at 16 bytes, and so many tokens.
  private static let mostHeld = 4_000_000
  private static let mostTokens = 100_000

  /// The documents that an expression was found to match; nil when it was not asked for, or long ago.
  func holding(_ expression: String) -> [(document: Int, frequency: Double)]? { holdings[expression] }

  /// Keeps the documents that an expression matches. O(1).
  mutating func keep(_ expression: String, _ found: [(document: Int, frequency: Double)]) {
    // Starting anew is no loss: what is asked for often comes back soon.
    if held + found.count > Self.mostHeld || holdings.count > Self.mostTokens {
      holdings.removeAll()
      held = 0
    }
    guard found.count <= Self.mostHeld else { return }
    holdings[expression] = found
    held += found.count
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
}
