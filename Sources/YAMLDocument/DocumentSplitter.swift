package import SourceTree

/// Splits a stream of YAML documents at their markers, without holding more than one document.
///
/// A line that begins with `---` or `...`, followed by a blank or the end of the line, ends a document wherever it
/// stands, even in the middle of a quoted text (YAML 1.2, 9.1.2 and 9.1.4, `c-forbidden`). Directives and comments
/// before `---` belong to the document that it begins.
package struct DocumentSplitter {
  /// One document of the stream.
  package struct Document {
    /// The line of the stream, from 1, on which it begins.
    package let firstLine: Int
    /// Its text.
    package let content: Content
  }

  /// The text of a document, or its size when it is too large to be held.
  package enum Content {
    /// The text.
    case text(SourceText)
    /// The size.
    case tooLarge(bytes: Int)
  }

  private let name: String
  private let limit: Int

  /// The document so far, complete lines only; emptied when it grows too large.
  private var document: [UInt8] = []
  private var documentSize = 0
  private var documentLine = 1
  private var documentBase = 0
  /// Whether a marker or content has begun the document; comments and directives have not.
  private var hasBegun = false
  /// Whether the document holds more than markers, comments and blanks.
  private var hasContent = false
  /// Where the directives begin that end the document so far, in case the next marker follows them.
  private var tail: (size: Int, line: Int)?

  /// The line so far; of a line that is too long only the beginning.
  private var line: [UInt8] = []
  private var lineSize = 0
  private var lineNumber = 1
  private var endsInCarriageReturn = false

  /// A splitter of a stream with this name that holds documents of up to `limit` bytes.
  package init(name: String, limit: Int) {
    self.name = name
    self.limit = limit
  }

  /// Takes the next bytes of the stream and hands over the documents that they end. Rethrows what `receive` throws.
  package mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>, _ receive: (Document) throws -> Void) rethrows {
    var start = 0
    for index in chunk.indices {
      let byte = chunk[index]
      // A carriage return ends a line of its own unless a line feed follows.
      if endsInCarriageReturn, byte != 0x0A {
        add(chunk[start..<index])
        start = index
        try endLine(receive)
      }
      endsInCarriageReturn = byte == 0x0D
      if byte == 0x0A {
        add(chunk[start...index])
        start = index + 1
        try endLine(receive)
      }
    }
    add(chunk[start...])
  }

  /// Ends the stream and hands over its last document, if there is one. Rethrows what `receive` throws.
  package mutating func finish(_ receive: (Document) throws -> Void) rethrows {
    if lineSize > 0 { try endLine(receive) }
    try endDocument(line: lineNumber, receive)
  }

  private mutating func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    lineSize += bytes.count
    if line.count <= limit { line.append(contentsOf: bytes) }
  }

  private mutating func endLine(_ receive: (Document) throws -> Void) rethrows {
    defer {
      line.removeAll(keepingCapacity: true)
      lineSize = 0
      lineNumber += 1
      endsInCarriageReturn = false
    }
    let bytes = documentSize == 0 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line[3...] : line[...]
    switch Self.kind(of: bytes) {
    case .start(let isFollowed):
      if hasBegun { try endDocumentBeforeTail(receive) }
      hasBegun = true
      hasContent = isFollowed
      keepLine()
    case .end(let isFollowed):
      hasBegun = hasBegun || isFollowed
      hasContent = hasContent || isFollowed
      keepLine()
      try endDocument(line: lineNumber + 1, receive)
    case .directive:
      if hasBegun, tail == nil { tail = (documentSize, lineNumber) }
      keepLine()
    case .comment:
      keepLine()
    case .content:
      hasBegun = true
      hasContent = true
      tail = nil
      keepLine()
    }
  }

  private mutating func keepLine() {
    documentSize += lineSize
    if documentSize > limit { document.removeAll() } else { document.append(contentsOf: line) }
  }

  /// Hands over the document without the directives at its end, which begin the next one.
  private mutating func endDocumentBeforeTail(_ receive: (Document) throws -> Void) rethrows {
    guard let tail, documentSize <= limit else { return try endDocument(line: lineNumber, receive) }
    let directives = document[tail.size...]
    document.removeSubrange(tail.size...)
    documentSize = tail.size
    self.tail = nil
    try endDocument(line: tail.line, receive)
    document = Array(directives)
    documentSize = document.count
  }

  /// Hands over the document, if there is anything in it, and begins the next one on a line.
  private mutating func endDocument(line nextLine: Int, _ receive: (Document) throws -> Void) rethrows {
    if hasContent || tail != nil {
      let isHeld = documentSize <= limit
      let text = SourceText(name: name, bytes: document, firstLine: documentLine, baseOffset: documentBase)
      try receive(Document(firstLine: documentLine, content: isHeld ? .text(text) : .tooLarge(bytes: documentSize)))
    }
    documentBase += documentSize
    document = []
    documentSize = 0
    documentLine = nextLine
    hasBegun = false
    hasContent = false
    tail = nil
  }

  private enum LineKind {
    case start(isFollowed: Bool)
    case end(isFollowed: Bool)
    case directive, comment, content
  }

  private static func kind(of line: ArraySlice<UInt8>) -> LineKind {
    func isEmpty(_ rest: ArraySlice<UInt8>) -> Bool {
      let text = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
      return text.isEmpty || text.first == 0x23
    }
    let rest = line.dropFirst(3)
    let isSeparated = rest.first.map { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D } ?? true
    if isSeparated, line.starts(with: [0x2D, 0x2D, 0x2D]) { return .start(isFollowed: !isEmpty(rest)) }
    if isSeparated, line.starts(with: [0x2E, 0x2E, 0x2E]) { return .end(isFollowed: !isEmpty(rest)) }
    if line.first == 0x25 { return .directive }
    return isEmpty(line) ? .comment : .content
  }
}
