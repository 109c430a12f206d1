internal import CatalogueModel
internal import SourceTree
internal import TextFolding

/// Makes a plan of a query: stems words in every language, finds terms by their names, reads values of fields.
struct QueryPlanner {
  let index: any SearchIndex
  let analyzer: TextAnalyzer
  let vocabularies: VocabularySet
  let names: TermNames
  let isExact: Bool
  private var fields: FieldPlanner
  /// What was found wrong.
  var diagnostics: [Diagnostic] { fields.diagnostics }
  /// How words were replaced.
  private(set) var remarks: [String] = []
  /// Words that follow each other in the query.
  private(set) var sequences: [IndexedWord] = []
  /// The languages of a query that is a sentence, and not a list of words that must all hold.
  private var sentenceLanguages: Set<String> = []
  /// Whether the query is a sentence. O(1).
  var isSentence: Bool { !sentenceLanguages.isEmpty }
  private let shelf: (any SavedQueryShelf)?
  /// The saved queries within which the query stands, the outermost first.
  private var enclosing: [String] = []
  /// Whether the query itself asks for a status.
  var asksForStatus: Bool { fields.asksForStatus }

  /// The longest name of a term, in words, that is looked for in a query.
  private static let longestName = 8
  /// A query is a sentence when one language has so many words in it that say nothing.
  private static let stopWordsOfSentence = 2

  init(
    _ index: any SearchIndex, _ analyzer: TextAnalyzer, _ vocabularies: VocabularySet, _ names: TermNames,
    query: SourceText, isExact: Bool, saved: (any SavedQueryShelf)?
  ) {
    self.names = names
    self.index = index
    self.analyzer = analyzer
    self.vocabularies = vocabularies
    fields = FieldPlanner(vocabularies, query)
    self.isExact = isExact
    shelf = saved
  }

  /// The plan of a query; nil when nothing is left of it, as of a query of stop words. Throws when the index cannot be
  /// read.
  mutating func plan(_ query: Query) throws -> QueryPlan? {
    switch query {
    case .word(let text, let isPrefix): return try word(text, isPrefix: isPrefix)
    case .phrase(let text): return try phrase(text)
    case .saved(let name): return try saved(name)
    case .field(let name, let values): return try field(name, values)
    case .not(let inner): return try plan(inner).map { .not($0) }
    case .any(let parts):
      let plans = try parts.compactMap { try plan($0) }
      return plans.count > 1 ? .any(plans) : plans.first
    case .all(let parts): return try all(parts)
    }
  }

  // MARK: Words

  /// A word of a query as it is looked for.
  private struct SpeltWord {
    var typed: QueryText
    /// The word in small letters, or the one in its place.
    var text: String
    var isGuess = false
    var isOptional = false
  }

  /// Several things that must hold. Words beside each other that are together the name of a term count as that name
  /// too: `chambres de commerce`.
  private mutating func all(_ parts: [Query]) throws -> QueryPlan? {
    QueryPlan.all(of: try pieces(parts).map(\.plan))
  }

  /// The plans of the things that a query asks for and that must all hold, each with what was asked for. Throws when
  /// the index cannot be read.
  mutating func pieces(of query: Query?) throws -> [(asked: String, plan: QueryPlan)] {
    switch query {
    case nil: return []
    case .all(let parts)?: return try pieces(parts)
    case let query?: return try plan(query).map { [(query.typed, $0)] } ?? []
    }
  }

  /// The plans of several things that must hold, each with what was asked for; nothing for stop words. Throws when the
  /// index cannot be read.
  mutating func pieces(_ parts: [Query]) throws -> [(asked: String, plan: QueryPlan)] {
    var typed: [String?] = []
    for part in parts {
      if case .word(let text, isPrefix: false) = part { typed.append(text.text) } else { typed.append(nil) }
    }
    noteLanguages(of: parts)
    var names = try self.names(within: typed)
    let isNamed = { (position: Int) in names.contains { $0.range.contains(position) } }
    var words: [SpeltWord?] = []
    var silent: Set<Int> = []
    for (position, part) in parts.enumerated() {
      guard case .word(let text, isPrefix: false) = part, let word = Self.single(text) else {
        words.append(nil)
        continue
      }
      words.append(try spelt(word, text, mayGuess: !isNamed(position)))
      if words[position] == nil { silent.insert(position) }
    }
    if words.contains(where: { $0?.isGuess ?? false }) {
      names = try self.names(within: zip(words, typed).map { $0?.text ?? $1 }, near: typed)
    }
    var plans: [(asked: String, plan: QueryPlan)] = []
    var position = 0
    var rest = names[...]
    while position < parts.count {
      var end = position + 1
      var leaves: [QueryPlan] = []
      // Names that overlap belong together: `création d'entreprises technologiques`.
      while let name = rest.first, name.range.lowerBound < end {
        leaves.append(.words(name.leaf))
        end = max(end, name.range.upperBound)
        rest.removeFirst()
      }
      var single: [QueryPlan] = []
      for place in position..<end where !silent.contains(place) {
        let plan = try words[place].map { try self.plan(of: $0) } ?? self.plan(parts[place])
        if let plan { single.append(plan) }
      }
      if leaves.isEmpty {
        if let plan = single.first { plans.append((parts[position].typed, plan)) }
      } else {
        let asked = parts[position..<end].map(\.typed).joined(separator: " ")
        let named = leaves.count > 1 ? .all(leaves) : leaves[0]
        plans.append((asked, single.isEmpty ? named : .any([single.count > 1 ? .all(single) : single[0], named])))
      }
      position = end
    }
    noteOrder(of: words)
    return plans
  }

