internal import TextFolding

/// The words of documents that are being added, each with its token, which is found once.
struct Lexicon {
  private let analyzer: TextAnalyzer
  private var words: [String: LanguageWords] = [:]
  private var isNew: [(word: String, token: String)] = []
  /// Where the tokens stand.
  var collector = PostingCollector()

  /// A word as it is kept.
  struct Entry {
    /// The token.
    var token: String
    /// The token's number.
    var number: Int
  }

  /// The words of one language. A class, so that it is not copied when a word is added.
  private final class LanguageWords { var entries: [String: Entry] = [:] }

  /// So many words are remembered before they are written.
  private static let most = 500_000

  init(_ analyzer: TextAnalyzer) { self.analyzer = analyzer }

  /// The token of a word in small letters, in a language. O(length).
  mutating func entry(_ word: String, _ language: String) -> Entry {
    let words = words[language] ?? LanguageWords()
    if let known = words.entries[word] { return known }
    let token = analyzer.token(word, language)
    let entry = Entry(token: token, number: collector.number(of: token))
    words.entries[word] = entry
    self.words[language] = words
    isNew.append((TextFolding.folded(word), token))
    return entry
  }

  /// Whether so many words came that they should be written.
  var isLarge: Bool { isNew.count > Self.most }

  /// The words that came since the last time, folded, with their tokens, in order.
  mutating func takeNewWords() -> [(word: String, token: String)] {
    // In the order in which they are kept, so that those beside each other are written together.
    let words = isNew.sorted { ($0.word, $0.token) < ($1.word, $1.token) }
    if isLarge { self.words = [:] }
    isNew = []
    return words
  }
}
