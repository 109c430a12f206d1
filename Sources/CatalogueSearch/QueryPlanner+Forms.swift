internal import CatalogueModel
internal import SourceTree
internal import TextFolding

/// The forms in which texts hold a word, and the terms that bear it as a name.
extension QueryPlanner {
  /// Whether no text in the catalogue's own language has a word.
  func isForeign(_ word: String) throws -> Bool {
    try !index.tokens(ofWord: TextFolding.folded(word)).contains {
      TextAnalyzer.language(ofToken: $0) == index.defaultLanguage
    }
  }

  func bridges(to places: [TermPlace]) -> [QueryPlan.Bridge] {
    places.compactMap { place in
      guard let field = place.field, let vocabulary = vocabularies[place.vocabulary],
        let term = vocabulary.term(place.code)
      else { return nil }
      let codes = vocabulary.expansion(of: term.code).sorted().compactMap { code -> (code: String, label: String)? in
        guard let found = vocabulary.term(code), !found.isForSearch else { return nil }
        return (code, Self.label(of: found, asked: term))
      }
      return codes.isEmpty ? nil : QueryPlan.Bridge(field: field, codes: codes)
    }
  }

  /// What an answer calls a term that was reached through another: a term that is only covered, and does not bear the
  /// name itself, is open to what was asked for.
  private static func label(of found: Term, asked: Term) -> String {
    func short(_ term: Term) -> String { String((term.label.preferred(["en"]) ?? term.code).prefix { $0 != "(" }) }
    let label = TextFolding.words(short(found)).isEmpty ? found.code : short(found).trimmed
    guard asked.covers.contains(found.code) else { return label }
    let core = TextFolding.folded(short(asked).trimmed)
    return TextFolding.folded(label).contains(core) ? label : "\(label), so open to \(short(asked).trimmed)"
  }

  /// The forms of a word: its stem in every language, and whatever is written so but for accents.
  func forms(of word: String) throws -> [[String]] {
    var forms = index.languages.map { [analyzer.token(word, $0)] }
    for token in try index.tokens(ofWord: TextFolding.folded(word)) where !forms.contains([token]) {
      forms.append([token])
    }
    return try withTerms(forms + parts(of: word))
  }

  /// The shortest part of a word that may be written apart from the rest.
  private static let shortestPart = 3

  /// A word cut in two that texts write apart or with a dash, as `spin-off` for `spinoff`: both parts are words that
  /// say something in one language. O(length).
  private func parts(of word: String) throws -> [[String]] {
    let letters = Array(word)
    var forms: [[String]] = []
    guard letters.count >= 2 * Self.shortestPart else { return [] }
    for cut in Self.shortestPart...letters.count - Self.shortestPart {
      let parts = [String(letters[..<cut]), String(letters[cut...])]
      let first = try index.tokens(ofWord: TextFolding.folded(parts[0]))
      let second = first.isEmpty ? [] : try index.tokens(ofWord: TextFolding.folded(parts[1]))
      for one in first {
        let language = TextAnalyzer.language(ofToken: one)
        guard !parts.contains(where: { analyzer.isStopWord($0, language) }) else { continue }
        for other in second where TextAnalyzer.language(ofToken: other) == language { forms.append([one, other]) }
      }
    }
    return forms
  }

  /// Forms, and the terms in whose names they stand.
  func withTerms(_ forms: [[String]]) throws -> [[String]] {
    forms + (try names.carried(holding: forms).map { [$0.token] })
  }

  func leaf(ofPhrase text: String, name: String) throws -> QueryPlan.Leaf? {
    let words = WordSplitter.words(text).map(\.text)
    guard !words.isEmpty else { return nil }
    let phrases = index.languages.map { language in words.map { analyzer.token($0, language) } }
    var word = IndexedWord(forms: try words.count == 1 ? forms(of: words[0]) : withTerms(phrases))
    let places = try names.terms(named: name)
    word.otherNames = try withTerms(names.names(of: places))
    return QueryPlan.Leaf(typed: text, word: word, bridges: bridges(to: places))
  }

  func nearest(_ word: String) throws -> String? {
    let folded = TextFolding.folded(word)
    guard folded.count > 3 else { return nil }
    return try index.words(near: folded, distance: NearestName.slips(in: folded)).first
  }
}

extension String {
  /// The text without blanks around it.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
