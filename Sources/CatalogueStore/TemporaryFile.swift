internal import Glibc

/// A file that appears under its name only when it is whole.
package final class TemporaryFile {
  private let path: String
  private let temporary: String
  private let fileSystem: any FileSystem
  private let file: any WritableFile
  private var isPublished = false

  /// Begins a file beside the one it will replace, making the folder where missing. Throws `FileError`.
  package init(for path: String, _ fileSystem: any FileSystem) throws {
    self.path = path
    self.fileSystem = fileSystem
    let folder = FilePath.parent(of: path)
    try fileSystem.createDirectory(folder)
    do {
      (temporary, file) = try Self.create(in: folder, FilePath.name(of: path), fileSystem)
    } catch let error as FileError {
      throw Self.named(path, error)
    }
  }

  private static func create(
    in folder: String, _ name: String, _ fileSystem: any FileSystem
  ) throws -> (String, any WritableFile) {
    var attempt = 0
    while true {
      let path = FilePath.join(folder, ".\(name).\(attempt).tmp")
      do {
        return (path, try fileSystem.createFile(path))
      } catch let error as FileError where error.code == EEXIST && attempt < 1000 {
        // Somebody else's, or left by a crash; another name is as good.
        attempt += 1
      }
    }
  }

  deinit {
    if !isPublished { try? fileSystem.remove(temporary) }
  }

  /// Adds bytes. Throws `FileError`.
  package func write(_ bytes: [UInt8]) throws {
    do { try file.write(bytes) } catch let error as FileError { throw Self.named(path, error) }
  }

  /// The failure as one of the file that is meant: nobody asked for the temporary one.
  private static func named(_ path: String, _ error: FileError) -> FileError {
    FileError(operation: error.operation, path: path, code: error.code, reason: error.reason)
  }

  /// Makes the file durable and gives it its name. Throws `FileError`.
  ///
  /// - Parameter synchronisesFolder: Whether its name is made durable too; a change of many files does that once.
  package func publish(synchronisesFolder: Bool = true) throws {
    do { try file.synchroniseAndClose() } catch let error as FileError { throw Self.named(path, error) }
    try fileSystem.rename(temporary, to: path)
    isPublished = true
    if synchronisesFolder { try fileSystem.synchroniseDirectory(FilePath.parent(of: path)) }
  }
}
