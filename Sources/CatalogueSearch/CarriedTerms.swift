internal import CatalogueModel

/// The terms through which words of a query find records although these do not hold the words: what carries a term
/// bears its names.
struct CarriedTerms {
  /// The way through one term, as an answer names it.
  private struct Way {
    var typed: String
    var field: IndexedField
    var code: String
    var label: String
  }

  private let ways: [Way]
  /// How many ways of one word are named; more of them say less.
  private static let most = 2

  /// Finds the terms among what words are looked for as. O(forms of the words).
  init(_ leaves: [QueryPlan.Leaf], _ vocabularies: VocabularySet) {
    let fields = Dictionary(TermNames.bridged.map { ($0.vocabulary, $0.field) }) { first, _ in first }
    var ways: [Way] = []
    // Words that say nothing lead nowhere that is worth telling.
    for leaf in leaves where !leaf.isOptional {
      // A term has many names, and each of them may lead to it.
      var seen: Set<String> = []
      for form in leaf.word.forms + leaf.word.otherNames {
        guard form.count == 1, let colon = form[0].utf8.firstIndex(of: UInt8(ascii: ":")),
          seen.insert(form[0]).inserted
        else { continue }
        let vocabulary = String(form[0][..<colon])
        let code = String(form[0][form[0].index(after: colon)...])
        guard let field = fields[vocabulary] ?? nil, let term = vocabularies[vocabulary]?.term(code) else { continue }
        let label = (term.label.preferred(["en"]) ?? code).utf8
        let before = label.prefix { $0 != UInt8(ascii: "(") }
        let end = before.lastIndex { $0 != UInt8(ascii: " ") }
        let short = end.map { String(Substring(before[...$0])) } ?? code
        ways.append(Way(typed: leaf.typed, field: field, code: code, label: "\(leaf.typed): \(short)"))
      }
    }
    self.ways = ways
  }

  /// Names the ways to records that no other way leads to. O(hits × ways).
  func name(in hits: inout [SearchHit]) {
    guard !ways.isEmpty else { return }
    for position in hits.indices {
      let known = hits[position].bridges
      for way in ways where hits[position].entry.values[way.field]?.contains(way.code) == true {
        let start = way.typed + ": "
        guard !known.contains(where: { $0.hasPrefix(start) }), !hits[position].bridges.contains(way.label),
          hits[position].bridges.count(where: { $0.hasPrefix(start) }) < Self.most
        else { continue }
        hits[position].bridges.append(way.label)
      }
    }
  }
}
