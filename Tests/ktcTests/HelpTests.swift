internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct HelpTests {
  private static let commands = [
    "init", "validate", "list", "search", "show", "new", "submit", "import", "export", "formats", "vocabulary",
    "schema", "fix", "fmt", "set", "edit", "duplicates", "review", "merge", "log", "diff", "withdraw", "restore",
    "rename", "contacts", "forget", "audit", "form",
  ]

  @Test(arguments: commands) func helpHasExamples(_ command: String) throws {
    let run = try ProgramRun(command, "--help")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.text.contains("\n  ktc \(command)") || run.text.contains("\n    ktc \(command)"), "\(run.text)")
    #expect(try ProgramRun("help", command).text == run.text)
  }

  @Test func helpNamesEveryCommandAndTheExitStatuses() throws {
    let text = try ProgramRun("--help").text
    for command in Self.commands { #expect(text.contains("\n  \(command) "), "\(command)") }
    for status in ["0 done", "64", "65", "66", "73", "74"] { #expect(text.contains(status), "\(status)") }
    #expect(!text.contains("reference"))
  }

  @Test func anOptionBeforeWhatIsToBeDoneIsPutInItsPlace() throws {
    let run = try ProgramRun("review", "--catalogue", "own", "list")
    #expect(run.status == 64)
    #expect(run.errors.contains("ktc review list --catalogue own"), "\(run.errors)")
  }

  @Test func helpPutsTheCommandsIntoGroups() throws {
    let text = try ProgramRun("--help").text
    for group in ["WRITING", "SEARCHING", "EXCHANGE", "CURATING", "CATALOGUE"] {
      #expect(text.contains("\n\(group) SUBCOMMANDS:\n"), "\(text)")
    }
  }

  @Test func versionIsThatOfTheNewestChanges() throws {
    let run = try ProgramRun("--version")
    #expect(run.status == 0)
    let changes = try String(contentsOfFile: BundledCatalogue.repository + "/CHANGELOG.md", encoding: .utf8)
    let newest = try #require(changes.split(separator: "\n").first { $0.hasPrefix("## ") })
    let version = try #require(newest.split(separator: " ").dropFirst().first)
    #expect(run.text.hasPrefix("ktc \(version) ("))
  }

  @Test func versionNamesTheCommitOrSaysThatItIsNotRecorded() throws {
    let text = try ProgramRun("--version").text
    let commit = /^ktc [0-9.]+ \([0-9a-f]{10}( with changes)?, \d{4}-\d\d-\d\d\)\n$/
    #expect(text.firstMatch(of: commit) != nil || text.contains("(commit not recorded; `make build` records it)"))
  }

  @Test(arguments: [
    ["frobnicate"], ["list", "--frobnicate"], ["export"], ["show"], ["show", "a", "b"], ["import"], ["init"],
  ])
  func wrongUsageIsStatus64(_ arguments: [String]) throws {
    let run = try ProgramRun(arguments: arguments)
    #expect(run.status == 64)
    #expect(!run.errors.isEmpty)
    #expect(run.text.isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionScriptIsMade(_ shell: String) throws {
    let run = try ProgramRun("--generate-completion-script", shell)
    #expect(run.status == 0)
    #expect(run.text.contains("target-group"))
  }
}
