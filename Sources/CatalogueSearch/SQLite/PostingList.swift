/// The postings of one token, read into memory, to be gone through beside those of other tokens.
struct PostingList {
  /// The bytes of all segments, one after the other.
  private final class Memory {
    let bytes: UnsafeMutableRawBufferPointer
    init(_ count: Int) { bytes = .allocate(byteCount: count, alignment: 1) }
    deinit { bytes.deallocate() }
  }

  private let memory: Memory
  private let segments: [(first: Int, range: Range<Int>)]
  private let limit: Int
  private var segment = -1
  /// The first document of the segment behind the one at hand.
  private var following: Int
  private var reader: PostingReader

  /// The document of the posting that was reached.
  var document: Int { reader.document }
  /// The parts of it that hold the token, a bit each.
  var parts: UInt8 { reader.parts }
  /// The bytes of all postings, by which lists compare in length. O(1).
  var size: Int { memory.bytes.count }

  /// A list of segments, each with its first document, in order. No document is at or above the limit. O(bytes).
  init(_ segments: [(first: Int, bytes: [UInt8])], limit: Int) {
    memory = Memory(segments.reduce(0) { $0 + $1.bytes.count })
    var end = 0
    var ranges: [(first: Int, range: Range<Int>)] = []
    for segment in segments {
      let start = end
      end += segment.bytes.count
      UnsafeMutableRawBufferPointer(rebasing: memory.bytes[start..<end]).copyBytes(from: segment.bytes)
      ranges.append((segment.first, start..<end))
    }
    self.segments = ranges
    self.limit = limit
    following = ranges.first?.first ?? Int.max
    reader = PostingReader(UnsafeRawBufferPointer(start: nil, count: 0), first: 0, limit: limit)
  }

  /// Goes on to the first posting of a document or a later one; false when there is none. Throws `SQLiteError`.
  /// O(postings passed over, but for whole segments).
  @inline(__always)
  mutating func advance(to target: Int) throws(SQLiteError) -> Bool {
    if target < following {
      if segment >= 0, document >= target, parts != 0 { return true }
      while try reader.next() { if document >= target { return true } }
    }
    return try advanceBeyond(target)
  }

  /// The same, beyond the segment at hand.
  private mutating func advanceBeyond(_ target: Int) throws(SQLiteError) -> Bool {
    while segment + 1 < segments.count {
      begin(segment + 1)
      if target >= following { continue }
      while try reader.next() { if document >= target { return true } }
    }
    return false
  }

  private mutating func begin(_ number: Int) {
    segment = number
    let (first, range) = segments[number]
    following = number + 1 < segments.count ? segments[number + 1].first : Int.max
    let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory.bytes)[range])
    reader = PostingReader(bytes, first: first, limit: limit)
  }

  /// Puts the places of the posting that was reached, once, into an array, and tells how many there are. Throws
  /// `SQLiteError`. O(places).
  mutating func readPlaces(into places: inout [TokenPlace]) throws(SQLiteError) -> Int {
    try reader.readPlaces(into: &places)
  }
}

extension PostingList {
  /// Gives `body` each document in which tokens follow each other, and the places where the first of them stand.
  /// Throws `SQLiteError`. O(postings).
  ///
  /// - Parameter lists: The postings of the tokens, each a list of its own, before its first posting.
  static func forEachPhrase(
    _ lists: [PostingList], _ body: (_ document: Int, _ places: ArraySlice<TokenPlace>) -> Void
  ) throws(SQLiteError) {
    // The shortest list leads, so that the others pass over what it does not hold.
    guard let lead = lists.indices.min(by: { lists[$0].size < lists[$1].size }) else { return }
    var lists = lists
    let order = [lead] + lists.indices.filter { $0 != lead }
    var starts: [TokenPlace] = []
    var places: [TokenPlace] = []
    var target = 0
    search: while true {
      var parts = UInt8.max
      for list in order {
        guard try lists[list].advance(to: target) else { return }
        if lists[list].document > target, list != lead {
          target = lists[list].document
          continue search
        }
        target = lists[list].document
        parts &= lists[list].parts
      }
      if parts != 0 {
        var count = try lists[0].readPlaces(into: &starts)
        for list in 1..<lists.count where count > 0 {
          let others = try lists[list].readPlaces(into: &places)
          count = keep(&starts, count, followedBy: places, others, after: list)
        }
        if count > 0 { body(target, starts.prefix(count)) }
      }
      target += 1
    }
  }

  /// Keeps of the first places, so many of them, those that others follow at a distance, and tells how many these are.
  /// All are in order. O(places).
  private static func keep(
    _ starts: inout [TokenPlace], _ count: Int, followedBy places: [TokenPlace], _ others: Int, after distance: Int
  ) -> Int {
    starts.withUnsafeMutableBufferPointer { starts in
      places.withUnsafeBufferPointer { places in
        var kept = 0
        var next = 0
        for position in 0..<count {
          let wanted = starts[position].later(by: distance)
          while next < others, places[next] < wanted { next += 1 }
          guard next < others else { break }
          if places[next] == wanted {
            starts[kept] = starts[position]
            kept += 1
          }
        }
        return kept
      }
    }
  }
}
