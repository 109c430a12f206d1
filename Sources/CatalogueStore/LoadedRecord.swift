package import CatalogueModel
package import SourceTree

/// What was read from a record file. A class, because it is handed on often, and a record has some sixty parts to count
/// references to.
package final class LoadedRecord: Sendable {
  /// The file.
  package let file: RecordFile
  /// The draft; nil when the file could not be read as YAML at all.
  package let draft: Draft?
  /// What was found about the notation and the values, and, unless it was read without judging, about the record as a
  /// whole.
  package let diagnostics: [Diagnostic]

  /// Whether the file was taken away after it was listed.
  let hasGone: Bool

  init(file: RecordFile, draft: Draft?, diagnostics: [Diagnostic], hasGone: Bool = false) {
    self.hasGone = hasGone
    self.file = file
    self.draft = draft
    self.diagnostics = diagnostics
  }

  /// The status that the record states, or that its folder gives it.
  package var status: RecordStatus { draft?.record.status ?? file.defaultStatus }

  /// Whether something that was found must be changed.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
