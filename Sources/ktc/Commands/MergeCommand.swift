internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import SourceTree
internal import YAMLDocument

/// Joins two records about the same thing.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Join two records about the same thing; the second becomes part of the first.",
    discussion: """
      What the first lacks is taken from the second, lists are united, and the second's titles become names of the \
      first. Of what both state otherwise the first has its way, unless --take names the field. The change is shown, \
      and you are asked; --yes answers beforehand. The second's id then leads to the first, for partners too, and links \
      to it are changed. A draft can be merged into a record; it then leaves the inbox.

        ktc merge innovation-voucher-lithuania inovaciniai-cekiai
        ktc merge innovation-voucher-lithuania inovaciniai-cekiai --take created --yes
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The id of the record that stays.") var kept: String
  @Argument(help: "The id of the record that becomes part of it.") var other: String
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Fields whose values are those of the second.", valueName: "field"))
  var take: [String] = []
  @OptionGroup var decision: DecisionOptions
  @Flag(name: .long, help: "Make the change without asking.") var yes = false
  @Flag(name: .long, help: "Show the change and write nothing, even with --yes.") var dryRun = false

  func run() throws {
    try reportingFailures { output in
      try checkFields()
      let (catalogue, lock) = try location.openForWriting(unless: dryRun)
      let first = try record(kept, in: catalogue, acceptsDraft: false)
      let second = try record(other, in: catalogue, acceptsDraft: true)
      guard first.loaded.file.path != second.loaded.file.path else {
        throw CommandFailure("name two different records", .usage)
      }
      try checkThatBothFit(first, second)
      let merge = RecordMerge(first.draft.record, second.draft.record, taking: Set(take))
      var merged = merge.merged
      merged.modified = Stamp(on: catalogue.context.today, by: decision.decider)
      let path = first.loaded.file.path
      let bytes = catalogue.bytes(of: first.draft, changedTo: merged, at: path)
      let old = try catalogue.fileSystem.contents(of: path, limit: YAMLLimits().bytes)
      try output.write(safe: UnifiedDiff(of: path, from: old, to: bytes).bytes())
      try output.flush()
      try report(merge, catalogue.load(first.loaded.file, bytes))
      guard try Confirmation.isGiven(yes, isDryRun: dryRun, "Merge \(other) into \(kept)?"), let lock else { return }
      var changes = CatalogueTransaction(catalogue, holding: lock)
      let relinked = try plan(first.loaded, second, bytes, catalogue, &changes)
      let touched = changes.paths
      try changes.commit()
      catalogue.removeEmptyBatches(above: [second.loaded.file.path])
      for written in [path] + relinked { try output.write(written + "\n") }
      try output.flush()
      let isCommitted = GitRecord.commit(touched, "Merge \(other) into \(kept)", why: decision.why, in: catalogue)
      let links = relinked.isEmpty ? "" : "; links in \(relinked.count) file\(relinked.count == 1 ? "" : "s") follow"
      let fate = second.loaded.file.area == .inbox ? "left the inbox" : "leads to it"
      Terminal.report(
        "\(other) is part of \(kept) now and \(fate)\(links)\(isCommitted ? ", and it is committed to git" : ""). Next: ktc show \(kept)"
      )
    }
  }

  private func checkFields() throws {
    let names = Record.fields.map(\.description.name)
    for field in take where !names.contains(field) {
      let near = NearestName.question(NearestName.candidates(for: field, among: names))
      throw CommandFailure("there is no field \"\(field)\"\(near)", .usage)
    }
  }

  /// Refuses to join what cannot be one, and warns of what hardly is. Throws `CommandFailure`.
  private func checkThatBothFit(
    _ first: (loaded: LoadedRecord, draft: Draft), _ second: (loaded: LoadedRecord, draft: Draft)
  ) throws {
    if first.loaded.status == .withdrawn {
      throw CommandFailure(
        "\(kept) is withdrawn, so that both would be gone; first: ktc restore \(kept) --why …, or ktc merge "
          + "\(other) \(kept)", .findings)
    }
    let (one, two) = (first.draft.record, second.draft.record)
    if let kind = one.kind, let otherKind = two.kind, kind != otherKind {
      throw CommandFailure(
        "\(kept) is \(kind.withArticle), and \(other) is not; say in "
          + "links: how they belong together", .findings)
    }
    if !one.countries.isEmpty, !two.countries.isEmpty, Set(one.countries).isDisjoint(with: two.countries) {
      Terminal.report(
        "warning: \(kept) is of \(one.countries.joined(separator: ", ")), \(other) of "
          + "\(two.countries.joined(separator: ", ")); look whether they are one")
    }
  }

  /// A record of the catalogue, or, where that is accepted, a draft. Throws `CommandFailure`.
  private func record(
    _ id: String, in catalogue: Catalogue, acceptsDraft: Bool
  ) throws -> (loaded: LoadedRecord, draft: Draft) {
    let files = catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files
    let found = files.filter { $0.id == id }.sorted { $0.area != .inbox && $1.area == .inbox }
    guard let file = found.first else {
      throw RecordLookup.missing(id, among: files.map(\.id))
    }
    func refuse(_ reason: String) -> CommandFailure { CommandFailure(reason, .findings) }
    if file.area == .inbox, !acceptsDraft {
      throw refuse("\(id) is a draft; accept it first, or make it the second: ktc merge \(other) \(id)")
    }
    if file.area != .inbox, let waiting = found.dropFirst().first {
      throw refuse("a new version of \(id) waits in \(waiting.path); decide on it first: ktc review show \(id)")
    }
    let loaded = catalogue.load(file)
    guard let draft = loaded.draft, !loaded.hasErrors || file.area == .inbox else {
      var findings = Findings()
      findings.report(loaded.diagnostics.filter { $0.severity == .error })
      throw refuse("\(file.path) has errors; mend them first")
    }
    if let successor = draft.record.successor {
      throw refuse("\(id) is a tombstone already, and leads to \(successor)")
    }
    return (loaded, draft)
  }

  /// Tells what both state otherwise, and what is wrong with what would come of it. Throws the exit status.
  private func report(_ merge: RecordMerge, _ loaded: LoadedRecord) throws {
    if !merge.differing.isEmpty {
      // Into a pipe goes what anybody may see.
      let lines = Terminal.isError ? merge.differing : merge.differing.filter { $0.path.steps.first != .key("contact") }
      Terminal.report("Both state these otherwise; - stays, + is left out unless --take names the field:")
      Terminal.writeError(ChangedFields(lines).text(width: Terminal.columns ?? 80))
    }
    var findings = Findings()
    findings.report(loaded.diagnostics.filter { $0.severity > .note })
    guard findings.hasErrors else { return }
    Terminal.report("What would come of it has errors, and nothing was written.")
    throw ExitCode.findings
  }

  /// Plans the change. Returns the other files whose links follow.
  private func plan(
    _ first: LoadedRecord, _ second: (loaded: LoadedRecord, draft: Draft), _ bytes: [UInt8], _ catalogue: Catalogue,
    _ changes: inout CatalogueTransaction
  ) throws -> [String] {
    let by = decision.decider
    let path = first.file.path
    let otherPath = second.loaded.file.path
    let why = decision.why.map { ": \($0)" } ?? ""
    try changes.note(
      .edited, of: kept, superseding: path, leaving: bytes, by: by, why: "\(other) became part of it\(why)")
    changes.write(bytes, to: path)
    if second.loaded.file.area == .inbox {
      let reason = "it became part of \(kept)\(why)"
      try catalogue.dismiss(.rejected, other, at: otherPath, by: by, why: reason, in: &changes)
    } else {
      // What the history keeps is what was there before the tombstone.
      var later = changes
      let stone = catalogue.bury(
        second.draft.record, at: otherPath, replacedBy: kept, note: decision.why, in: &later)
      let reason = "it became part of \(kept)\(why)"
      try changes.note(.merged, of: other, superseding: otherPath, leaving: stone, by: by, why: reason)
      changes.write(stone, to: otherPath)
    }
    return try catalogue.relink(
      from: other, to: kept, except: [path, otherPath], by: by, why: "\(other) became part of \(kept)", in: &changes)
  }
}