  /// A language that claims several words of a query is taken for its language, so that they all say nothing.
  private mutating func noteLanguages(of parts: [Query]) {
    let words = parts.compactMap { part in
      if case .word(let text, isPrefix: false) = part { Self.single(text) } else { nil }
    }
    let counts = index.languages.map { language in
      (language, words.count { analyzer.isStopWord($0, language) })
    }
    let most = max(counts.map(\.1).max() ?? 0, Self.stopWordsOfSentence)
    sentenceLanguages.formUnion(counts.filter { $0.1 == most }.map(\.0))
  }

  /// The longest names of terms, of at least two words, that begin at each place; none within another.
  ///
  /// With `near`, the words as they were typed, a name may also differ from those by some slips.
  private func names(within words: [String?], near typed: [String?]? = nil) throws
    -> [(range: Range<Int>, leaf: QueryPlan.Leaf)]
  {
    var names: [(range: Range<Int>, leaf: QueryPlan.Leaf)] = []
    for start in words.indices {
      let run = words[start...].prefix(Self.longestName).prefix { $0 != nil }.compactMap(\.self)
      for length in stride(from: run.count, to: 1, by: -1) {
        if let last = names.last, start + length <= last.range.upperBound { break }
        let range = start..<start + length
        var name = run.prefix(length).joined(separator: " ")
        var places = try self.names.terms(namedTogether: name)
        if places.isEmpty, let slipped = typed?[range].compactMap(\.self).joined(separator: " "),
          let near = try self.names.name(near: slipped)
        {
          name = near
          places = try self.names.terms(named: near)
        }
        guard !places.isEmpty else { continue }
        names.append((range, try leaf(of: places, named: name)))
        break
      }
    }
    return names
  }

  private func leaf(of places: [TermPlace], named typed: String) throws -> QueryPlan.Leaf {
    // What carries a term bears its names.
    let carried = places.filter { $0.field != nil }.map { [$0.token] }
    return QueryPlan.Leaf(
      typed: typed, word: IndexedWord(forms: carried, otherNames: try withTerms(names.names(of: places))),
      bridges: bridges(to: places))
  }

  /// Words beside each other say more where a record has them beside each other too.
  private mutating func noteOrder(of words: [SpeltWord?]) {
    for (first, second) in zip(words, words.dropFirst()) {
      guard let first, let second else { continue }
      sequences.append(
        IndexedWord(
          forms: index.languages.map { [analyzer.token(first.text, $0), analyzer.token(second.text, $0)] }))
    }
  }

  /// The word of a text that is one word.
  private static func single(_ text: QueryText) -> String? {
    let words = WordSplitter.words(text.text)
    return words.count == 1 ? words[0].text : nil
  }

  /// How a word is looked for; nil for one that says nothing.
  private mutating func spelt(_ word: String, _ typed: QueryText, mayGuess: Bool = true) throws -> SpeltWord? {
    var spelt = SpeltWord(typed: typed, text: word)
    let claiming = index.languages.filter { analyzer.isStopWord(word, $0) }
    if !claiming.isEmpty {
      if !isExact, !sentenceLanguages.isDisjoint(with: claiming) { return nil }
      // A stop word of one language may be telling in another, as `care` is in English but not in Romanian.
      let using = try index.tokens(ofWord: TextFolding.folded(word)).map(TextAnalyzer.language(ofToken:))
      if using.allSatisfy({ claiming.contains($0) }) { return nil }
      spelt.isOptional = !isExact
    }
    guard mayGuess, !isExact, try names.terms(named: word).isEmpty,
      try index.isEmpty(IndexedWord(forms: forms(of: word))),
      let near = try nearest(word)
    else { return spelt }
    remarks.append("\"\(typed.text)\" occurs nowhere; searched for \"\(near)\" instead (--exact turns this off).")
    spelt.text = near
    spelt.isGuess = true
    return spelt
  }

