internal import Glibc

/// How long each part of each document is, a byte each: steps of a twelfth of a doubling, near enough for ranking.
///
/// Each part is kept by itself, because a rare word stands in one or two of them.
struct PartLengths {
  /// The bytes of all documents, part by part.
  private(set) var columns: [[UInt8]]
  /// How long the parts are in all.
  private(set) var totals: PartTotals

  private static let step = 12.0

  /// Lengths as they were kept, a column for each part.
  init(_ totals: PartTotals, columns: [[UInt8]]) {
    self.columns = columns
    self.totals = totals
  }

  /// Adds a document by the words in each of its parts. O(parts).
  mutating func set(_ lengths: [Int], of document: Int) {
    let more = document + 1 - totals.limit
    if more > 0 {
      for part in columns.indices { columns[part] += repeatElement(0, count: more) }
      totals.limit = document + 1
    }
    for (part, length) in lengths.enumerated() {
      columns[part][document] = UInt8(clamping: Int(Self.step * log2(Double(length) + 1)))
      totals.words[part] += length
    }
    totals.documents += 1
  }

  /// Removes a document by the words in each of its parts. O(parts).
  mutating func remove(_ lengths: [Int]) {
    for (part, length) in lengths.enumerated() { totals.words[part] -= length }
    totals.documents -= 1
  }

  /// The length that a byte stands for, in words. O(1).
  static func length(_ byte: UInt8) -> Double { (exp2(Double(byte) / step) - 1).rounded() }
}
