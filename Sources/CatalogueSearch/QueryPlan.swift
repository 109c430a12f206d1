/// A query made ready for an index: words are tokens, values are codes.
indirect enum QueryPlan {
  /// One of several tokens, or one of the documents that carry terms with this name.
  case words(Leaf)
  /// Documents with one of several values.
  case values(IndexedField, Set<String>)
  /// Documents whose text holds all words of one of several phrases; for names of organisations, regions and titles.
  case text(IndexedField, [String])
  /// Documents whose date may lie within one of several ranges.
  case dates(IndexedDate, [ClosedRange<Int>])
  case not(QueryPlan)
  case all([QueryPlan])
  case any([QueryPlan])

  /// How many words a record has to hold. O(parts).
  var words: Double {
    switch self {
    case .words(let leaf): leaf.isOptional ? 0 : 1
    case .all(let parts): parts.reduce(0) { $0 + $1.words }
    case .any(let parts): parts.map(\.words).max() ?? 0
    case .values, .text, .dates, .not: 0
    }
  }

  /// Whether all its words were put in the place of others. O(parts).
  var isGuess: Bool {
    switch self {
    case .words(let leaf): leaf.isGuess
    case .all(let parts), .any(let parts): parts.allSatisfy(\.isGuess)
    case .values, .text, .dates, .not: false
    }
  }

  /// Whether it may be missing. O(parts).
  var isOptional: Bool {
    switch self {
    case .words(let leaf): leaf.isOptional
    case .all(let parts): parts.allSatisfy(\.isOptional)
    case .any(let parts): parts.contains(where: \.isOptional)
    case .values, .text, .dates, .not: false
    }
  }

  /// Whether it only lets records pass or not, and finds none by itself: values of fields, and what is excluded.
  /// O(parts).
  var isFilter: Bool {
    switch self {
    case .words: false
    case .values, .text, .dates, .not: true
    case .all(let parts), .any(let parts): parts.allSatisfy(\.isFilter)
    }
  }

  /// The plan of several that must all hold; nil of none. O(1).
  static func all(of plans: [QueryPlan]) -> QueryPlan? { plans.count > 1 ? .all(plans) : plans.first }

  /// A word or phrase of a query.
  struct Leaf {
    /// The word or phrase as it was typed, or the word in the place of one that occurs nowhere.
    var typed: String
    /// The forms of the word or phrase, and other names of the terms that bear it.
    var word = IndexedWord(forms: [])
    /// The terms that bear the word or phrase as a name.
    var bridges: [Bridge] = []
    /// Whether the word was put in the place of one that occurs nowhere.
    var isGuess = false
    /// Whether it may be missing: in some language it says nothing.
    var isOptional = false
  }

  /// A way from a word through a vocabulary to the records that carry a term.
  struct Bridge {
    /// The field whose values are the terms.
    var field: IndexedField
    /// The codes, each with what it is called in an answer.
    var codes: [(code: String, label: String)]
  }
}
