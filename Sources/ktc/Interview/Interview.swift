internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// Asks for a record in the terminal, field by field, as the field table has them. Every answer is checked at once and
/// saved.
struct Interview {
  private let catalogue: Catalogue
  private let kind: RecordKind
  private let language: String
  private let ids: Set<String>
  private let questions: [FieldDescription]
  private var draft: InterviewDraft
  private var asker: InterviewAsker

  /// Prepares the questions for a kind of record.
  ///
  /// - Parameter language: The language of the answers; nil takes that of the draft, else the catalogue's.
  init(_ draft: InterviewDraft, kind: RecordKind, language: String?, in catalogue: Catalogue) {
    let language = language ?? draft["language"]?.scalarText ?? catalogue.context.defaultLanguage
    self.draft = draft
    self.kind = kind
    self.language = language
    self.catalogue = catalogue
    ids = Set(catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files.map(\.id))
    // The id is made of the title, so that the title comes first.
    let all = Record.fields.map(\.description).filter { field in
      !field.isWrittenByTool && !["status", "kind", "language"].contains(field.name)
        && field.requirement(for: kind) != .notApplicable
    }
    questions = all.filter { $0.name == "title" } + all.filter { $0.name != "title" }
    asker = InterviewAsker(catalogue.context, language: language)
  }

  /// Asks, from the question on where the draft was left. Returns the path of the file when all was asked, nil when the
  /// input ended before; the answers are in the file either way. Throws `FileError`.
  mutating func run() throws -> String? {
    draft["kind"] = .string(kind.rawValue)
    draft["language"] = .string(language)
    var index = questions.firstIndex { $0.name == draft.position } ?? 0
    introduce()
    var missing: Set<String> = []
    while index < questions.count {
      let field = questions[index]
      draft.position = field.name
      try draft.save()
      show(field, index)
      switch ask(field) {
      case .value(let value):
        draft[field.name] = value
        index += 1
      case .skip:
        // A needed field is asked for twice, so that it is not passed over by a slip.
        if isNeeded(field), draft[field.name] == nil, missing.insert(field.name).inserted {
          Terminal.report("This is needed before the record can be published. Press Enter again to leave it for later.")
        } else {
          index += 1
        }
      case .nothing:
        draft[field.name] = nil
        index += 1
      case .back: index = max(0, index - 1)
      case .rest:
        let next = questions[(index + 1)...].firstIndex { isNeeded($0) && draft[$0.name] == nil }
        index = next ?? questions.count
      case .end:
        try draft.save()
        Terminal.report("\nYour answers are in \(draft.path). Go on with: ktc new --resume \(draft.path)")
        return nil
      }
    }
    draft.position = nil
    try draft.save()
    return draft.path
  }

  private func introduce() {
    Terminal.report(
      """
      \(draft.isUnfinished ? "Going on with" : "Asking for") \(kind.withArticle); \
      your answers are kept in \(draft.path) as you give them.
      Enter skips, ? helps, < goes back, - takes an answer away, > skips all that is not needed. Ctrl-D ends for now.
      """)
  }

  private func isNeeded(_ field: FieldDescription) -> Bool { field.requirement(for: kind) == .required }

  private func show(_ field: FieldDescription, _ index: Int) {
    let needed = isNeeded(field) ? " (needed)" : ""
    Terminal.report("\n[\(index + 1)/\(questions.count)] \(field.label)\(needed): \(field.help)")
    if let now = draft[field.name] {
      Terminal.report("  Now: \(YAMLWriter.inline(now)). Enter keeps it.")
    } else if field.name == "id", let id = suggestedID {
      Terminal.report("  Enter takes \(id).")
    }
  }

  /// The id that the title suggests, when no record has it.
  private var suggestedID: String? {
    let title: String?
    switch draft["title"] {
    case .texts(let entries)?, .map(let entries)?: title = entries.first?.value.scalarText
    case let value: title = value?.scalarText
    }
    return title.flatMap(Slug.make).flatMap { ids.contains($0) ? nil : $0 }
  }

  private mutating func ask(_ field: FieldDescription) -> InterviewAnswer {
    let answer = asker.ask(field, now: draft[field.name])
    guard field.name == "id" else { return answer }
    switch answer {
    case .skip where draft["id"] == nil: return suggestedID.map { .value(.string($0)) } ?? .skip
    case .value(let value):
      guard let id = value.scalarText, ids.contains(id) else { return answer }
      Terminal.report("  error: the id \"\(id)\" is taken; choose another")
      return ask(field)
    default: return answer
    }
  }
}
