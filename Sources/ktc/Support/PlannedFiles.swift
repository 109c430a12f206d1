internal import CatalogueStore

/// Shows what planned changes would make of the files of a catalogue.
struct PlannedFiles {
  let catalogue: Catalogue

  /// Shows the difference for each file but those of the history, which only keep what was there. Throws `FileError`.
  ///
  /// - Parameter moves: Files that go on under another path, by that path; each is compared with what it was, and what
  ///   takes its old place is not shown.
  func show(
    _ changes: CatalogueTransaction, moves: [String: String] = [:], _ output: StandardOutput
  ) throws {
    var seen = Set(moves.values)
    for path in changes.paths where seen.insert(path).inserted {
      let name = catalogue.relativePath(of: path)
      guard !name.hasPrefix("history/") else { continue }
      let before = moves[path] ?? path
      let exists = try catalogue.fileSystem.status(of: before) != nil
      let old = exists ? try catalogue.fileSystem.wholeContents(of: before) : nil
      try output.write(safe: UnifiedDiff(of: name, from: old, to: try changes.contents(of: path)).bytes())
    }
  }
}
