/// Numbers in base 128, the lowest digit first, each digit but the last marked: small ones take a byte.
///
/// The bytes are checked as they are read: what is no number throws, and the index is made anew.
struct Base128 {
  /// The bytes.
  let bytes: UnsafeRawBufferPointer
  /// Where the next number begins.
  var position = 0

  /// Begins before the first number.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Whether there is no further number. O(1).
  @inline(__always)
  var isAtEnd: Bool { position >= bytes.count }

  /// The next byte. Throws `SQLiteError`. O(1).
  @inline(__always)
  mutating func nextByte() throws(SQLiteError) -> UInt8 {
    guard position >= 0, position < bytes.count else { throw SQLiteError.disagreement }
    defer { position += 1 }
    return bytes[position]
  }

  /// The next number. Throws `SQLiteError`. O(1).
  @inline(__always)
  mutating func next() throws(SQLiteError) -> Int {
    let byte = try nextByte()
    return byte < 0x80 ? Int(byte) : try large(Int(byte & 0x7F))
  }

  private mutating func large(_ start: Int) throws(SQLiteError) -> Int {
    var value = start
    for shift in stride(from: 7, to: 56, by: 7) {
      let byte = try nextByte()
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw SQLiteError.disagreement
  }

  /// Adds a number that is not negative. O(1).
  static func append(_ number: Int, to bytes: inout [UInt8]) {
    var rest = UInt(bitPattern: number)
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// Few documents of many, as bytes: the steps between them.
enum DocumentList {
  /// The bytes of documents. O(documents × log documents).
  static func bytes(of documents: some Sequence<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    var last = 0
    for document in documents.sorted() {
      Base128.append(document - last, to: &bytes)
      last = document
    }
    return bytes
  }

  /// Gives `body` the documents in order. Throws `SQLiteError`. O(documents).
  static func forEach(_ bytes: UnsafeRawBufferPointer, _ body: (Int) -> Void) throws(SQLiteError) {
    var numbers = Base128(bytes)
    var document = 0
    while !numbers.isAtEnd {
      document &+= try numbers.next()
      guard document >= 0, document <= Int32.max else { throw SQLiteError.disagreement }
      body(document)
    }
  }
}
