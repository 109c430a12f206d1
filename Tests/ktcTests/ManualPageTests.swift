internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct ManualPageTests {
  private let page: String

  init() throws {
    let run = try ProgramRun("reference", "manual")
    #expect(run.status == 0 && run.errors.isEmpty)
    page = run.text
  }

  @Test func everyCommandThatHelpListsHasASection() throws {
    let listed = try ProgramRun("--help").lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first }.filter { $0.allSatisfy(\.isLetter) && $0 != "See" && $0 != "ktc" }
    #expect(listed.count > 30)
    for command in listed { #expect(page.contains("\n.SS \"ktc \(command)\"\n"), "\(command)") }
    #expect(page.contains("\n.SS \"ktc review accept\"\n"))
    #expect(!page.contains("\"ktc reference\"") && !page.contains("ktc help\""))
  }

  @Test(arguments: ["search", "export", "submit", "import", "audit", "set"])
  func everyOptionOfACommandIsThere(_ command: String) throws {
    let help = try ProgramRun(command, "--help").text
    let options = help.matches(of: /--[a-z][a-z-]+/).map { String($0.output) }
    #expect(!options.isEmpty)
    for option in options { #expect(page.contains(option.replacingOccurrences(of: "--", with: "\\-\\-")), "\(option)") }
  }

  @Test func sameDayGivesTheSamePage() throws {
    #expect(page.hasPrefix(".TH \"KTC\" \"1\" \"2026-11-20\" "))
    #expect(try ProgramRun("reference", "manual", environment: ["LC_ALL": "tr_TR.UTF-8"]).text == page)
  }

  @Test(.enabled(if: (try? ProgramRun(shell: "command -v mandoc").status == 0) ?? false, "mandoc is missing"))
  func mandocHasNothingAgainstIt() throws {
    let run = try ProgramRun(shell: "\"$KTC\" reference manual | mandoc -Tlint -Wall")
    #expect(run.status == 0, "\(run.text)")
  }
}
