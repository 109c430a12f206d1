internal import Glibc

/// How long each part of each document is, a byte each: steps of a twelfth of a doubling, near enough for ranking.
struct PartLengths {
  /// The bytes, part by part of document by document.
  private(set) var bytes: [UInt8]
  /// The words of each part in all documents.
  private(set) var totals: [Int]
  /// How many documents these are.
  private(set) var count: Int

  private static let parts = SearchDocument.Part.allCases
  private static let step = 12.0

  /// Lengths as they were kept; none where nothing was.
  init(bytes: [UInt8] = [], totals: [Int] = [], count: Int = 0) {
    self.bytes = bytes
    self.totals = totals.count == Self.parts.count ? totals : Self.parts.map { _ in 0 }
    self.count = count
  }

  /// Adds a document by the words in each of its parts. O(parts).
  mutating func set(_ lengths: [Int], of document: Int) {
    let end = (document + 1) * Self.parts.count
    if bytes.count < end { bytes += repeatElement(0, count: end - bytes.count) }
    for (part, length) in lengths.enumerated() {
      bytes[document * Self.parts.count + part] = UInt8(clamping: Int(Self.step * log2(Double(length) + 1)))
      totals[part] += length
    }
    count += 1
  }

  /// Removes a document by the words in each of its parts. O(parts).
  mutating func remove(_ lengths: [Int]) {
    for (part, length) in lengths.enumerated() { totals[part] -= length }
    count -= 1
  }

  private static func length(_ byte: UInt8) -> Double { (exp2(Double(byte) / step) - 1).rounded() }

  /// One more than the largest document. O(1).
  var limit: Int { bytes.count / Self.parts.count }

  /// Where in the weights the weight of a part of a document stands. O(1).
  @inline(__always)
  func place(of document: Int, _ part: Int) -> Int {
    let position = document * Self.parts.count + part
    return part * 256 + (position < bytes.count ? Int(bytes[position]) : 0)
  }

  /// What an occurrence counts for in each part, by the byte of its length. O(parts).
  func makeWeights() -> PartWeights {
    var weights = PartWeights()
    for part in Self.parts {
      let mean = max(Double(totals[part.rawValue]) / Double(max(count, 1)), 1)
      for byte in UInt8.min...UInt8.max {
        let relative = Self.length(byte) / mean
        let weight = part.weight / (1 - Ranking.lengthShare + Ranking.lengthShare * relative)
        weights.own.append(WordMatches.units(weight))
        weights.otherNames.append(WordMatches.units(weight * Ranking.otherNameShare))
      }
    }
    return weights
  }
}

/// What an occurrence counts for in each part, by the byte of its length, in the units of `WordMatches`.
struct PartWeights {
  /// An occurrence of the word itself.
  var own: [Int32] = []
  /// An occurrence of another name of what it means.
  var otherNames: [Int32] = []
}
