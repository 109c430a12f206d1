internal import TextFolding

/// The words of a blank form, by which its own lines are told from those that somebody wrote.
struct KnownWords {
  private var words: Set<String>

  init(_ text: String) { words = Set(Self.words(text)) }

  mutating func add(_ text: String) { words.formUnion(Self.words(text)) }

  static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map { TextFolding.folded(String($0)) }
  }

  /// Whether a line is one of the form: nine of ten of its words are the form's, signs left aside.
  ///
  /// - Parameters:
  ///   - hasAddress: Whether an address, of whatever catalogue, may stand among the words of the form.
  ///   - isBehindKnown: Whether the line above is one of the form.
  func cover(_ line: FlatText, withAddress hasAddress: Bool, behindKnown isBehindKnown: Bool) -> Bool {
    let own = line.words.map { TextFolding.folded(line[$0].string) }
      .filter { word in word.contains { $0.isLetter || $0.isNumber } }
    let strange = own.filter { !words.contains($0) }
    if strange.count * 10 <= own.count { return true }
    let isAddress = hasAddress && strange.count == 1 && (strange[0].contains("://") || strange[0].contains("@"))
    return isAddress && (own.count > 3 || isBehindKnown)
  }
}
