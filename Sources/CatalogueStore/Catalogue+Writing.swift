internal import CatalogueModel
internal import Glibc
internal import SourceTree
internal import YAMLDocument

extension Catalogue {
  /// Takes the one lock that writers of the catalogue take, and takes back a change that was cut off. Throws
  /// `FileError`, and `StoreFailure` when what was cut off cannot be taken back.
  ///
  /// The system frees the lock of a process that ends, however it ends.
  ///
  /// - Parameters:
  ///   - holder: Who takes it, as others read it who wait for it.
  ///   - waits: Called once with the words of the holder when another process has it.
  ///   - recovered: Called with the number of files when a change was taken back.
  package func lockForWriting(
    as holder: String = "", waits: (String) -> Void = { _ in }, recovered: (Int) -> Void = { _ in }
  ) throws -> any FileLock {
    let path = FilePath.join(try makeOwnFolder(), "lock")
    let lock: any FileLock
    if let free = try fileSystem.lock(path, for: holder, waits: false) {
      lock = free
    } else {
      let words = (try? fileSystem.contents(of: path, limit: 1000)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      waits(words.trimmingLineBreak)
      guard let awaited = try fileSystem.lock(path, for: holder, waits: true) else {
        throw FileError(operation: "lock", path: path, code: EAGAIN, reason: "another process has it")
      }
      lock = awaited
    }
    let count = try takeBackUnfinishedChange()
    if count > 0 { recovered(count) }
    for name in ["journal", ".gitignore", VocabularyArchive.name] {
      removeLeftovers(of: FilePath.join(FilePath.parent(of: path), name))
    }
    try removeHiddenBatches()
    return lock
  }

  /// Removes batches that never appeared, since who made them was killed; the lock is held, so nobody makes one now.
  private func removeHiddenBatches() throws {
    let inbox = FilePath.join(root ?? ".", "inbox")
    guard try fileSystem.status(of: inbox)?.kind == .directory else { return }
    for name in try fileSystem.names(in: inbox) where name.hasPrefix(".") && name.hasSuffix(".tmp") {
      try fileSystem.removeTree(FilePath.join(inbox, name))
    }
  }

  /// Makes the folder of what the program keeps for itself, `.ktc`, where it is missing, and tells git to leave it
  /// alone. Returns its path. Throws `FileError`, and `StoreFailure` where it leads out of the catalogue.
  @discardableResult
  package func makeOwnFolder() throws -> String {
    let folder = FilePath.join(root ?? ".", ".ktc")
    try requireWithin(folder)
    try fileSystem.createDirectory(folder)
    let ignored = FilePath.join(folder, ".gitignore")
    if try fileSystem.status(of: ignored) == nil {
      do {
        try AtomicWrite.write(Array("*\n".utf8), to: ignored, fileSystem)
      } catch {
        // Another process may have been faster, and have removed what it took for a leftover.
        if try fileSystem.status(of: ignored) == nil { throw error }
      }
    }
    return folder
  }
}

extension String {
  fileprivate var trimmingLineBreak: String { String(prefix { $0 != "\n" }) }
}
