/// A set of documents as bits, for combining by the operators of a query.
package struct DocumentSet: Equatable, Sendable {
  private(set) var words: [UInt64] = []

  /// An empty set.
  init() {}

  /// A set from its bits, the lowest document in the lowest bit of the first. O(1).
  init(words: [UInt64]) { self.words = words }

  /// A set of some documents. O(documents).
  init(_ documents: some Sequence<Int>) { for document in documents { insert(document) } }

  /// A set from its bytes, the lowest document in the lowest bit of the first. O(bytes).
  init(bytes: UnsafeRawBufferPointer) {
    // An array with room for nothing writes its length into memory that all empty arrays share.
    guard bytes.count >= 8 else { return }
    words = [UInt64](unsafeUninitializedCapacity: bytes.count / 8) { words, count in
      count = bytes.count / 8
      UnsafeMutableRawBufferPointer(words).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(count * 8)))
      for index in 0..<count { words[index] = UInt64(littleEndian: words[index]) }
    }
  }

  /// Its bytes, the lowest document in the lowest bit of the first. O(limit).
  var bytes: [UInt8] { words.map(\.littleEndian).withUnsafeBytes { Array($0) } }

  /// Adds a document; it grows where it must. O(1).
  mutating func insert(_ document: Int) {
    guard document >= 0 else { return }
    let place = document / 64
    if place >= words.count { words += repeatElement(0, count: place + 1 - words.count) }
    words[place] |= 1 << UInt64(document % 64)
  }

  /// Removes a document. O(1).
  mutating func remove(_ document: Int) {
    if document >= 0, document / 64 < words.count { words[document / 64] &= ~(1 << UInt64(document % 64)) }
  }

  /// Whether a document is in it. O(1).
  func contains(_ document: Int) -> Bool {
    document >= 0 && document / 64 < words.count && words[document / 64] & (1 << UInt64(document % 64)) != 0
  }

  /// One more than the largest document that it has room for.
  var limit: Int { words.count * 64 }

  /// Whether it holds nothing. O(limit).
  package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many documents it holds. O(limit).
  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// How many documents it holds that are in the other set too. O(limit).
  func count(in other: DocumentSet) -> Int {
    // Without a check of each index: all sets of all facets are counted for every answer.
    words.withUnsafeBufferPointer { words in
      other.words.withUnsafeBufferPointer { others in
        var count = 0
        for (word, other) in zip(words, others) { count &+= (word & other).nonzeroBitCount }
        return count
      }
    }
  }

  /// Keeps what is in the other set too. O(limit).
  mutating func formIntersection(_ other: DocumentSet) {
    if words.count > other.words.count { words.removeLast(words.count - other.words.count) }
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// Adds what is in the other set. O(limit).
  mutating func formUnion(_ other: DocumentSet) {
    if words.count < other.words.count { words += repeatElement(0, count: other.words.count - words.count) }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  /// Removes what is in the other set. O(limit).
  mutating func subtract(_ other: DocumentSet) {
    for index in 0..<min(words.count, other.words.count) { words[index] &= ~other.words[index] }
  }

  /// Gives `body` the documents in order. O(limit).
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  /// The documents in order. O(limit).
  package var documents: [Int] {
    var found: [Int] = []
    found.reserveCapacity(count)
    forEach { found.append($0) }
    return found
  }
}
