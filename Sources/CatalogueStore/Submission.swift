package import CatalogueModel
package import SourceTree
internal import YAMLDocument

/// A record that somebody hands in, made ready to land: checked, with certain repairs made, and stamped.
package struct Submission: Sendable {
  /// The id under which it lands.
  package var id: String
  /// The file that was handed in.
  package var file: RecordFile
  /// The bytes to write, but for the modeline, which depends on where the file lands.
  var tree: SourceTree
  var edits: [Diagnostic.Fix]
  /// What is stamped on it, field by field.
  var stamps: [(field: String, stamp: Stamp)]
  /// By whom the action is noted.
  var by: String?
  var addsID: Bool
  package internal(set) var record: Record
  /// Everything that was found, with what was repaired on the way.
  package var diagnostics: [Diagnostic]
  /// The record that it would replace, when its id is taken.
  package var replaces: RecordFile?
  /// The draft of this id that waits in the inbox already; a new one takes its place.
  var waiting: String?
  /// The draft in the inbox that it is, when it is published from there; the draft is gone once it is published.
  var consumes: String?
}

/// How submissions are treated.
package struct SubmissionOptions: Sendable {
  /// Whether missing fields are accepted.
  package var acceptsDrafts = false
  /// Whether a taken id is a proposed revision of its record.
  package var isUpdate = false
  /// Whether records go into the catalogue rather than the inbox.
  package var publishes = false
  /// Who hands them in; nil takes the reporting organisation.
  package var by: String?
  /// Who accepts them, when they are drafts that were handed in before: the stamps of that time stay.
  package var reviewer: String?
  /// For what reason, as the history notes it.
  package var why: String?
  /// Whether those without errors land when others are refused.
  package var keepsGoing = false

  /// The usual treatment.
  package init() {}
}

extension Catalogue {
  /// Checks the files that somebody hands in, together: each by itself, their links, and their ids.
  ///
  /// Returns a submission for each file without errors, and everything that was found. Throws `FileError` when the
  /// catalogue's folders cannot be listed, as an id may be taken there. O(bytes + files of the catalogue).
  package func prepare(
    _ inputs: [(file: RecordFile, bytes: [UInt8])], _ options: SubmissionOptions
  ) throws -> PreparedSubmissions {
    try prepare(inputs.map { ($0.file, SourceText(name: $0.file.path, bytes: $0.bytes)) }, options)
  }

  /// Checks texts as above; a text may be a piece of a stream.
  ///
  /// - Parameter checked: Called after each text was read.
  package func prepare(
    _ inputs: [(file: RecordFile, text: SourceText)], _ options: SubmissionOptions, checked: () -> Void = {}
  ) throws -> PreparedSubmissions {
    var taken: [String: RecordFile] = [:]
    var waiting: [String: String] = [:]
    let own = options.publishes ? Set(inputs.compactMap { identity(of: $0.file.path) }) : []
    var consumed: [FileIdentity: String] = [:]
    for file in try allRecordFiles(in: [.inbox]) {
      // A draft that is published from the inbox does not stand in its own way.
      if !own.isEmpty, let identity = identity(of: file.path), own.contains(identity) {
        consumed[identity] = file.path
      } else {
        taken[file.id] = file
        waiting[file.id] = file.path
      }
    }
    for file in try allRecordFiles(in: [.instruments, .practices]) { taken[file.id] = file }
    var submissions: [Submission] = []
    var first: [String: RecordFile] = [:]
    var prepared = PreparedSubmissions()
    for (file, text) in inputs {
      defer { checked() }
      // What the record says of its status does not excuse it from being complete.
      let loaded = load(file, text, as: options.acceptsDrafts ? .draft : .published)
      if var submission = makeSubmission(loaded, options) {
        submission.replaces = taken[submission.id]
        submission.waiting = waiting[submission.id]
        if options.reviewer != nil, submission.replaces.map({ $0.area != .inbox }) ?? false {
          let stamp = Stamp(on: context.today, by: submission.record.submitted?.by)
          submission.record.modified = stamp
          submission.stamps.append(("modified", stamp))
        }
        submission.consumes = identity(of: file.path).flatMap { consumed[$0] }
        submission.diagnostics += idFindings(submission, beside: first[submission.id], options)
        if submission.replaces == nil, submission.consumes == nil, options.isUpdate, options.reviewer == nil {
          submission.diagnostics += unknownID(submission, taken.keys, isAlone: inputs.count == 1)
        }
        first[submission.id] = first[submission.id] ?? submission.file
        submissions.append(submission)
      } else {
        prepared.refuse(file, at: text.firstLine, loaded.diagnostics)
      }
    }
    var known = Set(taken.keys).union(submissions.map(\.id))
    for index in submissions.indices {
      submissions[index].diagnostics += linkFindings(submissions[index], known)
    }
    // Where the good ones land without the others, a link to one of those would lead nowhere.
    while options.keepsGoing {
      known = Set(taken.keys).union(submissions.filter { !$0.hasErrors }.map(\.id))
      let before = submissions.count(where: \.hasErrors)
      for index in submissions.indices where !submissions[index].hasErrors {
        submissions[index].diagnostics += linkFindings(submissions[index], known)
      }
      if submissions.count(where: \.hasErrors) == before { break }
    }
    for submission in submissions {
      if submission.hasErrors {
        prepared.refuse(
          submission.file, at: submission.tree.source.firstLine, id: submission.id, submission.diagnostics)
      } else {
        prepared.submissions.append(submission)
        prepared.diagnostics += submission.diagnostics
      }
    }
    return prepared
  }

