package import SourceTree

/// One thing that a record needs care for.
package struct CareFinding: Sendable, Hashable {
  /// What kind of thing.
  package var kind: CareKind
  /// What is the matter.
  package var message: String
  /// The field it is about.
  package var field: FieldPath?
  /// Where it stands, or the nearest place around.
  package var location: SourceLocation?
  /// The languages that are missing, the address that is unsafe, the terms that contradict each other, or another detail that
  /// a letter tells.
  package var details: [String] = []
  /// What another source says in the place of a value.
  package var value: String?
  /// What the cataloguer noted about it.
  package var note: String?

  /// Makes a finding.
  package init(
    kind: CareKind, message: String, field: FieldPath? = nil, location: SourceLocation? = nil, details: [String] = []
  ) {
    self.kind = kind
    self.message = message
    self.field = field
    self.location = location
    self.details = details
  }
}
