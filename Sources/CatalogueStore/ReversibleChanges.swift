/// Changes to several files that are taken back when one of them fails.
struct ReversibleChanges {
  let fileSystem: any FileSystem
  private var before: [(path: String, bytes: [UInt8]?)] = []

  /// Starts with nothing changed.
  init(fileSystem: any FileSystem) { self.fileSystem = fileSystem }

  /// Makes or replaces a file. Throws `FileError`.
  mutating func write(_ bytes: [UInt8], to path: String) throws {
    try remember(path)
    try AtomicWrite.write(bytes, to: path, fileSystem)
  }

  /// Replaces a file, and then moves it in one step, so that it is never in two places and never in none.
  /// Throws `FileError`.
  mutating func write(_ bytes: [UInt8], to path: String, thenMoveTo target: String) throws {
    try write(bytes, to: path)
    try remember(target)
    try fileSystem.createDirectory(FilePath.parent(of: target))
    try fileSystem.rename(path, to: target)
    try fileSystem.synchroniseDirectory(FilePath.parent(of: target))
    try fileSystem.synchroniseDirectory(FilePath.parent(of: path))
  }

  /// Puts back what was there, the last change first. What cannot be put back stays as it is: the failure that led
  /// here is what the user has to know of.
  mutating func takeBack() {
    while let (path, bytes) = before.popLast() {
      if let bytes {
        try? AtomicWrite.write(bytes, to: path, fileSystem)
      } else if (try? fileSystem.status(of: path)) != nil {
        try? fileSystem.remove(path)
      }
    }
  }

  private mutating func remember(_ path: String) throws {
    let exists = try fileSystem.status(of: path) != nil
    before.append((path, exists ? try fileSystem.contents(of: path, limit: FileLimits.any) : nil))
  }
}

/// How much of a file is taken into memory.
enum FileLimits {
  /// The most for a file of the catalogue, whether or not it could be read as a record.
  static let any = 1 << 30
}
