internal import TextFolding

/// Chooses what an answer says of the terms that led to a record: each is `words: term`.
enum BridgeNames {
  /// More lines than this say less.
  private static let most = 3

  /// The ways worth telling, in their order: none of words that are part of a longer name that led there too, each term
  /// once, and few. O(ways² × words).
  static func telling(_ bridges: [String]) -> [String] {
    guard bridges.count > 1 else { return bridges }
    let ways = bridges.map { bridge in
      let (typed, term) = parts(of: bridge)
      return (words: Set(TextFolding.words(typed)), typed: typed, term: term)
    }
    var lines: [(typed: [String], term: String)] = []
    for way in ways where !ways.contains(where: { $0.words.isStrictSuperset(of: way.words) }) {
      if let known = lines.firstIndex(where: { $0.term == way.term }) {
        if !lines[known].typed.contains(way.typed) { lines[known].typed.append(way.typed) }
      } else {
        lines.append(([way.typed], way.term))
      }
    }
    return lines.prefix(most).map { "\($0.typed.joined(separator: ", ")): \($0.term)" }
  }

  private static func parts(of bridge: String) -> (typed: String, term: String) {
    var rest = Substring(bridge)
    while let colon = rest.firstIndex(of: ":") {
      let after = rest[rest.index(after: colon)...]
      if after.hasPrefix(" ") { return (String(bridge[..<colon]), String(after.dropFirst())) }
      rest = after
    }
    return ("", bridge)
  }
}
