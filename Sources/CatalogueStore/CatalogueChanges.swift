package import CatalogueModel
package import SourceTree

/// What was added to a catalogue, changed in it or withdrawn from it since a day.
///
/// The stamps of the records and the log of `history/` tell. A version that nobody stamped, as after an edit by hand,
/// is not seen. Records are streamed in id order; ids alone stay in memory.
package struct CatalogueChanges: Sendable {
  private let catalogue: Catalogue
  private let day: PartialDate

  /// The changes on a day or after it. Of a month or a year the first day counts.
  package init(of catalogue: Catalogue, since day: PartialDate) {
    self.catalogue = catalogue
    self.day = day
  }

  /// How a stream of changes went.
  package struct Outcome: Sendable {
    /// How many records were looked at.
    package var seen = 0
    /// How many of them bear no date and have no history, so that nobody knows when they came or changed.
    package var undated = 0
    /// Files that could not be read at all.
    package var unreadable: [LoadedRecord] = []
    /// What of folders and histories could not be read.
    package var diagnostics: [Diagnostic] = []
  }

  /// Hands on the records that were added, changed or withdrawn, in id order. Rethrows.
  ///
  /// A record whose file has gone, but of which published versions are kept, was withdrawn; on which day is not known,
  /// so that it is told whatever the day. O(text of the records asked for).
  ///
  /// - Parameters:
  ///   - areas: The parts of the catalogue. Proposals in the inbox are told apart from the records they revise.
  ///   - receive: Takes each record.
  package func forEach(
    in areas: [RecordFile.Area] = [.instruments, .practices], _ receive: (RecordChange) throws -> Void
  ) throws -> Outcome {
    var outcome = Outcome()
    let found = catalogue.recordFiles(in: areas)
    outcome.diagnostics = found.diagnostics.filter { $0.severity == .error }
    let histories = try catalogue.idsWithHistory()
    let present = Set(catalogue.recordFiles(in: [.instruments, .practices]).files.map(\.id))
    // A folder that cannot be read hides its records; they have not gone.
    var gone = outcome.diagnostics.isEmpty ? histories.subtracting(present).sorted()[...] : []
    try catalogue.forEachRecord(in: found.files) { loaded in
      while let id = gone.first, id < loaded.file.id {
        gone.removeFirst()
        try tellGone(id, &outcome, receive)
      }
      outcome.seen += 1
      guard let draft = loaded.draft else { return outcome.unreadable.append(loaded) }
      let history = histories.contains(loaded.file.id) ? catalogue.history(of: loaded.file.id) : nil
      outcome.diagnostics += history?.diagnostics ?? []
      let isDraft = loaded.file.area == .inbox
      let versions = history?.versions.filter { $0.isOfInbox == isDraft } ?? []
      var stamps = [draft.record.submitted?.on, draft.record.modified?.on].compactMap(\.self)
      // A draft that waited came into the catalogue later than it was handed in.
      let arrival = isDraft ? nil : history?.entries.first { $0.action == .published }?.on
      stamps += [arrival].compactMap(\.self)
      if stamps.isEmpty, versions.isEmpty { outcome.undated += 1 }
      // A contact that is gone is a change for those who got it, although no version of it is kept.
      let forgotten = history?.entries.filter { $0.action == .forgotten && $0.digest != nil }.map(\.on) ?? []
      let found = change(of: loaded, draft.record, stamps + forgotten, versions, arrival: arrival)
      guard var change = found else { return }
      // Under its new id nobody knows a record yet.
      let isRenamed = history?.entries.contains { $0.action == .renamed && isSince($0.on) } ?? false
      if isRenamed, change.kind == .changed { change.kind = .added }
      try receive(change)
    }
    for id in gone { try tellGone(id, &outcome, receive) }
    return outcome
  }

  private func tellGone(
    _ id: String, _ outcome: inout Outcome, _ receive: (RecordChange) throws -> Void
  ) rethrows {
    let history = catalogue.history(of: id)
    outcome.diagnostics += history.diagnostics
    guard let last = history.versions.last(where: { !$0.isOfInbox }) else { return }
    try receive(RecordChange(id: id, kind: .withdrawn, on: nil, current: nil, previous: last))
  }

  /// What became of a record that is there; nil when nothing did.
  private func change(
    of loaded: LoadedRecord, _ record: Record, _ stamps: [PartialDate], _ versions: [RecordHistory.Version],
    arrival: PartialDate?
  ) -> RecordChange? {
    let recent = (stamps + versions.map(\.replaced)).filter(isSince).max { $0.latest < $1.latest }
    guard let recent else { return nil }
    // The version that was there when the day began is the first of those that were replaced since.
    let replaced = versions.first { isSince($0.replaced) }
    let before = replaced.flatMap { catalogue.record(in: $0.file) }
    let arrival = arrival ?? (replaced == nil ? record.submitted?.on : before?.submitted?.on)
    let wasThere = versions.contains { !isSince($0.replaced) } || arrival.map { !isSince($0) } ?? true
    let statusBefore = wasThere ? before.map { $0.status ?? loaded.file.defaultStatus } : nil
    let kind: RecordChange.Kind
    switch loaded.status {
    case .withdrawn: kind = .withdrawn
    case .draft where loaded.file.area != .inbox && wasThere && statusBefore != .draft: kind = .withdrawn
    case .draft: kind = wasThere ? .changed : .added
    // What was withdrawn or a draft is new to readers.
    case .published: kind = wasThere && statusBefore ?? .published == .published ? .changed : .added
    }
    return RecordChange(
      id: loaded.file.id, kind: kind, on: recent, current: loaded, previous: wasThere ? replaced : nil)
  }

  private func isSince(_ date: PartialDate) -> Bool { date.latest >= day.earliest }
}

/// What became of one record.
package struct RecordChange: Sendable {
  /// What became of it, as its readers see it.
  package enum Kind: String, Sendable, Hashable, CaseIterable { case added, changed, withdrawn }

  /// The id of the record.
  package var id: String
  /// What became of it.
  package var kind: Kind
  /// The day of the last change; nil when the file has gone and nobody noted when.
  package var on: PartialDate?
  /// The record as it is; nil when its file has gone.
  package var current: LoadedRecord?
  /// The version that was there before the first of the changes; nil when there was none, or none was kept.
  package var previous: RecordHistory.Version?
}
