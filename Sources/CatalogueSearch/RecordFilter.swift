package import CatalogueModel
internal import SourceTree
internal import TextFolding

/// Which records are asked for: words, and values of fields.
///
/// Several values of one field are alternatives; different fields and words must all hold.
package struct RecordFilter: Sendable {
  /// Words that must all occur, folded.
  package private(set) var words: [String] = []
  /// Kinds of record.
  package var kinds: Set<RecordKind> = []
  /// Codes of terms by field, with what they cover.
  private var terms: [TermField: Set<String>] = [:]
  /// ISO 3166-1 codes.
  private var countries: Set<String> = []
  /// Whether the record is active; `.some(nil)` is unknown.
  package var activity: Set<Activity> = []
  /// Ranges of dates, of which one must touch the life of the record.
  private var created: [ClosedRange<Int>] = []
  /// The statuses that are shown.
  package var statuses: Set<RecordStatus> = [.published]
  /// Languages of which the record must have texts.
  private var languages: Set<String> = []

  /// A field whose values are terms.
  package enum TermField: String, Sendable, CaseIterable {
    case targetGroups = "target_groups"
    case priorities
    case ktAreas = "kt_areas"
  }

  /// Whether something is active, as far as is known.
  package enum Activity: String, Sendable, CaseIterable { case yes, no, unknown }

  /// A filter that lets every published record pass.
  package init() {}

  /// Whether anything is asked for besides a status.
  package var isEmpty: Bool {
    words.isEmpty && kinds.isEmpty && terms.isEmpty && countries.isEmpty && activity.isEmpty && created.isEmpty
      && languages.isEmpty
  }

  /// Adds words that must occur.
  package mutating func require(words texts: [String]) {
    words += texts.flatMap { TextFolding.words($0).map(String.init) }
  }

  /// Adds an alternative for a term, by code, label or synonym in any language, or a beginning that fits only one.
  ///
  /// Throws `FilterProblem` that names the nearest terms.
  package mutating func allow(term text: String, in field: TermField, of vocabularies: VocabularySet) throws {
    terms[field, default: []].formUnion(try Self.value(QueryValues.term(text, in: vocabularies[field.rawValue])))
  }

  /// Adds an alternative for a country, by code or name in any language. Throws `FilterProblem`.
  package mutating func allow(country text: String) throws {
    countries.formUnion(try Self.value(QueryValues.country(text)))
  }

  /// Adds an alternative for the date of creation: `2006`, `2004..2010`, `..2010` or `2004..`. Throws `FilterProblem`.
  package mutating func allow(created text: String) throws {
    created.append(try Self.value(QueryValues.dates(text)))
  }

  /// Adds an alternative for the language of a text, by code or name. Throws `FilterProblem`.
  package mutating func allow(language text: String) throws {
    languages.formUnion(try Self.value(QueryValues.language(text)))
  }

  private static func value<Value>(_ result: Result<Value, QueryValues.Problem>) throws -> Value {
    switch result {
    case .success(let value): return value
    case .failure(let problem): throw FilterProblem(problem.message)
    }
  }

  /// Whether a record is asked for. O(text) for words, else O(values).
  ///
  /// - Parameter status: The record's status, which its folder gives where it states none.
  package func matches(_ record: Record, status: RecordStatus, in vocabularies: VocabularySet) -> Bool {
    guard statuses.contains(status) else { return false }
    if !kinds.isEmpty, record.kind.map(kinds.contains) != true { return false }
    if !countries.isEmpty, !record.countries.contains(where: countries.contains) { return false }
    for (field, codes) in terms where !record.codes(of: field).contains(where: codes.contains) { return false }
    if !activity.isEmpty {
      let state: Activity = record.active.map { $0 ? .yes : .no } ?? .unknown
      if !activity.contains(state) { return false }
    }
    if !created.isEmpty {
      guard let date = record.created else { return false }
      if !created.contains(where: { date.earliest <= $0.upperBound && date.latest >= $0.lowerBound }) { return false }
    }
    if !languages.isEmpty, !record.textLanguages.contains(where: languages.contains) { return false }
    return words.isEmpty || RecordText(record, vocabularies).holds(all: words)
  }
}

/// A filter that cannot be understood.
package struct FilterProblem: Error, Sendable, CustomStringConvertible {
  /// What is wrong, and what to write instead.
  package let description: String

  init(_ description: String) { self.description = description }
}

extension Record {
  fileprivate func codes(of field: RecordFilter.TermField) -> [String] {
    switch field {
    case .targetGroups: targetGroups
    case .priorities: priorities
    case .ktAreas: ktAreas
    }
  }

  /// The languages of its title, aim and overview, without regions.
  package var textLanguages: Set<String> {
    var languages: Set<String> = []
    for text in [title, aim, overview] {
      for entry in text.entries { languages.insert(LocalizedText.primary(entry.language)) }
    }
    return languages
  }
}
