internal import Glibc

/// Reads many files, one after the other. One thread uses it.
package protocol FileReader: AnyObject {
  /// The bytes of a regular file, at most `limit` and one more. Throws `FileError`.
  func contents(of path: String, limit: Int) throws -> [UInt8]
}

/// Reads each file by its whole path.
final class WholePathReader: FileReader {
  private let fileSystem: any FileSystem

  init(_ fileSystem: any FileSystem) { self.fileSystem = fileSystem }

  func contents(of path: String, limit: Int) throws -> [UInt8] {
    try fileSystem.contents(of: path, limit: limit)
  }
}

/// Holds the folders of files open, and opens a file by its name there. The way from the root down to its folder takes
/// the machine longer than a look into the folder.
final class FolderReader: FileReader {
  /// How many folders are held open; files of further ones are opened by their whole paths.
  private static let mostFolders = 32

  private var folders: [String: Int32] = [:]

  deinit { for descriptor in folders.values { close(descriptor) } }

  func contents(of path: String, limit: Int) throws -> [UInt8] {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), let folder = descriptor(of: String(path[..<slash]))
    else { return try PosixFileSystem.contents(of: path, limit: limit) }
    let name = String(path[path.utf8.index(after: slash)...])
    return try PosixFileSystem.contents(of: path, as: name, in: folder, limit: limit)
  }

  private func descriptor(of folder: String) -> Int32? {
    if let known = folders[folder] { return known }
    guard folders.count < Self.mostFolders, !folder.isEmpty else { return nil }
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    folders[folder] = descriptor
    return descriptor
  }
}