  private func plan(of word: SpeltWord) throws -> QueryPlan {
    // An answer names the words that were searched for.
    let text = word.isGuess ? word.text : word.typed.text
    var leaf = QueryPlan.Leaf(typed: text, isGuess: word.isGuess, isOptional: word.isOptional)
    leaf.word.forms = try forms(of: word.text)
    var places = try names.terms(named: word.text)
    if places.isEmpty, !isExact, try isForeign(word.text) {
      places = try names.terms(withPart: word.text)
    }
    leaf.bridges = bridges(to: places)
    leaf.word.otherNames = try withTerms(names.names(of: places))
    return .words(leaf)
  }

  private mutating func word(_ text: QueryText, isPrefix: Bool) throws -> QueryPlan? {
    let words = WordSplitter.words(text.text).map(\.text)
    if words.count > 1 { return try compound(text, words, isPrefix: isPrefix) }
    guard let word = words.first else { return nil }
    if isPrefix {
      var tokens = try index.tokens(beginning: TextFolding.folded(word), limit: Self.mostTokens + 1)
      if tokens.count > Self.mostTokens {
        tokens.removeLast()
        remarks.append("Very many words begin with \"\(word)\"; not all were searched for. Write more of the word.")
      }
      return .words(
        QueryPlan.Leaf(typed: text.text + "*", word: IndexedWord(forms: try withTerms(tokens.map { [$0] }))))
    }
    return try spelt(word, text).map { try plan(of: $0) }
  }

  /// A word of several parts, such as `start-up` or `l'innovation`: the parts one after the other, or written as one.
  private mutating func compound(_ text: QueryText, _ words: [String], isPrefix: Bool) throws -> QueryPlan? {
    let meaningful = words.filter { word in word.count > 1 || word.first?.isNumber == true }
    if meaningful.count == 1 {
      return try word(QueryText(meaningful[0], in: text.range), isPrefix: isPrefix)
    }
    guard var leaf = try leaf(ofPhrase: words.joined(separator: " "), name: text.text) else { return nil }
    leaf.typed = text.text
    leaf.word.forms += try forms(of: words.joined())
    return .words(leaf)
  }

  /// How many words are searched for in the place of the beginning of one.
  private static let mostTokens = 2000

  private func phrase(_ text: QueryText) throws -> QueryPlan? {
    try leaf(ofPhrase: text.text, name: text.text).map { leaf in
      var leaf = leaf
      leaf.typed = text.text
      return .words(leaf)
    }
  }

  // MARK: Fields

  private mutating func field(_ name: QueryText, _ values: [QueryText]) throws -> QueryPlan? {
    guard name.text == "title" else { return fields.plan(name, values) }
    let plans = try values.compactMap { try phrase($0) }
    return plans.count > 1 ? .any(plans) : plans.first
  }
}

extension QueryPlanner {
  /// The plan of a saved query; nil, after a finding, when there is none of this name, and when it cannot be read.
  private mutating func saved(_ name: QueryText) throws -> QueryPlan? {
    let key = String(name.text.dropFirst())
    guard !enclosing.contains(key) else {
      fields.report(QueryRules.unknownSavedQuery, "the saved query \"\(key)\" asks for itself", name)
      return nil
    }
    let found = shelf?.savedQuery(named: key) ?? (query: nil, diagnostics: [])
    let errors = found.diagnostics.filter { $0.severity == .error }
    guard let query = found.query, errors.isEmpty else {
      fields.add(errors)
      if errors.isEmpty {
        let near = NearestName.question(NearestName.candidates(for: key, among: shelf?.savedQueryNames ?? []))
        let advice = near.isEmpty ? "; a word that begins with @ goes between quotation marks" : near
        fields.report(QueryRules.unknownSavedQuery, "there is no saved query \"\(key)\"\(advice)", name)
      }
      return nil
    }
    var inner = QueryPlanner(
      index, analyzer, vocabularies, names, query: query.source, isExact: isExact, saved: shelf)
    inner.enclosing = enclosing + [key]
    let parsed = QueryParser.parse(query.source)
    inner.fields.add(parsed.diagnostics)
    var plans = try parsed.query.flatMap { try inner.plan($0) }.map { [$0] } ?? []
    fields.take(inner.fields)
    var filters = FieldPlanner(vocabularies, query.file)
    plans += query.filters.compactMap { filters.plan($0.field, $0.values) }
    fields.take(filters)
    remarks += inner.remarks
    sequences += inner.sequences
    return plans.count > 1 ? .all(plans) : plans.first
  }
}
