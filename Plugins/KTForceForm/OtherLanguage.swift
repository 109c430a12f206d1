/// Finds the name in another language that a title gives in brackets at its end.
enum OtherLanguage {
  /// The name; nil when the brackets hold something else, such as an acronym. O(length).
  static func bracketedName(in title: String) -> String? {
    guard title.hasSuffix(")"), let open = title.lastIndex(of: "("), open > title.startIndex else { return nil }
    let name = title[title.index(after: open)...].dropLast()
    let words = name.lowercased().split { !$0.isLetter }
    guard words.count > 1 || name.count > 10 else { return nil }
    let hasForeignLetter = name.unicodeScalars.contains { $0.properties.isAlphabetic && !$0.isASCII }
    guard hasForeignLetter || words.contains(where: { smallWords.contains(String($0)) }) else { return nil }
    return String(name)
  }

  /// Words that English titles do not have.
  private static let smallWords: Set<String> = [
    "da", "de", "der", "des", "di", "din", "do", "dos", "du", "e", "et", "fur", "ir", "la", "le", "les", "para",
    "pentru", "pour", "si", "und", "von", "zum", "zur",
  ]
}
