public import CatalogueModel
public import SourceTree

/// Reads records from one format.
public protocol Importer: Sendable {
  /// What the format is.
  var format: FormatDescription { get }
  /// How probable it is that an input is of this format, judged by its first bytes and its name. O(head).
  func confidence(in head: RawSpan, named name: String?) -> Confidence
  /// Reads every record and hands it to `receive` as a draft. What has no place in a draft is in its diagnostics.
  ///
  /// Throws what the source throws, what `receive` throws, and `ImportFailure` when nothing more can be read.
  func readDrafts(
    from source: any ImportSource, in context: ImportContext, _ receive: (consuming Draft) throws -> Void
  ) throws
}

/// How probable it is that an input is of a format: 0 for no, 100 for a mark that nothing else bears.
public struct Confidence: Sendable, Hashable, Comparable {
  /// From 0 to 100.
  public let percent: Int

  /// Makes a confidence, brought within 0 and 100.
  public init(percent: Int) { self.percent = min(max(percent, 0), 100) }

  /// It is something else.
  public static let none = Confidence(percent: 0)
  /// It could be; so could other things.
  public static let possible = Confidence(percent: 30)
  /// It looks like it.
  public static let likely = Confidence(percent: 60)
  /// It bears a mark that nothing else bears.
  public static let certain = Confidence(percent: 100)

  /// Orders by probability.
  public static func < (lhs: Confidence, rhs: Confidence) -> Bool { lhs.percent < rhs.percent }
}

/// Where an import comes from.
public protocol ImportSource: AnyObject {
  /// The name for messages: the path as the user gave it, or `<stdin>`.
  var name: String { get }
  /// The next bytes, at most `count`; empty at the end. Throws when they cannot be read.
  func read(upTo count: Int) throws -> [UInt8]
}

extension ImportSource {
  /// All bytes that are left, for formats that need the whole input. Throws `ImportFailure` when there are more than
  /// `limit`.
  public func readAll(limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let chunk = try read(upTo: 1 << 16)
      if chunk.isEmpty { return bytes }
      bytes += chunk
      if bytes.count > limit {
        let message = "this input has more than \(limit) bytes, which is more than this format allows"
        throw ImportFailure(Diagnostic(ImportRules.tooLarge, message, at: SourceLocation(file: name)))
      }
    }
  }
}

/// What an importer may know beside the input.
public struct ImportContext: Sendable {
  /// The catalogue that the drafts are for.
  public var catalogue: CatalogueContext
  /// How many records an import may hold.
  public var recordLimit = 1_000_000

  /// Makes a context.
  public init(catalogue: CatalogueContext) {
    self.catalogue = catalogue
    self.catalogue.takesCertainReadings = true
  }

  /// Throws `ImportFailure` when an input holds more than it may.
  ///
  /// - Parameters:
  ///   - count: How many records there are so far.
  ///   - things: What the format calls them.
  ///   - place: Where the last one stands.
  public func requireRoom(
    for count: Int, _ things: String = "records", at place: @autoclosure () -> SourceLocation?
  ) throws {
    guard count > recordLimit else { return }
    let message = "this input holds more than \(recordLimit) \(things); split it"
    throw ImportFailure(Diagnostic(ImportRules.tooManyRecords, message, at: place()))
  }
}

/// Nothing more can be read from the input, for the reason that the finding gives.
public struct ImportFailure: Error, Sendable {
  /// The reason.
  public let diagnostic: Diagnostic

  /// Makes a failure.
  public init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}
