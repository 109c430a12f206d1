package import CatalogueModel
internal import SourceTree

/// What the drafts of an import are in relation to the records that are there. Only ids and origins stay in memory.
package struct ImportTargets {
  private let catalogue: Catalogue
  private let sent: (Record) -> Record
  private var byOrigin: [String: RecordFile] = [:]
  private var inbox: [String: RecordFile] = [:]
  private var published: [String: RecordFile] = [:]
  private var claimed: Set<String> = []

  /// What a draft comes to.
  package struct Outcome: Sendable {
    /// The id under which it lands.
    package var id: String
    /// What it is in relation to what was there.
    package var role: ImportRole
    /// The record as it lands: for a revision what is there, with the changes made.
    package var record: Record
    /// The changes to a record that is there.
    package var revision: RecordRevision?
    /// Changes that another version, which waits in the inbox, has decided otherwise.
    package var conflicts: [FieldChange] = []
    /// The draft in the inbox whose place it takes.
    package var replaced: RecordFile?
  }

  /// Looks at what is there. O(records).
  ///
  /// - Parameter sent: The record as it may have gone out, without what the personal-data gate keeps back.
  package init(_ catalogue: Catalogue, sent: @escaping (Record) -> Record) {
    self.catalogue = catalogue
    self.sent = sent
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files) { loaded in
      if loaded.file.area == .inbox {
        inbox[loaded.file.id] = loaded.file
      } else {
        published[loaded.file.id] = loaded.file
      }
      guard let key = loaded.draft?.record.origin.flatMap(Self.key) else { return }
      if byOrigin[key] == nil || loaded.file.area == .inbox { byOrigin[key] = loaded.file }
    }
  }

  /// What a draft comes to. A draft of a record that is there becomes a revision of it, on top of the version that
  /// waits in the inbox, if one does. O(size of the record).
  package mutating func outcome(of draft: Draft) -> Outcome {
    let record = draft.record
    let givenID = record.id.flatMap { Slug.isValid($0) ? $0 : nil }
    let known = record.origin.flatMap(Self.key).flatMap { byOrigin[$0] }
    let id = known?.id ?? givenID ?? record.title.entries.first.flatMap { Slug.make(from: $0.text) } ?? "untitled"
    if let file = published[id], known != nil || givenID != nil { return revision(of: file, by: draft) }
    if let known {
      // A draft of this very import is replaced once it is there.
      return Outcome(id: id, role: .updatesDraft, record: ready(draft.recordWithUnplaced, id), replaced: known)
    }
    let free = free(id)
    claimed.insert(free)
    return Outcome(id: free, role: .new, record: ready(draft.recordWithUnplaced, free))
  }

  /// Notes where a draft lands, so that a later one of the same import finds it.
  mutating func note(_ record: Record, at file: RecordFile) {
    if let key = record.origin.flatMap(Self.key) { byOrigin[key] = file }
  }

  /// The ids of the published records that are near an id, for a row whose id nobody knows. O(records).
  package func nearest(to id: String) -> [String] { NearestName.candidates(for: id, among: published.keys) }

  /// Whether a published record has this id.
  package func isPublished(_ id: String) -> Bool { published[id] != nil }

  private func revision(of file: RecordFile, by draft: Draft) -> Outcome {
    let waiting = inbox[file.id]
    guard let old = catalogue.load(file).draft?.record else {
      return Outcome(
        id: file.id, role: .revises, record: ready(draft.recordWithUnplaced, file.id), replaced: waiting)
    }
    let revision = RecordRevision(
      of: old, sent: sent(old.withDefaults(of: catalogue.context.settings, status: file.defaultStatus)), by: draft,
      settings: catalogue.context.settings)
    guard !revision.isEmpty else {
      return Outcome(id: file.id, role: .unchanged, record: old, revision: revision)
    }
    let later = waiting.flatMap { catalogue.load($0).draft?.record }
    var changed = draft
    changed.record = revision.applied(to: later ?? old)
    changed.unplaced = revision.unplaced
    return Outcome(
      id: file.id, role: .revises, record: ready(changed.recordWithUnplaced, file.id), revision: revision,
      conflicts: later.map { revision.conflicts(with: $0) } ?? [], replaced: waiting)
  }

  private func ready(_ record: Record, _ id: String) -> Record {
    var record = record
    record.id = id
    if record.status != nil { record.status = .draft }
    return record
  }

  private func free(_ id: String) -> String {
    var candidate = id
    var number = 2
    while inbox[candidate] != nil || published[candidate] != nil || claimed.contains(candidate) {
      let suffix = "-\(number)"
      candidate = String(id.prefix(Slug.longest - suffix.count)) + suffix
      number += 1
    }
    return candidate
  }

  private static func key(_ origin: Origin) -> String? {
    guard let id = origin.id ?? origin.url else { return nil }
    return (origin.source ?? "") + "\u{0}" + id
  }
}

/// What a draft is in relation to what was there.
package enum ImportRole: Sendable, Hashable {
  /// Nothing like it was there.
  case new
  /// It takes the place of the draft of the same origin.
  case updatesDraft
  /// It is a proposed revision of the record of this id.
  case revises
  /// It asks for no change of the record of this id.
  case unchanged
}
