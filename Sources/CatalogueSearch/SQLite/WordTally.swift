/// Adds up how often documents hold one of several forms of a word, over documents that are small dense numbers.
///
/// Occurrences in the terms count once, however many of the names of a term stand there.
struct WordTally {
  private var sums: [Int32]
  private var most: [Int32]
  private var held: DocumentSet
  /// One more than the largest document that there may be.
  let limit: Int

  /// Prepares to count. O(limit).
  init(limit: Int) {
    self.limit = limit
    sums = [Int32](repeating: 0, count: limit)
    most = [Int32](repeating: 0, count: limit)
    held = DocumentSet(limit: limit)
  }

  /// Counts occurrences, in units, and the weightiest one in the terms. The document is below the limit. O(1).
  mutating func add(_ document: Int, _ sum: Int, once: Int32) {
    held.insert(document)
    // A text of nothing but one word must not count for less than nothing.
    sums[document] = Int32(clamping: Int(sums[document]) + sum)
    if once > most[document] { most[document] = once }
  }

  /// What was counted; the tally is then empty again. O(limit / 64 + documents).
  mutating func take() -> WordMatches {
    let matches = WordMatches(held) { document in
      let units = Int32(clamping: Int(sums[document]) + Int(most[document]))
      sums[document] = 0
      most[document] = 0
      return units
    }
    held.removeAll()
    return matches
  }
}
