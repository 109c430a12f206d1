internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore
internal import JSONDocument
internal import SourceTree

/// How a change of a vocabulary is agreed to.
struct VocabularyConfirmation: ParsableArguments {
  @Flag(name: .long, help: "Show what would change, and change nothing.") var dryRun = false
  @Flag(name: .long, help: "Make the change without asking.") var yes = false
  @Option(name: .long, help: "Who makes the change, for the history.") var by: String?
  @Option(name: .long, help: "For what reason, for the history.") var why: String?
}

/// One change of a vocabulary, shown and then made.
struct VocabularyRun {
  private let catalogue: Catalogue
  private let vocabulary: Vocabulary
  private let confirmation: VocabularyConfirmation
  private let lock: (any FileLock)?

  /// Takes the lock where a change may be made, and looks for the vocabulary. Throws `CommandFailure` when there is none.
  init(_ name: String, _ location: CatalogueOptions, _ confirmation: VocabularyConfirmation) throws {
    (catalogue, lock) = try location.openForWriting(unless: confirmation.dryRun)
    let all = catalogue.context.vocabularies.all
    guard let found = all.first(where: { $0.name == name || $0.field == name }) else {
      let near = NearestName.question(NearestName.candidates(for: name, among: all.map(\.name)))
      let advice = near.isEmpty ? "; there are \(all.map(\.name).joined(separator: ", "))" : near
      throw CommandFailure("there is no vocabulary \"\(name)\"\(advice)", .usage)
    }
    vocabulary = found
    self.confirmation = confirmation
  }

  /// Shows what a change does, and makes it when it is agreed to. Throws `CommandFailure` when it cannot be made.
  func make(_ change: VocabularyChange, _ output: StandardOutput) throws {
    if let objection = change.objection(in: vocabulary) {
      throw CommandFailure(objection, .usage)
    }
    let migration = try VocabularyMigration(change, of: vocabulary, in: catalogue) {
      QueryRewrite.replacing($2, with: $3, ofField: $1, in: $0)
    }
    var findings = Findings()
    findings.report(migration.findings)
    guard !findings.hasErrors else {
      Terminal.report("Nothing was changed. Mend what is marked error, and run the command again.")
      throw ExitCode.findings
    }
    for file in migration.files {
      let name = catalogue.relativePath(of: file.path)
      try output.write(safe: UnifiedDiff(of: name, from: file.old, to: file.new).bytes())
    }
    try output.flush()
    let records = "\(migration.recordCount) record\(migration.recordCount == 1 ? " states" : "s state")"
    if change.replacement != nil { Terminal.report("\(records) the term.") }
    for mention in migration.mentions {
      Terminal.report("\(mention.file):\(mention.line ?? 1): this query names the code; look whether it should change")
    }
    guard
      try Confirmation.isGiven(
        confirmation.yes, isDryRun: confirmation.dryRun, "Make this change of \(migration.files.count) files?")
    else { return }
    var changes = CatalogueTransaction(catalogue, holding: lock)
    let settings = migration.context.settings
    let languages = settings.languages.isEmpty ? [migration.context.defaultLanguage] : settings.languages
    let schema = JSONWriter.pretty(RecordSchema.schema(for: migration.context.vocabularies, languages: languages))
    try migration.plan(&changes, schema: schema, by: confirmation.by, why: confirmation.why)
    let touched = changes.paths
    try changes.commit()
    let isCommitted = GitRecord.commit(touched, change.summary, why: confirmation.why, in: catalogue)
    let next = isCommitted ? "It is committed to git. Next: ktc validate" : "Next: ktc validate, then commit to git."
    Terminal.report("Done: \(change.summary). `ktc vocabulary undo` takes it back. \(next)")
  }
}
