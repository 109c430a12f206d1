internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore

/// Takes a term out of use.
struct VocabularyRetireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Take a term out of use; records state another one instead.",
    discussion: """
      The term stays in the vocabulary, marked as retired, so that old files are understood.

        ktc vocabulary retire priorities support-infrastructure --use research-infrastructures
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: ArgumentHelp("The name of the vocabulary, as `ktc vocabulary` lists it.", valueName: "vocabulary"))
  var name: String
  @Argument(help: "The code of the term.") var code: String
  @Option(name: .long, help: ArgumentHelp("The code of the term to use instead.", valueName: "code")) var use: String
  @OptionGroup var confirmation: VocabularyConfirmation

  func run() throws {
    try reportingFailures { output in
      let run = try VocabularyRun(name, location, confirmation)
      try run.make(.retire(code, replacedBy: use), output)
    }
  }
}
