/// How much one document may hold, so that no input from outside can exhaust the machine.
package struct YAMLLimits: Sendable {
  /// Bytes of one document.
  package var bytes = 1 << 20
  /// Lists and maps within each other. libyaml 0.2.5 needs quadratic time for deep flow nesting, so that reading
  /// stops at the event that goes too deep.
  package var depth = 64
  /// Events of one document.
  package var events = 200_000
  /// Findings about the notation of one document. Each costs a look at the text from its beginning.
  package var findings = 200
  /// Bytes of one scalar.
  package var scalarBytes = 256 << 10

  /// The limits of the design.
  package init() {}
}
