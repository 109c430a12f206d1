internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// One import of some files.
struct ImportRun {
  let catalogue: Catalogue
  let additions: [FieldAddition]
  let mode: Mode
  let output: StandardOutput
  private var landing: ImportLanding?
  private var targets: ImportTargets?
  private var plan: ImportPlan
  private var findings = Findings()
  private var count = 0
  private var leftOut = 0
  private var unreadable = 0
  private var files = 0
  private var landed: [ImportTargets.Outcome] = []

  /// What becomes of the drafts.
  enum Mode {
    /// They land in the inbox.
    case land
    /// They are printed as YAML.
    case print
    /// What they would change is shown.
    case plan
  }

  init(catalogue: Catalogue, additions: [FieldAddition], mode: Mode, output: StandardOutput) {
    self.catalogue = catalogue
    self.additions = additions
    self.mode = mode
    self.output = output
    plan = ImportPlan(output: output)
  }

  /// Reads one file. What cannot be read is a finding, and the next file is read all the same; only a format that
  /// does not exist ends the import.
  mutating func read(_ path: String, _ registry: PluginRegistry, _ named: (any Importer)?) throws {
    files += 1
    let before = count
    let leftOutBefore = leftOut
    do {
      let input = try FileInput(path)
      let importer = try named ?? registry.recognise(input.head, named: input.name)
      if named == nil { Terminal.report("\(input.name): read as \(importer.format.id) (\(importer.format.name))") }
      try read(input, with: importer, ReadBack(importer, registry, catalogue.context))
      if count == before, leftOut == leftOutBefore {
        let message = "no record was found (read as \(importer.format.id))"
        throw ImportFailure(Diagnostic(ImportRules.emptyImport, message, at: SourceLocation(file: input.name)))
      }
    } catch let failure as ImportFailure {
      findings.report([failure.diagnostic])
      if count == before { unreadable += 1 }
    } catch let error as FileError where error.operation == "read" {
      let place = SourceLocation(file: path)
      findings.report([Diagnostic(StoreRules.unreadableFile, "\(error)", at: place)])
      unreadable += 1
    }
  }

  private mutating func read(_ input: FileInput, with importer: any Importer, _ readBack: ReadBack?) throws {
    var progress = Progress("importing")
    defer { progress.finish() }
    var number = 0
    let source = LimitedSource(input)
    try importer.readDrafts(from: source, in: ImportContext(catalogue: catalogue.context)) { draft in
      progress.advance()
      number += 1
      var draft = draft
      complete(&draft, importer, input.name, number)
      findings.report(draft.diagnostics)
      leftOut += draft.leftOut
      // What holds nothing was reported; there is nothing to land.
      guard draft.record != Record() else { return }
      count += 1
      switch mode {
      case .print:
        report(draft, as: draft.record)
        try print(draft)
      case .plan:
        if targets == nil { targets = try ImportTargets(catalogue, sent: PersonalDataGate(for: .everybody).pass) }
        guard let outcome = targets?.outcome(of: draft, readBack: { readBack?.drafts(of: $0) ?? [] }) else { return }
        report(draft, outcome)
        try plan.show(outcome, draft)
      case .land:
        try land(draft, importer, readBack)
      }
    }
  }

  private func complete(_ draft: inout Draft, _ importer: any Importer, _ name: String, _ number: Int) {
    // What holds nothing does not become a record by what is added to it.
    guard draft.record != Record() else { return }
    for addition in additions { addition.apply(to: &draft.record) }
    var origin = draft.record.origin ?? Origin()
    origin.source = origin.source ?? FilePath.name(of: name)
    if origin.id == nil, origin.url == nil { origin.id = draft.record.id ?? String(number) }
    origin.importer = origin.importer ?? importer.format.id
    origin.on = origin.on ?? catalogue.context.today
    draft.record.origin = origin
  }

  /// Reports what was found about the record as it lands; of a new version only what has to do with its changes.
  private mutating func report(_ draft: Draft, as record: Record, only changes: [FieldChange]? = nil) {
    var landed = draft
    landed.record = record
    let whole = landed.findings(in: catalogue.context, as: .draft)
    // An id is made of the title, so that nobody has to write one.
    let makesID = !record.title.isEmpty
    let changed = changes.map { Set($0.compactMap(\.path.steps.first)) }
    findings.report(
      whole.filter { finding in
        // What was set aside was told at its place in the input.
        if finding.code == ModelRules.setAside.code { return false }
        if makesID && finding.code == ModelRules.missingField.code && finding.field == "id" { return false }
        guard let changed, let field = finding.field?.steps.first else { return true }
        return changed.contains(field)
      })
  }

