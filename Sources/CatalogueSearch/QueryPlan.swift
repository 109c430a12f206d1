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

  /// A word or phrase of a query.
  struct Leaf {
    /// The word or phrase as it was typed.
    var typed: String
    /// The tokens of a word, each of one language.
    var tokens: [String] = []
    /// The tokens of a phrase in each language.
    var phrases: [[String]] = []
    /// The terms that bear the word or phrase as a name.
    var bridges: [Bridge] = []
    /// The other names of these terms, each as the tokens of its language: texts that say the same in other words.
    var otherNames: [[String]] = []
  }

  /// A way from a word through a vocabulary to the records that carry a term.
  struct Bridge {
    /// The field whose values are the terms.
    var field: IndexedField
    /// The codes, each with what it is called in an answer.
    var codes: [(code: String, label: String)]
  }
}
