internal import SourceTree

/// Cuts a query into words, phrases, fields and operators, each with its bytes. Any text is safe.
struct QueryScanner {
  /// A piece of a query.
  enum Token: Hashable {
    case word(QueryText, isPrefix: Bool)
    case phrase(QueryText)
    case field(name: QueryText, values: [QueryText])
    case open(Range<Int>)
    case close(Range<Int>)
    case or(Range<Int>)
    case and(Range<Int>)
    case not(Range<Int>)
  }

  private let bytes: [UInt8]
  private let source: SourceText
  private var index = 0
  private(set) var tokens: [Token] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Cuts a query. O(length).
  init(_ query: SourceText) {
    source = query
    bytes = source.bytes
    scan()
  }

  private mutating func scan() {
    while index < bytes.count {
      switch bytes[index] {
      case let byte where Self.isBlank(byte): index += 1
      case 0x28:
        tokens.append(.open(index..<index + 1))
        index += 1
      case 0x29:
        tokens.append(.close(index..<index + 1))
        index += 1
      case 0x22: if let phrase = quoted() { tokens.append(.phrase(phrase)) }
      case 0x2D where index + 1 < bytes.count && !Self.isBlank(bytes[index + 1]) && bytes[index + 1] != 0x2D:
        tokens.append(.not(index..<index + 1))
        index += 1
      default: word()
      }
    }
  }

  /// Reads a word, an operator, or a field with its values.
  private mutating func word() {
    let start = index
    while index < bytes.count, !Self.endsWord(bytes[index]) {
      if bytes[index] == 0x3A, isFieldName(start..<index) {
        return field(QueryText(text(start..<index), in: start..<index))
      }
      index += 1
    }
    if index == start { index += 1 }
    let range = start..<index
    switch text(range) {
    case "OR": tokens.append(.or(range))
    case "AND": tokens.append(.and(range))
    case "NOT": tokens.append(.not(range))
    case let word:
      let isPrefix = word.count > 1 && word.hasSuffix("*")
      tokens.append(.word(QueryText(isPrefix ? String(word.dropLast()) : word, in: range), isPrefix: isPrefix))
    }
  }

  /// Whether the bytes before a colon can only be meant as the name of a field: letters, `_` and `-`, followed by a
  /// value that is no `//`.
  private func isFieldName(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.upperBound + 1 <= bytes.count else { return false }
    guard bytes[range].allSatisfy({ (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F || $0 == 0x2D }) else {
      return false
    }
    return !(bytes[(range.upperBound + 1)...].starts(with: [0x2F, 0x2F]))
  }

  private mutating func field(_ name: QueryText) {
    index += 1
    var values: [QueryText] = []
    while index < bytes.count, !Self.isBlank(bytes[index]), bytes[index] != 0x29 {
      if bytes[index] == 0x22 {
        if let value = quoted() { values.append(value) }
      } else if bytes[index] == 0x2C {
        index += 1
      } else {
        let start = index
        while index < bytes.count, bytes[index] != 0x2C, bytes[index] != 0x22, !Self.endsWord(bytes[index]) {
          index += 1
        }
        if index == start { index += 1 }
        values.append(QueryText(text(start..<index), in: start..<index))
      }
    }
    tokens.append(.field(name: name, values: values))
  }

  /// Reads a phrase; nil, after a finding, when it is not closed or holds nothing.
  private mutating func quoted() -> QueryText? {
    let start = index
    index += 1
    while index < bytes.count, bytes[index] != 0x22 { index += 1 }
    guard index < bytes.count else {
      let message = "this quotation mark is never closed"
      diagnostics.append(Diagnostic(QueryRules.unclosedQuote, message, at: source.location(of: start..<start + 1)))
      return nil
    }
    index += 1
    let inner = text(start + 1..<index - 1)
    return inner.allSatisfy(\.isWhitespace) ? nil : QueryText(inner, in: start..<index)
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func endsWord(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == 0x22 || byte == 0x28 || byte == 0x29
  }
}
