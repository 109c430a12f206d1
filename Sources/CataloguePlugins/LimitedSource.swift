internal import SourceTree

/// An input of which only so many bytes are taken, so that one without an end comes to one.
public final class LimitedSource: ImportSource {
  private let source: any ImportSource
  private let limit: Int
  private var total = 0

  /// The name for messages.
  public var name: String { source.name }

  /// Limits a source; to 4 GiB unless told otherwise.
  public init(_ source: any ImportSource, limit: Int = 4 << 30) {
    self.source = source
    self.limit = limit
  }

  /// The next bytes; empty at the end. Throws what the source throws, and `ImportFailure` when there are more than the
  /// limit.
  public func read(upTo count: Int) throws -> [UInt8] {
    let bytes = try source.read(upTo: count)
    total += bytes.count
    guard total <= limit else {
      let message = "this input has more than \(limit) bytes; split it"
      throw ImportFailure(Diagnostic(ImportRules.tooLarge, message, at: SourceLocation(file: name)))
    }
    return bytes
  }
}
