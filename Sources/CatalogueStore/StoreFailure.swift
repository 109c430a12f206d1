package import SourceTree

/// The catalogue cannot be used, for the reason that the finding gives.
package struct StoreFailure: Error, Sendable {
  /// The reason.
  package let diagnostic: Diagnostic

  /// Makes a failure.
  package init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}
