package import CatalogueModel
internal import SourceTree
internal import TextFolding

/// What the drafts of an import are in relation to the records that are there, and to each other. Only ids, origins
/// and digests stay in memory.
package struct ImportTargets {
  private let catalogue: Catalogue
  private let sent: (Record) -> Record
  private var byOrigin: [String: RecordFile] = [:]
  private var inbox: [String: RecordFile] = [:]
  private var published: [String: RecordFile] = [:]
  /// Under which id a record goes on that a tombstone stands for.
  private var successors: [String: String] = [:]
  private var claimed: Set<String> = []
  /// By id, the number from which on a free one is looked for.
  private var nextNumbers: [String: Int] = [:]
  /// What this import has brought already, by id and by origin.
  private var brought: [String: Brought] = [:]

  private struct Brought {
    var id: String
    var content: Int
    var place: String
  }

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
    /// The record of which it is a revision.
    package var revised: RecordFile?
    /// The draft in the inbox whose place it takes.
    package var replaced: RecordFile?
    /// What waits in the inbox under the id that was given, when it is another record, so that this one lands under
    /// another id.
    package var waitsBeside: RecordFile?
    /// For what is repeated: the place of the first of the same import, and whether both say the same.
    package var first: (place: String, isSame: Bool)?
  }

  /// Looks at what is there. Throws `FileError` when a folder cannot be listed. O(records).
  ///
  /// - Parameter sent: The record as it may have gone out, without what the personal-data gate keeps back.
  package init(_ catalogue: Catalogue, sent: @escaping (Record) -> Record) throws {
    self.catalogue = catalogue
    self.sent = sent
    let files = try catalogue.allRecordFiles(in: [.instruments, .practices, .inbox])
    catalogue.forEachRecord(in: files, isJudging: false) { loaded in
      if loaded.file.area == .inbox {
        inbox[loaded.file.id] = loaded.file
      } else {
        published[loaded.file.id] = loaded.file
        successors[loaded.file.id] = loaded.draft?.record.successor
      }
      guard let key = loaded.draft?.record.origin.flatMap(Self.key) else { return }
      if byOrigin[key] == nil || loaded.file.area == .inbox { byOrigin[key] = loaded.file }
    }
  }

  /// What a draft comes to. A draft of a record that is there becomes a revision of it, on top of the version that
  /// waits in the inbox, if one does. The second of two drafts for the same place is repeated. O(size of the record).
  ///
  /// - Parameter readBack: What a record reads like when it comes back as it was sent, in each notation of the format;
  ///   nothing for a format that holds all of it.
  package mutating func outcome(of draft: Draft, readBack: (Record) -> [Draft] = { _ in [] }) -> Outcome {
    var draft = draft
    // What went out under an id that a record no longer has comes back to the record.
    if let id = draft.record.id, let successor = successor(of: id) { draft.record.id = successor }
    let record = draft.record
    let givenID = record.id.flatMap { Slug.isValid($0) ? $0 : nil }
    let origin = record.origin.flatMap(Self.key)
    let known = origin.flatMap { byOrigin[$0] }
    let id = known?.id ?? givenID ?? record.title.entries.first.flatMap { Slug.make(from: $0.text) } ?? "untitled"
    var outcome: Outcome
    if let file = published[id], known != nil || givenID != nil {
      outcome = revision(of: file, by: draft, readBack)
    } else if let known {
      outcome = update(of: known, by: draft)
    } else if let givenID, let waiting = inbox[givenID], isSentAgain(draft, waitingAs: waiting) {
      outcome = update(of: waiting, by: draft)
    } else {
      outcome = Outcome(id: id, role: .new, record: ready(draft.recordWithUnplaced, id))
    }
    if outcome.role == .revises, let change = outcome.revision?.changes.first(where: { $0.path == "kind" }),
      change.kind == .changed
    {
      outcome.role = .otherKind
      return outcome
    }
    // A sheet that came back as it was sent leaves room for its twin in another notation.
    let isPublished = outcome.role == .revises || published[outcome.id] != nil && outcome.role == .unchanged
    if outcome.role == .unchanged, isPublished { return outcome }
    var keys = [origin.map { "origin \($0)" }, givenID.map { "id \($0)" }].compactMap(\.self)
    if outcome.role != .new { keys.append("id \(outcome.id)") }
    let content = Self.content(of: isPublished ? outcome.record : record)
    if let key = keys.first(where: { brought[$0] != nil }), let first = brought[key] {
      return Outcome(
        id: first.id, role: .repeated, record: outcome.record, first: (first.place, first.content == content))
    }
    if outcome.role == .new {
      outcome.id = free(id)
      if let givenID, outcome.id != givenID { outcome.waitsBeside = inbox[givenID] }
      outcome.record.id = outcome.id
      claimed.insert(outcome.id)
    }
    for key in keys { brought[key] = Brought(id: outcome.id, content: content, place: Self.place(of: draft)) }
    return outcome
  }

  /// The ids of the published records that are near an id, for a row whose id nobody knows. O(records).
  package func nearest(to id: String) -> [String] {
    NearestName.candidates(for: id, among: published.keys, within: 3)
  }

  /// Whether a published record has this id.
  package func isPublished(_ id: String) -> Bool { published[id] != nil }

  /// The file of the published record of an id; nil when there is none.
  func publishedFile(of id: String) -> RecordFile? { published[id] }

  /// The record that stands at the end of the tombstones that begin with an id; nil where none does.
  private func successor(of id: String) -> String? {
    var seen: Set = [id]
    var last = id
    while let next = successors[last], seen.insert(next).inserted { last = next }
    return last != id && published[last] != nil && successors[last] == nil ? last : nil
  }

  private func revision(of file: RecordFile, by draft: Draft, _ readBack: (Record) -> [Draft]) -> Outcome {
    let waiting = inbox[file.id]
    guard let old = catalogue.record(in: file) else {
      return Outcome(
        id: file.id, role: .revises, record: ready(draft.recordWithUnplaced, file.id), replaced: waiting)
    }
    let settings = catalogue.context.settings
    let sent = sent(old.withDefaults(of: settings, status: file.defaultStatus))
    var revision = RecordRevision(of: old, sent: sent, by: draft, settings: settings)
    if !revision.isEmpty || !revision.unplaced.isEmpty || !revision.ignored.isEmpty {
      // Of a sheet that is sent in two notations the nearer one came back.
      let readBack = readBack(sent)
      let restored = readBack.map { sheet in
        RecordRevision(
          of: old, sent: sent, readBack: readBack,
          by: draft.restored(to: old, readBack: sheet, in: catalogue.context), settings: settings)
      }
      revision = restored.min { $0.changes.count < $1.changes.count } ?? revision
    }
    guard !revision.isEmpty else {
      return Outcome(id: file.id, role: .unchanged, record: old, revision: revision)
    }
    let later = waiting.flatMap { catalogue.record(in: $0) }
    var changed = draft
    changed.record = revision.applied(to: later ?? old)
    changed.unplaced = revision.unplaced
    return Outcome(
      id: file.id, role: .revises, record: ready(changed.recordWithUnplaced, file.id), revision: revision,
      conflicts: later.map { revision.conflicts(with: $0) } ?? [], revised: file, replaced: waiting)
  }

  /// Whether a draft is a newer version of one that waits under its id and came by the same format: the file has the
  /// same name, but for the number that a browser adds to a second one, or the title is the same; and no other
  /// organisation reports it.
  private func isSentAgain(_ draft: Draft, waitingAs file: RecordFile) -> Bool {
    guard let old = catalogue.record(in: file), let before = old.origin, let now = draft.record.origin,
      before.importer == now.importer, old.kind == nil || draft.record.kind == nil || old.kind == draft.record.kind
    else { return false }
    let reporters = [old, draft.record].map { Set($0.organisations.filter { $0.role == .reporter }.compactMap(\.name)) }
    if !reporters.contains(where: \.isEmpty), reporters[0].isDisjoint(with: reporters[1]) { return false }
    let titles = [old, draft.record].map { Set($0.title.entries.map { TextFolding.folded($0.text) }) }
    return !titles[0].isDisjoint(with: titles[1])
      || before.source != nil && before.source.map(Self.firstName) == now.source.map(Self.firstName)
  }

  /// The name of a file without what a browser or a mail program adds to that of a second one: `voucher (1).yaml`.
  private static func firstName(_ name: String) -> String {
    var stem = FilePath.stem(of: name)[...]
    if stem.hasSuffix(")"), let opening = stem.lastIndex(of: "("),
      stem[stem.index(after: opening)...].dropLast().allSatisfy(\.isNumber)
    {
      stem = stem[..<opening]
    }
    while stem.last == " " { stem.removeLast() }
    return String(stem)
  }

  /// A draft in the inbox as it becomes: what the input does not state stays as somebody has completed it.
  private func update(of file: RecordFile, by draft: Draft) -> Outcome {
    guard let old = catalogue.record(in: file) else {
      return Outcome(
        id: file.id, role: .updatesDraft, record: ready(draft.recordWithUnplaced, file.id), replaced: file)
    }
    var stated = draft
    // Of a form that says what it held, an answer that was emptied is known for a wish to remove it.
    if stated.prefilled == nil { stated.returned = .nothing }
    stated.record.status = old.status
    let revision = RecordRevision(of: old, sent: old, by: stated, settings: catalogue.context.settings)
    guard !revision.isEmpty || !revision.unplaced.isEmpty else {
      return Outcome(id: file.id, role: .unchanged, record: old)
    }
    stated.record = revision.applied(to: old)
    stated.record.origin = draft.record.origin
    stated.unplaced = revision.unplaced
    return Outcome(
      id: file.id, role: .updatesDraft, record: ready(stated.recordWithUnplaced, file.id), revision: revision,
      replaced: file)
  }

  private func ready(_ record: Record, _ id: String) -> Record {
    var record = record
    record.id = id
    if record.status != nil { record.status = .draft }
    return record
  }

  private mutating func free(_ id: String) -> String {
    var candidate = id
    var number = nextNumbers[id] ?? 2
    defer { nextNumbers[id] = number }
    while inbox[candidate] != nil || published[candidate] != nil || claimed.contains(candidate) {
      let suffix = "-\(number)"
      candidate = String(id.prefix(Slug.longest - suffix.count)) + suffix
      number += 1
    }
    return candidate
  }

  /// A digest of what two drafts have in common that say the same of a record, wherever they come from and however
  /// their notations space it.
  private static func content(of record: Record) -> Int {
    var record = record
    record.id = nil
    record.origin = nil
    record.extras.removeAll { $0.key == Record.unplacedKey }
    var hasher = Hasher()
    for line in FieldChange.differences(FieldPath([]), nil, record.encoded()) {
      hasher.combine(line.path)
      var isBlank = false
      for byte in (line.new ?? "").utf8 {
        if byte > 0x20 || !isBlank { hasher.combine(max(byte, 0x20)) }
        isBlank = byte <= 0x20
      }
    }
    return hasher.finalize()
  }

  private static func place(of draft: Draft) -> String {
    guard let location = draft.location(of: draft.record.id == nil ? "title" : "id") else {
      return "the same input"
    }
    let cell = location.cell?.split(separator: " ").first.map { ", \($0)" }
    return FilePath.name(of: location.file) + (cell ?? location.line.map { ":\($0)" } ?? "")
  }

  private static func key(_ origin: Origin) -> String? {
    guard let id = origin.id ?? origin.url else { return nil }
    return (origin.source ?? "") + "\u{0}" + id
  }
}
