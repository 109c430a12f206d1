internal import CSQLite

/// Adds up how often documents hold one of several forms of a word, over documents that are small dense numbers.
///
/// Occurrences in the terms count once, however many of the names of a term stand there. A class with memory of its
/// own, because it is written to for every posting that is read.
final class WordTally {
  private struct Count {
    var sum: Int32 = 0
    var once: Int32 = 0
  }

  private let counts: ZeroedMemory<Count>
  private let held: UnsafeMutableBufferPointer<UInt64>
  /// One more than the largest document that there may be.
  let limit: Int

  /// Prepares to count. Throws `SQLiteError` when there is no memory for it. O(limit / 64).
  init(limit: Int) throws(SQLiteError) {
    self.limit = limit
    guard let counts = ZeroedMemory<Count>(count: limit) else {
      throw SQLiteError(code: SQLITE_NOMEM, message: "out of memory")
    }
    self.counts = counts
    held = .allocate(capacity: (limit + 63) / 64)
    held.initialize(repeating: 0)
  }

  deinit { held.deallocate() }

  /// Counts occurrences, in units, and the weightiest one in the terms. A document at or above the limit is none. O(1).
  @inline(__always)
  func add(_ document: Int, _ sum: Int, once: Int32) {
    guard document >= 0, document < limit else { return }
    held[document >> 6] |= 1 << UInt64(document & 63)
    // A text of nothing but one word must not count for less than nothing.
    let count = counts[document]
    counts[document] = Count(sum: Int32(clamping: Int(count.sum) &+ sum), once: max(count.once, once))
  }

  /// What was counted; the tally is then empty again. O(limit / 64 + documents).
  func take() -> WordMatches {
    let set = DocumentSet(words: Array(held))
    let matches = WordMatches(set) { document in
      let count = counts[document]
      counts[document] = Count()
      return Int32(clamping: Int(count.sum) + Int(count.once))
    }
    held.update(repeating: 0)
    return matches
  }
}
