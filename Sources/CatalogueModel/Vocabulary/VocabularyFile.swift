package import SourceTree

/// A vocabulary as it stands in a file.
package struct VocabularyFile: FieldGroup {
  var title = LocalizedText()
  var field: String?
  var terms: [Term] = []
  package init() {}

  package static let fields: FieldTable<VocabularyFile> = [
    .init(
      "title", \.title, .localizedLine,
      .init(label: "Title", help: "What people call the list.", good: "{ en: Levels }")),
    .init(
      "field", \.field, .text(.fieldName),
      .init(label: "Field", help: "The field whose values are its terms.", good: "level")),
    .init(
      "terms", \.terms, listOf: .group,
      .init(label: "Terms", help: "The terms.", good: "[{ code: local, label: { en: Local } }]")),
  ]

  /// Reads a vocabulary; the name is that of its file. What is wrong is reported. O(nodes).
  package static func read(_ tree: SourceTree, name: String) -> (vocabulary: Vocabulary, diagnostics: [Diagnostic]) {
    let settings = CatalogueSettings()
    let none = CatalogueContext(vocabularies: VocabularySet([]), settings: settings, today: .distantFuture)
    var context = DecodingContext(catalogue: none, language: "en")
    guard let root = tree.root else { return (Vocabulary(name: name, title: .init(), field: name, terms: []), []) }
    let file = VocabularyFile.decode(root, &context) ?? VocabularyFile()
    let vocabulary = Vocabulary(name: name, title: file.title, field: file.field ?? name, terms: file.terms)
    check(vocabulary, root, &context)
    context.finish()
    return (vocabulary, context.diagnostics)
  }

  private static func check(_ vocabulary: Vocabulary, _ root: SourceNode, _ context: inout DecodingContext) {
    var seen: Set<String> = []
    for (position, term) in vocabulary.terms.enumerated() {
      func report(_ message: String, at step: String) {
        // The way to a term is as long as the list; it is not gone for what is left out.
        if context.isFull { return context.skip(()) }
        let node = root.nearestNode(at: FieldPath("terms").appending(position).appending(step))
        context.report(ModelRules.vocabularyTerm, message, at: node)
      }
      if term.code.isEmpty {
        report("this term has no code", at: "code")
      } else if !seen.insert(term.code).inserted {
        report("two terms have the code \"\(term.code)\"", at: "code")
      }
      let references: [(String, [String])] = [
        ("broader", term.broader.map { [$0] } ?? []), ("covers", term.covers), ("conflicts_with", term.conflictsWith),
        ("replaced_by", term.replacedBy.map { [$0] } ?? []),
      ]
      for (step, codes) in references {
        for code in codes where vocabulary.term(code) == nil {
          report("there is no term \"\(code)\" in this list", at: step)
        }
      }
    }
  }
}

extension Term: FieldGroup {
  package static let fields: FieldTable<Term> = [
    .init(
      "code", \.optionalCode, .text(.slug), .init(label: "Code", help: "What files write.", good: "smes-only")),
    .init("label", \.label, .localizedLine, .init(label: "Label", help: "The name.", good: "{ en: SMEs only }")),
    .init(
      "synonyms", \.optionalSynonyms, .localizedLists,
      .init(label: "Synonyms", help: "Other names.", good: "{ en: [only SMEs] }")),
    .init(
      "definition", \.definition, .localizedLine,
      .init(label: "Definition", help: "What it means.", good: "{ en: Small and medium-sized enterprises. }")),
    .init("broader", \.broader, .text(.slug), .init(label: "Broader", help: "The wider term.", good: "governance")),
    .init(
      "covers", \.covers, listOf: .text(.slug),
      .init(label: "Covers", help: "Terms that a search for it also finds.", good: "[smes-only, all-companies]")),
    .init(
      "conflicts_with", \.conflictsWith, listOf: .text(.slug),
      .init(label: "Conflicts with", help: "Terms that contradict it.", good: "[all-companies]")),
    .init(
      "matches", \.matches, listOf: .group,
      .init(
        label: "Matches", help: "The nearest terms elsewhere.",
        good: "[{ scheme: stip-2021, code: TG31, match: exact }]")),
    .init(
      "replaced_by", \.replacedBy, .text(.slug),
      .init(label: "Replaced by", help: "The term to use instead of this retired one.", good: "smes-only")),
    .init(
      "for_search", \.optionalForSearch, .boolean,
      .init(label: "For search", help: "Whether it may be asked for but not stated.", good: "true")),
  ]

  // The table reads optional values; a term itself always has these.
  private var optionalCode: String? {
    get { code.isEmpty ? nil : code }
    set { code = newValue ?? "" }
  }
  private var optionalSynonyms: [Synonyms]? {
    get { synonyms.isEmpty ? nil : synonyms }
    set { synonyms = newValue ?? [] }
  }
  private var optionalForSearch: Bool? {
    get { isForSearch ? true : nil }
    set { isForSearch = newValue ?? false }
  }
}

extension Term.Match: FieldGroup {
  package static let fields: FieldTable<Term.Match> = [
    .init("scheme", \.scheme, .text(.line), .init(label: "Scheme", help: "The other list.", good: "stip-2021")),
    .init("code", \.code, .text(.line), .init(label: "Code", help: "The code there.", good: "TG31")),
    .init(
      "uri", \.uri, .text(.url), .init(label: "URI", help: "The address there.", good: "\"https://example.org/tg31\"")),
    .init("match", \.match, .choice, .init(label: "Match", help: "How near the two are.", good: "exact")),
  ]
}

extension Term.Synonyms: FieldValue {
  package static func send(_ synonyms: UnsafePointer<Term.Synonyms>, to receiver: any ValueReceiver) {
    receiver.key(synonyms.pointee.language)
    withUnsafePointer(to: synonyms.pointee.names) { [String].send($0, to: receiver) }
  }

  package static func send(_ lists: UnsafeBufferPointer<Term.Synonyms>, to receiver: any ValueReceiver) {
    receiver.beginMap()
    for list in lists { withUnsafePointer(to: list) { send($0, to: receiver) } }
    receiver.endMap()
  }
}

extension Shape where Value == [Term.Synonyms] {
  /// Lists of names per language.
  static var localizedLists: Shape {
    Shape(
      description: .localizedLists,
      decode: { node, context in
        guard node.kind == .map else {
          context.reportExpectedGroup(node, fields: [])
          return nil
        }
        var result: [Term.Synonyms] = []
        for (key, value) in node.entries {
          guard let tag = context.text(of: key) else { continue }
          context.checkLanguage(tag, key)
          if value.kind == .scalar, !value.isBlank { context.reportExpectedList(value) }
          let names =
            value.kind == .list
            ? value.items.compactMap { context.text(of: $0) } : [context.text(of: value)].compactMap(\.self)
          result.append(Term.Synonyms(language: tag, names: names))
        }
        return result
      },
      encode: { lists, _ in .map(lists.map { DataValue.Entry($0.language, .list($0.names.map(DataValue.string))) }) })
  }
}
