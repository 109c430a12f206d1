internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import SourceTree

/// Hands records in.
struct SubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Hand in records: check them, stamp them, and put them into the inbox.",
    discussion: """
      A record with errors is refused, and nothing is written; with --keep-going the others land all the same. Several \
      new records land together, as one folder of the inbox. Comments and layout of a file are kept. What is probably \
      in the catalogue already is named, with the reasons; that is a warning and refuses nothing.

        ktc submit voucher.yaml
        ktc submit --keep-going from-lithuania/
        cat records.yaml | ktc submit -
        ktc submit --draft half-finished.yaml
        ktc submit --update innovation-voucher-lithuania.yaml
        ktc submit --publish voucher.yaml
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(
    help: "The files of the records, and folders of such files; - reads one or several from standard input.",
    completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]
  @Flag(name: .long, help: "Accept records in which required fields are still missing.") var draft = false
  @Flag(name: .long, help: "The id is that of a record: propose this as a new version of it.") var update = false
  @Flag(name: .long, help: "Put the records into the catalogue, not into the inbox.") var publish = false
  @Flag(name: .long, help: "Let those without errors land when others are refused.") var keepGoing = false
  @Option(name: .long, help: "Who hands them in; else the reporting organisation.") var by: String?
  @Flag(name: .long, help: "Check and tell what would happen, and write nothing.") var dryRun = false
  @OptionGroup var agreed: UnaskedOptions

  func run() throws {
    try reportingFailures { output in
      if draft, publish {
        throw CommandFailure("a draft cannot be published; leave out --draft or --publish", .usage)
      }
      let (catalogue, lock) = try location.openForWriting(unless: dryRun)
      var options = SubmissionOptions()
      options.acceptsDrafts = draft
      options.isUpdate = update
      options.publishes = publish
      options.keepsGoing = keepGoing
      options.by = by
      let inputs = SubmittedInputs(files, of: catalogue)
      let prepared = try check(inputs, catalogue, options)
      var findings = Findings()
      findings.report(inputs.unreadable.map(\.reason))
      findings.report(prepared.diagnostics)
      let pairs = duplicates(of: prepared.submissions, catalogue)
      findings.report(pairs.map { warning($0, prepared.submissions) })
      let refused = Refusals(inputs, prepared)
      guard refused.isEmpty || keepGoing && !prepared.submissions.isEmpty else {
        refused.reportThatNothingWasWritten()
        throw inputs.texts.isEmpty ? inputs.exitCode : .findings
      }
      if let lock {
        let (paths, isCommitted) = try land(prepared.submissions, options, catalogue, lock)
        for path in paths { try output.write(path + "\n") }
        try output.flush()
        refused.report()
        Terminal.report(next(prepared.submissions, paths, isCommitted: isCommitted))
      } else {
        for submission in prepared.submissions {
          try output.write("\(submission.id): would be \(publish ? "published" : "put into the inbox")\n")
        }
        try output.flush()
        refused.report()
      }
      if !refused.isEmpty { throw ExitCode.findings }
    }
  }

  /// Writes the records. Returns their paths, and whether git has what was decided with them.
  private func land(
    _ submissions: [Submission], _ options: SubmissionOptions, _ catalogue: Catalogue, _ lock: any FileLock
  ) throws -> (paths: [String], isCommitted: Bool) {
    guard publish else { return (try catalogue.land(submissions, options, holding: lock), false) }
    let published = try catalogue.accept(submissions, options, holding: lock)
    let ids = submissions.map(\.id).joined(separator: ", ")
    return (published.map(\.path), GitRecord.commit(published.flatMap(\.touched), "Publish \(ids)", in: catalogue))
  }

  private func check(
    _ inputs: SubmittedInputs, _ catalogue: Catalogue, _ options: SubmissionOptions
  ) throws -> PreparedSubmissions {
    var progress = Progress("checking", of: inputs.texts.count)
    defer { progress.finish() }
    return try catalogue.prepare(inputs.texts, options) { progress.advance() }
  }

  /// What the records that are handed in probably double, in the catalogue, in the inbox and among themselves.
  private func duplicates(of submissions: [Submission], _ catalogue: Catalogue) -> [LikelyDuplicate] {
    guard !submissions.isEmpty else { return [] }
    var finder = DuplicateFinder(of: catalogue)
    for submission in submissions { finder.add(submission.record, of: submission.file, isSubject: true) }
    // Of two that are handed in together, that is named which is no version of a record.
    let versions = Set(submissions.filter { $0.replaces != nil }.map(\.id))
    return finder.pairs(ofSubjects: true).map { pair in
      let isOfTwo = versions.contains(pair.first.id) && submissions.contains { $0.id == pair.second.id }
      return isOfTwo ? pair.turned : pair
    }
  }

  private func warning(_ pair: LikelyDuplicate, _ submissions: [Submission]) -> Diagnostic {
    let submission = submissions.first { $0.id == pair.first.id }
    return DuplicateListing.warning(pair, at: submission?.location(of: "title"))
  }

  private func next(_ submissions: [Submission], _ paths: [String], isCommitted: Bool) -> String {
    let path = paths.first ?? ""
    if publish, isCommitted { return "Published, and committed to git. Next: ktc validate" }
    if publish { return "Published. Next: ktc validate, then commit \(paths.count == 1 ? path : "the files") to git." }
    let revisions = submissions.filter { $0.replaces.map { $0.area != .inbox } ?? false }.count
    let what = revisions > 0 ? "Waiting as a proposed new version" : "Waiting for review"
    if paths.count > 1 {
      let versions = revisions == 0 ? "" : ", \(revisions) of them as new version\(revisions == 1 ? "" : "s")"
      return "\(paths.count) records wait for review\(versions). Next: ktc review list"
    }
    let id = submissions.first?.id ?? ""
    if submissions.contains(where: { $0.diagnostics.contains { $0.code == ModelRules.missingField.code } }) {
      return "\(what), but it is not complete. Next: ktc edit \(path), then ktc review accept \(id)"
    }
    return "\(what). Next: look at it with ktc review show \(id), then ktc review accept \(id)"
  }
}

/// The records of a submission that cannot land, each with its reason.
private struct Refusals {
  private let lines: [String]
  private let total: Int
  /// Whether nothing that was named could be read.
  private let isUnread: Bool

  init(_ inputs: SubmittedInputs, _ prepared: PreparedSubmissions) {
    total = inputs.texts.count + inputs.unreadable.count
    isUnread = inputs.texts.isEmpty
    lines =
      inputs.unreadable.map { "\($0.path): \($0.reason.message)" }
      + prepared.refused.map { refusal in
        let errors = refusal.diagnostics.filter { $0.severity == .error }
        let place = refusal.line > 1 ? ":\(refusal.line)" : ""
        let more = errors.count > 1 ? " (and \(errors.count - 1) more)" : ""
        return "\(refusal.file.path)\(place): \(errors.first?.message ?? "it has errors")\(more)"
      }
  }

  var isEmpty: Bool { lines.isEmpty }

  func reportThatNothingWasWritten() {
    if isUnread { return Terminal.report("There was no record to read, and nothing was written.") }
    let what = total == 1 ? "The record was refused" : "\(lines.count) of \(total) records were refused"
    let others = total > lines.count ? " --keep-going lets the others land." : ""
    Terminal.report("\(what), and nothing was written. Mend what is marked error, and submit again.\(others)")
  }

  func report() {
    guard !isEmpty else { return }
    Terminal.report("\(lines.count) of \(total) records were left out:")
    for line in lines { Terminal.report("  " + line) }
  }
}
