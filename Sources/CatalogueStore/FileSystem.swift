internal import Glibc

/// The file system as the store uses it. A value of this protocol comes in as a parameter, so that a test can make
/// any call fail.
package protocol FileSystem: Sendable {
  /// What is at a path, symbolic links followed; nil when nothing is. Throws `FileError` when it cannot be told.
  func status(of path: String) throws -> FileStatus?
  /// The bytes of a regular file, at most `limit` and one more. Throws `FileError`.
  func contents(of path: String, limit: Int) throws -> [UInt8]
  /// What reads many files, for the use of one thread.
  func makeReader() -> any FileReader
  /// The names in a directory in byte order, without `.` and `..`. Throws `FileError`.
  func names(in directory: String) throws -> [String]
  /// What a directory holds, by name in byte order, without `.` and `..`. Throws `FileError`.
  func entries(in directory: String) throws -> [DirectoryEntry]
  /// What tells that record files in some folders, or below them, were added, changed or removed; nil when it cannot be
  /// told quickly. Throws `FileError`.
  func digest(ofRecordsIn folders: [String]) throws -> FileDigest?
  /// The record files in some folders, or below them, that fall into some groups of the digest, by folder and path
  /// from there; nil when only a look at every file tells, as where links lead to files. Throws `FileError`.
  func files(ofRecordsIn folders: [String], inGroups groups: Set<Int>) throws -> [GroupedFile]?
  /// Makes a directory and those above it where missing. Throws `FileError`.
  func createDirectory(_ path: String) throws
  /// Makes a file that does not exist yet, for writing. Throws `FileError`.
  func createFile(_ path: String) throws -> any WritableFile
  /// Renames, replacing what is there. Throws `FileError`.
  func rename(_ path: String, to target: String) throws
  /// Removes a file, or an empty directory. Throws `FileError`.
  func remove(_ path: String) throws
  /// Removes whatever is at a path, a folder with all that is in it; links are removed, not followed. Throws `FileError`.
  func removeTree(_ path: String) throws
  /// Makes renames in a directory durable. Throws `FileError`.
  func synchroniseDirectory(_ path: String) throws
  /// Takes the advisory lock of a file, made when missing, writes into it who took it, and holds it until the result is
  /// gone; nil when another process has it and it is not waited for. Throws `FileError`.
  func lock(_ path: String, for holder: String, waits: Bool) throws -> (any FileLock)?
  /// The path of what is at a path, without links, `.` and `..`; nil when nothing is there. Throws `FileError`.
  func realPath(of path: String) throws -> String?
}

extension FileSystem {
  /// The names of the YAML files that lie directly in a directory, in byte order, but for hidden ones; none where there
  /// is no such directory. Throws `FileError`.
  func yamlNames(in directory: String) throws -> [String] {
    guard try status(of: directory)?.kind == .directory else { return [] }
    return try names(in: directory).filter { !$0.hasPrefix(".") && FilePath.isYAML($0) }
  }

  /// The bytes of a whole file of a catalogue, whether or not it can be read as a record. Throws `FileError`, also for a
  /// file that is too large to be held: a part of it must not pass for the whole.
  package func wholeContents(of path: String, limit: Int = 1 << 30) throws -> [UInt8] {
    let bytes = try contents(of: path, limit: limit)
    guard bytes.count <= limit else {
      throw FileError(operation: "read", path: path, code: EFBIG, reason: "it has more than \(limit) bytes")
    }
    return bytes
  }
}

extension FileSystem {
  package func makeReader() -> any FileReader { WholePathReader(self) }
  package func digest(ofRecordsIn folders: [String]) throws -> FileDigest? { nil }
  package func files(ofRecordsIn folders: [String], inGroups groups: Set<Int>) throws -> [GroupedFile]? { nil }
}

/// A file open for writing.
package protocol WritableFile: AnyObject {
  /// Adds bytes. Throws `FileError`.
  func write(_ bytes: [UInt8]) throws
  /// Makes what was written durable and closes the file. Throws `FileError`.
  func synchroniseAndClose() throws
}

/// Holds an advisory lock for as long as it lives.
package protocol FileLock: AnyObject {}

/// What is at a path.
package struct FileStatus: Sendable, Hashable {
  /// What kind of thing it is.
  package enum Kind: Sendable, Hashable { case file, directory, other }
  /// What kind of thing it is.
  package var kind: Kind
  /// The bytes of a file.
  package var size: Int
  /// By which two paths to one thing are told.
  package var identity: FileIdentity
  /// When it was changed, in nanoseconds since 1970.
  package var modified: Int
}

/// Device and inode: what two paths to one thing have in common.
package struct FileIdentity: Sendable, Hashable {
  /// The number of the device.
  package var device: UInt64
  /// The number of the thing on its device.
  package var inode: UInt64
}

/// One name in a directory.
package struct DirectoryEntry: Sendable {
  /// The name.
  package var name: String
  /// Whether it is known, without another look, to be a regular file and no link to one.
  package var isRegularFile: Bool
}

/// A record file that was looked at because of the group that its name falls into.
package struct GroupedFile: Sendable, Hashable {
  /// Its path.
  package var path: String
  /// What is there.
  package var status: FileStatus
}

/// A call to the file system that failed.
package struct FileError: Error, Sendable, CustomStringConvertible {
  /// What was tried, such as `read`.
  package var operation: String
  /// The path.
  package var path: String
  /// The error number of the system.
  package var code: Int32
  /// The system's words for it.
  package var reason: String

  /// Makes a failure.
  package init(operation: String, path: String, code: Int32, reason: String) {
    self.operation = operation
    self.path = path
    self.code = code
    self.reason = reason
  }

  /// The message.
  package var description: String { "cannot \(operation) \(path): \(reason)" }
}
