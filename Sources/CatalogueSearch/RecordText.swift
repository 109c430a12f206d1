internal import CatalogueModel
internal import SourceTree
internal import TextFolding

/// The words of a record: of its texts, and of the names of its terms in every language.
struct RecordText {
  private let words: String

  /// Collects and folds the words. O(text).
  init(_ record: Record, _ vocabularies: VocabularySet) {
    var parts: [String] = []
    Self.collect(record.encoded(), into: &parts)
    for (name, codes) in [
      ("target_groups", record.targetGroups), ("priorities", record.priorities), ("kt_areas", record.ktAreas),
      ("instrument_types", record.instrumentTypes), ("levels", record.level.map { [$0] } ?? []),
    ] {
      guard let vocabulary = vocabularies[name] else { continue }
      for code in codes {
        parts += vocabulary.term(code)?.names ?? []
        // What a term is covered by can be asked for too: "SME" finds what is open to all companies.
        for wider in vocabulary.terms where wider.covers.contains(code) { parts += wider.names }
      }
    }
    for code in record.countries {
      for language in ["en", "fr", "de", "pt", "lt", "ro"] {
        if let name = CodeList.countries.name(of: code, in: language) { parts.append(name) }
      }
    }
    words = " " + TextFolding.words(parts.joined(separator: " ")).joined(separator: " ") + " "
  }

  /// Whether each word begins some word of the record. O(text × words).
  func holds(all wanted: [String]) -> Bool {
    wanted.allSatisfy { words.contains(" " + $0) }
  }

  private static func collect(_ value: DataValue, into parts: inout [String]) {
    switch value {
    case .map(let entries), .texts(let entries): for entry in entries { collect(entry.value, into: &parts) }
    case .list(let items): for item in items { collect(item, into: &parts) }
    default: if let text = value.scalarText { parts.append(text) }
    }
  }
}
