internal import ArgumentParser
internal import CatalogueStore

/// Takes back the last change of a vocabulary.
struct VocabularyUndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take back the last change of a vocabulary, in every file that it changed.",
    discussion: """
      Files that were changed since stand against it and are named; then nothing is changed. Run it again to take back \
      the change before.

        ktc vocabulary undo --dry-run
        ktc vocabulary undo
      """)

  @OptionGroup var location: CatalogueOptions
  @OptionGroup var confirmation: VocabularyConfirmation

  func run() throws {
    try reportingFailures { output in
      let (catalogue, lock) = try location.openForWriting(unless: confirmation.dryRun)
      let log = VocabularyLog(catalogue)
      guard let change = try log.last() else {
        Terminal.report("No change of a vocabulary is left to take back.")
        throw ExitCode.findings
      }
      var changes = CatalogueTransaction(catalogue, holding: lock)
      let later = try log.takeBack(change, by: confirmation.by, in: &changes)
      guard later.isEmpty else {
        for path in later { Terminal.report("\(path): it was changed since") }
        throw CommandFailure("\"\(change.summary)\" cannot be taken back; nothing was changed", .findings)
      }
      for file in change.files { try output.write(file.path + "\n") }
      try output.flush()
      let question = "Take back \"\(change.summary)\" of \(change.on) in these \(change.files.count) files?"
      guard try Confirmation.isGiven(confirmation.yes, isDryRun: confirmation.dryRun, question) else { return }
      let touched = changes.paths
      try changes.commit()
      let subject = "Take back: \(change.summary)"
      let isCommitted = GitRecord.commit(touched, subject, why: confirmation.why, in: catalogue)
      Terminal.report("Taken back: \(change.summary)\(isCommitted ? ", and committed to git" : "").")
    }
  }
}