  private func identity(of path: String) -> FileIdentity? { (try? fileSystem.status(of: path))?.identity }

  private func makeSubmission(_ loaded: LoadedRecord, _ options: SubmissionOptions) -> Submission? {
    guard let draft = loaded.draft, let tree = draft.tree else { return nil }
    var findings = loaded.diagnostics.filter { $0.code != ModelRules.missingField.code || $0.field != "id" }
    let title = draft.record.title.entries.first?.text
    let id = draft.record.id ?? title.flatMap(Slug.make) ?? ""
    if !Slug.isValid(id), draft.record.id == nil {
      let entry = tree.root.flatMap { $0.entry(named: "id") ?? $0.entries.first }
      let place = entry?.key.location ?? tree.source.location(of: 0..<0)
      findings.append(
        Diagnostic(
          StoreRules.missingID, "write an id, such as id: innovation-voucher-lithuania", at: place, field: "id"))
    }
    var record = draft.record
    record.id = id
    let by = options.by ?? record.organisations.first { $0.role == .reporter }?.name
    let stamp = Stamp(on: context.today, by: by)
    var stamps: [(field: String, stamp: Stamp)] = []
    if let reviewer = options.reviewer {
      stamps.append(("reviewed", Stamp(on: context.today, by: reviewer)))
      record.reviewed = stamps[0].stamp
    }
    if options.reviewer == nil || record.submitted?.on == nil {
      stamps.append(("submitted", stamp))
      record.submitted = stamp
    }
    if options.publishes, record.status == .draft { record.status = .published }
    if !options.publishes, record.status == .published { record.status = .draft }
    // Repairs that are certain are made on the way, and the submitter is told.
    let repaired = [ModelRules.termLabel.code, ModelRules.countryName.code]
    var fixes: [Diagnostic.Fix] = []
    for index in findings.indices where repaired.contains(findings[index].code) {
      guard let fix = findings[index].fix else { continue }
      fixes.append(fix)
      findings[index].severity = .note
      findings[index].message += "; this was repaired"
      findings[index].fix = nil
    }
    return Submission(
      id: id, file: loaded.file, tree: tree, edits: fixes, stamps: stamps, by: options.reviewer ?? by,
      addsID: draft.record.id == nil, record: record, diagnostics: findings)
  }

  private func idFindings(
    _ submission: Submission, beside other: RecordFile?, _ options: SubmissionOptions
  ) -> [Diagnostic] {
    let place = submission.tree.root?["id"]?.location ?? SourceLocation(file: submission.file.path)
    if let other {
      let message = "the id \"\(submission.id)\" is also that of \(other.path)"
      return [Diagnostic(StoreRules.takenID, message, at: place, field: "id")]
    }
    guard let taken = submission.replaces else { return [] }
    let withdrawal = withdrawalFinding(submission, of: taken, at: place, options)
    if let withdrawal, withdrawal.severity == .error { return [withdrawal] }
    if options.isUpdate { return [withdrawal].compactMap(\.self) + changesSinceSent(submission, taken) }
    let message =
      taken.area == .inbox
      ? "a draft with the id \"\(submission.id)\" waits in \(taken.path); "
        + (options.publishes ? "publish it with `ktc submit --publish \(taken.path)`" : "choose another id")
        + ", or put this one in its place with --update"
      : "the id \"\(submission.id)\" is taken by \(taken.path); choose another, or hand it in as a new version with --update"
    return [Diagnostic(StoreRules.takenID, message, at: place, field: "id")]
  }

