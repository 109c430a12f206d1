internal import CSQLite

/// Adds up how often documents hold one of several forms of a word, over documents that are small dense numbers.
///
/// Occurrences in the terms count once, however many of the names of a term stand there. A class with memory of its
/// own, because it is written to for every posting that is read.
final class WordTally {
  private struct Count {
    var sum: Int32 = 0
    var once: Int32 = 0

    /// Adds occurrences. O(1).
    @inline(__always)
    mutating func add(_ sum: Int, once: Int32) {
      self.sum = Int32(clamping: Int(self.sum) &+ sum)
      self.once = max(self.once, once)
    }

    /// What they count for in all.
    var units: Int32 { Int32(clamping: Int(sum) + Int(once)) }
  }

  /// What was counted, as it came, while that is little: of a few documents nearly each has its place on another page of
  /// memory, which the system would have to give first.
  private var few: [(document: Int, count: Count)] = []
  /// So much is kept as it came.
  private let mostFew: Int
  private var isFew = true
  /// What was counted of each document, once that is more.
  private let counts: ZeroedMemory<Count>
  private let held: UnsafeMutableBufferPointer<UInt64>
  /// One more than the largest document that there may be.
  let limit: Int

  /// Prepares to count. Throws `SQLiteError` when there is no memory for it. O(limit / 64).
  init(limit: Int) throws(SQLiteError) {
    self.limit = limit
    mostFew = limit / 64
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
    if isFew { return addToFew(document, sum, once: once) }
    // A text of nothing but one word must not count for less than nothing.
    var count = counts[document]
    count.add(sum, once: once)
    counts[document] = count
  }

  @inline(never)
  private func addToFew(_ document: Int, _ sum: Int, once: Int32) {
    var count = Count()
    count.add(sum, once: once)
    few.append((document, count))
    guard few.count > mostFew else { return }
    for (document, count) in few {
      var all = counts[document]
      all.add(Int(count.sum), once: count.once)
      counts[document] = all
    }
    few.removeAll(keepingCapacity: true)
    isFew = false
  }

  /// What was counted; the tally is then empty again. O(limit / 64 + documents), and some sorting of a few.
  func take() -> WordMatches {
    let set = DocumentSet(words: Array(held))
    let matches = isFew ? takeFew(set) : takeAll(set)
    held.update(repeating: 0)
    return matches
  }

  private func takeAll(_ set: DocumentSet) -> WordMatches {
    isFew = true
    return WordMatches(set) { document in
      let count = counts[document]
      counts[document] = Count()
      return count.units
    }
  }

  private func takeFew(_ set: DocumentSet) -> WordMatches {
    few.sort { $0.document < $1.document }
    var next = 0
    let matches = WordMatches(set) { document in
      var count = Count()
      while next < few.count, few[next].document == document {
        count.add(Int(few[next].count.sum), once: few[next].count.once)
        next += 1
      }
      return count.units
    }
    few.removeAll(keepingCapacity: true)
    return matches
  }
}
