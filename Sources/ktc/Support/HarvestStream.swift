internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import Digests
internal import JSONDocument
internal import SourceTree

/// Streams the records that a partner takes, each with what became of it since an earlier export or a day.
struct HarvestStream {
  let selection: Selection
  let gate: PersonalDataGate
  /// Against what changes are told; nil when everything counts.
  let base: ChangeBase?
  /// The export that this one replaces, where changes are not told against anything else.
  let previous: HarvestManifest?
  let today: PartialDate
  /// Whether what was withdrawn comes before all others, for which everything is read twice.
  let isWithdrawnFirst: Bool

  /// A record on its way.
  struct Item {
    var record: Record
    /// What lies behind the record; nil when its file has gone or the filter no longer lets it pass.
    var passed: Selection.Passed?
    var entry: HarvestManifest.Entry
    /// Whether it was added, changed or withdrawn since the base; everything was when there is none.
    var isChange: Bool
    /// Its file.
    var bytes: [UInt8]
  }

  /// The export that the partner has.
  private var earlier: HarvestManifest? {
    if case .manifest(let manifest, _)? = base { return manifest }
    return base == nil ? previous : nil
  }

  /// Hands on the records in id order, and then those that are no longer there, unless what was withdrawn comes first.
  /// Rethrows.
  ///
  /// - Parameter accepts: Whether the partner is sent a record. One that it is not sent keeps the state that the partner
  ///   knows: it was not withdrawn.
  func forEach(
    accepting accepts: (Selection.Passed) -> Bool, _ receive: (Item) throws -> Void
  ) throws -> Selection.Outcome {
    let told = try toldChanges()
    guard isWithdrawnFirst else { return try forEach(told, accepts, receive) }
    _ = try forEach(told, { _ in true }) { if $0.entry.change == .withdrawn { try receive($0) } }
    return try forEach(told, accepts) { if $0.entry.change != .withdrawn { try receive($0) } }
  }

  /// What the stamps of records and the history tell since a day.
  private struct ToldChanges {
    var changes: [String: (kind: RecordChange.Kind, on: String)] = [:]
    /// Records whose files have gone, as far as they are known.
    var gone: [(record: Record, on: String)] = []
  }

  private func toldChanges() throws -> ToldChanges {
    var told = ToldChanges()
    guard case .day(let day)? = base else { return told }
    let outcome = try ChangeSelection(selection: selection, since: day).forEach { record, change in
      let on = (change.on ?? today).description
      told.changes[change.id] = (change.kind, on)
      if change.current == nil { told.gone.append((record, on)) }
    }
    outcome.report()
    return told
  }

  private func forEach(
    _ told: ToldChanges, _ accepts: (Selection.Passed) -> Bool, _ receive: (Item) throws -> Void
  ) throws -> Selection.Outcome {
    let known = earlier
    var seen: Set<String> = []
    var outcome = try selection.forEach(keepsFaulty: false, gate: gate) { (passed: Selection.Passed) in
      guard let id = passed.record.id, seen.insert(id).inserted else { return }
      let isWithdrawn = passed.loaded.status == .withdrawn
      guard isWithdrawn || accepts(passed) else {
        if let old = known?.entries[id], old.change != .withdrawn { try receive(held(old)) }
        return
      }
      var record = passed.record
      let bytes = isWithdrawn ? Self.tombstone(id) : JSONWriter.pretty(record.encoded())
      let digest = isWithdrawn ? nil : SHA256.hexadecimal(of: bytes)
      let (entry, isChange) = state(of: record, id, isWithdrawn, digest, told.changes[id])
      // A withdrawal that nobody stamped happened when it was first told.
      if isWithdrawn, record.modified?.on == nil { record.modified = Stamp(on: PartialDate(entry.on), by: nil) }
      // Nobody needs to hear of the end of what they never knew.
      if isWithdrawn, case .manifest? = base, known?.entries[id] == nil { return }
      try receive(Item(record: record, passed: passed, entry: entry, isChange: isChange, bytes: bytes))
    }
    // Files that could not be read, and records with errors, have not gone.
    let unclear = Set((outcome.faulty + outcome.unreadable).map(\.file.id))
    for (id, old) in (known?.entries ?? [:]).sorted(by: { $0.key < $1.key }) where !seen.contains(id) {
      if old.change != .withdrawn, outcome.isIncomplete || unclear.contains(id) {
        try receive(self.held(old))
        continue
      }
      var entry = old
      entry.digest = nil
      let isNews = old.change != .withdrawn
      if isNews {
        entry.change = .withdrawn
        entry.on = today.description
      }
      try receive(item(of: entry, isChange: base == nil || isNews))
    }
    for (record, on) in told.gone {
      guard let id = record.id, seen.insert(id).inserted else { continue }
      let entry = HarvestManifest.Entry(id: id, change: .withdrawn, on: on, digest: nil)
      var item = item(of: entry, isChange: true)
      item.record = record
      try receive(item)
    }
    outcome.matched = seen.count
    return outcome
  }

  private func state(
    of record: Record, _ id: String, _ isWithdrawn: Bool, _ digest: String?,
    _ told: (kind: RecordChange.Kind, on: String)?
  ) -> (HarvestManifest.Entry, isChange: Bool) {
    let stamp = record.modified?.on ?? record.submitted?.on
    let stamped = (stamp ?? today).description
    let first: RecordChange.Kind = isWithdrawn ? .withdrawn : record.modified?.on == nil ? .added : .changed
    var entry = HarvestManifest.Entry(id: id, change: first, on: stamped, digest: digest)
    if case .day? = base {
      if let told { (entry.change, entry.on) = (isWithdrawn ? .withdrawn : told.kind, told.on) }
      return (entry, told != nil)
    }
    guard let known = earlier else { return (entry, true) }
    guard let old = known.entries[id] else {
      if !isWithdrawn { (entry.change, entry.on) = (.added, today.description) }
      return (entry, true)
    }
    if old.digest == digest { return (old, base == nil) }
    entry.on = today.description
    entry.change = isWithdrawn ? .withdrawn : old.change == .withdrawn ? .added : .changed
    return (entry, true)
  }

  /// What a partner knows of a record that it is not sent now.
  private func held(_ old: HarvestManifest.Entry) -> Item {
    var entry = old
    entry.isInFolder = false
    var item = item(of: entry, isChange: false)
    item.bytes = []
    return item
  }

  /// A record of which only the id is known.
  private func item(of entry: HarvestManifest.Entry, isChange: Bool) -> Item {
    var record = Record()
    record.id = entry.id
    record.status = .withdrawn
    record.modified = Stamp(on: PartialDate(entry.on), by: nil)
    return Item(record: record, passed: nil, entry: entry, isChange: isChange, bytes: Self.tombstone(entry.id))
  }

  /// The file of a record that was withdrawn.
  private static func tombstone(_ id: String) -> [UInt8] {
    JSONWriter.pretty(.map([.init("id", .string(id)), .init("status", .string(RecordStatus.withdrawn.rawValue))]))
  }
}
