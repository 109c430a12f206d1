internal import SourceTree

/// What mail programs change in a text: line breaks within paragraphs, which mean no more than a blank (CommonMark 0.31,
/// 6.8), the kind of blanks, and quotation marks.
enum MailedText {
  /// The text with each paragraph and each item of a list on one line, with single blanks and plain quotation marks.
  /// O(length).
  static func joined(_ text: String) -> String {
    let text = String(String.UnicodeScalarView(text.unicodeScalars.map(plainMark)))
    var result = ""
    var isOpen = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let words = line.split(whereSeparator: \.isWhitespace)
      if words.isEmpty {
        if isOpen { result += "\n" }
        isOpen = false
        continue
      }
      if isOpen { result += beginsBlock(words[0]) ? "\n" : " " } else if !result.isEmpty { result += "\n" }
      result += words.joined(separator: " ")
      isOpen = true
    }
    while result.hasSuffix("\n") { result.removeLast() }
    return result
  }

  private static func plainMark(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}": "\""
    case "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}": "'"
    default: scalar
    }
  }

  /// The value with its texts joined. O(size).
  static func joined(_ value: DataValue) -> DataValue {
    switch value {
    case .string(let text): .string(joined(text))
    case .prose(let text): .prose(joined(text))
    case .list(let items): .list(items.map(joined))
    case .map(let entries): .map(entries.map { .init($0.key, joined($0.value)) })
    case .texts(let entries): .texts(entries.map { .init($0.key, joined($0.value)) })
    case .date, .number, .boolean, .plain: value
    }
  }

  /// Whether a line with this first word begins something of its own: an item, a heading, a quotation, a table, code.
  private static func beginsBlock(_ word: Substring) -> Bool {
    if ["-", "*", "+", ">"].contains(word) { return true }
    if word.allSatisfy({ $0 == "#" }) || word.hasPrefix("|") || word.hasPrefix("```") { return true }
    return word.count <= 10 && (word.hasSuffix(".") || word.hasSuffix(")")) && word.dropLast().allSatisfy(\.isNumber)
      && word.count > 1
  }
}
