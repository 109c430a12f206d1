internal import ArgumentParser
internal import CatalogueModel
internal import SourceTree
internal import YAMLDocument

/// A change of one field as it is typed: `country=FR`, `target_groups+=smes-only`, `title.lt=Kuponas`, `ended=`.
struct FieldAssignment {
  private enum Change {
    /// The record holds the new value.
    case value(Record)
    /// The texts by language.
    case texts(LocalizedText)
    /// A text in the language of the record that it is given to.
    case text(String)
    case adding([DataValue])
    case removing([DataValue])
    case nothing
    /// A key of the catalogue's own.
    case extra(DataValue?)
  }

  private enum Operation: String { case set = "=", add = "+=", remove = "-=" }

  /// The name of the field, or the key of the catalogue's own.
  let name: String
  private let language: String?
  private let change: Change
  private let field: Field<Record>?

  /// Whether a word of the command line is an assignment, rather than a word of a query.
  static func isOne(_ text: String) -> Bool {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return false }
    let name = text[..<equals].utf8
    return name.allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2E
        || $0 == 0x2D || $0 == 0x2B
    }
  }

  /// Reads an assignment; the value is YAML, and a single value will do for a list. Throws `CommandFailure`
  /// that says what is wrong with it.
  init(_ text: String, in context: CatalogueContext) throws {
    let parts = Self.split(text)
    let place = parts.name.split(separator: ".", maxSplits: 1).map(String.init)
    let typed = place.first ?? ""
    language = place.count > 1 ? place[1] : nil
    if typed.hasPrefix("x_") {
      guard parts.operation == .set, language == nil else {
        throw Self.problem("a key of your own is only set or taken away: \(typed)=VALUE or \(typed)=")
      }
      name = typed
      field = nil
      change = .extra(parts.value.isEmpty ? nil : try Self.extra(typed, parts.value))
      return
    }
    let known = try Self.field(typed)
    name = known.description.name
    field = known
    if known.texts != nil {
      change = try Self.textChange(known, language, parts, context)
      return
    }
    guard language == nil else {
      guard case .group = known.description.shape.itemShape else {
        throw Self.problem("\(name) has no texts by language; write \(name)=VALUE")
      }
      throw Self.problem("\(name) is a group of values, and its parts are not set one by one; use ktc edit ID")
    }
    if parts.value.isEmpty {
      guard parts.operation == .set else { throw Self.problem("\(text) has no value") }
      change = .nothing
      return
    }
    let record = try Self.read(known, parts.value, typed, context)
    guard parts.operation != .set else {
      change = .value(record)
      return
    }
    guard case .list(let items)? = known.encode(record, EncodingOptions()), case .list = known.description.shape else {
      throw Self.problem("\(name) has one value, nothing to add to or take from; write \(name)=VALUE")
    }
    change = parts.operation == .add ? .adding(items) : .removing(items)
  }

  /// The record with the change made. O(values).
  func applied(to record: Record, in context: CatalogueContext) -> Record {
    var result = record
    if case .extra(let value) = change {
      let position = result.extras.firstIndex { $0.key == name }
      if let value {
        let entry = DataValue.Entry(name, value)
        if let position { result.extras[position] = entry } else { result.extras.append(entry) }
      } else if let position {
        result.extras.remove(at: position)
      }
      return result
    }
    guard let field else { return result }
    switch change {
    case .value(let source): field.copy(source, &result)
    case .texts(let texts): field.texts?.set(texts, &result)
    case .text(let text): set(text, in: language ?? record.language ?? context.defaultLanguage, of: field, &result)
    case .nothing:
      if let language { set(nil, in: language, of: field, &result) } else { field.copy(Record(), &result) }
    case .adding(let items): setItems(of: field, &result, context) { old in old + items.filter { !old.contains($0) } }
    case .removing(let items): setItems(of: field, &result, context) { old in old.filter { !items.contains($0) } }
    case .extra: break
    }
    return result
  }

  private func set(_ text: String?, in language: String, of field: Field<Record>, _ record: inout Record) {
    guard let texts = field.texts else { return }
    var all = texts.get(record)
    let position = all.entries.firstIndex { $0.language == language }
    if let text {
      if let position { all.entries[position].text = text } else { all.entries.append(.init(language, text)) }
    } else if let position {
      all.entries.remove(at: position)
    }
    texts.set(all, &record)
  }

  private func setItems(
    of field: Field<Record>, _ record: inout Record, _ context: CatalogueContext,
    _ change: ([DataValue]) -> [DataValue]
  ) {
    var items: [DataValue] = []
    if case .list(let old)? = field.encode(record, EncodingOptions()) { items = old }
    let changed = change(items)
    guard changed != items else { return }
    let text = YAMLWriter.write(.map([.init(name, .list(changed))]))
    let tree = YAMLReader().readDocument(SourceText(name: name, text)).tree
    field.copy(changed.isEmpty ? Record() : tree.map { Draft($0, in: context).record } ?? record, &record)
  }

  // MARK: Reading

  private static func split(_ text: String) -> (name: String, operation: Operation, value: String) {
    let equals = text.firstIndex(of: "=") ?? text.endIndex
    var name = text[..<equals]
    let value = equals == text.endIndex ? "" : String(text[text.index(after: equals)...])
    var operation = Operation.set
    if name.hasSuffix("+") || name.hasSuffix("-") {
      operation = name.hasSuffix("+") ? .add : .remove
      name.removeLast()
    }
    return (String(name), operation, value)
  }

  private static func field(_ typed: String) throws -> Field<Record> {
    let fields = Record.fields
    guard
      let field = fields.first(where: { $0.description.name == typed || $0.description.queryNames.contains(typed) })
    else {
      let names = fields.map(\.description.name) + fields.flatMap(\.description.queryNames)
      throw problem(
        "there is no field \"\(typed)\"\(NearestName.question(NearestName.candidates(for: typed, among: names)))")
    }
    let advice = [
      "id": "the id is permanent", "kind": "the kind decides where the file lies; use ktc edit",
      "status": "the status changes with ktc review accept, ktc withdraw and ktc restore",
    ]
    let name = field.description.name
    if let advice = advice[name] { throw problem("\(name) cannot be set: \(advice)") }
    guard !field.description.isWrittenByTool else { throw problem("\(name) is written by the program itself") }
    return field
  }

  private static func textChange(
    _ field: Field<Record>, _ language: String?, _ parts: (name: String, operation: Operation, value: String),
    _ context: CatalogueContext
  ) throws -> Change {
    let name = field.description.name
    guard parts.operation == .set else { throw problem("\(name) is a text; write \(parts.name)=TEXT") }
    if parts.value.isEmpty { return .nothing }
    let isGroup = language == nil && parts.value.hasPrefix("{")
    let value = isGroup ? parts.value : YAMLWriter.inline(.string(parts.value), isWithinFlow: language != nil)
    let written = language.map { "{ \(YAMLWriter.inline(.string($0), isWithinFlow: true)): \(value) }" } ?? value
    let texts = field.texts?.get(try read(field, written, parts.name, context)) ?? LocalizedText()
    guard !isGroup, let text = texts.entries.first?.text else { return .texts(texts) }
    return .text(text)
  }

  private static func extra(_ key: String, _ value: String) throws -> DataValue {
    let read = YAMLReader().readDocument(SourceText(name: key, "\(key): \(value)\n"))
    if let finding = read.diagnostics.first {
      Findings.print(finding)
      throw ExitCode.usage
    }
    guard let node = read.tree?.root?[key] else { throw problem("\(key) has no value") }
    return DataValue(node)
  }

  private static func read(
    _ field: Field<Record>, _ value: String, _ typed: String, _ context: CatalogueContext
  ) throws -> Record {
    let name = field.description.name
    var written = value
    if case .list = field.description.shape, !written.hasPrefix("[") { written = "[\(written)]" }
    let read = YAMLReader().readDocument(SourceText(name: typed, "\(name): \(written)\n"))
    var context = context
    context.takesCertainReadings = true
    let draft = read.tree.map { Draft($0, in: context) }
    let findings = read.diagnostics + (draft?.diagnostics ?? [])
    if let finding = findings.first(where: { $0.severity == .error }) {
      Findings.print(finding)
      throw ExitCode.usage
    }
    // What was typed in another notation is taken, and said.
    for finding in findings where finding.severity == .note { Terminal.report("note: \(typed): \(finding.message)") }
    guard let draft, !field.isEmpty(draft.record) else { throw problem("\(typed) has no value") }
    return draft.record
  }

  private static func problem(_ message: String) -> CommandFailure { CommandFailure(message, .usage) }
}
