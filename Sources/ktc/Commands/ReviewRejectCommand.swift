internal import ArgumentParser
internal import CatalogueStore

/// Takes drafts out of the inbox that are not wanted.
struct ReviewRejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Take drafts out of the inbox that the catalogue does not want.",
    discussion: """
      The draft leaves the inbox, and history/ID/ keeps it. With --letters a letter to whoever handed it in is written.

        ktc review reject summer-school --why "It is about teaching, not knowledge transfer." --by "Ana Silva"
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: ArgumentHelp("The ids of the drafts.", valueName: "id")) var ids: [String]
  @OptionGroup var decision: DecisionOptions
  @Option(
    name: .long, help: ArgumentHelp("Write a letter for each into this folder.", valueName: "folder"),
    completion: .directory)
  var letters: String?
  @Flag(name: .long, help: "Tell what would happen, and write nothing.") var dryRun = false
  @OptionGroup var agreed: UnaskedOptions

  func run() throws {
    try reportingFailures { output in
      let why = try decision.requireReason("why it is not taken")
      let by = dryRun ? decision.decider ?? "" : try decision.requireDecider()
      let dismissal = Dismissal(action: .rejected, by: by, why: why, letters: letters, isDryRun: dryRun)
      try dismissal.run(ids, at: location, output)
    }
  }
}
