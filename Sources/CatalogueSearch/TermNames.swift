internal import CatalogueModel
internal import SourceTree
internal import TextFolding

/// Finds terms by their names in any language and inflection: names and queries meet in the stems of their words,
/// whatever their order and the small words between them (`transfer of technology`, `technology transfer`).
///
/// The stems are kept in the index: there are thousands, and a search needs few.
struct TermNames {
  private let index: any SearchIndex
  private let analyzer: TextAnalyzer

  /// The vocabularies through which words find records, and the field whose values are their terms; no field where no
  /// record carries them and only their names matter.
  static let bridged: [(vocabulary: String, field: IndexedField?)] = [
    ("target_groups", .target), ("priorities", .priority), ("kt_areas", .area), ("instrument_types", .type),
    ("levels", .level), ("subjects", nil),
  ]
  /// A word that stands in the names of more terms than this says too little of each.
  private static let mostTermsOfPart = 2

  /// Reads names from an index.
  init(_ index: any SearchIndex, _ analyzer: TextAnalyzer) {
    self.index = index
    self.analyzer = analyzer
  }

  /// The names of a term by language; labels without what they explain in brackets, and as they stand.
  static func names(of term: Term) -> [(language: String, text: String, isExplained: Bool)] {
    var names: [(language: String, text: String, isExplained: Bool)] = []
    for entry in term.label.entries {
      let language = LocalizedText.primary(entry.language)
      let short = String(entry.text.prefix { $0 != "(" })
      names.append((language, short, false))
      if short != entry.text { names.append((language, entry.text, true)) }
    }
    for list in term.synonyms {
      names += list.names.map { (LocalizedText.primary(list.language), $0, $0.contains("(")) }
    }
    return names
  }

  /// By what a name is found: the stems of the words that say something, in one order; nil when none does.
  /// O(words × log words).
  static func key(_ words: [String], _ language: String, _ analyzer: TextAnalyzer) -> String? {
    let telling = words.filter { !analyzer.isStopWord($0, language) }
    guard !telling.isEmpty else { return nil }
    return telling.map { analyzer.token($0, language) }.sorted().joined(separator: " ")
  }

  /// The terms that bear a name. Throws what the index throws. O(languages × words).
  func terms(named name: String) throws -> [TermPlace] { try terms(named: WordSplitter.words(name)) { _ in true } }

  /// The terms that bear a name of several words that were typed beside each other: none of those at its ends is one
  /// that says nothing. Throws what the index throws. O(languages × words).
  func terms(namedTogether name: String) throws -> [TermPlace] {
    let words = WordSplitter.words(name)
    guard words.count > 1 else { return [] }
    return try terms(named: words) { language in
      !analyzer.isStopWord(words[0].text, language) && !analyzer.isStopWord(words[words.count - 1].text, language)
    }
  }

  private func terms(named words: [WordSplitter.Word], in accepts: (String) -> Bool) throws -> [TermPlace] {
    var keys: [String] = []
    for language in index.nameLanguages where accepts(language) {
      if let key = Self.key(words.map(\.text), language, analyzer) { keys.append(key) }
    }
    var found: [TermPlace] = []
    for key in keys {
      for place in try index.terms(named: key) where !found.contains(place) { found.append(place) }
    }
    return found
  }

  /// The terms, in whose names, as far as records carry them, a word or phrase stands. Throws what the index throws.
  /// O(forms × names).
  func carried(holding forms: [[String]]) throws -> [TermPlace] {
    var found: [TermPlace] = []
    for form in forms {
      guard let first = form.first else { continue }
      for name in try index.termNames(holding: first)
      where !name.isExplained && name.place.field != nil && Self.stands(form, in: name.tokens) {
        if !found.contains(name.place) { found.append(name.place) }
      }
    }
    return found
  }

  private static func stands(_ form: [String], in tokens: [String]) -> Bool {
    guard form.count > 1 else { return true }
    return tokens.indices.dropLast(form.count - 1).contains { tokens[$0...].starts(with: form) }
  }

  /// The terms of which a name in a foreign language holds a word, where these are few: `čekiai` stands for
  /// `inovaciniai čekiai`. In the catalogue's own language the word itself is in the texts. Throws what the index
  /// throws. O(languages).
  func terms(withPart word: String) throws -> [TermPlace] {
    var found: [TermPlace] = []
    for language in index.nameLanguages where language != index.defaultLanguage {
      guard !analyzer.isStopWord(word, language) else { continue }
      for place in try carried(holding: [[analyzer.token(word, language)]]) where !found.contains(place) {
        found.append(place)
      }
    }
    return found.count <= Self.mostTermsOfPart ? found : []
  }

  /// The names of terms in every language, as tokens. Throws what the index throws. O(names of the terms).
  func names(of places: [TermPlace]) throws -> [[String]] {
    var names: Set<[String]> = []
    for place in places { names.formUnion(try index.termNames(of: place).map(\.tokens)) }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The name of several words that is nearest to a text, word by word, but for some slips. Throws what the index
  /// throws. O(words of names).
  func name(near text: String) throws -> String? {
    let wanted = TextFolding.words(text).map { word in
      (letters: Array(word.unicodeScalars), slips: NearestName.slips(in: String(word)))
    }
    guard wanted.count > 1 else { return nil }
    var best: (slips: Int, name: [String])?
    for name in try index.namesOfTerms(ofWords: wanted.count) {
      var slips = 0
      let isNear = zip(wanted, name).allSatisfy { wanted, word in
        guard abs(word.unicodeScalars.count - wanted.letters.count) <= wanted.slips else { return false }
        let distance = NearestName.distance(wanted.letters, Array(word.unicodeScalars))
        slips += distance
        return distance <= wanted.slips
      }
      // The first in the order of letters, so that the answer is the same in every run.
      if isNear, best.map({ slips < $0.slips || slips == $0.slips && name.lexicographicallyPrecedes($0.name) }) ?? true
      {
        best = (slips, name)
      }
    }
    return best?.name.joined(separator: " ")
  }
}

extension NearestName {
  /// How many slips a word may have that is taken for another: none to three letters, one to seven, two above.
  static func slips(in word: String) -> Int {
    switch word.unicodeScalars.count {
    case ...3: 0
    case ...7: 1
    default: 2
    }
  }
}
