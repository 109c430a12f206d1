internal import SourceTree

/// Words, packed so that those near a misspelt one are found by a look at all.
struct SpellingList {
  private var bytes: [UInt8] = []
  /// Where each word begins, and the end of the last.
  private var starts: [Int32] = [0]
  /// Which letters of ASCII each word is made of, a bit each, and its length above them.
  private var traits: [UInt32] = []

  private static let lengthShift: UInt32 = 26
  private static let longest = 63

  /// Adds a word by its bytes in UTF-8. O(length).
  mutating func add(_ word: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: word)
    starts.append(Int32(clamping: bytes.count))
    traits.append(Self.traits(word))
  }

  /// Whether the word that was added last is this one. O(length).
  func endsWith(_ word: UnsafeRawBufferPointer) -> Bool {
    !traits.isEmpty && bytes[Int(starts[traits.count - 1])...].elementsEqual(word)
  }

  /// The words within a number of slips. O(words), and O(length²) for those made of nearly the same letters.
  func words(near word: String, distance: Int) -> [(text: String, distance: Int)] {
    let wanted = Array(word.unicodeScalars)
    let letters = Array(word.utf8).withUnsafeBytes { Self.traits($0) }
    let mask: UInt32 = 1 << Self.lengthShift - 1
    let length = min(wanted.count, Self.longest)
    var found: [(text: String, distance: Int)] = []
    bytes.withUnsafeBytes { bytes in
      for (position, traits) in traits.enumerated() {
        // A slip changes at most two of the letters that a word is made of, and the length by one; most words differ in
        // more.
        guard ((traits ^ letters) & mask).nonzeroBitCount <= 2 * distance,
          abs(Int(traits >> Self.lengthShift) - length) <= distance
        else { continue }
        let text = String(decoding: bytes[Int(starts[position])..<Int(starts[position + 1])], as: UTF8.self)
        let scalars = Array(text.unicodeScalars)
        guard abs(scalars.count - wanted.count) <= distance else { continue }
        let slips = NearestName.distance(wanted, scalars)
        if slips <= distance { found.append((text, slips)) }
      }
    }
    return found
  }

  private static func traits(_ word: UnsafeRawBufferPointer) -> UInt32 {
    var letters: UInt32 = 0
    var length = 0
    for byte in word {
      if (0x61...0x7A).contains(byte) { letters |= 1 << UInt32(byte - 0x61) }
      // Every scalar has one byte that continues no other.
      if byte & 0xC0 != 0x80 { length += 1 }
    }
    return letters | UInt32(min(length, longest)) << lengthShift
  }
}
