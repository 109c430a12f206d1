internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import SourceTree

/// A draft that waits in the inbox for somebody's decision.
struct WaitingDraft {
  /// The draft.
  let loaded: LoadedRecord
  /// The file of the record that it would replace; nil when it is new.
  let replaces: RecordFile?

  /// The id that it states; where it states none, that of its file.
  var id: String { Self.id(of: loaded) }
  var path: String { loaded.file.path }
  var record: Record? { loaded.draft?.record }
  var title: String { record?.title.preferred(["en"]) ?? "" }
  /// The title in a language, else in English, else in any; the id where there is none.
  func title(in language: String) -> String { record?.title.preferred([language, "en"]) ?? id }
  var titleLocation: SourceLocation? { loaded.draft?.location(of: "title") }

  /// Who handed it in, as far as is known: a person or an organisation, or where it was imported from.
  var by: String? {
    record?.submitted?.by ?? record?.organisations.first { $0.role == .reporter }?.name ?? record?.origin?.source
  }

  /// Since when it waits, as far as is known.
  var since: PartialDate? { record?.submitted?.on ?? record?.origin?.on }

  /// All that wait, the oldest first; those of which nobody knows since when come last. O(bytes of the inbox).
  static func all(in catalogue: Catalogue) -> [WaitingDraft] {
    let files = catalogue.recordFiles(in: [.instruments, .practices]).files
    let records = Dictionary(files.map { ($0.id, $0) }) { first, _ in first }
    var drafts: [WaitingDraft] = []
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.inbox]).files) { loaded in
      drafts.append(WaitingDraft(loaded: loaded, replaces: records[id(of: loaded)]))
    }
    return drafts.sorted { ($0.since?.earliest ?? .max, $0.id, $0.path) < ($1.since?.earliest ?? .max, $1.id, $1.path) }
  }

  private static func id(of loaded: LoadedRecord) -> String {
    loaded.draft?.record.id.flatMap { Slug.isValid($0) ? $0 : nil } ?? loaded.file.id
  }

  /// Those of some ids, in their order, each once. Throws `CommandFailure` when one does not wait.
  ///
  /// - Parameter keepsGoing: Whether one that does not wait is only told of, as long as others do.
  static func named(
    _ ids: [String], in catalogue: Catalogue, keepsGoing: Bool = false
  ) throws -> [WaitingDraft] {
    let all = all(in: catalogue)
    let waiting = Set(all.map(\.id))
    var seen: Set<String> = []
    return try ids.filter { seen.insert($0).inserted }.flatMap { id in
      let found = all.filter { $0.id == id }
      guard found.isEmpty else { return found }
      let near = NearestName.question(NearestName.candidates(for: id, among: all.map(\.id)))
      let failure = CommandFailure(
        "no draft with the id \"\(id)\" waits in the inbox\(near.isEmpty ? "; `ktc review list` lists all" : near)",
        .missing)
      guard keepsGoing, !waiting.isDisjoint(with: ids) else { throw failure }
      failure.report()
      return []
    }
  }

  /// How a draft is to be accepted that may have been made from an earlier version of its record.
  enum Basis {
    /// It is accepted as it is.
    case asItIs
    /// What was changed in the record meanwhile is kept.
    case merged(RevisionMerge)
    /// The record was changed meanwhile by hand, and nobody knows what it was before.
    case lost
  }

  /// How it is to be accepted. Throws `FileError`.
  func basis(in catalogue: Catalogue) throws -> Basis {
    guard let replaces, let record, let current = catalogue.record(in: replaces) else { return .asItIs }
    switch try catalogue.base(ofProposal: id, for: replaces) {
    case .current: return .asItIs
    case .lost: return .lost
    case .earlier(let base):
      let merge = RevisionMerge(record, madeFrom: base, current: current)
      return merge.kept.isEmpty && merge.clashes.isEmpty ? .asItIs : .merged(merge)
    }
  }
}
