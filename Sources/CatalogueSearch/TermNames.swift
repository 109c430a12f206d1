internal import CatalogueModel

/// Finds terms by their names in any language and inflection: names and queries meet in their stems.
struct TermNames {
  /// A term and where it belongs.
  struct Place: Hashable {
    var field: IndexedField
    var vocabulary: String
    var code: String
  }

  /// The vocabularies through which words find records, and the field of each.
  private static let bridged: [(vocabulary: String, field: IndexedField)] = [
    ("target_groups", .target), ("priorities", .priority), ("kt_areas", .area), ("instrument_types", .type),
    ("levels", .level),
  ]

  private var places: [String: [Place]] = [:]
  private let languages: [String]

  /// Stems every name of every term. O(names).
  init(_ vocabularies: VocabularySet, _ analyzer: TextAnalyzer) {
    var languages: Set<String> = []
    for (name, field) in Self.bridged {
      for term in vocabularies[name]?.terms ?? [] {
        let place = Place(field: field, vocabulary: name, code: term.code)
        for (language, text) in Self.names(of: term) {
          languages.insert(language)
          let tokens = WordSplitter.words(text).map { analyzer.token($0.text, language) }
          guard !tokens.isEmpty else { continue }
          let key = tokens.joined(separator: " ")
          if places[key]?.contains(place) != true { places[key, default: []].append(place) }
        }
      }
    }
    self.languages = languages.sorted()
  }

  /// The terms that bear a name. O(languages × words).
  func terms(named name: String, _ analyzer: TextAnalyzer) -> [Place] {
    let words = WordSplitter.words(name).map(\.text)
    guard !words.isEmpty else { return [] }
    var found: [Place] = []
    for language in languages {
      let key = words.map { analyzer.token($0, language) }.joined(separator: " ")
      for place in places[key] ?? [] where !found.contains(place) { found.append(place) }
    }
    return found
  }

  /// The names of a term by language; labels without what they explain in brackets.
  static func names(of term: Term) -> [(language: String, text: String)] {
    term.label.entries.map { (LocalizedText.primary($0.language), String($0.text.prefix { $0 != "(" })) }
      + term.label.entries.map { (LocalizedText.primary($0.language), $0.text) }
      + term.synonyms.flatMap { list in list.names.map { (LocalizedText.primary(list.language), $0) } }
  }
}
