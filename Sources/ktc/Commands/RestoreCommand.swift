internal import ArgumentParser
internal import CatalogueModel

/// Takes a withdrawal back.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Publish records again that were withdrawn.",
    discussion: """
        ktc restore old-voucher --why "The owner runs it again"
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The ids of the records.") var ids: [String]
  @Option(name: .long, help: "The reason, which the history keeps.") var why: String
  @Option(name: .long, help: "Who decided it.") var by: String?
  @Flag(name: .long, help: "Show what would change, and write nothing.") var dryRun = false
  @OptionGroup var agreed: UnaskedOptions

  func run() throws {
    try reportingFailures { output in
      let change = StatusChange(status: .published, ids: ids, why: why, by: by, isDryRun: dryRun)
      guard let (_, isCommitted) = try change.run(at: location, output) else { return }
      Terminal.report(
        "Published again\(isCommitted ? ", and committed to git" : ""). Partners get \(ids.count == 1 ? "it" : "them") with the next export."
      )
    }
  }
}
