/// Groups of records that share something rare, so that not every record has to be compared with every other.
struct DuplicateBlocks {
  private let prints: [RecordFingerprint]
  private var blocks: [String: [Int]] = [:]

  /// Of the words of a title, this many of the rarest are looked at.
  private static let rareWords = 4
  /// A beginning of words that more names share says nothing by itself, only with another.
  private static let common = 20
  /// In a group that is larger, each is compared with its neighbours only.
  private static let large = 60
  private static let neighbours = 8

  init(_ prints: [RecordFingerprint], _ words: WordList) {
    self.prints = prints
    // By the beginning of a word its forms and most of its misspellings meet.
    let beginnings = words.letters.map { String(decoding: $0.prefix(5), as: UTF8.self) }
    var carriers: [String: Int] = [:]
    let keys = prints.map { print in
      Set(print.names.flatMap(\.words).filter { words.letters[$0].count > 3 }.map { beginnings[$0] })
    }
    for key in keys.joined() { carriers[key, default: 0] += 1 }
    for (index, print) in prints.enumerated() {
      for origin in print.origins { add("origin " + origin, index) }
      for address in print.addresses { add("address " + address, index) }
      for key in print.text?.keys ?? [] { add("text \(key)", index) }
      for name in print.names {
        for country in print.countries.isEmpty ? [""] : print.countries { add("name \(country) \(name.folded)", index) }
      }
      let rarest = keys[index].sorted { (carriers[$0] ?? 0, $0) < (carriers[$1] ?? 0, $1) }.prefix(Self.rareWords)
      for (position, key) in rarest.enumerated() {
        if carriers[key] ?? 0 <= Self.common { add("word " + key, index) }
        for other in rarest.dropFirst(position + 1) { add("words \(min(key, other)) \(max(key, other))", index) }
      }
    }
  }

  private mutating func add(_ key: String, _ index: Int) { blocks[key, default: []].append(index) }

  /// Hands on each pair of records that share something, once, in no certain order.
  ///
  /// - Parameter ofSubjects: Whether one of the two has to be one that was asked about.
  func forEachPair(ofSubjects: Bool, _ receive: (Int, Int) -> Void) {
    var seen: Set<Int> = []
    func meet(_ first: Int, _ second: Int) {
      guard first != second, prints[first].side.id != prints[second].side.id,
        !ofSubjects || prints[first].isSubject || prints[second].isSubject,
        seen.insert(min(first, second) * prints.count + max(first, second)).inserted
      else { return }
      receive(min(first, second), max(first, second))
    }
    for block in blocks.values where block.count > 1 {
      if ofSubjects {
        for subject in block where prints[subject].isSubject {
          for other in block { meet(subject, other) }
        }
      } else {
        for (position, first) in block.enumerated() {
          let end = block.count <= Self.large ? block.count : min(block.count, position + 1 + Self.neighbours)
          for second in block[(position + 1)..<end] { meet(first, second) }
        }
      }
    }
  }
}
