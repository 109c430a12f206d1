internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore

/// Removes a person from a catalogue.
struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Remove a person from records, inbox, history and index.",
    discussion: """
      A name or an e-mail address is looked for in every file of the catalogue's folder, as whole words and without \
      regard to case and accents. Contacts, stamps, mailboxes and x_ fields that are the person's are taken out; every \
      other byte stays. Words within texts are told with their places, for a person to decide, or replaced by \
      "[removed]" with --in-prose. What would go is shown, and you are asked; --yes answers beforehand.

        ktc forget "Ana Example"
        ktc forget "Ana Example" ana@example.org --in-prose --yes
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "Names and e-mail addresses of one person.") var names: [String]
  @Flag(name: .long, help: "Replace the person within texts and comments, too.") var inProse = false
  @Flag(name: .long, help: "Do it without asking.") var yes = false
  @Flag(name: .long, help: "Show what would change, and write nothing.") var dryRun = false
  @Option(
    name: .long,
    help: ArgumentHelp("The folder of the last exports, to tell which partners have the person.", valueName: "folder"),
    completion: .directory)
  var exports = "out"

  func run() throws {
    try reportingFailures { output in
      let matchers = names.compactMap(PersonMatcher.init)
      guard matchers.count == names.count else {
        throw CommandFailure(
          "write a whole name or address; fewer than three letters would fit too many people", .usage)
      }
      let (catalogue, lock) = try location.openForWriting(unless: dryRun)
      var changes = CatalogueTransaction(catalogue, holding: lock)
      let plan = try Forgetting(matchers, in: catalogue, replacesText: inProse).plan(in: &changes)
      let git = GitTraces(of: names, in: catalogue.root ?? ".")
      let reach = try PartnerReach(of: plan.shared, in: catalogue, exports: exports)
      try output.write(ForgettingReport(plan: plan, isDone: yes && !dryRun).text(git, reach, exports: exports))
      try output.flush()
      if !yes || dryRun {
        if plan.traces.isEmpty, git?.commits ?? 0 == 0 { return try reportNothing() }
        if plan.changed.isEmpty { return Terminal.report("Nothing can be removed without a person's decision.") }
      }
      let files = "\(plan.changed.count) file\(plan.changed.count == 1 ? "" : "s")"
      guard try Confirmation.isGiven(yes, isDryRun: dryRun, "Remove the person from \(files), for good?"), let lock
      else { return }
      let touched = changes.paths
      try changes.commit()
      let purged = try catalogue.purgeOwnFolder(
        of: matchers, always: { name in SearchSession.suffixes.contains { name == "index.sqlite" + $0 } }, holding: lock
      )
      if !purged.isEmpty {
        Terminal.report("Also removed: \(purged.joined(separator: ", ")); a search builds its index anew.")
      }
      // The name stays out of the message, as it does out of the log.
      let isCommitted = !touched.isEmpty && GitRecord.commit(touched, "Remove personal data", in: catalogue)
      try verify(matchers, catalogue, lock, isCommitted: isCommitted)
    }
  }

  /// Says that nothing was found. Throws the exit status.
  private func reportNothing() throws {
    Terminal.report("Nothing in the catalogue's folder names this person.")
    throw ExitCode.findings
  }

  /// Looks again, and tells what is left. Throws the exit status when something is.
  private func verify(
    _ matchers: [PersonMatcher], _ catalogue: Catalogue, _ lock: any FileLock, isCommitted: Bool
  ) throws {
    var changes = CatalogueTransaction(catalogue, holding: lock)
    let left = try Forgetting(matchers, in: catalogue, replacesText: false).plan(in: &changes)
    if left.traces.isEmpty {
      let unread = left.unread.isEmpty ? "" : ", as far as it could be looked at"
      let next = isCommitted ? "committed to git, which keeps what was there." : "Next: ktc validate, then commit."
      Terminal.report(
        "Nothing in the catalogue's folder names this person now\(unread)\(isCommitted ? "; " : ". ")\(next)")
    } else {
      let count = left.traces.count
      Terminal.report(
        "\(count) place\(count == 1 ? " is" : "s are") left for a person to decide\(inProse ? "" : "; --in-prose replaces words in texts")."
      )
      throw ExitCode.findings
    }
  }
}
