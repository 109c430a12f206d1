internal import Stemming
internal import TextFolding

/// Turns texts into the tokens that the index holds: the language, and the stem by that language.
///
/// A token looks like `en_voucher`, so that a word meets only texts of the language that stemmed it. One analyzer
/// serves one thread.
package final class TextAnalyzer {
  private var languages: [String: LanguageTokens] = [:]
  private let stopWords: [String: Set<String>]

  /// Makes an analyzer.
  package init() { stopWords = StopWords.byLanguage }

  /// The token of a word in small letters, in a language. O(length); what was asked for before is remembered.
  func token(_ word: String, _ language: String) -> String {
    tokens(language).token(word)
  }

  /// The tokens of words, in a language. O(length).
  func tokens(_ words: [WordSplitter.Word], _ language: String) -> [String] {
    let tokens = tokens(language)
    return words.map { tokens.token($0.text) }
  }

  /// The tokens of words, in a language, where they may be among those that are looked for; else an empty text.
  /// O(length), and quicker the fewer there are.
  func tokens(_ words: [WordSplitter.Word], _ language: String, among wanted: TokenBeginnings) -> [String] {
    let tokens = tokens(language)
    guard tokens.keepsBeginnings else { return self.tokens(words, language) }
    guard let beginnings = wanted.beginnings(language) else { return words.map { _ in "" } }
    return words.map { word in
      guard let first = word.text.utf8.first, first < 0x80, !beginnings[Int(first)] else {
        return tokens.token(word.text)
      }
      return ""
    }
  }

  /// The language of a token.
  static func language(ofToken token: String) -> String { String(token.prefix { $0 != "_" }) }

  /// Whether a word says nothing in a language. O(1).
  func isStopWord(_ word: String, _ language: String) -> Bool {
    stopWords[language]?.contains(TextFolding.folded(word)) ?? false
  }

  private func tokens(_ language: String) -> LanguageTokens {
    if let tokens = languages[language] { return tokens }
    let tokens = LanguageTokens(language.prefix { $0 != "-" }.lowercased())
    languages[language] = tokens
    return tokens
  }
}

/// How the tokens begin that are looked for in a text: most of its words need not be stemmed to know that they are
/// others.
struct TokenBeginnings {
  /// By language, whether a stem begins with a byte.
  private var byLanguage: [String: [Bool]] = [:]

  /// The beginnings of tokens. O(tokens).
  init(_ tokens: some Sequence<String>) {
    for token in tokens {
      let language = TextAnalyzer.language(ofToken: token)
      guard let first = token.utf8.dropFirst(language.utf8.count + 1).first else { continue }
      byLanguage[language, default: [Bool](repeating: false, count: 256)][Int(first)] = true
    }
  }

  /// Whether any token is of a language. O(1).
  func mayBegin(in language: String) -> Bool { byLanguage[language] != nil }

  /// By byte, whether a stem of a language begins with it. O(1).
  func beginnings(_ language: String) -> [Bool]? { byLanguage[language] }
}

/// The tokens of one language.
private final class LanguageTokens {
  private let prefix: String
  private let stemmer: Stemmer
  private var known: [String: String] = [:]

  /// How many are remembered before they are forgotten; running text has few distinct words.
  private static let memory = 200_000

  var keepsBeginnings: Bool { stemmer.keepsBeginnings }

  init(_ language: String) {
    prefix = language + "_"
    stemmer = Stemmer(language)
  }

  func token(_ word: String) -> String {
    if let token = known[word] { return token }
    if known.count >= Self.memory { known.removeAll(keepingCapacity: true) }
    let token = prefix + stemmer.stem(word)
    known[word] = token
    return token
  }
}
