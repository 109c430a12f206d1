internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import SourceTree

/// Takes drafts into the catalogue.
struct ReviewAcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Take drafts from the inbox into the catalogue.",
    discussion: """
      Each is checked again, and one with errors is refused; with --keep-going the others are accepted. A new version \
      of a record that was changed meanwhile keeps what was changed there; where both changed the same, it is refused \
      until you use --force, which takes what the new version says.

        ktc review accept innovation-voucher-lithuania --by "Ana Silva"
        ktc review accept --all --keep-going --by "Ana Silva"
        ktc review accept innovation-voucher-lithuania --dry-run
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: ArgumentHelp("The ids of the drafts.", valueName: "id")) var ids: [String] = []
  @Flag(name: .long, help: "Accept all that wait.") var all = false
  @OptionGroup var decision: DecisionOptions
  @Flag(name: .long, help: "Accept those without errors when others are refused.") var keepGoing = false
  @Flag(name: .long, help: "Where the record was changed meanwhile, take what the new version says.") var force = false
  @Flag(name: .long, help: "Check and tell what would happen, and write nothing.") var dryRun = false
  @OptionGroup var agreed: UnaskedOptions

  func validate() throws {
    if ids.isEmpty != all { throw ValidationError("name the drafts, or all of them with --all") }
  }

  func run() throws {
    try reportingFailures { output in
      let reviewer = dryRun ? decision.decider ?? "" : try decision.requireDecider()
      let (catalogue, lock) = try location.openForWriting(unless: dryRun)
      let drafts =
        all ? WaitingDraft.all(in: catalogue) : try WaitingDraft.named(ids, in: catalogue, keepsGoing: keepGoing)
      guard !drafts.isEmpty else {
        Terminal.report("Nothing waits in the inbox.")
        throw ExitCode.findings
      }
      let desk = ReviewDesk(catalogue: catalogue)
      let settled = try settle(drafts, catalogue)
      let options = desk.options(by: reviewer, why: decision.why, keepsGoing: keepGoing)
      let prepared = try desk.prepare(settled.drafts, options, merged: settled.merged)
      var findings = Findings()
      findings.report(prepared.diagnostics)
      let doubles = desk.duplicates(of: settled.drafts)
      for draft in settled.drafts {
        findings.report((doubles[draft.path] ?? []).map { DuplicateListing.warning($0, at: draft.titleLocation) })
      }
      let left = prepared.refused.map { $0.id ?? $0.file.id } + settled.clashing
      guard left.isEmpty || keepGoing && !prepared.submissions.isEmpty else {
        let what = drafts.count == 1 ? "It was" : "\(left.count) of \(drafts.count) drafts were"
        Terminal.report("\(what) not accepted, and nothing was written: \(left.joined(separator: ", "))")
        throw ExitCode.findings
      }
      try accept(prepared.submissions, options, catalogue, lock, output)
      guard left.isEmpty else {
        Terminal.report("\(left.count) still wait\(left.count == 1 ? "s" : ""): \(left.joined(separator: ", "))")
        throw ExitCode.findings
      }
      guard Set(ids).isSubset(of: drafts.map(\.id)) else { throw ExitCode.missing }
    }
  }

  /// Puts together the drafts whose records were changed meanwhile; tells of those where that cannot be done.
  private func settle(
    _ drafts: [WaitingDraft], _ catalogue: Catalogue
  ) throws -> (drafts: [WaitingDraft], merged: [String: Record], clashing: [String]) {
    var merged: [String: Record] = [:]
    var clashing: [String] = []
    for draft in drafts {
      switch try draft.basis(in: catalogue) {
      case .asItIs: break
      case .lost where force: break
      case .lost:
        clashing.append(draft.id)
        Terminal.report(
          "error: \(draft.replaces?.path ?? draft.id) was changed by hand since this version was made; look at ktc "
            + "review show \(draft.id) --diff, and take the version as it is with --force")
      case .merged(let merge) where merge.clashes.isEmpty || force:
        merged[draft.path] = merge.merged
        guard !merge.kept.isEmpty else { break }
        let fields = merge.kept.map(\.description).joined(separator: ", ")
        Terminal.report("\(draft.id): the record was changed meanwhile; its \(fields) is kept.")
      case .merged(let merge):
        clashing.append(draft.id)
        let fields = merge.clashes.map(\.path.description).joined(separator: ", ")
        Terminal.report(
          "error: \(draft.id): the record and this version both changed \(fields) (-: the record, +: this version); "
            + "settle it in \(draft.path), or take what the version says, with --force")
        let lines = ChangedFields(merge.clashes.flatMap(\.lines)).text(width: Terminal.columns ?? 80)
        Terminal.writeError(lines)
      }
    }
    return (drafts.filter { !clashing.contains($0.id) }, merged, clashing)
  }

  private func accept(
    _ submissions: [Submission], _ options: SubmissionOptions, _ catalogue: Catalogue, _ lock: (any FileLock)?,
    _ output: StandardOutput
  ) throws {
    guard let lock else {
      for submission in submissions { try output.write("\(submission.id): would be accepted\n") }
      return
    }
    let accepted = try catalogue.accept(submissions, options, holding: lock)
    catalogue.removeEmptyBatches(above: submissions.map(\.file.path))
    for (path, _) in accepted { try output.write(path + "\n") }
    try output.flush()
    let git = GitRecord(catalogue)
    var isCommitted = true
    for (submission, result) in zip(submissions, accepted) {
      let what = submission.replaces == nil ? "Accept" : "Accept a new version of"
      let subject = "\(what) \(submission.id)"
      let done = git?.commit(result.touched.map(catalogue.relativePath), subject, why: options.why) ?? false
      isCommitted = isCommitted && done
    }
    let what = "Accepted by \(options.reviewer ?? ""): \(submissions.count) record\(submissions.count == 1 ? "" : "s")"
    let path = accepted.first?.path ?? ""
    let files = accepted.count == 1 ? "\(path) and history/" : "the files"
    Terminal.report(what + (isCommitted ? ", and committed to git." : ". Next: commit \(files) to git."))
  }
}
