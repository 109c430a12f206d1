internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore

/// The records of a catalogue as a search index reads them: with their defaults, through the personal-data gate.
struct CatalogueSource: SearchSource {
  private static let areas: [RecordFile.Area] = [.instruments, .practices, .inbox]
  let catalogue: Catalogue

  // A folder that cannot be read is no reason to refuse the rest.
  func digest() -> FilesDigest? {
    let digest = (try? catalogue.digest(ofRecordsIn: Self.areas)) ?? nil
    return digest.map { FilesDigest(text: $0.text, groups: $0.groups, count: $0.count) }
  }

  func states() throws -> [FileState] {
    try catalogue.recordFiles(in: Self.areas).files.compactMap { file in
      try catalogue.fileSystem.status(of: file.path).map { state(of: file.path, $0) }
    }
  }

  func states(inGroups groups: Set<Int>) throws -> [FileState]? {
    try catalogue.files(ofRecordsIn: Self.areas, inGroups: groups)?.map { state(of: $0.path, $0.status) }
  }

  private func state(of path: String, _ status: FileStatus) -> FileState {
    // Paths from the catalogue's folder on, so that the index is the same wherever the program is run.
    FileState(
      path: catalogue.relativePath(of: path), size: status.size, modified: status.modified,
      inode: Int(truncatingIfNeeded: status.identity.inode),
      group: FileDigest.group(ofName: FilePath.name(of: path)))
  }

  func load(_ states: [FileState], _ receive: (SourceRecord) throws -> Void) rethrows {
    let gate = PersonalDataGate(for: .everybody)
    let settings = catalogue.context.settings
    var next = 0
    let files = states.map(file)
    try catalogue.forEachRecord(in: files, isJudging: false) { loaded in
      // Files that have gone meanwhile are passed over.
      while files[next].path != loaded.file.path { next += 1 }
      let state = states[next]
      guard let draft = loaded.draft else { return }
      let record = gate.pass(draft.record.withDefaults(of: settings, status: loaded.file.defaultStatus))
      try receive(SourceRecord(state: state, record: record, status: loaded.status))
    }
  }

  /// The file of a state; the folder tells which part of the catalogue it lies in.
  private func file(of state: FileState) -> RecordFile {
    let area = Self.areas.first { area in area.folder.map { state.path.hasPrefix($0 + "/") } ?? false }
    return RecordFile(path: FilePath.join(catalogue.root ?? ".", state.path), area: area ?? .instruments)
  }
}
