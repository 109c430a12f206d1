internal import CatalogueModel
internal import SourceTree
internal import TextFolding
internal import YAMLDocument

/// Asks for the value of one field, by the shape that the field table gives it, until the answer is one.
struct InterviewAsker {
  private let context: CatalogueContext
  private let language: String
  /// Whether the input has come to its end. A terminal would go on after Ctrl-D.
  private var hasEnded = false
  /// The codes that were listed last; a number names one of them.
  private var listed: [String] = []

  /// Where within a field a value stands: puts it there.
  private typealias Place = (DataValue) -> DataValue

  init(_ context: CatalogueContext, language: String) {
    self.context = context
    self.language = language
  }

  /// Asks for a field of the record.
  ///
  /// - Parameter now: The value that there is.
  mutating func ask(_ field: FieldDescription, now: DataValue?) -> InterviewAnswer {
    let answer = ask(field, field, field.shape, at: { $0 })
    guard case .value(let value) = answer else { return answer }
    let written = Self.merged(value, into: now, field.shape, language)
    let read = Self.read(field.name, written, language, context)
    // What was understood is kept: the code of a label, and not the label.
    let known = Record.fields.first { $0.description.name == field.name }
    let understood = known?.encode(read.record, EncodingOptions(plainLanguage: language))
    return .value(understood ?? written)
  }

  /// A text in one language leaves those in others alone.
  private static func merged(
    _ value: DataValue, into now: DataValue?, _ shape: ShapeDescription, _ language: String
  ) -> DataValue {
    guard shape == .localizedLine || shape == .localizedProse, case .texts(var entries)? = now else { return value }
    if let position = entries.firstIndex(where: { $0.key == language }) {
      entries[position].value = value
    } else {
      entries.append(.init(language, value))
    }
    return .texts(entries)
  }

  private mutating func ask(
    _ top: FieldDescription, _ field: FieldDescription, _ shape: ShapeDescription, at place: @escaping Place
  ) -> InterviewAnswer {
    listed = []
    switch shape {
    case .localizedProse: return askProse(top, field, at: place)
    case .list(.group(let fields)): return askGroups(top, field, fields, at: place)
    case .list(let inner): return askItems(top, field, inner, at: place)
    case .group(let fields):
      if let answer = confirm("  Answer \(fields.count) questions about it? y, or Enter to skip: ", field) {
        return answer
      }
      return askGroup(top, fields, at: place)
    default: return askLine(top, field, shape, at: place)
    }
  }

  // MARK: Lines

  private mutating func line(_ prompt: String) -> String? {
    guard !hasEnded, let line = Question.line(prompt) else {
      hasEnded = true
      return nil
    }
    return line
  }

  private mutating func askLine(
    _ top: FieldDescription, _ field: FieldDescription, _ shape: ShapeDescription, at place: Place
  ) -> InterviewAnswer {
    while true {
      guard let typed = line("> ") else { return .end }
      if let answer = command(typed, field, shape) {
        if let answer { return answer }
        continue
      }
      if let value = value(typed, top, shape, at: place) { return .value(value) }
    }
  }

  /// What a line that is no answer asks for; the inner nil when it was help, the outer for an answer.
  private mutating func command(
    _ typed: String, _ field: FieldDescription, _ shape: ShapeDescription
  ) -> InterviewAnswer?? {
    switch typed.filter({ $0 != " " }) {
    case "": return .some(.skip)
    case "<": return .some(.back)
    case ">": return .some(.rest)
    case "-": return .some(.nothing)
    case "?":
      help(field, shape)
      return .some(nil)
    default: return nil
    }
  }

  /// The value that a line gives; nil, after saying why, when it gives none.
  private mutating func value(
    _ typed: String, _ top: FieldDescription, _ shape: ShapeDescription, at place: Place
  ) -> DataValue? {
    var text = typed
    if let number = Int(typed.filter { $0 != " " }), listed.indices.contains(number - 1) { text = listed[number - 1] }
    let value = DataValue.string(text)
    let found = Self.read(top.name, place(value), language, context).findings
    report(found)
    guard found.contains(where: { $0.severity == .error }) else { return value }
    if case .term(let vocabulary) = shape { suggest(text, vocabulary) }
    return nil
  }

  private mutating func suggest(_ text: String, _ vocabulary: String) {
    guard let terms = context.vocabularies[vocabulary] else { return }
    let wanted = TextFolding.folded(text)
    let found = terms.terms.filter { term in
      !term.isForSearch && term.replacedBy == nil
        && (term.names + [term.code]).contains { TextFolding.folded($0).contains(wanted) }
    }
    let near = found.isEmpty ? terms.nearest(to: text) : found
    list(near.isEmpty ? terms.terms.filter { !$0.isForSearch && $0.replacedBy == nil } : near)
  }

  private mutating func list(_ terms: [Term]) {
    listed = terms.map(\.code)
    guard !terms.isEmpty else { return }
    for (position, term) in terms.enumerated() {
      Terminal.report("  \(position + 1)  \(term.label.preferred([language, "en"]) ?? term.code)  (\(term.code))")
    }
    Terminal.report("  Type a number, a code or a name.")
  }

