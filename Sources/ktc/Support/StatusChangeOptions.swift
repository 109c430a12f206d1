internal import ArgumentParser

/// What is asked of whoever gives records another status.
struct StatusChangeOptions: ParsableArguments {
  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The ids of the records.") var ids: [String]
  @Option(name: .long, help: "The reason, which the history keeps.") var why: String
  @Option(name: .long, help: "Who decided it.") var by: String?
  @Flag(name: .long, help: "Show what would change, and write nothing.") var dryRun = false
  @OptionGroup var agreed: UnaskedOptions
}
