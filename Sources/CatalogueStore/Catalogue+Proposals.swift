package import CatalogueModel
internal import Digests

/// What became of a record since a new version of it was handed in.
package enum ProposalBase: Sendable {
  /// The record is as it was then, or nobody noted what it was.
  case current
  /// It was changed since; this is what it was.
  case earlier(Record)
  /// It was changed since by hand, so that no version was kept.
  case lost
}

extension Catalogue {
  /// What became of a record since the draft was handed in that waits to replace it. Throws `FileError`.
  ///
  /// O(versions of the record).
  package func base(ofProposal id: String, for record: RecordFile) throws -> ProposalBase {
    let history = history(of: id)
    let closing: Set<RecordHistory.Action> = [.published, .replaced, .returned, .rejected]
    let open = history.entries.reversed().prefix { entry in entry.action.map { !closing.contains($0) } ?? true }
    guard let base = open.compactMap(\.base).first else { return .current }
    func isBase(_ path: String) throws -> Bool {
      SHA256.hexadecimal(of: try fileSystem.wholeContents(of: path)) == base
    }
    if try isBase(record.path) { return .current }
    for version in history.versions.reversed() where !version.isOfInbox {
      guard try isBase(version.file.path), let earlier = load(version.file).draft?.record else { continue }
      return .earlier(earlier)
    }
    return .lost
  }

  /// Plans that a draft leaves the inbox without coming into the catalogue; `history/ID/` keeps it. Throws `FileError`.
  ///
  /// - Parameters:
  ///   - action: `returned` or `rejected`.
  ///   - path: The file of the draft.
  ///   - id: The id of the draft.
  ///   - by: Who decided.
  ///   - why: For what reason.
  ///   - changes: Where the change is planned.
  package func dismiss(
    _ action: RecordHistory.Action, _ id: String, at path: String, by: String?, why: String?,
    in changes: inout CatalogueTransaction
  ) throws {
    try changes.note(action, of: id, superseding: path, by: by, why: why)
    changes.remove(path)
  }

  /// Removes the folders of batches of which every draft has gone. What holds anything stays.
  package func removeEmptyBatches(above paths: [String]) {
    let inbox = FilePath.join(root ?? ".", "inbox")
    for folder in Set(paths.map(FilePath.parent)) where folder.hasPrefix(FilePath.join(inbox, "")) {
      guard (try? fileSystem.names(in: folder))?.isEmpty == true else { continue }
      try? fileSystem.remove(folder)
    }
  }
}
