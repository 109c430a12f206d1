internal import CatalogueModel
internal import SourceTree

/// Reads what people write for values of fields, in queries and options.
enum QueryValues {
  /// A day behind every other.
  private static let latestDate = 99_999_999

  /// Why a value cannot be read, and what to write instead.
  struct Problem: Error {
    let message: String
    init(_ message: String) { self.message = message }
  }

  /// A country by code or name in any language.
  static func country(_ text: String) -> Result<Set<String>, Problem> {
    let upper = text.uppercased()
    if CodeList.countries.contains(upper) { return .success([upper]) }
    if let code = CodeList.countries.code(named: text) { return .success([code]) }
    let names = CodeList.countries.codes.compactMap { CodeList.countries.name(of: $0, in: "en") }
    let near = NearestName.question(NearestName.candidates(for: text, among: names))
    return .failure(Problem("\"\(text)\" is no country; write a code such as PT or a name\(near)"))
  }

  /// A language by code or name.
  static func language(_ text: String) -> Result<Set<String>, Problem> {
    let tag = LocalizedText.primary(text)
    if CodeList.languages.contains(tag) { return .success([tag]) }
    if let code = CodeList.languages.code(named: text) { return .success([code]) }
    return .failure(Problem("\"\(text)\" is no language; write a code such as en or lt, or a name"))
  }

  /// A term by code, label or synonym in any language, or a beginning that fits only one; with all that a search for it
  /// finds.
  static func term(_ text: String, in vocabulary: Vocabulary?) -> Result<Set<String>, Problem> {
    guard let vocabulary else { return .failure(Problem("this catalogue has no such vocabulary")) }
    let named = vocabulary.term(text).map { [$0] } ?? vocabulary.terms(named: text)
    let found = named.isEmpty ? vocabulary.terms(beginning: text) : named
    if found.count == 1 { return .success(vocabulary.expansion(of: found[0].code)) }
    func shown(_ terms: [Term]) -> [String] {
      terms.map { "\"\($0.code)\" (\($0.label.preferred(["en"]) ?? $0.code))" }
    }
    if !found.isEmpty {
      return .failure(
        Problem("\"\(text)\" fits several: \(shown(found).joined(separator: ", ")); write one of the codes"))
    }
    let near = shown(vocabulary.nearest(to: text))
    let advice =
      near.isEmpty
      ? "; `ktc vocabulary \(vocabulary.name)` lists them" : "; did you mean \(near.joined(separator: " or "))?"
    return .failure(Problem("unknown \(vocabulary.singular) \"\(text)\"\(advice)"))
  }

  /// A date or range: `2006`, `2006-05`, `2004..2010`, `..2010`, `2004..`; both ends included, as year × 10000 + month
  /// × 100 + day.
  static func dates(_ text: String) -> Result<ClosedRange<Int>, Problem> {
    let advice = "write 2006, 2006-05 or 2004..2010"
    let ends = text.split(separator: "..", omittingEmptySubsequences: false)
    guard ends.count <= 2, ends.contains(where: { !$0.isEmpty }) else {
      return .failure(Problem("\"\(text)\" is no date or range; \(advice)"))
    }
    var dates: [PartialDate?] = []
    for end in ends {
      guard end.isEmpty || PartialDate(end) != nil else {
        return .failure(Problem("\"\(text)\" is no date or range; \(advice)"))
      }
      dates.append(PartialDate(end))
    }
    let earliest = dates[0]?.earliest ?? 0
    let latest = dates[dates.count - 1]?.latest ?? latestDate
    guard earliest <= latest else { return .failure(Problem("\"\(text)\" ends before it begins")) }
    return .success(earliest...latest)
  }

  /// Whether a record was in force at a date or at some time of a range: it began by then, and had not ended.
  ///
  /// One that is active has no end, and one whose dates do not tell is left out; behind a question mark, as in `2010?`,
  /// it is taken in, so that only what certainly was not in force is left out.
  static func inForce(_ text: String) -> Result<QueryPlan, Problem> {
    let isLenient = text.hasSuffix("?")
    return dates(isLenient ? String(text.dropLast()) : text).map { range in
      let hasEnd = QueryPlan.dates(.ended, [0...latestDate])
      let hadBegun = QueryPlan.dates(.created, [0...range.upperBound])
      let endsLater = QueryPlan.dates(.ended, [range.lowerBound...latestDate])
      if isLenient {
        let beginsLater = QueryPlan.all([.dates(.created, [0...latestDate]), .not(hadBegun)])
        return .not(.any([beginsLater, .all([hasEnd, .not(endsLater)])]))
      }
      // It was in force at least when it began.
      let isOpen = QueryPlan.any([.values(.active, ["yes"]), .dates(.created, [range])])
      return .all([hadBegun, .any([endsLater, .all([.not(hasEnd), isOpen])])])
    }
  }
}
