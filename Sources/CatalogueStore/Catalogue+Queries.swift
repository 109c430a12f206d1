package import SourceTree
internal import YAMLDocument

/// Saved queries: files of the catalogue, in `queries/`.
extension Catalogue {
  /// The names of the saved queries, in order; none where the folder cannot be read.
  package var queryNames: [String] { Set(queryFiles.map(FilePath.stem)).sorted() }

  /// The paths of the saved queries.
  private var queryFiles: [String] {
    guard let root else { return [] }
    let folder = FilePath.join(root, "queries")
    let names = (try? fileSystem.names(in: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") && ["yaml", "yml"].contains(FilePath.fileExtension(of: $0)) }
      .map { FilePath.join(folder, $0) }
  }

  /// Reads the file of a saved query; nil without findings when there is none. O(bytes).
  package func queryTree(named name: String) -> (tree: SourceTree?, diagnostics: [Diagnostic]) {
    guard let path = queryFiles.first(where: { FilePath.stem(of: $0) == name }) else { return (nil, []) }
    return Self.readTree(path, in: root ?? ".", fileSystem)
  }

  /// The path of the file under which a query is saved.
  package func queryPath(named name: String) -> String {
    queryFiles.first { FilePath.stem(of: $0) == name } ?? FilePath.join(root ?? ".", "queries/" + name + ".yaml")
  }

  /// Saves a query. Throws what `CatalogueTransaction.commit()` throws.
  package func saveQuery(_ query: DataValue, named name: String, holding lock: any FileLock) throws {
    var changes = CatalogueTransaction(self, holding: lock)
    changes.write(Array(YAMLWriter.write(query).utf8), to: queryPath(named: name))
    try changes.commit()
  }
}
