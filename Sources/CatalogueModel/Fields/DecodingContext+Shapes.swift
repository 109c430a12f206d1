internal import SourceTree
internal import TextFolding

/// Findings about values that have another shape than their field.
extension DecodingContext {
  mutating func reportExpectedText<Value>(_ node: SourceNode) -> Value? {
    if isFull { return skip(nil) }
    let what = node.kind == .list ? "a list" : "a group"
    reportUnplaced(
      ModelRules.expectedText, "\(name(of: node)) is one value, not \(what); write it after the colon", at: node)
    return nil
  }

  mutating func reportExpectedGroup(_ node: SourceNode, fields: [FieldDescription]) {
    if isFull { return skip(()) }
    let sample = fields.prefix(3).map { "\($0.name): …" }.joined(separator: ", ")
    let message = "\(name(of: node)) is a group of values; write { \(sample) }"
    reportUnplaced(ModelRules.expectedGroup, message, at: node)
  }

  /// Reports a single value where a list belongs. When all that was found wrong with the value itself is how it is
  /// written, the two are told as one: whoever follows the first advice need not be told a second.
  ///
  /// - Parameter before: How many findings there were before the value was read.
  mutating func reportExpectedList(_ node: SourceNode, besides before: Int) {
    let own = diagnostics.dropFirst(before)
    guard own.count == 1, let found = own.first, found.severity < .error, let edits = found.fix?.edits,
      edits.count == 1, let range = node.location.byteRange, edits[0].range == range
    else { return reportExpectedList(node) }
    diagnostics.removeLast()
    let list = "[\(edits[0].replacement)]"
    report(
      ModelRules.expectedList, "\(name(of: node)) is a list; write \(list)", at: node,
      fix: Diagnostic.Fix("write \(list)", edits: [TextEdit(replacing: range, with: list)]))
  }

  mutating func reportExpectedList(_ node: SourceNode) {
    if isFull { return skip(()) }
    var fix: Diagnostic.Fix?
    if let range = node.location.byteRange, node.kind == .scalar, !node.style.isBlock {
      fix = Diagnostic.Fix(
        "put square brackets round it",
        edits: [
          TextEdit(replacing: range.lowerBound..<range.lowerBound, with: "["),
          TextEdit(replacing: range.upperBound..<range.upperBound, with: "]"),
        ])
    }
    let shown = node.kind == .scalar ? node.text.shortened : "…"
    report(ModelRules.expectedList, "\(name(of: node)) is a list; write [\(shown)]", at: node, fix: fix)
  }

  mutating func reportUnknownField(_ key: SourceNode, among fields: [FieldDescription]) {
    if isFull { return keepAside(.map([.init(key.text, key.value.map { DataValue($0) } ?? .plain(""))])) }
    let name = key.text
    // What a field is called in a query or in a table is meant for it, however little the two look alike.
    let folded = TextFolding.folded(name)
    let meant = fields.filter { $0.queryNames.contains(name) || TextFolding.folded($0.label) == folded }.map(\.name)
    let near = meant.count == 1 ? meant : NearestName.candidates(for: name, among: fields.map(\.name))
    let all =
      fields.count <= 12 ? "the fields here are \(fields.map(\.name).joined(separator: ", "))" : "`ktc new` prints them"
    let message =
      "there is no field \"\(name.shortened)\" here\(near.isEmpty ? "; \(all)" : NearestName.question(near))"
    var fix: Diagnostic.Fix?
    if near.count == 1, let range = key.location.byteRange, !isWritten(near[0], beside: key) {
      fix = Diagnostic.Fix("rename it to \(near[0])", edits: [TextEdit(replacing: range, with: near[0])])
    }
    report(ModelRules.unknownField, message, at: key, fix: fix)
    if let entry = key.value {
      unplaced.append(UnplacedInput(field: entry.path, value: DataValue(entry), location: key.location))
    }
  }

  /// Whether the map of a key has another key of this name: renaming one to the other would lose a value.
  private func isWritten(_ name: String, beside key: SourceNode) -> Bool {
    let parent = FieldPath(key.path.steps.dropLast())
    return key.tree.root?.nearestNode(at: parent)[name] != nil
  }

  /// Says how a value in another notation was read, where that is certain and readings are wanted.
  ///
  /// - Returns: Whether it is to be taken.
  mutating func takes(_ reading: String?, of node: SourceNode, _ rule: DiagnosticRule) -> Bool {
    guard takesCertainReadings, let reading else { return false }
    report(rule, severity: .note, "\"\(node.text.shortened)\" was read as \(reading)", at: node)
    return true
  }

  mutating func reportBadDate(_ node: SourceNode) -> PartialDate? {
    let text = node.text
    let guess = PartialDate.guess(text)
    if takes(guess?.description, of: node, ModelRules.badDate) { return guess }
    let advice = guess.map { "write \($0)" } ?? "write 2006, 2006-05 or 2006-05-01"
    let fix = guess.flatMap { replacement($0.description, for: node) }
    reportUnplaced(ModelRules.badDate, "\"\(text.shortened)\" is no date; \(advice)", at: node, fix: fix)
    return nil
  }