  /// A new version of a record that is not there. Among several that are handed in together some may well be new, so
  /// that only a slip is told of.
  private func unknownID(
    _ submission: Submission, _ known: some Collection<String>, isAlone: Bool
  ) -> [Diagnostic] {
    let near = NearestName.question(NearestName.candidates(for: submission.id, among: known, within: 3))
    guard isAlone || !near.isEmpty else { return [] }
    let place = submission.tree.root?["id"]?.location ?? SourceLocation(file: submission.file.path)
    let message =
      "no record has the id \"\(submission.id)\"\(near.isEmpty ? "; this" : near + " This") lands as a new record"
    return [Diagnostic(StoreRules.unknownID, message, at: place, field: "id")]
  }

  /// What goes back when the file of a form is handed in as a whole, because the record was changed after the form was
  /// made, or because the form did not hold it.
  private func changesSinceSent(_ submission: Submission, _ file: RecordFile) -> [Diagnostic] {
    guard let prefilled = PrefilledAnswers(commentsOf: submission.tree.source.bytes), !prefilled.isEmpty,
      let record = load(file).draft?.record
    else { return [] }
    let tools = Set(Record.fields.map(\.description).filter(\.isWrittenByTool).map(\.name))
    let back = FieldChange.between(record, submission.record).map(\.path).filter { path in
      if case .key(let name)? = path.steps.first, tools.contains(name) { return false }
      return prefilled.said(submission.record.value(at: path), at: path)
        && !prefilled.said(record.value(at: path), at: path)
    }
    guard !back.isEmpty else { return [] }
    let fields = back.map(\.description).joined(separator: ", ")
    let message =
      "handed in as a whole, this form takes back what the catalogue says by now of \(fields); ktc import takes only what "
      + "was changed in the form"
    let place = SourceLocation(file: submission.file.path)
    return [Diagnostic(StoreRules.goesBack, message, at: place)]
  }

