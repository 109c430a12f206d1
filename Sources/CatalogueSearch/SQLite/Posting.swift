/// Where one document holds a token: the places in each part, counted in tokens.
///
/// As bytes: the step from the document before as a number in base 128, a bit for each part that holds the token, the
/// length of the rest, how many places there are in each of these parts, and the places of each part in order, as
/// steps.
struct Posting: Equatable {
  /// The document.
  var document: Int
  /// A bit for each part that holds the token.
  var parts: UInt8 = 0
  /// How many places there are, and the places, of each of these parts.
  var body: [UInt8] = []

  private static let partCount = SearchDocument.Part.allCases.count

  /// A document and the places of a token in it, in order. O(places).
  init(_ document: Int, _ places: [TokenPlace]) {
    self.document = document
    var counts = [Int](repeating: 0, count: Self.partCount)
    for place in places {
      counts[place.part] += 1
      parts |= 1 << UInt8(place.part)
    }
    for count in counts where count > 0 { Base128.append(count, to: &body) }
    var previous: TokenPlace?
    for place in places {
      let before = previous.map { $0.part == place.part ? $0.position : 0 } ?? 0
      Base128.append(place.position - before, to: &body)
      previous = place
    }
  }
}

/// A place of a token within a document. The next place in the same part is greater by one.
struct TokenPlace: Comparable {
  private(set) var value: UInt64

  /// The place behind so many tokens of a part.
  init(part: Int, position: Int) {
    value = UInt64(truncatingIfNeeded: part) << 32 | UInt64(UInt32(truncatingIfNeeded: position))
  }

  /// The part, by its number.
  var part: Int { Int(value >> 32) }
  /// How many tokens stand before it in the part.
  var position: Int { Int(value & 0xFFFF_FFFF) }

  /// The place so many tokens later.
  func later(by count: Int) -> TokenPlace {
    var place = self
    place.value &+= UInt64(count)
    return place
  }

  static func < (one: TokenPlace, other: TokenPlace) -> Bool { one.value < other.value }
}

/// Some of the postings of a token, in the order of their documents, as they are kept.
struct PostingSegment {
  /// The first document.
  private(set) var first: Int
  /// The postings.
  private(set) var bytes: [UInt8] = []
  /// The last document.
  private(set) var last: Int

  /// About so many bytes are kept together: a row that fills a page of the file.
  static let size = 3600

  /// An empty segment that is to begin with a document.
  init(first: Int) {
    self.first = first
    last = first
  }

  /// Whether the next posting should begin a new segment. O(1).
  var isFull: Bool { bytes.count >= Self.size }

  /// Adds a posting of a later document. O(places).
  mutating func add(_ posting: Posting) {
    posting.body.withUnsafeBytes { add(posting.document, posting.parts, $0) }
  }

  /// Adds the posting that was reached, of a later document. O(places).
  mutating func add(_ reader: PostingReader) { add(reader.document, reader.parts, reader.body) }

  private mutating func add(_ document: Int, _ parts: UInt8, _ body: UnsafeRawBufferPointer) {
    Base128.append(document - last, to: &bytes)
    bytes.append(parts)
    Base128.append(body.count, to: &bytes)
    bytes.append(contentsOf: body)
    last = document
  }
}

/// Reads the postings of a segment one after the other.
///
/// The bytes are checked as they are read: what is no posting throws, and the index is made anew.
struct PostingReader {
  private var numbers: Base128
  private var bodyEnd = 0
  /// The document of the posting that was read last.
  private(set) var document: Int
  /// The parts of it that hold the token, a bit each.
  private(set) var parts: UInt8 = 0
  private let limit: Int

  /// Begins before the first posting of a segment that begins with a document. No document is at or above the limit.
  init(_ bytes: UnsafeRawBufferPointer, first: Int, limit: Int) {
    numbers = Base128(bytes)
    self.limit = limit
    document = first
  }

  /// Goes to the next posting; false at the end. Throws `SQLiteError`. O(1).
  @inline(__always)
  mutating func next() throws(SQLiteError) -> Bool {
    numbers.position = max(numbers.position, bodyEnd)
    guard !numbers.isAtEnd else { return false }
    document &+= try numbers.next()
    parts = try numbers.nextByte()
    let length = try numbers.next()
    bodyEnd = numbers.position &+ length
    // There are seven parts; nothing stands for the highest bit.
    guard document >= 0, document < limit, parts < 0x80, bodyEnd >= numbers.position, bodyEnd <= numbers.bytes.count
    else { throw SQLiteError.disagreement }
    return true
  }

  /// Gives `body` how many places there are in each part of the posting, once after each step. Throws `SQLiteError`.
  /// O(parts).
  @inline(__always)
  mutating func forEachCount(_ body: (_ part: Int, _ count: Int) -> Void) throws(SQLiteError) {
    var rest = parts
    while rest != 0 {
      body(rest.trailingZeroBitCount, try numbers.next())
      rest &= rest - 1
    }
  }

  /// Puts the places of the posting into an array, which grows where it must, and tells how many there are; once after
  /// each step. Throws `SQLiteError`. O(places).
  mutating func readPlaces(into places: inout [TokenPlace]) throws(SQLiteError) -> Int {
    var counts = InlineArray<8, Int>(repeating: 0)
    var total = 0
    try forEachCount {
      counts[$0] = $1
      total &+= $1
    }
    // Each takes a byte at least, so that no more room is made than there are bytes.
    guard total >= 0, total <= bodyEnd - numbers.position else { throw SQLiteError.disagreement }
    if places.count < total {
      places += repeatElement(TokenPlace(part: 0, position: 0), count: total - places.count)
    }
    var numbers = numbers
    try places.withUnsafeMutableBufferPointer { (places) throws(SQLiteError) in
      var next = 0
      for part in counts.indices where counts[part] > 0 {
        guard counts[part] <= total - next else { throw SQLiteError.disagreement }
        var place = 0
        for _ in 0..<counts[part] {
          place &+= try numbers.next()
          places[next] = TokenPlace(part: part, position: place)
          next += 1
        }
      }
    }
    self.numbers = numbers
    return total
  }

  /// What the posting says behind its parts, once after each step. O(1).
  fileprivate var body: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: numbers.bytes[numbers.position..<bodyEnd])
  }
}
