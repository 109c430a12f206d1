internal import CatalogueModel
internal import SourceTree

/// How the terms of a catalogue and the codes of STIP Compass stand for each other.
///
/// The vocabularies say which code a term matches. A term is ticked under codes that mean the same, nearly the same or
/// something wider; a code that means only a part of it says less than the term and is not ticked.
struct STIPTerms {
  private let vocabularies: VocabularySet

  init(_ vocabularies: VocabularySet) { self.vocabularies = vocabularies }

  /// The vocabularies whose labels stand among the tags, and the fields that they are for.
  static let tagged = [
    ("priorities", "priorities"), ("kt_areas", "kt_areas"), ("levels", "level"), ("target_groups", "target_groups"),
  ]

  /// The codes under which a term is ticked.
  func codes(of term: String, in vocabulary: String) -> [String] {
    (vocabularies[vocabulary]?.term(term)).map(Self.codes) ?? []
  }

  private static func codes(of term: Term) -> [String] {
    term.matches.compactMap { match in
      match.scheme?.hasPrefix("stip") == true && Self.rank(match.match) != nil ? match.code : nil
    }
  }

  /// How near a match is; nil for one that is not ticked.
  private static func rank(_ match: Term.Match.Nearness?) -> Int? {
    switch match {
    case .exact: 0
    case .close: 1
    case .broad: 2
    case .narrow, .related, nil: nil
    }
  }

  /// The terms that are ticked under a code, those that come nearest; several when they come equally near. O(terms).
  func terms(for code: String, in vocabulary: String) -> [Term] {
    var best: [Term] = []
    var nearest = Int.max
    for term in vocabularies[vocabulary]?.terms ?? [] where !term.isForSearch && term.replacedBy == nil {
      for match in term.matches where match.code == code && match.scheme?.hasPrefix("stip") == true {
        guard let rank = Self.rank(match.match), rank <= nearest else { continue }
        if rank < nearest { best = [] }
        nearest = rank
        best.append(term)
      }
    }
    return best
  }

  /// The term whose tag this is: its code or its label in any language. O(terms).
  func term(tagged text: String) -> (field: String, vocabulary: String, term: Term)? {
    for (vocabulary, field) in Self.tagged {
      let named = vocabularies[vocabulary]?.terms(named: text) ?? []
      let exact = named.filter { term in
        !term.isForSearch && (term.code == text || term.label.entries.contains { $0.text == text })
      }
      if exact.count == 1 { return (field, vocabulary, exact[0]) }
    }
    return nil
  }

  /// The label of a term in English.
  func label(_ code: String, in vocabulary: String) -> String {
    vocabularies[vocabulary]?.label(code, ["en"]) ?? code
  }

  /// The code of an instrument type in STIP Compass; nil when it has none.
  func typeCode(_ code: String) -> String? {
    codes(of: code, in: "instrument_types").first { $0.hasPrefix("PI") }
  }
}
