package import SourceTree

/// Profiles of partners: files of the catalogue, in `partners/`.
extension Catalogue {
  /// The names of the profiles, in order. Throws `FileError` when the folder cannot be read.
  package func partnerNames() throws -> [String] { Set(try partnerFiles().map(FilePath.stem)).sorted() }

  private func partnerFiles() throws -> [String] {
    guard let root else { return [] }
    let folder = FilePath.join(root, "partners")
    guard try fileSystem.status(of: folder) != nil else { return [] }
    return try fileSystem.names(in: folder)
      .filter { !$0.hasPrefix(".") && ["yaml", "yml"].contains(FilePath.fileExtension(of: $0)) }
      .map { FilePath.join(folder, $0) }
  }

  /// Reads the profile of a partner; nil without findings when there is none. Throws `FileError` when the folder cannot
  /// be read. O(bytes).
  package func partnerTree(named name: String) throws -> (tree: SourceTree?, diagnostics: [Diagnostic]) {
    guard let path = try partnerFiles().first(where: { FilePath.stem(of: $0) == name }) else { return (nil, []) }
    return Self.readTree(path, in: root ?? ".", fileSystem)
  }
}
