internal import CatalogueStore

/// Shows what planned changes would make of the files of a catalogue.
struct PlannedFiles {
  let catalogue: Catalogue

  /// Shows the difference for each file but those of the history, which only keep what was there. Throws `FileError`.
  func show(_ changes: CatalogueTransaction, _ output: StandardOutput) throws {
    var seen: Set<String> = []
    for path in changes.paths where seen.insert(path).inserted {
      let name = catalogue.relativePath(of: path)
      guard !name.hasPrefix("history/") else { continue }
      let exists = try catalogue.fileSystem.status(of: path) != nil
      let old = exists ? try catalogue.fileSystem.contents(of: path, limit: 1 << 30) : nil
      try output.write(safe: UnifiedDiff(of: name, from: old, to: try changes.contents(of: path)).bytes())
    }
  }
}
