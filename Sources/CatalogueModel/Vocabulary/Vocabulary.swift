internal import SourceTree
internal import Synchronization
internal import TextFolding

/// A controlled list of terms for one field. It never changes; a class, because it is looked at for every code of every
/// record.
public final class Vocabulary: Sendable {
  /// The file name without extension, such as `target_groups`.
  public let name: String
  /// What people call it, per language.
  public let title: LocalizedText
  /// The field whose values are its terms, such as `cofinancing.maximum.per`.
  public let field: String
  /// The terms, in the order of the file.
  public let terms: [Term]

  private let positions: [String: Int]
  private let names: TermPositions

  /// Makes a vocabulary. O(terms).
  package init(name: String, title: LocalizedText, field: String, terms: [Term]) {
    self.name = name
    self.title = title
    self.field = field
    self.terms = terms
    positions = Dictionary(terms.enumerated().map { ($1.code, $0) }) { first, _ in first }
    names = TermPositions(terms)
  }

  /// The term with this code. O(1).
  public func term(_ code: String) -> Term? { positions[code].map { terms[$0] } }

  /// Whether a record may state this code as it is: it is a term's, neither for searching only nor retired. O(1).
  func mayState(_ code: String) -> Bool {
    guard let position = positions[code] else { return false }
    return !terms[position].isForSearch && terms[position].replacedBy == nil
  }

  /// The codes that contradict this one within one record, as its term declares them. O(1).
  package func conflicts(of code: String) -> [String] {
    guard let position = positions[code] else { return [] }
    return terms[position].conflictsWith
  }

  /// The name of a term for a reader; the code itself when there is no such term.
  public func label(_ code: String, _ languages: [String]) -> String {
    term(code)?.label.preferred(languages) ?? code
  }

  /// The terms whose code, label or synonym in any language is this text, without regard to case and accents. O(1).
  package func terms(named text: String) -> [Term] {
    (names.positions[TextFolding.folded(text)] ?? []).map { terms[$0] }
  }

  /// The terms with a name that begins with this text, without regard to case and accents. O(names).
  package func terms(beginning text: String) -> [Term] {
    let prefix = TextFolding.folded(text)
    guard !prefix.isEmpty else { return [] }
    let found = Set(names.positions.lazy.filter { $0.key.hasPrefix(prefix) }.flatMap(\.value))
    return found.sorted().map { terms[$0] }
  }

  /// The terms whose names are nearest to a misspelt text, at most three. O(names).
  package func nearest(to text: String) -> [Term] {
    let folded = TextFolding.folded(text)
    let named = names.positions
    let near = NearestName.candidates(for: folded, among: named.keys)
    var positions: [Int] = []
    for name in near { positions += (named[name] ?? []).filter { !positions.contains($0) } }
    if positions.isEmpty {
      positions = terms(beginning: text).compactMap { self.positions[$0.code] }
    }
    return positions.prefix(3).map { terms[$0] }.filter { !$0.isForSearch }
  }

  /// The terms that may be stated where a term for searching was written: what it covers and what is narrower.
  package func narrowed(by term: Term) -> [Term] {
    terms.filter { !$0.isForSearch && (term.covers.contains($0.code) || $0.broader == term.code) }
  }

  /// The codes that a search for a term finds: the term, its narrower terms at any depth, and what they cover.
  /// O(terms²) at worst.
  package func expansion(of code: String) -> Set<String> {
    var found: Set<String> = [code]
    var open = [code]
    while let next = open.popLast() {
      let reached = (term(next)?.covers ?? []) + terms.filter { $0.broader == next }.map(\.code)
      for code in reached where found.insert(code).inserted { open.append(code) }
    }
    return found
  }

  /// What one of its terms is called in a message: `target group`.
  package var singular: String {
    let words = name.split(separator: "_").joined(separator: " ")
    if words.hasSuffix("ies") { return words.dropLast(3) + "y" }
    return words.hasSuffix("s") ? String(words.dropLast()) : words
  }
}

/// The places of terms by their folded codes and names, made when first asked for: every program start reads the
/// vocabularies, and few look for a name.
private final class TermPositions: Sendable {
  private let terms: [Term]
  private let table = Mutex<[String: [Int]]?>(nil)

  init(_ terms: [Term]) { self.terms = terms }

  /// The places, in ascending order. O(names) at first.
  var positions: [String: [Int]] {
    table.withLock { table in
      if let table { return table }
      var named: [String: [Int]] = [:]
      for (position, term) in terms.enumerated() {
        for text in [term.code] + term.names {
          let key = TextFolding.folded(text)
          if named[key]?.last != position { named[key, default: []].append(position) }
        }
      }
      table = named
      return named
    }
  }
}

extension Term {
  /// Every label and synonym, in every language.
  package var names: [String] { label.entries.map(\.text) + synonyms.flatMap(\.names) }
}

/// The vocabularies of a catalogue.
public struct VocabularySet: Sendable {
  /// The vocabularies, by name order.
  public let all: [Vocabulary]
  private let positions: [String: Int]

  /// Makes a set.
  package init(_ vocabularies: [Vocabulary]) {
    all = vocabularies.sorted { $0.name < $1.name }
    positions = Dictionary(all.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  /// Whether a record may state this code of a vocabulary as it is. O(1).
  package func mayState(_ code: String, in vocabulary: String) -> Bool {
    guard let position = positions[vocabulary] else { return false }
    return all[position].mayState(code)
  }

  /// The vocabulary with this name. O(1).
  public subscript(name: String) -> Vocabulary? { positions[name].map { all[$0] } }
}