  /// Reports what a draft comes to, and what of it nobody should overlook.
  private mutating func report(_ draft: Draft, _ outcome: ImportTargets.Outcome) {
    switch outcome.role {
    case .unchanged, .repeated, .otherKind: break
    case .new, .updatesDraft: report(draft, as: outcome.record)
    case .revises: report(draft, as: outcome.record, only: outcome.revision?.changes)
    }
    let place = draft.location(of: draft.record.id == nil ? "title" : "id")
    findings.report(outcome.findings(at: place))
    if outcome.role == .revises, draft.prefilled?.isEmpty == true {
      // The form of a new record takes its id from the title, so that two of one name meet.
      let message =
        "a record with the id \"\(outcome.id)\" is there, and this was the form of a new one; it is proposed as a new "
        + "version, so if it is another record, give it another id and import again"
      findings.report([Diagnostic(StoreRules.takenID, severity: .warning, message, at: place, field: "id")])
    }
    if let waiting = outcome.waitsBeside {
      let message =
        "a draft with the id \"\(waiting.id)\" waits in \(waiting.path) and seems to be another record; this one is "
        + "\(outcome.id). If they are the same, merge them, or reject one"
      findings.report([Diagnostic(StoreRules.takenID, severity: .warning, message, at: place, field: "id")])
    }
    guard outcome.role == .new, let targets else { return }
    if let id = draft.record.id {
      let near = targets.nearest(to: id)
      guard !near.isEmpty else { return }
      let message = "no record has the id \"\(id)\"\(NearestName.question(near))"
      findings.report([Diagnostic(ImportRules.newIdNear, message, at: place, field: "id")])
    } else if let same = draft.record.title.entries.first.flatMap({ Slug.make(from: $0.text) }),
      targets.isPublished(same)
    {
      let message = "this has no id, but the title of \"\(same)\"; write that id if it is the same record"
      findings.report([Diagnostic(ImportRules.newIdNear, message, at: place, field: "id")])
    }
  }

  private func print(_ draft: Draft) throws {
    var record = draft.recordWithUnplaced
    record.id = record.id ?? record.title.entries.first.flatMap { Slug.make(from: $0.text) }
    let plain = record.language ?? catalogue.context.defaultLanguage
    try output.write((count > 1 ? "---\n" : "") + YAMLWriter.write(record.encoded(plainLanguage: plain)))
  }

  private mutating func land(_ draft: Draft, _ importer: any Importer, _ readBack: ReadBack?) throws {
    if landing == nil {
      landing = try ImportLanding(
        catalogue, importer: importer.format.id, holding: try WriteAccess.lock(catalogue),
        sent: PersonalDataGate(for: .everybody).pass)
      targets = landing?.targets
    }
    guard let landing else { return }
    let outcome = try landing.add(draft) { readBack?.drafts(of: $0) ?? [] }
    report(draft, outcome)
    landed.append(outcome)
  }

  /// Lands what was read, and tells what became of it. Throws the exit status.
  mutating func finish() throws {
    if let landing {
      let result = try landing.finish()
      if let folder = result.folder { try output.write(folder + "\n") }
      for path in result.updated { try output.write(path + "\n") }
      try output.flush()
      tell(result.folder, result.updated)
    } else if mode == .plan {
      try output.flush()
      Terminal.report(plan.summary(leftOut: rowsLeftOut))
    } else if mode == .print {
      try output.flush()
      Terminal.report("\(count) record\(count == 1 ? "" : "s") read\(rowsLeftOut); nothing was changed.")
    } else if leftOut > 0 {
      Terminal.report("No record was read\(rowsLeftOut); nothing was changed.")
    }
    if unreadable == files { throw ExitCode.unreadable }
    if findings.hasErrors { throw ExitCode.findings }
  }

  /// `; 1 row left out`, or nothing.
  private var rowsLeftOut: String {
    leftOut == 0 ? "" : "; \(leftOut) row\(leftOut == 1 ? "" : "s") left out"
  }

