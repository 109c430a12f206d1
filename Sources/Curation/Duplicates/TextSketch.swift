internal import CatalogueModel
internal import SourceTree
internal import TextFolding

/// A small sample of what a record says, by which it is told how much two records say in the same words.
///
/// Of all runs of three words the ones with the least digests are kept; two texts share of these about as many as of all
/// (bottom-k sketches: Broder, "On the resemblance and containment of documents", 1997).
struct TextSketch {
  /// The least digests, in ascending order.
  private let digests: [UInt32]
  /// Whether there is so much of it that chance does not make another like it.
  let isLong: Bool

  /// How many digests are kept.
  private static let size = 64
  /// A text with fewer words says too little to be compared.
  private static let fewestWords = 10
  private static let manyWords = 30
  /// Two texts that have half in common share one of this many least digests nearly always.
  private static let keyCount = 4

  /// The sample of overview and aim, each in the language that comes first; nil where they say too little. O(words).
  init?(_ record: Record) {
    var all: Set<UInt32> = []
    var count = 0
    for text in [record.overview, record.aim].compactMap(\.entries.first?.text) {
      let words = TextFolding.words(text).map { Self.digest(String($0)) }
      count += words.count
      for start in 0..<max(0, words.count - 2) {
        var run: UInt64 = 0
        for word in words[start..<start + 3] { run = Self.mixed(run &* 31 &+ word) }
        all.insert(UInt32(truncatingIfNeeded: run))
      }
    }
    guard count >= Self.fewestWords else { return nil }
    isLong = count >= Self.manyWords
    digests = Array(all.sorted().prefix(Self.size))
  }

  /// What records have in common that say nearly the same.
  var keys: ArraySlice<UInt32> { digests.prefix(Self.keyCount) }

  /// About how much of two texts is the same, 0 to 1. O(1).
  func similarity(to other: TextSketch) -> Double {
    var (left, right, shared, seen) = (0, 0, 0, 0)
    while left < digests.count, right < other.digests.count, seen < Self.size {
      let (one, another) = (digests[left], other.digests[right])
      if one == another { shared += 1 }
      if one <= another { left += 1 }
      if another <= one { right += 1 }
      seen += 1
    }
    let rest = max(digests.count - left, other.digests.count - right)
    let all = min(Self.size, seen + rest)
    return all == 0 ? 0 : Double(shared) / Double(all)
  }

  /// The same in every run, as the order of the least digests decides which are kept.
  private static func digest(_ word: String) -> UInt64 {
    var hash = StableHash()
    hash.add(word)
    return hash.value
  }

  /// Spreads what differs over all bits (the finaliser of MurmurHash3).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 33)) &* 0xff51_afd7_ed55_8ccd
    value = (value ^ (value >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return value ^ (value >> 33)
  }
}
