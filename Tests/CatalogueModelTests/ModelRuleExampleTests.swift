import CatalogueModel
import SourceTree
import Testing
import TestSupport

/// The examples in the reference of diagnostics that belong to values and records.
@Suite struct ModelRuleExampleTests {
  private static let rules = ModelRules.all

  @Test(arguments: rules.filter(DiagnosticExamples.canRun).map(\.code))
  func exampleIsFoundAtItsMark(code: String) throws {
    let rule = try #require(Self.rules.first { $0.code == code })
    #expect(try DiagnosticExamples.problems(with: rule) == [])
  }
}
