/// A set of documents as bits, for combining by the operators of a query.
struct DocumentSet {
  private(set) var words: [UInt64]

  /// An empty set of documents below a limit.
  init(limit: Int) { words = [UInt64](repeating: 0, count: (limit + 63) / 64) }

  /// A set of some documents. O(documents + limit).
  init(_ documents: some Sequence<Int>, limit: Int) {
    self.init(limit: limit)
    for document in documents { insert(document) }
  }

  /// Adds a document. O(1).
  mutating func insert(_ document: Int) {
    if document >= 0, document / 64 < words.count { words[document / 64] |= 1 << UInt64(document % 64) }
  }

  /// Whether a document is in it. O(1).
  func contains(_ document: Int) -> Bool {
    document >= 0 && document / 64 < words.count && words[document / 64] & (1 << UInt64(document % 64)) != 0
  }

  /// Whether it holds nothing. O(limit).
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many documents it holds. O(limit).
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Keeps what is in the other set too. O(limit).
  mutating func formIntersection(_ other: DocumentSet) { combine(other) { $0 & $1 } }
  /// Adds what is in the other set. O(limit).
  mutating func formUnion(_ other: DocumentSet) { combine(other) { $0 | $1 } }
  /// Removes what is in the other set. O(limit).
  mutating func subtract(_ other: DocumentSet) { combine(other) { $0 & ~$1 } }

  private mutating func combine(_ other: DocumentSet, _ operation: (UInt64, UInt64) -> UInt64) {
    for index in words.indices { words[index] = operation(words[index], other.words[index]) }
  }

  /// The documents in order. O(limit).
  var documents: [Int] {
    var found: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        found.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return found
  }
}
