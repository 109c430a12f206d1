internal import ArgumentParser
internal import CatalogueStore

/// Sends drafts back to those who handed them in.
struct ReviewReturnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "return", abstract: "Send drafts back, with the reason and what has to be changed.",
    discussion: """
      A letter for each is written into a folder, with the YAML file to be changed beside it; you send both. The draft \
      leaves the inbox, and history/ID/ keeps it.

        ktc review return innovation-voucher-lithuania --why "Please say who may apply." --by "Ana Silva"
        ktc review return innovation-voucher-lithuania --why "…" --letters to-send
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: ArgumentHelp("The ids of the drafts.", valueName: "id")) var ids: [String]
  @OptionGroup var decision: DecisionOptions
  @Option(name: .long, help: ArgumentHelp("The folder of the letters.", valueName: "folder"), completion: .directory)
  var letters = "letters"
  @Flag(name: .long, help: "Tell what would happen, and write nothing.") var dryRun = false
  @OptionGroup var agreed: UnaskedOptions

  func run() throws {
    try reportingFailures { output in
      let why = try decision.requireReason("what has to be changed")
      let by = dryRun ? decision.decider ?? "" : try decision.requireDecider()
      let dismissal = Dismissal(action: .returned, by: by, why: why, letters: letters, isDryRun: dryRun)
      try dismissal.run(ids, at: location, output)
    }
  }
}
