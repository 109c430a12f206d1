internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree

/// Gives records another status, all or none.
struct StatusChange {
  private let status: RecordStatus
  private let options: StatusChangeOptions

  /// A change to a status, as it was asked for.
  init(to status: RecordStatus, _ options: StatusChangeOptions) {
    self.status = status
    self.options = options
  }

  /// Makes the change. Returns the catalogue and whether git has it; nil where nothing was to be written. Throws the exit
  /// status when a record cannot be changed.
  func run(_ output: StandardOutput) throws -> (catalogue: Catalogue, isCommitted: Bool)? {
    let why = options.why
    guard why.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure("say why with --why; the history keeps the reason", .usage)
    }
    let (catalogue, lock) = try options.location.openForWriting(unless: options.dryRun)
    let lookup = RecordLookup(catalogue)
    var changes = CatalogueTransaction(catalogue, holding: lock)
    var paths: [String] = []
    var seen: Set<String> = []
    for id in options.ids where seen.insert(id).inserted {
      let file = try lookup.requiredFile(of: id)
      let loaded = catalogue.load(file)
      try check(loaded)
      try catalogue.setStatus(status, of: loaded, by: options.by, why: why, in: &changes)
      paths.append(file.path)
    }
    guard !options.dryRun else {
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
      throw CommandFailure("\(id) is withdrawn already; ktc log \(id) tells since when and why", .findings)
    }
    guard status == .published else { return }
    if !isWithdrawn {
      throw CommandFailure("\(id) is not withdrawn; there is nothing to take back", .findings)
    }
    if let successor = draft.record.successor {
      throw CommandFailure("\(id) goes on as \(successor) and is a tombstone; change that record instead", .findings)
    }
  }

  /// The records that link to those that were changed. O(bytes of the catalogue).
  func links(in catalogue: Catalogue) -> [String] {
    var linking: [String] = []
    let files = catalogue.recordFiles(in: [.instruments, .practices]).files
    catalogue.forEachRecord(in: files, isJudging: false) { loaded in
      guard let record = loaded.draft?.record, loaded.status != .withdrawn else { return }
      if record.links.contains(where: { $0.target.map(options.ids.contains) ?? false }) {
        linking.append(loaded.file.id)
      }
    }
    return linking
  }
}
