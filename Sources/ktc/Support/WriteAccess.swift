internal import CatalogueStore
internal import Glibc

/// How a command comes to write into a catalogue.
enum WriteAccess {
  /// How others who wait for it read who has the lock.
  static var holder: String {
    // Options may hold names of people; the command does not.
    "ktc \(CommandLine.arguments.dropFirst().first ?? "") (process \(getpid()))"
  }

  /// Takes the catalogue's lock; says whom it waits for, and what was taken back. Throws `FileError` and `StoreFailure`.
  static func lock(_ catalogue: Catalogue) throws -> any FileLock {
    try catalogue.lockForWriting(
      as: holder,
      waits: {
        Terminal.report("Waiting for \($0.isEmpty ? "another process" : $0), which is changing the catalogue.")
      },
      recovered: reportRecovery)
  }

  /// Sees whether a record may be written, before somebody spends time on a new version of it. Throws `FileError` and
  /// `StoreFailure`.
  static func probe(_ catalogue: Catalogue, for file: RecordFile) throws {
    _ = try lock(catalogue)
    let path = FilePath.join(FilePath.parent(of: file.path), ".ktc-probe-\(getpid())")
    try catalogue.fileSystem.createFile(path).synchroniseAndClose()
    try catalogue.fileSystem.remove(path)
  }

  static func reportRecovery(_ count: Int) {
    let files = "\(count) file\(count == 1 ? "" : "s")"
    Terminal.report("A change that was cut off was taken back: \(files) \(count == 1 ? "is" : "are") as before.")
  }
}
