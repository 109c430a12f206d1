internal import SourceTree

/// Splits a stream at its line feeds, without holding more than one line of bounded length. Blank lines are left out.
struct LineSplitter {
  /// One line of the stream.
  struct Line {
    /// Its text without the line feed, cut short when the line is too long.
    let text: SourceText
    /// How many bytes it has.
    let size: Int
  }

  private let name: String
  private let limit: Int
  private var line: [UInt8] = []
  private var size = 0
  private var number = 1
  private var base = 0

  /// A splitter of a stream with this name that holds lines of up to `limit` bytes.
  init(name: String, limit: Int) {
    self.name = name
    self.limit = limit
  }

  /// Takes the next bytes of the stream and hands over the lines that they end. Rethrows what `receive` throws.
  mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>, _ receive: (Line) throws -> Void) rethrows {
    var rest = chunk[...]
    while let end = rest.firstIndex(of: 0x0A) {
      add(rest[..<end])
      rest = rest[(end + 1)...]
      try endLine(receive)
    }
    add(rest)
  }

  /// Ends the stream and hands over its last line. Rethrows what `receive` throws.
  mutating func finish(_ receive: (Line) throws -> Void) rethrows { try endLine(receive) }

  private mutating func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    size += bytes.count
    if line.count <= limit { line.append(contentsOf: bytes) }
  }

  private mutating func endLine(_ receive: (Line) throws -> Void) rethrows {
    let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let text = SourceText(name: name, bytes: line, firstLine: number, baseOffset: base)
    let ended = Line(text: text, size: size)
    line = []
    base += size + 1
    size = 0
    number += 1
    if !isBlank { try receive(ended) }
  }
}
