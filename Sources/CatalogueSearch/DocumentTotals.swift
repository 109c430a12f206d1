/// What documents count for in all, by their numbers.
enum DocumentTotals {
  /// Few documents among many.
  case few([Int: Double])
  /// A value for each document.
  case many(ZeroedMemory<Double>)

  /// Nothing yet, for documents below a limit, of which at most so many will count or be asked for. Throws `OutOfMemory`.
  init(limit: Int, count: Int) throws(OutOfMemory) {
    // Of a few documents nearly each has its place on another page of memory, which the system has to give first.
    if count < limit / 64 {
      self = .few(Dictionary(minimumCapacity: count))
    } else {
      guard let values = ZeroedMemory<Double>(count: limit) else { throw OutOfMemory() }
      self = .many(values)
    }
  }

  /// Adds to what a document counts for. O(1).
  mutating func add(_ value: Double, to document: Int) {
    switch self {
    case .few(var totals):
      self = .few([:])
      totals[document, default: 0] += value
      self = .few(totals)
    case .many(let totals): totals[document] += value
    }
  }

  /// What a document counts for. O(1).
  subscript(document: Int) -> Double {
    switch self {
    case .few(let totals): totals[document] ?? 0
    case .many(let totals): totals[document]
    }
  }
}
