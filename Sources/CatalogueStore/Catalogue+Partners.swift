package import SourceTree

/// Profiles of partners: files of the catalogue, in `partners/`.
extension Catalogue {
  /// The names of the profiles, in order. Throws `FileError` when the folder cannot be read.
  package func partnerNames() throws -> [String] { Set(try yamlFiles(in: "partners").map(FilePath.stem)).sorted() }

  /// Reads the profile of a partner; nil without findings when there is none. Throws `FileError` when the folder cannot
  /// be read. O(bytes).
  package func partnerTree(named name: String) throws -> (tree: SourceTree?, diagnostics: [Diagnostic]) {
    let path = try yamlFiles(in: "partners").first { FilePath.stem(of: $0) == name }
    return path.map { Self.readTree($0, in: root ?? ".", fileSystem) } ?? (nil, [])
  }
}
