internal import ArgumentParser
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// Hands records in.
struct SubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Hand in records: check them, stamp them, and put them into the inbox.",
    discussion: """
      A record with errors is refused, and nothing is written. Comments and layout of the file are kept.

        ktc submit voucher.yaml
        ktc submit --draft half-finished.yaml
        ktc submit --update innovation-voucher-lithuania.yaml
        ktc submit --publish voucher.yaml
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(
    help: "The files of the records; - reads one from standard input.", completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]
  @Flag(name: .long, help: "Accept records in which required fields are still missing.") var draft = false
  @Flag(name: .long, help: "The id is that of a record: propose this as a new version of it.") var update = false
  @Flag(name: .long, help: "Put the records into the catalogue, not into the inbox.") var publish = false
  @Option(name: .long, help: "Who hands them in; else the reporting organisation.") var by: String?
  @Flag(name: .long, help: "Check and tell what would happen, and write nothing.") var dryRun = false

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      if draft, publish {
        Terminal.report("error: a draft cannot be published; leave out --draft or --publish")
        throw ExitCode.usage
      }
      var options = SubmissionOptions()
      options.acceptsDrafts = draft
      options.isUpdate = update
      options.publishes = publish
      options.by = by
      let inputs = try files.map { path in
        (RecordFile(path: path == "-" ? "<stdin>" : path, area: .outside), try bytes(of: path, catalogue))
      }
      let lock = dryRun ? nil : try WriteAccess.lock(catalogue)
      let prepared = catalogue.prepare(inputs, options)
      var findings = Findings()
      findings.report(prepared.diagnostics)
      guard prepared.submissions.count == inputs.count else {
        let refused = inputs.count - prepared.submissions.count
        let what = inputs.count == 1 ? "The record was refused" : "\(refused) of \(inputs.count) records were refused"
        Terminal.report("\(what), and nothing was written. Mend what is marked error, and submit again.")
        throw ExitCode.findings
      }
      guard let lock else {
        for submission in prepared.submissions {
          try output.write("\(submission.id): would be \(publish ? "published" : "put into the inbox")\n")
        }
        return
      }
      let paths = try catalogue.land(prepared.submissions, options, holding: lock)
      for path in paths { try output.write(path + "\n") }
      try output.flush()
      Terminal.report(next(prepared.submissions, paths))
    }
  }

  private func bytes(of path: String, _ catalogue: Catalogue) throws -> [UInt8] {
    guard path == "-" else { return try catalogue.fileSystem.contents(of: path, limit: YAMLLimits().bytes) }
    let source = StandardInput()
    var bytes: [UInt8] = []
    while bytes.count <= YAMLLimits().bytes {
      let chunk = try source.read(upTo: 1 << 16)
      if chunk.isEmpty { break }
      bytes += chunk
    }
    return bytes
  }

  private func next(_ submissions: [Submission], _ paths: [String]) -> String {
    let path = paths.first ?? ""
    if publish { return "Published. Next: ktc validate, then commit \(paths.count == 1 ? path : "the files") to git." }
    let revisions = submissions.filter { $0.replaces.map { $0.area != .inbox } ?? false }.count
    let what = revisions > 0 ? "Waiting as a proposed new version" : "Waiting for review"
    return
      "\(what). Next: look at it with ktc show \(submissions.first?.id ?? ""), then publish it with ktc submit --publish\(revisions > 0 ? " --update" : "") \(path)"
  }
}
