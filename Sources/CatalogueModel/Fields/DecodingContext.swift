package import SourceTree
internal import TextFolding

/// What is at hand while one record is read: the catalogue's context, the language of plain texts, and the
/// findings so far.
package struct DecodingContext {
  private let vocabularies: VocabularySet
  /// The languages of the network.
  let networkLanguages: [String]
  /// Whether a value in another notation is taken for what it certainly means.
  let takesCertainReadings: Bool
  /// The language of plain-string texts.
  var language: String
  /// What was found.
  package var diagnostics: [Diagnostic] = []
  /// Input that found no place in the record.
  package var unplaced: [UnplacedInput] = []
  /// How many findings were left out.
  private var skipped = 0

  /// How many findings of one record are told. Each costs a look at the text from its beginning, so that a file of
  /// nothing but faults could take hours.
  static let mostFindings = 200

  /// Whether no further finding is told.
  var isFull: Bool { diagnostics.count >= Self.mostFindings }

  /// Starts with nothing found.
  package init(catalogue: CatalogueContext, language: String) {
    vocabularies = catalogue.vocabularies
    networkLanguages = catalogue.settings.languages
    takesCertainReadings = catalogue.takesCertainReadings
    self.language = language
  }

  /// Leaves a finding out, and gives back what is read in spite of it.
  mutating func skip<Value>(_ value: Value) -> Value {
    skipped += 1
    return value
  }

  /// Says how many findings were left out, when some were.
  mutating func finish() {
    guard skipped > 0, let last = diagnostics.last else { return }
    let message = "\(skipped) more findings are left out; mend these first"
    diagnostics.append(Diagnostic(ModelRules.tooManyFindings, message, at: last.location))
  }

  /// Reports a finding at a node.
  mutating func report(
    _ rule: DiagnosticRule, severity: Severity? = nil, _ message: String, at node: SourceNode,
    notes: [Diagnostic.Note] = [],
    fix: Diagnostic.Fix? = nil
  ) {
    if isFull { return skip(()) }
    diagnostics.append(
      Diagnostic(rule, severity: severity, message, at: node.location, field: node.path, notes: notes, fix: fix))
  }

  /// Reports a node whose value cannot be kept in its field, and keeps the value as unplaced input.
  mutating func reportUnplaced(
    _ rule: DiagnosticRule, _ message: String, at node: SourceNode, fix: Diagnostic.Fix? = nil
  ) {
    if isFull { return keepAside(DataValue(node)) }
    report(rule, message, at: node, fix: fix)
    unplaced.append(UnplacedInput(field: node.path, value: DataValue(node), location: node.location))
  }

  /// Leaves a finding out, and keeps the value that it is about. Its place is not looked up: the way to each of many
  /// values is long.
  mutating func keepAside(_ value: DataValue) {
    skip(())
    unplaced.append(UnplacedInput(value: value))
  }

  /// The fix that writes a code in the place of a node's value, between quotation marks where another YAML reader would
  /// take it for something else, as `NO`.
  func replacement(code: String, for node: SourceNode) -> Diagnostic.Fix? {
    replacement(DataValue.looksTyped(code) ? "\"\(code)\"" : code, for: node)
  }

  /// The fix that writes a plain word in the place of a node's value.
  func replacement(_ text: String, for node: SourceNode) -> Diagnostic.Fix? {
    guard !isFull, let range = node.location.byteRange, node.kind == .scalar, !node.style.isBlock else {
      return nil
    }
    return Diagnostic.Fix("write \(text)", edits: [TextEdit(replacing: range, with: text)])
  }

  // MARK: Values

  /// The text of a scalar without blanks around it; nil for a blank, and after a report for lists and groups.
  mutating func text(of node: SourceNode) -> String? {
    guard node.kind == .scalar else { return reportExpectedText(node) }
    return node.withBytes { bytes in
      var start = 0
      var end = bytes.count
      while start < end, bytes[start] == 0x20 || (0x09...0x0D).contains(bytes[start]) { start += 1 }
      while end > start, bytes[end - 1] == 0x20 || (0x09...0x0D).contains(bytes[end - 1]) { end -= 1 }
      return start < end ? String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self) : nil
    }
  }

  /// A text of a certain kind, checked. What is wrong is reported, and the text kept all the same.
  mutating func checked(_ text: String, _ kind: TextKind, _ node: SourceNode) -> String {
    switch kind {
    case .line, .sourceKey, .fieldName: return text
    case .slug: checkSlug(text, node)
    case .country: return country(text, node)
    case .language: checkLanguage(text, node)
    case .currency: return currency(text, node)
    case .url: return address(text, node)
    case .mailbox, .email: checkAddress(text, node)
    case .licence: checkLicence(text, node)
    case .nuts: checkNUTS(text, node)
    }
    return text
  }

  /// A text per language: a plain string, or a map from language tags to texts.
  mutating func localizedText(of node: SourceNode, isProse: Bool) -> LocalizedText? {
    if node.kind == .scalar {
      guard let text = text(of: node) else { return nil }
      if isProse { checkMarkup(node) }
      return LocalizedText(text, language: language)
    }
    guard node.kind == .map else { return reportExpectedText(node) }
    var entries: [LocalizedText.Entry] = []
    node.forEachEntry { key, value in
      guard let tag = text(of: key), let text = text(of: value) else { return }
      checkLanguage(tag, key)
      if isProse { checkMarkup(value) }
      entries.append(.init(tag, text))
    }
    return entries.isEmpty ? nil : LocalizedText(entries)
  }

  /// The code that a text names in a vocabulary: the code itself, or the code of a label or synonym, which is
  /// reported. An unknown text is reported and kept.
  mutating func code(for text: String, in vocabulary: String, _ node: SourceNode) -> String {
    if vocabularies.mayState(text, in: vocabulary) { return text }
    guard let terms = vocabularies[vocabulary] else { return text }
    if let term = terms.term(text) {
      if term.isForSearch {
        reportSearchOnly(term, terms, node)
      } else if let successor = term.replacedBy {
        let message = "\"\(text)\" is retired; use \"\(successor)\""
        report(ModelRules.retiredTerm, message, at: node, fix: replacement(code: successor, for: node))
      }
      return text
    }
    let named = terms.terms(named: text)
    let usable = named.filter { !$0.isForSearch }
    if usable.count == 1, named.count == 1, let term = usable.first {
      let message = "\"\(text.shortened)\" is written as its code \"\(term.code)\""
      report(ModelRules.termLabel, message, at: node, fix: replacement(code: term.code, for: node))
      return term.code
    }
    if let term = named.first(where: \.isForSearch), usable.isEmpty {
      reportSearchOnly(term, terms, node)
      return text
    }
    if usable.count > 1 {
      let codes = usable.map { "\"\($0.code)\" (\($0.label.preferred(["en"]) ?? ""))" }.joined(separator: " or ")
      report(ModelRules.unknownTerm, "\"\(text.shortened)\" may mean \(codes); write the code", at: node)
      return text
    }
    reportUnknownTerm(text, terms, node)
    return text
  }
}
