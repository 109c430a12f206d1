internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// Takes drafts out of the inbox that do not come into the catalogue; `history/ID/` keeps them.
struct Dismissal {
  let action: RecordHistory.Action
  let by: String
  let why: String
  /// The folder of the letters to those who handed the drafts in; nil writes none.
  let letters: String?
  let isDryRun: Bool

  /// Takes drafts out, all or none. Throws what writing throws.
  func run(_ ids: [String], at location: CatalogueOptions, _ output: StandardOutput) throws {
    let (catalogue, lock) = try location.openForWriting(unless: isDryRun)
    let drafts = try WaitingDraft.named(ids, in: catalogue)
    guard let lock else {
      for draft in drafts { try output.write("\(draft.path): would be \(action.rawValue)\n") }
      return
    }
    // Letters come first: a draft that is gone while nobody was told would be worse than a letter too many.
    let written = try letters.map { folder in try drafts.map { try write($0, to: folder, catalogue) } } ?? []
    var changes = CatalogueTransaction(catalogue, holding: lock)
    var touched: [[String]] = []
    for draft in drafts {
      let before = changes.paths.count
      try catalogue.dismiss(action, draft.id, at: draft.path, by: by, why: why, in: &changes)
      touched.append(Array(changes.paths[before...]))
    }
    try changes.commit()
    catalogue.removeEmptyBatches(above: drafts.map(\.path))
    for path in written { try output.write(path + "\n") }
    try output.flush()
    let git = GitRecord(catalogue)
    for (draft, paths) in zip(drafts, touched) {
      let verb = action == .returned ? "Return" : "Reject"
      let isCommitted =
        git?.commit(paths.map(catalogue.relativePath), "\(verb) the draft \(draft.id)", why: why) ?? false
      let end = isCommitted ? ", and committed to git." : "."
      Terminal.report("\(draft.id) was \(action.rawValue); history/\(draft.id)/ keeps the draft\(end)")
    }
    for (path, draft) in zip(written, drafts) {
      let to = draft.by.map { " to \($0)" } ?? ""
      Terminal.report("Next: send \(path)\(to), with the YAML file beside it.")
    }
  }

  /// Writes the letter about a draft, and the draft beside it, under names that are free. Returns the path of the letter.
  private func write(_ draft: WaitingDraft, to folder: String, _ catalogue: Catalogue) throws -> String {
    let fileSystem = catalogue.fileSystem
    var name = draft.id
    var number = 2
    while try fileSystem.status(of: FilePath.join(folder, name + ".md")) != nil
      || fileSystem.status(of: FilePath.join(folder, name + ".yaml")) != nil
    {
      name = "\(draft.id)-\(number)"
      number += 1
    }
    let findings = try ReviewDesk(catalogue: catalogue).findings(about: [draft])[draft.path] ?? []
    let letter = ReviewLetter(draft: draft, action: action, why: why, findings: findings, attachment: name + ".yaml")
    let bytes = try fileSystem.contents(of: draft.path, limit: YAMLLimits().bytes)
    let path = FilePath.join(folder, name + ".md")
    try AtomicWrite.write(bytes, to: FilePath.join(folder, name + ".yaml"), fileSystem)
    try AtomicWrite.write(Array(letter.text(in: catalogue.context).utf8), to: path, fileSystem)
    return path
  }
}
