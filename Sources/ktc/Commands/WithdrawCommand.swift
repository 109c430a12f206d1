internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree

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

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The ids of the records.") var ids: [String]
  @Option(name: .long, help: "The reason, which the history keeps.") var why: String
  @Option(name: .long, help: "Who decided it.") var by: String?
  @Flag(name: .long, help: "Show what would change, and write nothing.") var dryRun = false
  @OptionGroup var agreed: UnaskedOptions

  func run() throws {
    try reportingFailures { output in
      let change = StatusChange(status: .withdrawn, ids: ids, why: why, by: by, isDryRun: dryRun)
      guard let (catalogue, isCommitted) = try change.run(at: location, output) else { return }
      let links = change.links(in: catalogue)
      let linking =
        links.isEmpty ? "" : " Links to \(ids.count == 1 ? "it" : "them") stay in \(links.joined(separator: ", "))."
      Terminal.report(
        "Withdrawn\(isCommitted ? ", and committed to git" : "").\(linking) Partners learn of it with the next export; "
          + "ktc restore \(ids[0]) --why … takes it back.")
    }
  }
}

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

/// Gives records another status, all or none.
private struct StatusChange {
  let status: RecordStatus
  let ids: [String]
  let why: String
  let by: String?
  let isDryRun: Bool

  /// Makes the change. Returns the catalogue and whether git has it; nil where nothing was to be written. Throws the exit
  /// status when a record cannot be changed.
  func run(
    at location: CatalogueOptions, _ output: StandardOutput
  ) throws -> (catalogue: Catalogue, isCommitted: Bool)? {
    guard why.contains(where: { !$0.isWhitespace }) else {
      Terminal.report("error: say why with --why; the history keeps the reason")
      throw ExitCode.usage
    }
    let lock = try WriteAccess.lock(try location.open())
    // Somebody may have changed it while this process waited.
    let catalogue = try location.open()
    let lookup = RecordLookup(catalogue)
    var changes = CatalogueTransaction(catalogue, holding: lock)
    var paths: [String] = []
    var seen: Set<String> = []
    for id in ids where seen.insert(id).inserted {
      let file = try lookup.requiredFile(of: id)
      let loaded = catalogue.load(file)
      try check(loaded)
      try catalogue.setStatus(status, of: loaded, by: by, why: why, in: &changes)
      paths.append(file.path)
    }
    guard !isDryRun else {
      try PlannedFiles(catalogue: catalogue).show(changes, output)
      try output.flush()
      Terminal.report("Nothing was written.")
      return nil
    }
    let touched = changes.paths
    try changes.commit()
    for path in paths { try output.write(path + "\n") }
    try output.flush()
    let subject = "\(status == .withdrawn ? "Withdraw" : "Restore") \(seen.sorted().joined(separator: ", "))"
    return (catalogue, GitRecord.commit(touched, subject, why: why, in: catalogue))
  }

  /// Refuses what cannot be changed. Throws the exit status.
  private func check(_ loaded: LoadedRecord) throws {
    let id = loaded.file.id
    guard let draft = loaded.draft else {
      var findings = Findings()
      findings.report(loaded.diagnostics)
      throw ExitCode.unreadable
    }
    let isWithdrawn = loaded.status == .withdrawn
    if status == .withdrawn, isWithdrawn {
      Terminal.report("error: \(id) is withdrawn already; ktc log \(id) tells since when and why")
      throw ExitCode.findings
    }
    guard status == .published else { return }
    if !isWithdrawn {
      Terminal.report("error: \(id) is not withdrawn; there is nothing to take back")
      throw ExitCode.findings
    }
    if let successor = draft.record.successor {
      Terminal.report("error: \(id) goes on as \(successor) and is a tombstone; change that record instead")
      throw ExitCode.findings
    }
  }

  /// The records that link to those that were changed. O(bytes of the catalogue).
  func links(in catalogue: Catalogue) -> [String] {
    var linking: [String] = []
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .practices]).files) { loaded in
      guard let record = loaded.draft?.record, loaded.status != .withdrawn else { return }
      if record.links.contains(where: { $0.target.map(ids.contains) ?? false }) { linking.append(loaded.file.id) }
    }
    return linking
  }
}