  mutating func reportBadNumber(_ node: SourceNode) -> DecimalNumber? {
    let text = node.text
    let kept = text.filter { $0.isNumber || $0 == "." || $0 == "-" }
    let plain = text.filter { !" \u{A0}\u{202F}'%€$".contains($0) }
    let isCertain = DecimalNumber(plain) != nil && plain == kept && !plain.contains(".")
    if takes(isCertain ? plain : nil, of: node, ModelRules.badNumber) { return DecimalNumber(plain) }
    let advice =
      isCertain ? "write \(plain)" : "write the figures only, with a point before decimals, such as 500000 or 7.875"
    reportUnplaced(
      ModelRules.badNumber, "\"\(text.shortened)\" is no number; \(advice)", at: node,
      fix: isCertain ? replacement(plain, for: node) : nil)
    return nil
  }

  mutating func checkRange(of number: DecimalNumber, _ minimum: Int?, _ maximum: Int?, _ node: SourceNode) {
    if isFull { return }
    let value = number.doubleValue
    if let minimum, value < Double(minimum) {
      report(ModelRules.numberOutOfRange, "\(name(of: node)) cannot be less than \(minimum)", at: node)
    } else if let maximum, value > Double(maximum) {
      report(ModelRules.numberOutOfRange, "\(name(of: node)) cannot be more than \(maximum)", at: node)
    }
  }

  mutating func reportBadBoolean(_ node: SourceNode) -> Bool? {
    let text = node.text
    let meanings = [
      "true": ["yes", "on", "1", "oui", "ja", "sim", "taip", "da", "active", "y"],
      "false": ["no", "off", "0", "non", "nein", "não", "ne", "nu", "not active", "inactive", "n"],
    ]
    let meant =
      meanings.first { $0.value.contains(text.lowercased()) }?.key ?? (text.lowercased() == "true" ? "true" : nil)
      ?? (text.lowercased() == "false" ? "false" : nil)
    if takes(meant, of: node, ModelRules.badBoolean) { return meant == "true" }
    let advice = meant.map { "write \($0)" } ?? "write true or false, or leave it out when it is not known"
    reportUnplaced(
      ModelRules.badBoolean, "\"\(text.shortened)\" is neither true nor false; \(advice)", at: node,
      fix: meant.flatMap { replacement($0, for: node) })
    return nil
  }

  /// - Returns: The word that is meant, where it is only spelt otherwise and readings are wanted.
  mutating func reportUnknownChoice(_ text: String, among words: [String], _ node: SourceNode) -> String? {
    if isFull { return skip(nil) }
    let folded = text.lowercased().split { !$0.isLetter }.joined(separator: "-")
    let exact = words.first { $0.split { !$0.isLetter }.joined(separator: "-") == folded }
    if takes(exact, of: node, ModelRules.unknownChoice) { return exact }
    let near = exact.map { [$0] } ?? NearestName.candidates(for: text, among: words)
    let message =
      "\"\(text.shortened)\" is not one of \(words.joined(separator: ", "))\(NearestName.question(near))"
    reportUnplaced(
      ModelRules.unknownChoice, message, at: node, fix: near.count == 1 ? replacement(near[0], for: node) : nil)
    return nil
  }

  mutating func reportUnknownTerm(_ text: String, _ vocabulary: Vocabulary, _ node: SourceNode) {
    if isFull { return skip(()) }
    let near = vocabulary.nearest(to: text)
    let question = near.map { "\"\($0.code)\" (\($0.label.preferred(["en"]) ?? $0.code))" }.joined(separator: " or ")
    let what = vocabulary.singular
    let advice =
      near.isEmpty
      ? "; `ktc vocabulary \(vocabulary.name)` lists them" : "; did you mean \(question)?"
    report(
      ModelRules.unknownTerm, "unknown \(what) \"\(text.shortened)\"\(advice)", at: node,
      fix: near.count == 1 ? replacement(code: near[0].code, for: node) : nil)
  }

  mutating func reportSearchOnly(_ term: Term, _ vocabulary: Vocabulary, _ node: SourceNode) {
    let choices = vocabulary.narrowed(by: term).map { "\"\($0.code)\" (\($0.label.preferred(["en"]) ?? $0.code))" }
    let message =
      "\"\(node.text.shortened)\" can be searched for but not stated; which is meant: \(choices.joined(separator: " or "))?"
    report(ModelRules.searchOnlyTerm, message, at: node)
  }

  /// The field that a node is the value of, as a message names it.
  private func name(of node: SourceNode) -> String {
    let path = node.path.description
    return path.isEmpty ? "this" : path
  }
}
