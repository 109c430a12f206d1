internal import CatalogueModel
package import SourceTree

/// Reads a query: several things beside each other must all hold, `OR` binds weaker, brackets group.
///
/// ```text
/// query  = all { "OR" all }
/// all    = item { [ "AND" ] item }
/// item   = [ "NOT" | "-" ] item | "(" query ")" | word | word "*" | "\"" words "\"" | field ":" value { "," value }
///        | "@" name
/// ```
package struct QueryParser {
  private let source: SourceText
  private let tokens: [QueryScanner.Token]
  private var position = 0
  private var depth = 0
  private var diagnostics: [Diagnostic]

  private static let longest = 4096
  private static let deepest = 32

  /// Reads a query; nil when it asks for nothing. What cannot be understood is a finding with its place, and the rest
  /// of the query is read all the same. O(length).
  package static func parse(_ text: String) -> (query: Query?, diagnostics: [Diagnostic]) {
    parse(SourceText(name: "query", text))
  }

  /// Reads a query that stands somewhere else, such as in a file; findings name the place there. O(length).
  package static func parse(_ source: SourceText) -> (query: Query?, diagnostics: [Diagnostic]) {
    guard source.bytes.count <= longest else {
      return (nil, [Diagnostic(QueryRules.tooLong, "this query is too long; ask for less at once")])
    }
    var parser = QueryParser(source)
    var parts: [Query] = []
    while parser.position < parser.tokens.count {
      if let query = parser.alternatives() { parts.append(query) }
      if case .close(let range) = parser.current {
        parser.report(QueryRules.strayBracket, "this bracket was never opened", range)
        parser.position += 1
      }
    }
    return (joined(parts), parser.diagnostics)
  }

  private init(_ source: SourceText) {
    let scanner = QueryScanner(source)
    self.source = source
    tokens = scanner.tokens
    diagnostics = scanner.diagnostics
  }

  private var current: QueryScanner.Token? { position < tokens.count ? tokens[position] : nil }

  private mutating func report(_ rule: DiagnosticRule, _ message: String, _ range: Range<Int>) {
    diagnostics.append(Diagnostic(rule, message, at: source.location(of: range)))
  }

  private static func joined(_ parts: [Query]) -> Query? {
    parts.count > 1 ? .all(parts) : parts.first
  }

  private mutating func alternatives() -> Query? {
    var alternatives: [Query] = []
    if let first = conjunction() { alternatives.append(first) }
    while case .or(let range) = current {
      position += 1
      let next = conjunction()
      if alternatives.isEmpty || next == nil {
        report(QueryRules.missingOperand, "OR stands between two things", range)
      }
      if let next { alternatives.append(next) }
    }
    return alternatives.count > 1 ? .any(alternatives) : alternatives.first
  }

  private mutating func conjunction() -> Query? {
    var parts: [Query] = []
    while let token = current {
      switch token {
      case .or, .close: return Self.joined(parts)
      case .and(let range):
        position += 1
        if parts.isEmpty || !beginsItem { report(QueryRules.missingOperand, "AND stands between two things", range) }
      default: if let item = item() { parts.append(item) }
      }
    }
    return Self.joined(parts)
  }

  private var beginsItem: Bool {
    switch current {
    case nil, .or, .and, .close: false
    default: true
    }
  }

  private mutating func item() -> Query? {
    guard let token = current else { return nil }
    position += 1
    switch token {
    case .word(let text, let isPrefix):
      guard text.text.hasPrefix("@"), text.range.count > 1 else { return .word(text, isPrefix: isPrefix) }
      return .saved(isPrefix ? QueryText(text.text + "*", in: text.range) : text)
    case .phrase(let text): return .phrase(text)
    case .field(let name, let values): return field(name, values)
    case .not(let range):
      guard beginsItem else {
        report(QueryRules.missingOperand, "nothing follows that could be left out", range)
        return nil
      }
      return item().map { .not($0) }
    case .open(let range): return group(range)
    case .close, .or, .and: return nil
    }
  }

  private mutating func group(_ range: Range<Int>) -> Query? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      report(QueryRules.tooLong, "brackets lie too deep in each other here", range)
      position = tokens.count
      return nil
    }
    let query = alternatives()
    if case .close = current {
      position += 1
    } else {
      report(QueryRules.unclosedBracket, "this bracket is never closed", range)
    }
    return query
  }

  private mutating func field(_ name: QueryText, _ values: [QueryText]) -> Query? {
    guard let field = QueryField.named(name.text) else {
      let near = NearestName.question(NearestName.candidates(for: name.text, among: QueryField.names))
      report(QueryRules.unknownField, "there is no field \"\(name.text)\" to ask for\(near)", name.range)
      return nil
    }
    guard !values.isEmpty else {
      report(
        QueryRules.missingValue, "\(name.text) has no value; write it behind the colon, without a blank", name.range)
      return nil
    }
    return .field(name: QueryText(field, in: name.range), values: values)
  }
}
