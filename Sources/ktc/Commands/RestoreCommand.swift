internal import ArgumentParser
internal import CatalogueModel

/// Takes a withdrawal back.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Publish records again that were withdrawn.",
    discussion: """
        ktc restore old-voucher --why "The owner runs it again"
      """)

  @OptionGroup var options: StatusChangeOptions

  func run() throws {
    try reportingFailures { output in
      let change = StatusChange(to: .published, options)
      guard let (_, isCommitted) = try change.run(output) else { return }
      Terminal.report(
        "Published again\(isCommitted ? ", and committed to git" : ""). Partners get \(options.ids.count == 1 ? "it" : "them") with the next export."
      )
    }
  }
}
