internal import CatalogueModel
internal import SourceTree
internal import TextFolding

/// Finds terms by their names in any language and inflection: names and queries meet in the stems of their words,
/// whatever their order and the small words between them (`transfer of technology`, `technology transfer`).
struct TermNames {
  /// A term and where it belongs.
  struct Place: Hashable {
    /// The field whose values are the terms; nil when no record carries them and only their names matter.
    var field: IndexedField?
    var vocabulary: String
    var code: String
  }

  /// The vocabularies through which words find records, and the field of each.
  private static let bridged: [(vocabulary: String, field: IndexedField?)] = [
    ("target_groups", .target), ("priorities", .priority), ("kt_areas", .area), ("instrument_types", .type),
    ("levels", .level), ("subjects", nil),
  ]
  /// A word that stands in the names of more terms than this says too little of each.
  private static let mostTermsOfPart = 2

  private var places: [String: [Place]] = [:]
  private var parts: [String: [Place]] = [:]
  private let languages: [String]
  /// The language in which most of the catalogue is written.
  let defaultLanguage: String
  /// The folded words of the names.
  private var words: Set<String> = []
  /// The folded words of names of several words.
  private var long: Set<[String]> = []

  /// Stems every name of every term. O(names).
  init(_ vocabularies: VocabularySet, _ analyzer: TextAnalyzer, defaultLanguage: String) {
    var languages: Set<String> = []
    for (name, field) in Self.bridged {
      for term in vocabularies[name]?.terms ?? [] {
        let place = Place(field: field, vocabulary: name, code: term.code)
        for (language, text) in Self.names(of: term) {
          languages.insert(language)
          let names = WordSplitter.words(text).map(\.text)
          guard let key = Self.key(names, language, analyzer) else { continue }
          if places[key]?.contains(place) != true { places[key, default: []].append(place) }
          if names.count > 1 { long.insert(names.map { TextFolding.folded($0) }) }
          for word in names {
            self.words.insert(TextFolding.folded(word))
            guard names.count > 1, field != nil, !text.contains("("), !analyzer.isStopWord(word, language) else {
              continue
            }
            let part = analyzer.token(word, language)
            if parts[part]?.contains(place) != true { parts[part, default: []].append(place) }
          }
        }
      }
    }
    self.languages = languages.sorted()
    self.defaultLanguage = LocalizedText.primary(defaultLanguage)
  }

  /// By what a name is found; nil when it consists of words that say nothing.
  private static func key(_ words: [String], _ language: String, _ analyzer: TextAnalyzer) -> String? {
    let telling = words.filter { !analyzer.isStopWord($0, language) }
    guard !telling.isEmpty else { return nil }
    return telling.map { analyzer.token($0, language) }.sorted().joined(separator: " ")
  }

  /// The terms that bear a name. O(languages × words).
  func terms(named name: String, _ analyzer: TextAnalyzer) -> [Place] { terms(named: name, analyzer) { _ in true } }

  /// The terms that bear a name of several words that were typed beside each other: none of those at its ends is one
  /// that says nothing. O(languages × words).
  func terms(namedTogether name: String, _ analyzer: TextAnalyzer) -> [Place] {
    let words = WordSplitter.words(name)
    guard words.count > 1 else { return [] }
    return terms(named: name, analyzer) { language in
      !analyzer.isStopWord(words[0].text, language) && !analyzer.isStopWord(words[words.count - 1].text, language)
    }
  }

  private func terms(named name: String, _ analyzer: TextAnalyzer, in accepts: (String) -> Bool) -> [Place] {
    let words = WordSplitter.words(name).map(\.text)
    var found: [Place] = []
    for language in languages where accepts(language) {
      guard let key = Self.key(words, language, analyzer) else { continue }
      for place in places[key] ?? [] where !found.contains(place) { found.append(place) }
    }
    return found
  }

  /// The terms of which a name in a foreign language holds a word, where these are few: `čekiai` stands for
  /// `inovaciniai čekiai`. In the catalogue's own language the word itself is in the texts. O(languages).
  func terms(withPart word: String, _ analyzer: TextAnalyzer) -> [Place] {
    var found: [Place] = []
    for language in languages where language != defaultLanguage {
      for place in parts[analyzer.token(word, language)] ?? [] where !found.contains(place) { found.append(place) }
    }
    return found.count <= Self.mostTermsOfPart ? found : []
  }

  /// The word of a name that is nearest to a folded word, but for some slips. O(words of names).
  func word(near word: String) -> String? { Self.nearest(to: [word], among: words.map { [$0] })?.first }

  /// The name of several words that is nearest to a text, word by word, but for some slips. O(words of names).
  func name(near text: String) -> String? {
    Self.nearest(to: TextFolding.words(text).map(String.init), among: long)?.joined(separator: " ")
  }

  private static func nearest(to words: [String], among names: some Sequence<[String]>) -> [String]? {
    let wanted = words.map { (letters: Array($0.unicodeScalars), slips: NearestName.slips(in: $0)) }
    var best: (slips: Int, name: [String])?
    for name in names where name.count == wanted.count {
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
    return best?.name
  }

  /// The names of a term by language; labels without what they explain in brackets.
  static func names(of term: Term) -> [(language: String, text: String)] {
    term.label.entries.map { (LocalizedText.primary($0.language), String($0.text.prefix { $0 != "(" })) }
      + term.label.entries.map { (LocalizedText.primary($0.language), $0.text) }
      + term.synonyms.flatMap { list in list.names.map { (LocalizedText.primary(list.language), $0) } }
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
