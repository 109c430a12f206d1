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
  private var created: [DateRange] = []
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

  /// A range of days, both ends included, as year × 10000 + month × 100 + day.
  private struct DateRange: Sendable {
    var earliest: Int
    var latest: Int
  }

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
    guard let vocabulary = vocabularies[field.rawValue] else {
      throw FilterProblem("this catalogue has no vocabulary \(field.rawValue)")
    }
    let codes = try Self.codes(for: text, in: vocabulary)
    terms[field, default: []].formUnion(codes)
  }

  /// Adds an alternative for a country, by code or name in any language. Throws `FilterProblem`.
  package mutating func allow(country text: String) throws {
    let upper = text.uppercased()
    if CodeList.countries.contains(upper) {
      countries.insert(upper)
    } else if let code = CodeList.countries.code(named: text) {
      countries.insert(code)
    } else {
      let names = CodeList.countries.codes.compactMap { CodeList.countries.name(of: $0, in: "en") }
      let near = NearestName.question(NearestName.candidates(for: text, among: names))
      throw FilterProblem("\"\(text)\" is no country; write a code such as PT or a name\(near)")
    }
  }

  /// Adds an alternative for the date of creation: `2006`, `2004..2010`, `..2010` or `2004..`. Throws `FilterProblem`.
  package mutating func allow(created text: String) throws {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    func date(_ part: Substring) throws -> PartialDate? {
      if part.isEmpty { return nil }
      if let date = PartialDate(part) { return date }
      throw FilterProblem("\"\(text)\" is no date or range; write 2006, 2006-05 or 2004..2010")
    }
    guard ends.count <= 2, text != "", text != ".." else {
      throw FilterProblem("\"\(text)\" is no date or range; write 2006, 2006-05 or 2004..2010")
    }
    let first = try date(ends[0])
    let last = ends.count == 2 ? try date(ends[1]) : first
    let range = DateRange(earliest: first?.earliest ?? 0, latest: last?.latest ?? Int.max)
    guard range.earliest <= range.latest else { throw FilterProblem("\"\(text)\" ends before it begins") }
    created.append(range)
  }

  /// Adds an alternative for the language of a text, by code or name. Throws `FilterProblem`.
  package mutating func allow(language text: String) throws {
    let tag = text.lowercased()
    if CodeList.languages.contains(LocalizedText.primary(tag)) {
      languages.insert(LocalizedText.primary(tag))
    } else if let code = CodeList.languages.code(named: text) {
      languages.insert(code)
    } else {
      throw FilterProblem("\"\(text)\" is no language; write a code such as en or lt, or a name")
    }
  }

  private static func codes(for text: String, in vocabulary: Vocabulary) throws -> Set<String> {
    let named = vocabulary.term(text).map { [$0] } ?? vocabulary.terms(named: text)
    let found = named.isEmpty ? vocabulary.terms(beginning: text) : named
    if found.count == 1 { return vocabulary.expansion(of: found[0].code) }
    let what = vocabulary.singular
    if found.isEmpty {
      let near = vocabulary.nearest(to: text).map { "\"\($0.code)\" (\($0.label.preferred(["en"]) ?? ""))" }
      let advice =
        near.isEmpty
        ? "; `ktc vocabulary \(vocabulary.name)` lists them" : "; did you mean \(near.joined(separator: " or "))?"
      throw FilterProblem("unknown \(what) \"\(text)\"\(advice)")
    }
    let candidates = found.map { "\"\($0.code)\" (\($0.label.preferred(["en"]) ?? ""))" }
    throw FilterProblem("\"\(text)\" fits several: \(candidates.joined(separator: ", ")); write one of the codes")
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
      if !created.contains(where: { date.earliest <= $0.latest && date.latest >= $0.earliest }) { return false }
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