  private mutating func help(_ field: FieldDescription, _ shape: ShapeDescription) {
    Terminal.report("  \(field.help)\n  Example: \(field.good)")
    switch shape {
    case .term(let vocabulary):
      list(context.vocabularies[vocabulary]?.terms.filter { !$0.isForSearch && $0.replacedBy == nil } ?? [])
    case .choice(let words): Terminal.report("  One of: \(words.joined(separator: ", "))")
    case .date: Terminal.report("  Write 2006, 2006-05 or 2006-05-01.")
    case .boolean: Terminal.report("  Write true or false; skip it when nobody knows.")
    default: break
    }
  }

  // MARK: Texts of several lines

  private mutating func askProse(
    _ top: FieldDescription, _ field: FieldDescription, at place: Place
  ) -> InterviewAnswer {
    while true {
      Terminal.report("  Several lines; a line with nothing but a full stop ends the text.")
      guard let first = line("> ") else { return .end }
      if let answer = command(first, field, .localizedProse) {
        if let answer { return answer }
        continue
      }
      var lines = [first]
      while let next = line("  "), next != "." { lines.append(next) }
      while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
      let value = DataValue.prose(lines.joined(separator: "\n"))
      let found = Self.read(top.name, place(value), language, context).findings
      report(found)
      if !found.contains(where: { $0.severity == .error }) { return .value(value) }
    }
  }

  // MARK: Several values

  private mutating func askItems(
    _ top: FieldDescription, _ field: FieldDescription, _ shape: ShapeDescription, at place: @escaping Place
  ) -> InterviewAnswer {
    var items: [DataValue] = []
    Terminal.report("  One a line; Enter ends.")
    while true {
      guard let typed = line("> ") else { return items.isEmpty ? .end : .value(.list(items)) }
      if let answer = command(typed, field, shape) {
        switch answer {
        case nil: continue
        case .back where !items.isEmpty:
          items.removeLast()
          Terminal.report("  The last one is taken back.")
          continue
        case .skip, .rest, .end, .back, .nothing, .value:
          if !items.isEmpty { return .value(.list(items)) }
          return answer ?? .skip
        }
      }
      // Codes hold no commas, names may.
      let isCode = shape != .text(.line)
      let typedItems = isCode && Int(typed) == nil ? typed.split(separator: ",").map(Self.trimmed) : [typed]
      for text in typedItems where !text.isEmpty {
        guard let value = value(text, top, shape, at: { place(.list([$0])) }) else { break }
        items.append(value)
      }
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  // MARK: Groups

  /// Nil for yes; else what was answered.
  private mutating func confirm(_ question: String, _ field: FieldDescription) -> InterviewAnswer? {
    while true {
      guard let typed = line(question) else { return .end }
      if let answer = command(typed, field, field.shape) {
        if let answer { return answer }
        continue
      }
      switch typed.lowercased().first {
      case "y": return nil
      case "n": return .skip
      default: continue
      }
    }
  }

  private mutating func askGroups(
    _ top: FieldDescription, _ field: FieldDescription, _ fields: [FieldDescription], at place: @escaping Place
  ) -> InterviewAnswer {
    var items: [DataValue] = []
    while true {
      let question = items.isEmpty ? "  Add one? y, or Enter to skip: " : "  Add another? y, or Enter to go on: "
      if let answer = confirm(question, field) {
        if items.isEmpty { return answer }
        guard case .back = answer else { return .value(.list(items)) }
        items.removeLast()
        Terminal.report("  The last one is taken back.")
        continue
      }
      switch askGroup(top, fields, at: { place(.list([$0])) }) {
      case .value(let value): items.append(value)
      case .end: return items.isEmpty ? .end : .value(.list(items))
      default: continue
      }
    }
  }

  private mutating func askGroup(
    _ top: FieldDescription, _ fields: [FieldDescription], at place: @escaping Place
  ) -> InterviewAnswer {
    var entries: [DataValue.Entry] = []
    var index = 0
    while index < fields.count {
      let field = fields[index]
      Terminal.report("  \(field.label): \(field.help)")
      let others = entries.filter { $0.key != field.name }
      switch ask(top, field, field.shape, at: { place(.map(others + [.init(field.name, $0)])) }) {
      case .value(let value):
        entries = others + [.init(field.name, value)]
        index += 1
      case .skip: index += 1
      case .nothing:
        entries = others
        index += 1
      case .back:
        guard index > 0 else { return .back }
        index -= 1
      case .rest: index = fields.count
      case .end: return entries.isEmpty ? .end : .value(.map(entries))
      }
    }
    return entries.isEmpty ? .skip : .value(.map(entries))
  }

  // MARK: Checking

  /// Tells what was found about an answer. What is understood all the same, as a name in the place of a code, is no
  /// fault of who answers.
  private func report(_ findings: [Diagnostic]) {
    for finding in findings {
      let isUnderstood = finding.severity < .error && finding.fix != nil
      Terminal.report("  \(isUnderstood ? "" : finding.severity.rawValue + ": ")\(finding.message)")
    }
  }

  /// A field as the record would read it, and what is found about it.
  private static func read(
    _ name: String, _ value: DataValue, _ language: String, _ context: CatalogueContext
  ) -> (record: Record, findings: [Diagnostic]) {
    let text = YAMLWriter.write(.map([.init("language", .string(language)), .init(name, value)]))
    let read = YAMLReader().readDocument(SourceText(name: name, text))
    let draft = read.tree.map { Draft($0, in: context) }
    return (draft?.record ?? Record(), read.diagnostics + (draft?.diagnostics ?? []))
  }
}
