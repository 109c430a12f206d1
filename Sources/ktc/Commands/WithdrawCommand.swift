internal import ArgumentParser
internal import CatalogueModel

/// Takes records out of the catalogue's offer.
struct WithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take records out of the catalogue's offer; tombstones stay, so that partners learn of it.",
    discussion: """
      The file stays in its place with status withdrawn, and the history keeps the version before, and the reason. \
      Exports no longer hold the record; feeds and folders that partners poll tell that it is gone. `ktc restore` \
      takes it back.

        ktc withdraw old-voucher --why "The programme's owner asked for it"
        ktc withdraw old-voucher older-voucher --why "Never existed" --by "Ana Example" --dry-run
      """)

  @OptionGroup var options: StatusChangeOptions

  func run() throws {
    try reportingFailures { output in
      let change = StatusChange(to: .withdrawn, options)
      guard let (catalogue, isCommitted) = try change.run(output) else { return }
      let links = change.links(in: catalogue)
      let linking =
        links.isEmpty
        ? "" : " Links to \(options.ids.count == 1 ? "it" : "them") stay in \(links.joined(separator: ", "))."
      Terminal.report(
        "Withdrawn\(isCommitted ? ", and committed to git" : "").\(linking) Partners learn of it with the next export; "
          + "ktc restore \(options.ids[0]) --why … takes it back.")
    }
  }
}
