internal import Glibc

/// What a match counts for: BM25 over weighted parts of a record, as BM25F adds them up before they saturate.
///
/// - S. Robertson, H. Zaragoza, M. Taylor, "Simple BM25 Extension to Multiple Weighted Fields", CIKM 2004.
/// - S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, sections 3.4 to 3.6.
///
/// A word, its forms in every language, the other names of what it means, and the terms that bear it are one thing
/// that is asked for: their occurrences are added, weighted by where they stand, and only then saturate. The rarity is
/// that of the thing as a whole.
enum Ranking {
  /// How soon more occurrences stop to matter: k₁ of BM25, in occurrences in a title.
  static let saturation = 1.2
  /// How much the length of a part matters, 0 to 1: b of BM25. Less than the usual 0.75, because a long text here is
  /// one that somebody took care of.
  static let lengthShare = 0.4
  /// What an occurrence under another name of the same term counts for, and what carrying such a term counts for: less
  /// than the word that was typed, so that literal matches come first.
  static let otherNameShare = 0.6
  /// What words count for, in relation to one word, when they stand in a record in the order in which they were typed.
  static let orderShare = 0.5

  /// What occurrences count for once they saturate. O(1).
  static func saturated(_ frequency: Double) -> Double {
    frequency * (saturation + 1) / (frequency + saturation * SearchDocument.Part.title.weight)
  }

  /// How much a thing says that so many of all documents hold: the inverse document frequency of Robertson and Spärck
  /// Jones, with one added so that what most documents hold still counts a little; in a small catalogue those are the
  /// very words that people ask for. O(1).
  static func rarity(of count: Int, among all: Int) -> Double {
    let all = Double(max(all, count))
    return log(1 + (all - Double(count) + 0.5) / (Double(count) + 0.5))
  }
}
