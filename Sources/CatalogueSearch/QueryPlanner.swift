internal import CatalogueModel
internal import SourceTree
internal import TextFolding

/// Makes a plan of a query: stems words in every language, finds terms by their names, reads values of fields.
struct QueryPlanner {
  let index: any SearchIndex
  let analyzer: TextAnalyzer
  let vocabularies: VocabularySet
  let names: TermNames
  let source: SourceText
  let isExact: Bool
  /// What was found wrong.
  private(set) var diagnostics: [Diagnostic] = []
  /// How words were replaced.
  private(set) var remarks: [String] = []
  /// Whether the query itself asks for a status.
  private(set) var asksForStatus = false

  /// The longest name of a term, in words, that is looked for in a query.
  private static let longestName = 8

  init(
    _ index: any SearchIndex, _ analyzer: TextAnalyzer, _ vocabularies: VocabularySet, _ names: TermNames,
    query: String,
    isExact: Bool
  ) {
    self.names = names
    self.index = index
    self.analyzer = analyzer
    self.vocabularies = vocabularies
    source = SourceText(name: "query", query)
    self.isExact = isExact
  }

  /// The plan of a query; nil when nothing is left of it, as of a query of stop words. Throws when the index cannot be
  /// read.
  mutating func plan(_ query: Query) throws -> QueryPlan? {
    switch query {
    case .word(let text, let isPrefix): return try word(text, isPrefix: isPrefix)
    case .phrase(let text): return try phrase(text)
    case .field(let name, let values): return try field(name, values)
    case .not(let inner): return try plan(inner).map { .not($0) }
    case .any(let parts):
      let plans = try parts.compactMap { try plan($0) }
      return plans.count > 1 ? .any(plans) : plans.first
    case .all(let parts): return try all(parts)
    }
  }

  // MARK: Words

  /// Several things that must hold. Words beside each other that are together the name of a term count as that name
  /// too: `chambres de commerce`.
  private mutating func all(_ parts: [Query]) throws -> QueryPlan? {
    var plans: [QueryPlan] = []
    var position = 0
    while position < parts.count {
      if let (length, leaf) = termName(parts[position...]) {
        var words: [QueryPlan] = []
        for part in parts[position..<position + length] { if let plan = try plan(part) { words.append(plan) } }
        let together: QueryPlan = .all(words)
        plans.append(words.isEmpty ? .words(leaf) : .any([together, .words(leaf)]))
        position += length
      } else {
        if let plan = try plan(parts[position]) { plans.append(plan) }
        position += 1
      }
    }
    return plans.count > 1 ? .all(plans) : plans.first
  }

  /// The longest run of words, at least two, that is the name of a term.
  private func termName(_ parts: ArraySlice<Query>) -> (length: Int, leaf: QueryPlan.Leaf)? {
    var words: [String] = []
    for part in parts.prefix(Self.longestName) {
      guard case .word(let text, isPrefix: false) = part else { break }
      words.append(text.text)
    }
    for length in stride(from: words.count, to: 1, by: -1) {
      let typed = words.prefix(length).joined(separator: " ")
      let bridges = bridges(for: typed)
      if !bridges.isEmpty {
        return (length, QueryPlan.Leaf(typed: typed, bridges: bridges, otherNames: otherNames(of: typed)))
      }
    }
    return nil
  }

  private func bridges(for name: String) -> [QueryPlan.Bridge] {
    names.terms(named: name, analyzer).compactMap { place in
      guard let vocabulary = vocabularies[place.vocabulary], let term = vocabulary.term(place.code) else { return nil }
      let codes = vocabulary.expansion(of: term.code).sorted().compactMap { code -> (code: String, label: String)? in
        guard let found = vocabulary.term(code), !found.isForSearch else { return nil }
        return (code, Self.label(of: found, asked: term))
      }
      return codes.isEmpty ? nil : QueryPlan.Bridge(field: place.field, codes: codes)
    }
  }

