/// A hash that is the same in every run and on every machine (FNV-1a, 64 bits: Fowler, Noll and Vo).
package struct StableHash: Sendable {
  /// The hash so far.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Begins with nothing.
  package init() {}

  /// Adds bytes. O(bytes).
  package mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var value = value
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    self.value = value
  }

  /// Adds a text and its end, so that two texts are told from one. O(length).
  package mutating func add(_ text: String) {
    text.withBytes { add($0) }
    value = value &* 0x100_0000_01B3
  }
}
