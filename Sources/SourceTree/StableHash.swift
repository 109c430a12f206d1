/// A hash that is the same in every run and on every machine, eight bytes at a time.
///
/// Each word is mixed in by an exclusive or, a multiplication by an odd number and a shift, all of which can be undone,
/// so that no change of one word goes unnoticed.
package struct StableHash: Sendable {
  /// The hash so far.
  package private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Begins with nothing.
  package init() {}

  /// Adds eight bytes. O(1).
  private mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0xFF51_AFD7_ED55_8CCD
    value ^= value >> 29
  }

  /// Adds bytes and their number, so that two texts are told from one. O(bytes).
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let whole = bytes.count & ~7
    for position in stride(from: 0, to: whole, by: 8) {
      add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
    }
    var rest: UInt64 = 0
    for position in stride(from: bytes.count - 1, through: whole, by: -1) { rest = rest << 8 | UInt64(bytes[position]) }
    add(rest)
    add(UInt64(bytes.count))
  }

  /// Adds a text and its end. O(length).
  package mutating func add(_ text: String) { text.withBytes { add(UnsafeRawBufferPointer($0)) } }
}
