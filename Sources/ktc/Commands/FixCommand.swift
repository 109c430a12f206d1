internal import ArgumentParser
internal import CatalogueStore
internal import SourceTree

/// Makes the repairs that are certain.
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix", abstract: "Make the certain repairs, and show what they change.",
    discussion: """
      A name becomes its code, a date its right notation, a slip the only term or field that it can mean; a text that \
      other programs would take for a number or for yes and no gets its quotation marks, and blanks at the ends of \
      lines go. Every other byte stays: comments, blank lines, the order of keys, your own x_ keys. What needs a \
      person is told, with exit status 1. Records of the catalogue that changed, also by hand, are stamped.

        ktc fix
        ktc fix --dry-run inbox/
        ktc fix my-practice.yaml innovation-voucher-lithuania
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(
    help: "Files, folders and ids; else the whole catalogue.", completion: .file(extensions: ["yaml", "yml"]))
  var targets: [String] = []
  @Option(name: .long, help: ArgumentHelp("Who makes the repairs, for the stamp.", valueName: "name"))
  var by: String?
  @Flag(name: .long, help: "Show what would change, and write nothing.") var dryRun = false

  func run() throws {
    try reportingFailures { output in
      let catalogue = targets.isEmpty ? try location.open() : try location.openOrBuiltIn()
      var (files, isWhole) = try RecordTargets.files(targets, in: catalogue)
      let lock = dryRun ? nil : try RecordRewrites.lock(for: files, in: catalogue)
      // While this process waited, a draft may have gone.
      if lock != nil { files.removeAll(where: catalogue.hasGone) }
      var rewrites = RecordRewrites(of: catalogue, holding: lock)
      var tally = Tally()
      var findings = Findings()
      for repair in catalogue.repairs(of: files) {
        try plan(repair, &rewrites, &tally, catalogue, output)
        let left = repair.remaining.filter { finding in
          finding.severity == .error || repair.refused.contains { $0.code == finding.code && $0.field == finding.field }
        }
        if !left.isEmpty { try output.flush() }
        findings.report(left)
        tally.notTold += repair.remaining.count - left.count
        tally.refused += repair.refused.count
      }
      try output.flush()
      try rewrites.commit(writes: !dryRun)
      Terminal.report(tally.summary(of: files.count, isDry: dryRun))
      if let left = findings.summary {
        Terminal.report("\(left) left that a person has to mend; ktc validate tells everything.")
      } else if tally.notTold > 0 {
        Terminal.report("No errors are left; ktc validate shows the warnings and notes.")
      }
      if findings.hasErrors || tally.refused > 0 || !isWhole { throw ExitCode.findings }
    }
  }

  /// Plans what a repair changes, with the stamp of a record of the catalogue, and shows it.
  private func plan(
    _ repair: RecordRepair, _ rewrites: inout RecordRewrites, _ tally: inout Tally, _ catalogue: Catalogue,
    _ output: StandardOutput
  ) throws {
    let file = repair.file
    let isPublished = file.area == .instruments || file.area == .practices
    let handChange = repair.record == nil ? nil : catalogue.noteBeforeHandChange(of: file, repair.original)
    guard repair.isChanged || handChange != nil else { return }
    var bytes = repair.bytes
    // Blanks and quotation marks change no record, and readers need not hear of them.
    if isPublished, repair.changesRecord || handChange != nil {
      if let stamped = RecordRewrites.stamped(bytes, of: file, by: by, in: catalogue) {
        bytes = stamped
        if handChange != nil { tally.stamped += 1 }
      } else {
        Terminal.report("\(file.path): cannot be stamped without changing more; write `modified` by hand")
      }
    }
    tally.files += 1
    tally.repairs += repair.mended.count
    tally.tidied += repair.tidied
    try output.write(safe: UnifiedDiff(of: file.path, from: repair.original, to: bytes).bytes())
    try rewrites.write(
      bytes, to: file, keepsOld: repair.isChanged, by: by, why: repair.isChanged ? "certain repairs" : "changed by hand"
    )
  }

  /// What was done.
  private struct Tally {
    var files = 0
    var repairs = 0
    var tidied = 0
    var stamped = 0
    var refused = 0
    var notTold = 0

    func summary(of count: Int, isDry: Bool) -> String {
      func counted(_ number: Int, _ what: String) -> String? {
        number == 0 ? nil : "\(number) \(what)\(number == 1 ? "" : "s")"
      }
      let parts = [
        counted(repairs, "repair"), counted(tidied, "place").map { $0 + " tidied" },
        counted(stamped, "record").map { $0 + " stamped that \(stamped == 1 ? "was" : "were") changed by hand" },
      ].compactMap(\.self)
      guard files > 0 else { return "\(counted(count, "record") ?? "No record") looked at: nothing to repair." }
      let verb = isDry ? "would change" : "changed"
      return "\(counted(files, "file") ?? "") \(verb): \(parts.isEmpty ? "stamped" : parts.joined(separator: ", "))."
    }
  }
}