  /// The names, in every language, of the terms that bear a name, as tokens.
  private func otherNames(of name: String) -> [[String]] {
    var tokens: Set<[String]> = []
    for place in names.terms(named: name, analyzer) {
      guard let term = vocabularies[place.vocabulary]?.term(place.code) else { continue }
      for (language, text) in TermNames.names(of: term) {
        tokens.insert(WordSplitter.words(text).map { analyzer.token($0.text, language) })
      }
    }
    tokens.remove([])
    return tokens.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// What an answer calls a term that was reached through another: a term that is only covered, and does not bear the
  /// name itself, is open to what was asked for.
  private static func label(of found: Term, asked: Term) -> String {
    func short(_ term: Term) -> String { String((term.label.preferred(["en"]) ?? term.code).prefix { $0 != "(" }) }
    let label = TextFolding.words(short(found)).isEmpty ? found.code : short(found).trimmed
    guard asked.covers.contains(found.code) else { return label }
    let core = TextFolding.folded(short(asked).trimmed)
    return TextFolding.folded(label).contains(core) ? label : "\(label), so open to \(short(asked).trimmed)"
  }

  private mutating func word(_ text: QueryText, isPrefix: Bool) throws -> QueryPlan? {
    let words = WordSplitter.words(text.text).map(\.text)
    if words.count > 1 { return try compound(text, words, isPrefix: isPrefix) }
    guard let word = words.first else { return nil }
    if isPrefix {
      let tokens = try index.tokens(beginning: TextFolding.folded(word))
      return .words(QueryPlan.Leaf(typed: text.text + "*", tokens: tokens))
    }
    if try isStopWord(word) { return nil }
    var leaf = QueryPlan.Leaf(
      typed: text.text, tokens: tokens(of: word), bridges: bridges(for: text.text),
      otherNames: otherNames(of: text.text))
    if leaf.bridges.isEmpty, !isExact, try index.documents(holdingAnyOf: leaf.tokens).isEmpty,
      let near = try nearest(word)
    {
      remarks.append("\"\(text.text)\" occurs nowhere; searched for \"\(near)\" instead (--exact turns this off).")
      leaf.tokens = tokens(of: near)
      leaf.bridges = bridges(for: near)
      leaf.otherNames = otherNames(of: near)
    }
    return .words(leaf)
  }

  /// Whether a word says nothing in any of the languages in whose texts it stands.
  private func isStopWord(_ word: String) throws -> Bool {
    let claiming = index.languages.filter { analyzer.isStopWord(word, $0) }
    guard !claiming.isEmpty else { return false }
    let using = try index.languages(ofWord: TextFolding.folded(word))
    return using.allSatisfy { claiming.contains($0) }
  }

  /// A word of several parts, such as `start-up` or `l'innovation`: the parts one after the other, or written as one.
  private mutating func compound(_ text: QueryText, _ words: [String], isPrefix: Bool) throws -> QueryPlan? {
    let meaningful = words.filter { word in word.count > 1 || word.first?.isNumber == true }
    if meaningful.count == 1 {
      return try word(QueryText(meaningful[0], in: text.range), isPrefix: isPrefix)
    }
    var alternatives: [QueryPlan] = []
    if let phrase = try phrase(QueryText(words.joined(separator: " "), in: text.range), bridgedAs: text.text) {
      alternatives.append(phrase)
    }
    let joined = tokens(of: words.joined())
    if try !index.documents(holdingAnyOf: joined).isEmpty {
      alternatives.append(.words(QueryPlan.Leaf(typed: text.text, tokens: joined)))
    }
    return alternatives.count > 1 ? .any(alternatives) : alternatives.first
  }

  private func tokens(of word: String) -> [String] { index.languages.map { analyzer.token(word, $0) } }

  private mutating func phrase(_ text: QueryText, bridgedAs name: String? = nil) throws -> QueryPlan? {
    let words = WordSplitter.words(text.text).map(\.text)
    guard !words.isEmpty else { return nil }
    let phrases = index.languages.map { language in words.map { analyzer.token($0, language) } }
    let name = name ?? text.text
    return .words(
      QueryPlan.Leaf(typed: text.text, phrases: phrases, bridges: bridges(for: name), otherNames: otherNames(of: name)))
  }

  private func nearest(_ word: String) throws -> String? {
    let folded = TextFolding.folded(word)
    guard folded.count > 3 else { return nil }
    return try index.words(near: folded, distance: folded.count <= 7 ? 1 : 2).first
  }

  // MARK: Fields

  private mutating func report(_ text: QueryText, _ message: String) {
    // What came from an option has no place in the query.
    let place = text.range.isEmpty ? nil : source.location(of: text.range)
    diagnostics.append(Diagnostic(QueryRules.badValue, message, at: place))
  }

  private mutating func field(_ name: QueryText, _ values: [QueryText]) throws -> QueryPlan? {
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
    case "id": return .values(.id, Set(values.map { $0.text.lowercased() }))
    case "organisations": return .text(.organisation, values.map { TextFolding.folded($0.text) })
    case "regions": return .text(.region, values.map { TextFolding.folded($0.text) })
    case "title":
      let plans = try values.compactMap { try phrase($0) }
      return plans.count > 1 ? .any(plans) : plans.first
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

extension String {
  /// The text without blanks around it.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
