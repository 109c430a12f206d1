package import SourceTree

/// What came of checking the records that somebody hands in.
package struct PreparedSubmissions: Sendable {
  /// A record that cannot land.
  package struct Refusal: Sendable {
    /// Its file.
    package var file: RecordFile
    /// The line of the file on which it begins.
    package var line: Int
    /// The id that it would have borne, as far as it is known.
    package var id: String?
    /// What was found about it.
    package var diagnostics: [Diagnostic]
  }

  /// Those without errors, in order.
  package var submissions: [Submission] = []
  /// Those with errors.
  package private(set) var refused: [Refusal] = []
  /// Everything that was found, about both.
  package var diagnostics: [Diagnostic] = []

  mutating func refuse(_ file: RecordFile, at line: Int, id: String? = nil, _ diagnostics: [Diagnostic]) {
    refused.append(Refusal(file: file, line: line, id: id, diagnostics: diagnostics))
    self.diagnostics += diagnostics
  }
}

extension Submission {
  /// Where a field was written, or the nearest place around it. O(nodes on the way).
  package func location(of path: FieldPath) -> SourceLocation? { tree.root?.nearestNode(at: path).location }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
