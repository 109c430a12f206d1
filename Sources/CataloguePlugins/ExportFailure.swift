public import SourceTree

/// An export cannot be written, for the reason that the finding gives.
public struct ExportFailure: Error, Sendable {
  /// The reason.
  public let diagnostic: Diagnostic

  /// Makes a failure.
  public init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}
