/// Bytes at which copying stops, looked for eight at a time.
package struct StopBytes: Sendable {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64
  private let bound: UInt64

  /// Makes a set of one to four bytes, and of all below a bound of at most 0x80.
  package init(_ first: UInt8, _ second: UInt8? = nil, _ third: UInt8? = nil, _ fourth: UInt8? = nil, below: UInt8 = 0)
  {
    self.first = Self.ones &* UInt64(first)
    self.second = Self.ones &* UInt64(second ?? first)
    self.third = Self.ones &* UInt64(third ?? first)
    self.fourth = Self.ones &* UInt64(fourth ?? first)
    bound = Self.ones &* UInt64(below)
  }

  /// The top bits of the bytes that are of the set; beyond the lowest one that is, others may be set, too.
  @inline(__always)
  private func marks(_ word: UInt64) -> UInt64 {
    @inline(__always)
    func zeros(_ word: UInt64) -> UInt64 { (word &- Self.ones) & ~word }
    let found = zeros(word ^ first) | zeros(word ^ second) | zeros(word ^ third) | zeros(word ^ fourth)
    return (found | ((word &- bound) & ~word)) & Self.tops
  }

  /// The position of the first byte of the set, from a position on; the number of bytes when there is none. O(bytes).
  package func firstPosition(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var position = start
    while position + 8 <= bytes.count {
      let found = marks(UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)))
      if found != 0 { return position + found.trailingZeroBitCount >> 3 }
      position += 8
    }
    while position < bytes.count, !contains(base[position]) { position += 1 }
    return position
  }

  /// Copies bytes up to the first of the set. Returns how many it copied. O(bytes).
  ///
  /// The target needs room for seven bytes more.
  package func copy(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var position = 0
    while position + 8 <= count {
      let word = UnsafeRawPointer(source + position).loadUnaligned(as: UInt64.self)
      UnsafeMutableRawPointer(target + position).storeBytes(of: word, as: UInt64.self)
      let found = marks(UInt64(littleEndian: word))
      if found != 0 { return position + found.trailingZeroBitCount >> 3 }
      position += 8
    }
    while position < count {
      let byte = source[position]
      if contains(byte) { break }
      target[position] = byte
      position += 1
    }
    return position
  }

  @inline(__always)
  private func contains(_ byte: UInt8) -> Bool {
    let byte = UInt64(byte)
    return byte == first & 0xFF || byte == second & 0xFF || byte == third & 0xFF || byte == fourth & 0xFF
      || byte < bound & 0xFF
  }
}