  private func linkFindings(_ submission: Submission, _ known: Set<String>) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for (position, link) in submission.record.links.enumerated() {
      guard let target = link.target, target != submission.id, !known.contains(target) else { continue }
      // A look at all ids takes long for the hundredth unknown one, and by then something else is amiss.
      let near = findings.count < 20 ? NearestName.candidates(for: target, among: known, within: 3) : []
      let path = FieldPath("links").appending(position).appending("target")
      let place = submission.tree.root?.nearestNode(at: path).location
      findings.append(
        Diagnostic(
          StoreRules.unknownLink, "no record has the id \"\(target)\"\(NearestName.question(near))", at: place,
          field: path))
    }
    return findings
  }

  /// Lands submissions, all or none: in the inbox, or in the catalogue when the options say so.
  ///
  /// Several new submissions for the inbox land as one folder, by one rename. Returns the paths that were written, in
  /// order. Throws what `CatalogueTransaction.commit()` throws.
  ///
  /// - Parameters:
  ///   - lock: The lock of the catalogue, held since before the submissions were prepared, so that nobody else
  ///     can have taken an id meanwhile.
  ///   - submissions: What was prepared.
  ///   - options: How it lands.
  package func land(
    _ submissions: [Submission], _ options: SubmissionOptions, holding lock: any FileLock
  ) throws -> [String] {
    defer { withExtendedLifetime(lock) {} }
    guard let root else { return [] }
    var changes = CatalogueTransaction(self, holding: lock)
    guard !options.publishes else {
      let published = try publish(submissions, options, in: root, &changes)
      try changes.commit()
      return published.map(\.path)
    }
    return try queue(submissions, in: root, &changes)
  }

  /// Puts drafts into the catalogue, all or none. Returns, for each, its path and all paths that were touched. Throws what
  /// `CatalogueTransaction.commit()` throws.
  ///
  /// - Parameters:
  ///   - lock: The lock of the catalogue, held since before the submissions were prepared.
  ///   - submissions: What was prepared.
  ///   - options: Who accepts it, and why.
  package func accept(
    _ submissions: [Submission], _ options: SubmissionOptions, holding lock: any FileLock
  ) throws -> [(path: String, touched: [String])] {
    guard let root else { return [] }
    var changes = CatalogueTransaction(self, holding: lock)
    let published = try publish(submissions, options, in: root, &changes)
    try changes.commit()
    return published
  }

  private func publish(
    _ submissions: [Submission], _ options: SubmissionOptions, in root: String,
    _ changes: inout CatalogueTransaction
  ) throws -> [(path: String, touched: [String])] {
    try submissions.map { submission in
      let before = changes.paths.count
      let folder = submission.record.kind == .practice ? "practices" : "instruments"
      let old = submission.replaces.flatMap { $0.area == .inbox ? nil : $0.path }
      let path = old ?? FilePath.join(root, folder + "/" + submission.id + ".yaml")
      let bytes = bytes(of: submission, schema: schemaPath(from: path))
      let by = submission.by
      // A draft that waits under this id is what the new version takes the place of.
      if submission.consumes == nil, let draft = submission.waiting {
        try changes.note(.replacedInInbox, of: submission.id, superseding: draft, by: by)
      }
      if let draft = submission.consumes ?? submission.waiting { changes.remove(draft) }
      try changes.note(
        old == nil ? .published : .replaced, of: submission.id, superseding: old, leaving: bytes, by: by,
        why: options.why)
      changes.write(bytes, to: path)
      return (path, Array(changes.paths[before...]))
    }
  }

  private func queue(
    _ submissions: [Submission], in root: String, _ changes: inout CatalogueTransaction
  ) throws -> [String] {
    let new = submissions.filter { $0.waiting == nil }
    var paths: [String: String] = [:]
    for submission in submissions {
      try noteProposal(submission, &changes)
      guard let old = submission.waiting else { continue }
      let bytes = bytes(of: submission, schema: schemaPath(from: old))
      try changes.note(
        .replacedInInbox, of: submission.id, superseding: old, leaving: bytes, by: submission.by)
      changes.write(bytes, to: old)
      paths[submission.id] = old
    }
    if new.count > 1 {
      let batch = try InboxBatch(of: self, named: "batch")
      for submission in new {
        try batch.write(bytes(of: submission, schema: "../../record.schema.json"), named: submission.id)
        paths[submission.id] = FilePath.join(batch.folder, submission.id + ".yaml")
      }
      try batch.commit(with: &changes)
    } else {
      for submission in new {
        let path = FilePath.join(root, "inbox/" + submission.id + ".yaml")
        changes.write(bytes(of: submission, schema: schemaPath(from: path)), to: path)
        paths[submission.id] = path
      }
      try changes.commit()
    }
    return submissions.compactMap { paths[$0.id] }
  }

  /// Notes of a new version from which state of the record it was made, so that a change of the record meanwhile is
  /// noticed when it is accepted.
  private func noteProposal(_ submission: Submission, _ changes: inout CatalogueTransaction) throws {
    guard let record = submission.replaces, record.area != .inbox, let base = try changes.contents(of: record.path)
    else { return }
    try changes.note(.proposed, of: submission.id, madeFrom: base, by: submission.by)
  }

  /// The bytes of a submission: the file as it was handed in, with the least changes.
  private func bytes(of submission: Submission, schema: String) -> [UInt8] {
    let order = Record.fields.map(\.description.name)
    if var editor = YAMLEditor(submission.tree) {
      editor.apply(submission.edits)
      if submission.addsID { editor.set("id", to: .string(submission.id), order: order) }
      if let status = submission.record.status, submission.tree.root?["status"]?.text != status.rawValue {
        editor.set("status", to: .string(status.rawValue), order: order)
      }
      let stamps = submission.stamps.sorted {
        order.firstIndex(of: $0.field) ?? 0 < order.firstIndex(of: $1.field) ?? 0
      }
      for (field, stamp) in stamps {
        editor.set(field, to: .map(stamp.encoded(EncodingOptions())), order: order)
      }
      editor.setSchema(schema)
      let edited = editor.bytes
      // An edit that a strange layout defeats would lose or change something; then more is written anew.
      let read = YAMLReader().readDocument(SourceText(name: submission.file.path, bytes: edited))
      if read.diagnostics.isEmpty, let tree = read.tree, Draft(tree, in: context).record == submission.record {
        return PrefilledAnswers.withoutMarks(edited)
      }
    }
    return PrefilledAnswers.withoutMarks(bytes(of: submission.tree, changedTo: submission.record, schema: schema))
  }
}
