internal import Stemming
internal import TextFolding

/// Turns texts into the tokens that the index holds: the language, and the stem by that language.
///
/// A token looks like `en_voucher`, so that a word meets only texts of the language that stemmed it. One analyzer
/// serves one thread.
package final class TextAnalyzer {
  private var stemmers: [String: Stemmer] = [:]
  private let stopWords: [String: Set<String>]

  /// Makes an analyzer.
  package init() { stopWords = StopWords.byLanguage }

  /// The token of a word in small letters, in a language. O(length).
  func token(_ word: String, _ language: String) -> String {
    let primary = language.prefix { $0 != "-" }.lowercased()
    return primary + "_" + stemmer(primary).stem(word)
  }

  /// The language of a token.
  static func language(ofToken token: String) -> String { String(token.prefix { $0 != "_" }) }

  /// Whether a word says nothing in a language. O(1).
  func isStopWord(_ word: String, _ language: String) -> Bool {
    stopWords[language]?.contains(TextFolding.folded(word)) ?? false
  }

  private func stemmer(_ language: String) -> Stemmer {
    if let stemmer = stemmers[language] { return stemmer }
    let stemmer = Stemmer(language)
    stemmers[language] = stemmer
    return stemmer
  }
}
