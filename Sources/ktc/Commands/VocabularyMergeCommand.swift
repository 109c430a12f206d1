internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore

/// Makes one term of two.
struct VocabularyMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Make one term of two: the names of the first become synonyms of the second.",
    discussion: """
        ktc vocabulary merge priorities innovative-start-ups --into knowledge-transfer
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: ArgumentHelp("The name of the vocabulary, as `ktc vocabulary` lists it.", valueName: "vocabulary"))
  var name: String
  @Argument(help: "The code of the term that goes.") var code: String
  @Option(name: .long, help: ArgumentHelp("The code of the term that stays.", valueName: "code")) var into: String
  @OptionGroup var confirmation: VocabularyConfirmation

  func run() throws {
    try reportingFailures { output in
      let run = try VocabularyRun(name, location, confirmation)
      try run.make(.merge(code, into: into), output)
    }
  }
}
