import SourceTree
import Testing
import TestSupport

/// The examples in the reference of diagnostics that belong to texts and trees.
@Suite struct TextRuleExampleTests {
  private static let rules = TextInspection.rules + TreeRules.all

  @Test(arguments: rules.filter(DiagnosticExamples.canRun).map(\.code))
  func exampleIsFoundAtItsMark(code: String) throws {
    let rule = try #require(Self.rules.first { $0.code == code })
    #expect(try DiagnosticExamples.problems(with: rule) == [])
  }
}
