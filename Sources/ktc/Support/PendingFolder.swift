internal import CatalogueStore
internal import Glibc

/// A folder that is made beside its place, and appears there whole or not at all.
///
/// A folder of an earlier export, which its marker file tells, is replaced; any other folder that holds something is
/// left alone.
final class PendingFolder {
  let path: String
  private let fileSystem: any FileSystem
  private let temporary: String
  private var isPublished = false

  /// The file by which a later export knows that it may replace the folder.
  private static let marker = ".ktc-export"

  /// Begins the folder beside the one it will replace. Throws `FileError`.
  init(_ path: String, _ fileSystem: any FileSystem) throws {
    if let status = try fileSystem.status(of: path) {
      let names = status.kind == .directory ? try fileSystem.names(in: path) : []
      guard status.kind == .directory, names.isEmpty || names.contains(Self.marker) else {
        let reason = "it was not made by an export, and is left alone; name another folder"
        throw FileError(operation: "make the folder", path: path, code: EEXIST, reason: reason)
      }
    }
    self.fileSystem = fileSystem
    self.path = path
    let parent = FilePath.parent(of: path)
    try fileSystem.createDirectory(parent)
    temporary = FilePath.join(parent, ".\(FilePath.name(of: path)).tmp")
    try fileSystem.removeTree(temporary)
    try fileSystem.createDirectory(temporary)
    try fileSystem.createFile(FilePath.join(temporary, Self.marker)).synchroniseAndClose()
  }

  deinit {
    if !isPublished { try? fileSystem.removeTree(temporary) }
  }

  /// Begins a file of the folder; `name` may hold `/`. Throws `FileError`.
  func createFile(_ name: String) throws -> any WritableFile {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
      throw FileError(operation: "write", path: name, code: 0, reason: "the name would leave the folder")
    }
    let path = FilePath.join(temporary, name)
    try fileSystem.createDirectory(FilePath.parent(of: path))
    return try fileSystem.createFile(path)
  }

  /// Gives the folder its name, in the place of an older one. Throws `FileError`.
  func publish() throws {
    let old = temporary + ".old"
    try fileSystem.removeTree(old)
    let exists = try fileSystem.status(of: path) != nil
    if exists { try fileSystem.rename(path, to: old) }
    do {
      try fileSystem.rename(temporary, to: path)
    } catch {
      if exists { try? fileSystem.rename(old, to: path) }
      throw error
    }
    isPublished = true
    try fileSystem.synchroniseDirectory(FilePath.parent(of: path))
    if exists { try fileSystem.removeTree(old) }
  }
}
