import CatalogueModel
import SourceTree
import TestSupport
import Testing
import YAMLDocument

/// Records written in a test, read by the bundled vocabularies.
enum RecordSample {
  /// The draft of a text. Throws when the text is no YAML.
  static func draft(_ text: String) throws -> Draft {
    let read = YAMLReader().readDocument(SourceText(name: "x.yaml", text))
    #expect(read.diagnostics.isEmpty, "\(text)")
    let tree = try #require(read.tree)
    return Draft(tree, in: Fixtures.context)
  }

  /// All findings about a record that is completed to a whole one.
  static func findings(_ lines: String, as stage: RecordStage = .published) throws -> [Diagnostic] {
    let draft = try draft(DiagnosticExamples.completed(lines))
    return draft.diagnostics + draft.findings(in: Fixtures.context, as: stage)
  }

  /// The codes of all findings about a completed record.
  static func codes(_ lines: String, as stage: RecordStage = .published) throws -> [String] {
    try findings(lines, as: stage).map(\.code)
  }
}
