internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore

/// The records of a catalogue as a search index reads them: with their defaults, through the personal-data gate.
struct CatalogueSource: SearchSource {
  let catalogue: Catalogue
  private let files: [RecordFile]
  private let statuses: [String: FileState]

  /// Lists the record files. Throws `FileError` when the state of one cannot be told.
  init(_ catalogue: Catalogue) throws {
    self.catalogue = catalogue
    files = catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files
    var statuses: [String: FileState] = [:]
    statuses.reserveCapacity(files.count)
    for file in files {
      guard let status = try catalogue.fileSystem.status(of: file.path) else { continue }
      // Paths from the catalogue's folder on, so that the index is the same wherever the program is run.
      let path = catalogue.relativePath(of: file.path)
      statuses[path] = FileState(
        path: path, size: status.size, modified: status.modified,
        inode: Int(truncatingIfNeeded: status.identity[1]))
    }
    self.statuses = statuses
  }

  func states() -> [FileState] { files.compactMap { statuses[catalogue.relativePath(of: $0.path)] } }

  func load(_ states: [FileState], _ receive: (SourceRecord) throws -> Void) rethrows {
    let wanted = Set(states.map(\.path))
    let gate = PersonalDataGate(for: .everybody)
    try catalogue.forEachRecord(in: files.filter { wanted.contains(catalogue.relativePath(of: $0.path)) }) { loaded in
      guard let draft = loaded.draft, let state = statuses[catalogue.relativePath(of: loaded.file.path)] else { return }
      let settings = catalogue.context.settings
      let record = gate.pass(draft.record.withDefaults(of: settings, status: loaded.file.defaultStatus))
      try receive(SourceRecord(state: state, record: record, status: loaded.status))
    }
  }
}