  private func tell(_ folder: String?, _ replaced: [String]) {
    let new = landed.count { $0.role == .new }
    let updated = landed.count { $0.role == .updatesDraft }
    let revisions = landed.count { $0.role == .revises }
    let unchanged = landed.count { $0.role == .unchanged }
    let repeated = landed.count { $0.role == .repeated }
    let others = landed.count { $0.role == .otherKind }
    if others == landed.count { return Terminal.report("Nothing was changed.") }
    guard landed.count > unchanged + repeated + others else {
      let records = "\(unchanged) record\(unchanged == 1 ? "" : "s") read, none of them changed"
      return Terminal.report(records + rowsLeftOut + ".")
    }
    var parts: [String] = []
    if new > 0 { parts.append("\(new) new") }
    if updated > 0 { parts.append("\(updated) updated") }
    if revisions > 0 { parts.append("\(revisions) proposed as new version\(revisions == 1 ? "" : "s")") }
    let drafts = landed.filter { ![.unchanged, .repeated, .otherKind].contains($0.role) }
    let first = drafts.first { folder == nil || $0.replaced == nil }?.id ?? ""
    let next =
      drafts.count == 1
      ? "ktc review show \(first) tells what is missing; complete it, then ktc review accept \(first)"
      : "ktc review list shows all, and ktc review show \(first) what is missing in the first"
    let rest =
      (unchanged == 0 ? "" : "; \(unchanged) unchanged") + (repeated == 0 ? "" : "; \(repeated) repeated") + rowsLeftOut
    Terminal.report(
      "\(drafts.count) draft\(drafts.count == 1 ? "" : "s") in the inbox: \(parts.joined(separator: ", "))\(rest). "
        + "Next: \(next)")
  }
}

extension ImportTargets.Outcome {
  /// What nobody should overlook: what is taken away, what is not done, and what a waiting draft says otherwise.
  ///
  /// - Parameter place: Where the input names the record.
  fileprivate func findings(at place: SourceLocation?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let first {
      let message =
        first.isSame
        ? "\(id) stands in \(first.place) already and says the same; that one was taken"
        : "\(id) stands in \(first.place) already and says something else; this one is left out; keep one of the two"
      found.append(
        Diagnostic(
          ImportRules.repeatedRecord, severity: first.isSame ? .note : .error, message, at: place, field: "id"))
    }
    if role == .otherKind {
      let kinds = revision?.changes.first { $0.path == "kind" }?.lines.first
      let (known, new) = (kinds?.old.flatMap(RecordKind.init), kinds?.new.flatMap(RecordKind.init))
      let message =
        "the id \"\(id)\" is that of \(known?.withArticle ?? "another kind"), and this is "
        + "\(new?.withArticle ?? "something else"); give it another id and import again, or change the kind of the record "
        + "with ktc edit \(id)"
      found.append(Diagnostic(StoreRules.takenID, message, at: place, field: "kind"))
      return found
    }
    if role == .unchanged, let unplaced = revision?.unplaced, let input = unplaced.first {
      let message =
        "nothing else of \(id) was changed, so no draft was made to keep this; mend it where it stands, and import "
        + "again"
      found.append(Diagnostic(ImportRules.notPlaced, severity: .note, message, at: input.location, field: input.field))
    }
    for change in role == .updatesDraft ? revision?.changes ?? [] : [] {
      for line in change.lines {
        guard let old = line.old else { continue }
        let message =
          "\(line.path) of \(id): \(Self.quoted(old)) -> \(line.new.map(Self.quoted) ?? "nothing"); "
          + "the draft as it was is kept in history/\(id)/"
        found.append(Diagnostic(ImportRules.overwritesWaiting, message, at: change.location, field: change.path))
      }
    }
    for change in revision?.changes ?? [] where change.kind == .removed {
      let was = change.lines.first?.old.map { "; it was \(Self.quoted($0))" } ?? ""
      let message = "\(change.path) of \(id) is removed\(was)"
      found.append(Diagnostic(ImportRules.valueRemoved, message, at: change.location, field: change.path))
    }
    if let outdated = revision?.outdated, !outdated.isEmpty {
      let fields = outdated.map(\.description).joined(separator: ", ")
      let message = "\(id) was changed after this form was made; what the form only repeats of \(fields) was left out"
      found.append(Diagnostic(ImportRules.changedSinceSent, severity: .note, message, at: place, field: "id"))
    }
    for change in revision?.overtaken ?? [] {
      let old = change.lines.first?.old.map(Self.quoted) ?? "nothing"
      let new = change.lines.first?.new.map(Self.quoted) ?? "nothing"
      let message =
        "\(change.path) of \(id) was changed after this form was made; the catalogue says \(old), the form \(new)"
      found.append(Diagnostic(ImportRules.changedSinceSent, message, at: change.location ?? place, field: change.path))
    }
    for change in revision?.ignored ?? [] {
      let message = "\(change.path) of \(id) stays as it is; an import does not change it"
      found.append(Diagnostic(ImportRules.changeIgnored, message, at: change.location, field: change.path))
    }
    for change in conflicts {
      let message =
        "\(change.path) of \(id) was changed otherwise by \(replaced?.path ?? "a draft"), which waits for review"
      found.append(Diagnostic(ImportRules.overwritesWaiting, message, at: change.location, field: change.path))
    }
    return found
  }

  private static func quoted(_ text: String) -> String { "\"\(text.shortened)\"" }
}
