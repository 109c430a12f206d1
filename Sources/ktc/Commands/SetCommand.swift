internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// Changes a field of many records.
struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change fields of the records that a query finds, after showing the difference.",
    discussion: """
      FIELD=VALUE gives a value, FIELD+=VALUE and FIELD-=VALUE add to a list and take from it, FIELD= takes the value \
      away, title.lt=TEXT sets a text in one language. The query and the filters are those of ktc search. You are \
      asked before anything is written; --yes answers beforehand. When one record would have an error, none changes.

        ktc set target_groups+=smes-only 'voucher country:LT'
        ktc set active=false ended=2025 --country PT 'id:gapi'
        ktc set title.lt="Inovacinis čekis" id:innovation-voucher-lithuania --yes
        ktc set licence=CC-BY-4.0 --all --dry-run
      """)

  @OptionGroup var location: CatalogueOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @Argument(help: ArgumentHelp("Changes, then a query.", valueName: "field=value … query")) var words: [String]
  @Flag(name: .long, help: "Change every record, when there is neither query nor filter.") var all = false
  @Flag(name: .long, help: "Make the changes without asking.") var yes = false
  @Flag(name: .long, help: "Show what would change, and write nothing.") var dryRun = false
  @Option(name: .long, help: ArgumentHelp("Who makes the change, for the stamp.", valueName: "name")) var by: String?
  @Option(name: .long, help: ArgumentHelp("For what reason, for the history.", valueName: "reason")) var why: String?
  @OptionGroup(title: "Index") var indexing: IndexOptions

  /// One record file with its text before and after.
  private struct Change {
    var file: RecordFile
    var old: [UInt8]
    var new: [UInt8]
  }

  func run() throws {
    try reportingFailures { output in
      // What could not be read may be what the query asks for.
      guard try change(output) else { throw ExitCode.findings }
    }
  }

  /// Plans the change, shows it, and makes it when it is agreed to. Returns whether every record could be looked at.
  private func change(_ output: StandardOutput) throws -> Bool {
    let catalogue = try location.open()
    let typed = words.prefix(while: FieldAssignment.isOne)
    let query = Array(words.dropFirst(typed.count))
    guard !typed.isEmpty else {
      throw CommandFailure("say what to change first, such as ktc set active=false id:gapi", .usage)
    }
    guard all || !query.isEmpty || !filters.conditions.isEmpty else {
      throw CommandFailure("say which records: a query, a filter, or --all", .usage)
    }
    let assignments = try typed.map { try FieldAssignment($0, in: catalogue.context) }
    // Who is asked may take a while; the lock is then taken afterwards, and the files are looked at again.
    var lock = yes && !dryRun ? try WriteAccess.lock(catalogue) : nil
    let selection = try Selection(catalogue, filters.request(query, in: catalogue), indexing)
    // A slip of the keyboard must not change every record.
    guard !selection.isQueryLeftOut else {
      throw CommandFailure("say which records: a query with a telling word, a filter alone, or --all alone", .usage)
    }
    let plan = try plan(assignments, selection)
    guard plan.matched > 0 else {
      Terminal.report("No record matches; nothing was changed.")
      throw ExitCode.findings
    }
    guard !plan.changes.isEmpty else {
      Terminal.report("\(counted(plan.matched)) looked at: nothing to change.")
      return plan.isWhole
    }
    for change in plan.changes {
      try output.write(safe: UnifiedDiff(of: change.file.path, from: change.old, to: change.new).bytes())
    }
    try output.flush()
    let summary = "\(plan.changes.count) of \(counted(plan.matched))"
    if dryRun {
      Terminal.report("\(summary) would change.")
      return plan.isWhole
    }
    if !yes {
      guard try Confirmation.isGiven(yes, isDryRun: dryRun, "Change \(summary)?") else { return plan.isWhole }
      lock = try WriteAccess.lock(catalogue)
      try requireUnchanged(plan.changes, in: catalogue)
    }
    var rewrites = RecordRewrites(of: catalogue, holding: lock)
    for change in plan.changes { try rewrites.write(change.new, to: change.file, by: by, why: reason(typed)) }
    try rewrites.commit(writes: true)
    Terminal.report("\(summary) changed. Next: ktc validate, then commit the files to git.")
    return plan.isWhole
  }

  private func counted(_ count: Int) -> String { "\(count) record\(count == 1 ? "" : "s")" }

  private func reason(_ assignments: some Collection<String>) -> String {
    why ?? "set " + assignments.joined(separator: " ")
  }

  /// What would change. Reports, and throws the exit status, when a record would have errors that it has not now.
  private func plan(
    _ assignments: [FieldAssignment], _ selection: Selection
  ) throws -> (changes: [Change], matched: Int, isWhole: Bool) {
    let catalogue = selection.catalogue
    var changes: [Change] = []
    var objections = Findings()
    let outcome = try selection.forEach(keepsFaulty: true, gate: PersonalDataGate(for: .everybody)) { passed in
      let file = passed.loaded.file
      let bytes = try catalogue.fileSystem.contents(of: file.path, limit: YAMLLimits().bytes)
      let before = catalogue.load(file, bytes)
      guard let record = before.draft?.record else { return objections.report(before.diagnostics) }
      let changed = assignments.reduce(record) { $1.applied(to: $0, in: catalogue.context) }
      guard changed != record else { return }
      guard var new = catalogue.rewritten(file, bytes, to: changed) else {
        let message = "this file cannot be changed without changing more; use ktc edit"
        return objections.report([Diagnostic(YAMLRules.syntax, message, at: SourceLocation(file: file.path))])
      }
      if file.area != .inbox {
        new = RecordRewrites.stamped(new, of: file, by: by, in: catalogue) ?? new
      }
      let known = Set(before.diagnostics.filter { $0.severity == .error }.map { [$0.code, $0.field?.description] })
      let found = catalogue.load(file, new).diagnostics.filter { finding in
        finding.severity == .error && !known.contains([finding.code, finding.field?.description])
      }
      objections.report(found)
      changes.append(Change(file: file, old: bytes, new: new))
    }
    outcome.report(leftOut: false)
    guard !objections.hasErrors else {
      Terminal.report("Nothing was changed, since \(objections.summary ?? "an error") would come of it.")
      throw ExitCode.findings
    }
    return (changes, outcome.matched, outcome.isWhole)
  }

  private func requireUnchanged(_ changes: [Change], in catalogue: Catalogue) throws {
    for change in changes {
      let now = try catalogue.fileSystem.contents(of: change.file.path, limit: YAMLLimits().bytes)
      guard now == change.old else {
        throw CommandFailure(
          "\(change.file.path) was changed meanwhile; nothing was written. Run the command again.", .findings)
      }
    }
  }
}
