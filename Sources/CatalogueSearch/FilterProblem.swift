/// A name that cannot be understood, such as that of a field to count by.
package struct FilterProblem: Error, Sendable, CustomStringConvertible {
  /// What is wrong, and what to write instead.
  package let description: String

  init(_ description: String) { self.description = description }
}
