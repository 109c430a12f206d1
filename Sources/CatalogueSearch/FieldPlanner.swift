internal import CatalogueModel
internal import SourceTree
internal import TextFolding

/// Reads values of fields, in queries, options and saved queries, and plans how records are found by them.
struct FieldPlanner {
  private let vocabularies: VocabularySet
  private let source: SourceText
  /// What was found wrong.
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether a status was asked for.
  private(set) var asksForStatus = false

  /// Plans fields that stand in a source; values without a place in it came from options.
  init(_ vocabularies: VocabularySet, _ source: SourceText) {
    self.vocabularies = vocabularies
    self.source = source
  }

  private mutating func report(_ text: QueryText, _ message: String) { report(QueryRules.badValue, message, text) }

  /// Adds a finding about a piece of the query.
  mutating func report(_ rule: DiagnosticRule, _ message: String, _ text: QueryText) {
    // What came from an option has no place in the query.
    let place = text.range.isEmpty ? nil : source.location(of: text.range)
    diagnostics.append(Diagnostic(rule, message, at: place))
  }

  /// Adds findings from elsewhere.
  mutating func add(_ findings: [Diagnostic]) { diagnostics += findings }

  /// Takes over what was found of a query within this one.
  mutating func take(_ inner: FieldPlanner) {
    diagnostics += inner.diagnostics
    if inner.asksForStatus { asksForStatus = true }
  }

  /// The plan of a field and its values; nil, after a finding, when it cannot be asked for. O(values × terms).
  mutating func plan(_ name: QueryText, _ values: [QueryText]) -> QueryPlan? {
    switch name.text {
    case "kind": return choice(.kind, values, RecordKind.allCases.map(\.rawValue))
    case "status":
      asksForStatus = true
      return choice(.status, values, RecordStatus.allCases.map(\.rawValue))
    case "active": return choice(.active, values, ["yes", "no", "unknown"])
    case "countries": return codes(.country, values) { QueryValues.country($0) }
    case "language": return codes(.language, values) { QueryValues.language($0) }
    case "level": return terms("levels", .level, values)
    case "priorities": return terms("priorities", .priority, values)
    case "kt_areas": return terms("kt_areas", .area, values)
    case "instrument_types": return terms("instrument_types", .type, values)
    case "target_groups": return terms("target_groups", .target, values)
    case "created": return dates(.created, values)
    case "ended": return dates(.ended, values)
    case QueryField.inForce: return .any(readValues(values) { QueryValues.inForce($0) })
    case "id": return .values(.id, Set(values.map { $0.text.lowercased() }))
    case "organisations": return .text(.organisation, values.map { TextFolding.folded($0.text) })
    case "regions": return .text(.region, values.map { TextFolding.folded($0.text) })
    default:
      report(name, "\(name.text) cannot be asked for yet; search for its words instead")
      return nil
    }
  }

  private mutating func choice(_ field: IndexedField, _ values: [QueryText], _ words: [String]) -> QueryPlan? {
    codes(field, values) { text in
      let word = text.lowercased()
      if words.contains(word) { return .success([word]) }
      let near = NearestName.question(NearestName.candidates(for: word, among: words))
      return .failure(QueryValues.Problem("\"\(text)\" is not one of \(words.joined(separator: ", "))\(near)"))
    }
  }

  private mutating func terms(_ vocabulary: String, _ field: IndexedField, _ values: [QueryText]) -> QueryPlan? {
    let vocabularies = vocabularies
    return codes(field, values) { QueryValues.term($0, in: vocabularies[vocabulary]) }
  }

  private mutating func codes(
    _ field: IndexedField, _ values: [QueryText], _ read: (String) -> Result<Set<String>, QueryValues.Problem>
  ) -> QueryPlan? {
    var codes: Set<String> = []
    for found in readValues(values, read) { codes.formUnion(found) }
    return .values(field, codes)
  }

  /// Reads each value; one that is not understood as a whole is read as several with commas between them.
  private mutating func readValues<Value>(
    _ values: [QueryText], _ read: (String) -> Result<Value, QueryValues.Problem>
  ) -> [Value] {
    var found: [Value] = []
    for value in values {
      if case .success(let whole) = read(value.text) {
        found.append(whole)
        continue
      }
      // An empty part stays one, and is refused as such: left out, it would let every record pass.
      for part in value.text.split(separator: ",", omittingEmptySubsequences: false) {
        switch read(String(part.drop { $0 == " " })) {
        case .success(let piece): found.append(piece)
        case .failure(let problem): report(value, problem.message)
        }
      }
    }
    return found
  }

  private mutating func dates(_ field: IndexedDate, _ values: [QueryText]) -> QueryPlan? {
    let ranges = readValues(values) { QueryValues.dates($0) }
    return .dates(field, ranges)
  }
}
