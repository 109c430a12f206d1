internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import SourceTree
internal import YAMLDocument

/// Judges drafts as records of the catalogue, which they are to become.
struct ReviewDesk {
  let catalogue: Catalogue

  /// How drafts are checked, and published when they are accepted.
  func options(by reviewer: String, why: String? = nil, keepsGoing: Bool = false) -> SubmissionOptions {
    var options = SubmissionOptions()
    options.publishes = true
    options.isUpdate = true
    options.reviewer = reviewer
    options.why = why
    options.keepsGoing = keepsGoing
    return options
  }

  /// Checks drafts, each by itself, their links, and their ids. Throws `FileError`.
  ///
  /// - Parameter merged: What takes the place of a draft, by its path.
  func prepare(
    _ drafts: [WaitingDraft], _ options: SubmissionOptions, merged: [String: Record] = [:]
  ) throws -> PreparedSubmissions {
    var progress = Progress("checking", of: drafts.count)
    defer { progress.finish() }
    let inputs = try drafts.map { draft in
      let file = RecordFile(path: draft.path, area: .outside)
      if let record = merged[draft.path], let whole = draft.loaded.draft {
        let bytes = catalogue.bytes(of: whole, changedTo: record, at: draft.path)
        return (file, SourceText(name: draft.path, bytes: bytes))
      }
      let bytes = try catalogue.fileSystem.contents(of: draft.path, limit: YAMLLimits().bytes)
      return (file, SourceText(name: draft.path, bytes: bytes))
    }
    return try catalogue.prepare(inputs, options) { progress.advance() }
  }

  /// What was found about each draft, by its path. Throws `FileError`.
  func findings(about drafts: [WaitingDraft]) throws -> [String: [Diagnostic]] {
    let prepared = try prepare(drafts, options(by: "", keepsGoing: true))
    let found =
      prepared.submissions.map { ($0.file.path, $0.diagnostics) }
      + prepared.refused.map { ($0.file.path, $0.diagnostics) }
    return Dictionary(found) { $0 + $1 }
  }

  /// What drafts probably double, by their paths; of two drafts that double each other both are named. O(bytes of the
  /// catalogue).
  func duplicates(of drafts: [WaitingDraft]) -> [String: [LikelyDuplicate]] {
    let paths = Set(drafts.map(\.path))
    var found: [String: [LikelyDuplicate]] = [:]
    for pair in DuplicateFinder(of: catalogue, subjects: { paths.contains($0.path) }).pairs(ofSubjects: true) {
      if paths.contains(pair.first.path) { found[pair.first.path, default: []].append(pair) }
      if paths.contains(pair.second.path) { found[pair.second.path, default: []].append(pair.turned) }
    }
    return found
  }
}
