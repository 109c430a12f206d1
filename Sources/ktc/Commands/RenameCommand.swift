internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree

/// Gives a record another id.
struct RenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a record another id; links follow, and the old id leads to the new one.",
    discussion: """
      The file and its history move to the new id, links of all records and drafts and queries that ask for the id are \
      rewritten, and every other byte stays. Under the old id a tombstone stays with a link `replaced_by`, so that \
      partners and old addresses find the record.

        ktc rename inov-voucher innovation-voucher-lithuania
        ktc rename inov-voucher innovation-voucher-lithuania --why "Spelling" --dry-run
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The id of the record.") var old: String
  @Argument(help: "The id that it gets.") var new: String
  @Option(name: .long, help: "The reason, which the history keeps.") var why: String?
  @Option(name: .long, help: "Who decided it.") var by: String?
  @Flag(name: .long, help: "Show what would change, and write nothing.") var dryRun = false
  @OptionGroup var agreed: UnaskedOptions

  func run() throws {
    try reportingFailures { output in
      let (catalogue, lock) = try location.openForWriting(unless: dryRun)
      let lookup = RecordLookup(catalogue)
      let loaded = catalogue.load(try lookup.requiredFile(of: old))
      try check(loaded, lookup)
      var changes = CatalogueTransaction(catalogue, holding: lock)
      guard let outcome = try catalogue.rename(loaded, to: new, by: by, why: why, in: &changes) else { return }
      let touched = changes.paths
      if dryRun {
        try PlannedFiles(catalogue: catalogue).show(changes, moves: outcome.moves, output)
      } else {
        try changes.commit()
      }
      if !dryRun {
        for path in [outcome.path] + outcome.drafts + outcome.relinked + outcome.rewritten {
          try output.write(path + "\n")
        }
      }
      try output.flush()
      for place in outcome.mentions {
        Terminal.report("\(place.file):\(place.line ?? 1): names \(old), too; look whether \(new) is meant")
      }
      guard !dryRun else {
        return Terminal.report("A tombstone would stay under the old id. Nothing was written.")
      }
      let isCommitted = GitRecord.commit(touched, "Rename \(old) to \(new)", why: why, in: catalogue)
      Terminal.report(summary(outcome, isCommitted: isCommitted))
    }
  }

  private func summary(_ outcome: Renaming, isCommitted: Bool) -> String {
    let links = outcome.relinked.count
    let following =
      links == 0 ? "No link had to follow." : "\(links) record\(links == 1 ? "'s links follow" : "s' links follow")."
    return
      "\(old) is now \(new); a tombstone under the old id leads there. \(following) "
      + (isCommitted ? "It is committed to git. Next: ktc validate" : "Next: ktc validate, then commit.")
  }

  /// Refuses what cannot be renamed. Throws `CommandFailure`.
  private func check(_ loaded: LoadedRecord, _ lookup: RecordLookup) throws {
    guard Slug.isValid(new) else {
      let near = Slug.make(from: new).map { "; \($0) would do" } ?? ""
      throw CommandFailure(
        "\"\(new)\" is no id: small letters, figures and single hyphens, at most \(Slug.longest) long\(near)", .usage)
    }
    guard !Slug.isDeviceOnWindows(new) else {
      throw CommandFailure(
        "Windows cannot have a file of the name \(new).yaml; choose another id, such as \(new)-1", .usage)
    }
    guard let draft = loaded.draft else {
      var findings = Findings()
      findings.report(loaded.diagnostics)
      throw ExitCode.unreadable
    }
    if let successor = draft.record.successor {
      throw CommandFailure("\(old) goes on as \(successor) already; rename that record", .findings)
    }
    if draft.record.id != old {
      throw CommandFailure(
        "\(loaded.file.path) says that its id is \(draft.record.id ?? "none"); mend that first: ktc validate", .findings
      )
    }
    if try lookup.takenIDs().contains(new) {
      throw CommandFailure(
        "the id \"\(new)\" is taken, by a record, a draft or what has gone; choose another", .findings)
    }
  }
}
