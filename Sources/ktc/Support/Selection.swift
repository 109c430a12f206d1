internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// Streams the records that a request finds, in id order.
///
/// Values of fields are looked at record by record; what words mean, only the index knows. Words are taken as they
/// stand: whoever exports or counts records did not ask for near misses.
struct Selection {
  let catalogue: Catalogue
  private let request: SearchRequest
  private let filter: RecordFilter
  /// The paths of the records that a query finds, from the catalogue's folder on; nil when there is no query.
  private let found: Set<String>?
  /// Whether there was a query that was left out, because no word of it says anything.
  let isQueryLeftOut: Bool
  /// The records of parts of the catalogue that are read.
  let areas: [RecordFile.Area]

  /// Understands a request, and asks the index when it has words. Throws `SearchEngine.Refusal`, and what opening the
  /// index throws.
  init(_ catalogue: Catalogue, _ request: SearchRequest, _ indexing: IndexOptions) throws {
    var request = request
    request.isExact = true
    self.catalogue = catalogue
    self.request = request
    filter = try RecordFilter(request, in: catalogue.context.vocabularies)
    var asksForDrafts = filter.statuses.contains(.draft)
    if request.text.allSatisfy(\.isWhitespace) {
      found = nil
      isQueryLeftOut = false
    } else {
      let answer = try indexing.use(catalogue) {
        try SearchEngine($0.index, catalogue.context).answer(request)
      }
      for remark in answer.remarks { Terminal.report(remark) }
      // The query itself may ask for drafts.
      if answer.hits.contains(where: { $0.entry.values[.status] == ["draft"] }) { asksForDrafts = true }
      found = Set(answer.hits.map(\.entry.path))
      isQueryLeftOut = answer.isQueryLeftOut
    }
    // Drafts lie in the inbox, which is read only when somebody asks for them.
    areas = asksForDrafts ? [.instruments, .practices, .inbox] : [.instruments, .practices]
  }

  /// Whether a record that was read is one of those that are asked for.
  func holds(_ file: RecordFile, _ record: Record, _ status: RecordStatus) -> Bool {
    if let found { return found.contains(catalogue.relativePath(of: file.path)) }
    return filter.matches(record, status: status)
  }

  /// Whether a record whose file has gone is one of those that are asked for, judged by its last version. Throws as
  /// making a selection does.
  func holds(_ gone: SourceRecord) throws -> Bool {
    if found == nil { return filter.matches(gone.record, status: gone.status) }
    return try !GoneRecords(records: [gone]).answer(request, catalogue.context).hits.isEmpty
  }

  /// How a stream of records went.
  struct Outcome {
    /// How many records passed.
    var matched = 0
    /// How many were looked at.
    var seen = 0
    /// Files that could not be read at all.
    var unreadable: [LoadedRecord] = []
    /// Records with errors that passed the filter.
    var faulty: [LoadedRecord] = []
    /// Whether there are folders that could not be read, with nobody knows how many records.
    var isIncomplete = false

    /// Whether everything could be read that was to be looked at.
    var isWhole: Bool { unreadable.isEmpty && !isIncomplete }
  }

  /// Hands on the records in id order, with their defaults, through the personal-data gate. Rethrows.
  ///
  /// - Parameter keepsFaulty: Whether records with errors are handed on too; either way they are in the outcome.
  func forEach(
    keepsFaulty: Bool, gate: PersonalDataGate, _ receive: (Record, RecordStatus) throws -> Void
  ) throws -> Outcome {
    try forEach(keepsFaulty: keepsFaulty, gate: gate) { try receive($0.record, $0.loaded.status) }
  }

  /// A record that passed, with what lies behind it.
  struct Passed: Sendable {
    /// The record as its readers may see it.
    let record: Record
    /// The record with its defaults, before the gate.
    let whole: Record
    /// The file that it was read from, with the places of its values.
    let loaded: LoadedRecord
  }

  /// Hands on the records as above, each with what lies behind it. Rethrows.
  func forEach(
    keepsFaulty: Bool, gate: PersonalDataGate, _ receive: (Passed) throws -> Void
  ) throws -> Outcome {
    var outcome = Outcome()
    let listed = catalogue.recordFiles(in: areas)
    let problems = listed.diagnostics.filter { $0.severity == .error }
    outcome.isIncomplete = !problems.isEmpty
    var findings = Findings()
    findings.report(problems)
    var progress = Progress("reading", of: listed.files.count)
    defer { progress.finish() }
    try catalogue.forEachRecord(in: listed.files) { loaded in
      progress.advance()
      outcome.seen += 1
      guard let draft = loaded.draft else {
        outcome.unreadable.append(loaded)
        return
      }
      var record = draft.record.withDefaults(of: catalogue.context.settings, status: loaded.file.defaultStatus)
      // A record whose id could not be read is still called by its file.
      record.id = record.id ?? loaded.file.id
      let passed = gate.pass(record)
      // The words of a record are those that a reader may see.
      guard holds(loaded.file, passed, loaded.status) else { return }
      if loaded.hasErrors {
        outcome.faulty.append(loaded)
        if !keepsFaulty { return }
      }
      outcome.matched += 1
      try receive(Passed(record: passed, whole: record, loaded: loaded))
    }
    return outcome
  }
}

extension Selection.Outcome {
  /// Tells what could not be read, and what was left out or shown in spite of errors.
  func report(leftOut: Bool) {
    var findings = Findings()
    for loaded in unreadable { findings.report(loaded.diagnostics) }
    guard !faulty.isEmpty else { return }
    if leftOut {
      for loaded in faulty { findings.report(loaded.diagnostics.filter { $0.severity == .error }) }
      let ids = faulty.map(\.file.id).joined(separator: ", ")
      Terminal.report(
        "\(faulty.count) record\(faulty.count == 1 ? " has" : "s have") errors and \(faulty.count == 1 ? "was" : "were") left out: \(ids)"
      )
    } else {
      Terminal.report(
        "\(faulty.count) of them \(faulty.count == 1 ? "has" : "have") errors; `ktc validate` tells which.")
    }
  }
}
