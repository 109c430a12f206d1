package import SourceTree
internal import YAMLDocument

/// Saved queries: files of the catalogue, in `queries/`.
extension Catalogue {
  /// The names of the saved queries, in order. Throws `FileError` when the folder cannot be read.
  package func queryNames() throws -> [String] { Set(try yamlFiles(in: "queries").map(FilePath.stem)).sorted() }

  /// Reads the file of a saved query; nil without findings when there is none. Throws `FileError` when the folder cannot
  /// be read. O(bytes).
  package func queryTree(named name: String) throws -> (tree: SourceTree?, diagnostics: [Diagnostic]) {
    let path = try yamlFiles(in: "queries").first { FilePath.stem(of: $0) == name }
    return path.map { Self.readTree($0, in: root ?? ".", fileSystem) } ?? (nil, [])
  }

  /// The path of the file under which a query is saved. Throws `FileError` when the folder cannot be read.
  package func queryPath(named name: String) throws -> String {
    let known = try yamlFiles(in: "queries").first { FilePath.stem(of: $0) == name }
    return known ?? FilePath.join(root ?? ".", "queries/" + name + ".yaml")
  }

  /// Saves a query. Throws what `CatalogueTransaction.commit()` throws.
  package func saveQuery(_ query: DataValue, named name: String, holding lock: any FileLock) throws {
    var changes = CatalogueTransaction(self, holding: lock)
    changes.write(Array(YAMLWriter.write(query).utf8), to: try queryPath(named: name))
    try changes.commit()
  }
}
