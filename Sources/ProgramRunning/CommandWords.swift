/// The words of a command as a shell would split it (POSIX.1-2024, Shell Command Language, 2.2), without a shell: quoted,
/// and nothing in it is carried out.
package enum CommandWords {
  /// The words: parted by blanks, which quotation marks and backslashes keep. Nil when a quotation mark is not closed.
  /// O(length).
  package static func split(_ command: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = command[...]
    while let character = rest.popFirst() {
      switch (quote, character) {
      case (nil, "\\"):
        if let next = rest.popFirst() { word = (word ?? "") + String(next) }
      case ("\"", "\\") where rest.first == "\"" || rest.first == "\\":
        if let next = rest.popFirst() { word = (word ?? "") + String(next) }
      case (nil, "'"), (nil, "\""):
        quote = character
        word = word ?? ""
      case (let open?, _) where open == character: quote = nil
      case (nil, _) where character.isWhitespace:
        if let done = word { words.append(done) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return quote == nil ? words : nil
  }
}
