/// Where in a generated text each of its codes stands. Short codes are numbers, so that making the table, with which
/// nearly every program start begins, takes some microseconds.
struct CodeTable: Sendable {
  /// A piece of the text by its bytes.
  struct Piece {
    /// Where it begins.
    var start: Int32
    /// Where it ends.
    var end: Int32
  }

  private var keys: [UInt64]
  private var pieces: [Piece]

  /// The table of some codes. O(codes).
  init(_ codes: [(key: UInt64, piece: Piece)]) {
    var size = 16
    while size < codes.count * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    pieces = [Piece](repeating: Piece(start: 0, end: 0), count: size)
    for (key, piece) in codes {
      let slot = slot(of: key)
      keys[slot] = key
      pieces[slot] = piece
    }
  }

  /// What stands for a code of 1 to 8 letters of ASCII; nil for other text, which no list has. O(length).
  static func key(_ code: some Sequence<UInt8>) -> UInt64? {
    var key: UInt64 = 0
    for byte in code {
      guard byte < 0x80, byte > 0, key < 1 << 56 else { return nil }
      key = key << 8 | UInt64(byte)
    }
    return key == 0 ? nil : key
  }

  /// What belongs to a code. O(1).
  func piece(_ key: UInt64) -> Piece? {
    let slot = slot(of: key)
    return keys[slot] == key ? pieces[slot] : nil
  }

  /// The slot that has a code, or that is free for it; there are always free ones.
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (keys.count - 1)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }
}
