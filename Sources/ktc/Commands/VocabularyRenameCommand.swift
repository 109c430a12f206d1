internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore

/// Gives a term another code.
struct VocabularyRenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a term another code, here and in every record.",
    discussion: """
      The old code stays as a synonym, so that forms and sheets that are still about are understood.

        ktc vocabulary rename priorities rd-cooperation joint-research
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: ArgumentHelp("The name of the vocabulary, as `ktc vocabulary` lists it.", valueName: "vocabulary"))
  var name: String
  @Argument(help: "The code of the term.") var code: String
  @Argument(help: ArgumentHelp("The code it is to have.", valueName: "new-code")) var new: String
  @OptionGroup var confirmation: VocabularyConfirmation

  func run() throws {
    try reportingFailures { output in
      let run = try VocabularyRun(name, location, confirmation)
      try run.make(.rename(code, to: new), output)
    }
  }
}
