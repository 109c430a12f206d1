/// An export kept in memory, for small exports and tests.
public final class MemoryDestination: ExportDestination {
  /// The bytes of a format whose layout is `file`.
  public private(set) var bytes: [UInt8] = []
  /// The files of a format whose layout is `folder`, in the order in which they were begun.
  public private(set) var files: [(name: String, bytes: [UInt8])] = []

  /// Starts empty.
  public init() {}

  /// Adds bytes to the file, or to the file that was begun last.
  public func write(_ bytes: [UInt8]) {
    if files.isEmpty { self.bytes += bytes } else { files[files.count - 1].bytes += bytes }
  }

  /// Begins a file.
  public func beginFile(named name: String) { files.append((name, [])) }

  /// The bytes as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// An import from memory.
public final class MemorySource: ImportSource {
  /// The name for messages.
  public let name: String
  private var rest: ArraySlice<UInt8>
  private let pieceSize: Int

  /// Makes a source of bytes.
  ///
  /// - Parameters:
  ///   - name: The name for messages.
  ///   - bytes: The bytes.
  ///   - pieceSize: The most bytes that come at once, whatever is asked for.
  public init(name: String, bytes: [UInt8], inPiecesOf pieceSize: Int = .max) {
    self.name = name
    rest = bytes[...]
    self.pieceSize = pieceSize
  }

  /// The next bytes, at most `count`; empty at the end.
  public func read(upTo count: Int) -> [UInt8] {
    let chunk = Array(rest.prefix(min(count, pieceSize)))
    rest = rest.dropFirst(chunk.count)
    return chunk
  }
}
