internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree

/// Finds single records by the ids that somebody typed.
struct RecordLookup {
  let catalogue: Catalogue
  private let published: [RecordFile]
  private let drafts: [RecordFile]

  /// Lists the record files of a catalogue. O(files).
  init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
    published = catalogue.recordFiles(in: [.instruments, .practices]).files
    drafts = catalogue.recordFiles(in: [.inbox]).files
  }

  /// The file of a record of the catalogue. O(files).
  func file(of id: String) -> RecordFile? { published.first { $0.id == id } }

  /// The drafts of this id that wait in the inbox. O(files).
  func drafts(of id: String) -> [RecordFile] { drafts.filter { $0.id == id } }

  /// The ids that are taken, of records, of drafts and of what has gone. Throws `FileError`. O(files).
  func takenIDs() throws -> Set<String> {
    try catalogue.idsWithHistory().union((published + drafts).map(\.id))
  }

  /// The file of a record. Throws `CommandFailure` that names the nearest ids. O(files).
  func requiredFile(of id: String) throws -> RecordFile {
    if let file = file(of: id) { return file }
    throw missing(id, among: published.map(\.id))
  }

  /// What is known of a record in time, of one that has gone, too. Throws `CommandFailure` when there is nothing.
  /// O(files + bytes of its versions).
  func requiredTimeline(of id: String) throws -> RecordTimeline {
    guard Slug.isValid(id) else { throw missing(id, among: published.map(\.id)) }
    let timeline = RecordTimeline(
      of: id, current: file(of: id), waiting: drafts(of: id).first, in: catalogue)
    guard !timeline.isEmpty else { throw missing(id, among: try takenIDs()) }
    var findings = Findings()
    findings.report(timeline.history.diagnostics)
    return timeline
  }

  private func missing(_ id: String, among ids: some Sequence<String>) -> CommandFailure {
    guard let draft = drafts(of: id).first else { return Self.missing(id, among: ids) }
    return CommandFailure(
      "no record has the id \"\(id)\"; \(draft.path) is a draft of it that waits for review", .missing)
  }

  /// The failure for an id that nothing has, which names the nearest ones.
  ///
  /// - Parameters:
  ///   - id: The id that was typed.
  ///   - ids: Those that there are.
  ///   - what: What does not have it.
  static func missing(_ id: String, among ids: some Sequence<String>, what: String = "record") -> CommandFailure {
    let near = NearestName.question(NearestName.candidates(for: id, among: ids))
    return CommandFailure(
      "no \(what) has the id \"\(id)\"\(near.isEmpty ? "; `ktc list` shows all" : near)", .missing)
  }
}
