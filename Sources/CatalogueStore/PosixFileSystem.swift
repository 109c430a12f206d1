internal import Glibc

/// The file system of the machine.
package struct PosixFileSystem: FileSystem {
  /// Makes it.
  package init() {}

  package func status(of path: String) throws -> FileStatus? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError("look at", path)
    }
    return FileStatus(status)
  }

  package func contents(of path: String, limit: Int) throws -> [UInt8] {
    try Self.contents(of: path, limit: limit)
  }

  package func makeReader() -> any FileReader { FolderReader() }

  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - name: The path from `folder`, where that is another.
  ///   - folder: An open folder.
  static func contents(
    of path: String, as name: String? = nil, in folder: Int32 = AT_FDCWD, limit: Int
  ) throws -> [UInt8] {
    // A FIFO would block for ever when opened for reading.
    let descriptor = openat(folder, name ?? path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError("read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let isDirectory = status.st_mode & S_IFMT == S_IFDIR
      throw FileError(
        operation: "read", path: path, code: EISDIR, reason: isDirectory ? "it is a folder" : "it is not a regular file"
      )
    }
    // The file may grow while it is read; more than the limit and one byte is never taken.
    var bytes: [UInt8] = []
    var room = min(Int(status.st_size), limit) + 1
    while room > 0 {
      var failed = false
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        var got = read(descriptor, buffer.baseAddress, room)
        while got < 0, errno == EINTR { got = read(descriptor, buffer.baseAddress, room) }
        failed = got < 0
        count = max(0, got)
      }
      if failed { throw FileError("read", path) }
      if chunk.isEmpty { break }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      // A regular file gives less than asked for only at its end.
      if chunk.count < room { break }
      room = min(max(4096, room - chunk.count), limit + 1 - bytes.count)
    }
    return bytes
  }

  package func names(in directory: String) throws -> [String] { try entries(in: directory).map(\.name) }

  package func entries(in directory: String) throws -> [DirectoryEntry] {
    guard let stream = opendir(directory) else { throw FileError("list", directory) }
    defer { closedir(stream) }
    var entries: [DirectoryEntry] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      entries.append(DirectoryEntry(name: name, isRegularFile: entry.pointee.d_type == UInt8(DT_REG)))
    }
    guard errno == 0 else { throw FileError("list", directory) }
    return entries.sorted { $0.name < $1.name }
  }

  package func createDirectory(_ path: String) throws {
    if mkdir(path, 0o777) == 0 { return }
    if errno == EEXIST {
      let there = try status(of: path)
      if there?.kind == .directory { return }
      let reason = there == nil ? "a link is there that leads nowhere" : "a file of this name is there"
      throw FileError(operation: "make the folder", path: path, code: EEXIST, reason: reason)
    }
    let parent = FilePath.parent(of: path)
    guard errno == ENOENT, parent != path else { throw FileError("make the folder", path) }
    try createDirectory(parent)
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw FileError("make the folder", path) }
  }

  package func createFile(_ path: String) throws -> any WritableFile {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError("write", path) }
    return PosixFile(descriptor, path)
  }

  package func rename(_ path: String, to target: String) throws {
    guard Glibc.rename(path, target) == 0 else { throw FileError("write", target) }
  }

  package func remove(_ path: String) throws {
    guard Glibc.remove(path) == 0 else { throw FileError("remove", path) }
  }

  package func removeTree(_ path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return }
      throw FileError("remove", path)
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in try names(in: path) { try removeTree(FilePath.join(path, name)) }
    }
    try remove(path)
  }

  package func synchroniseDirectory(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("write", path) }
    defer { close(descriptor) }
    // Some file systems cannot synchronise a directory, and then need not.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileError("write", path) }
  }

  package func lock(_ path: String, for holder: String, waits: Bool) throws -> (any FileLock)? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw FileError("lock", path) }
    while flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      let error = FileError("lock", path)
      close(descriptor)
      if error.code == EWOULDBLOCK { return nil }
      throw error
    }
    // Only a courtesy to those who wait: on a full disk the lock is as good without it.
    let words = Array((holder + "\n").utf8)
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, words, words.count, 0) }
    return PosixLock(descriptor)
  }

  package func realPath(of path: String) throws -> String? {
    guard let real = realpath(path, nil) else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError("look at", path)
    }
    defer { free(real) }
    return String(cString: real)
  }
}

private final class PosixFile: WritableFile {
  private var descriptor: Int32
  private let path: String

  init(_ descriptor: Int32, _ path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          throw FileError("write", path)
        }
        rest = rest.dropFirst(count)
      }
    }
  }

  func synchroniseAndClose() throws {
    defer {
      close(descriptor)
      descriptor = -1
    }
    // A pipe or a device cannot be synchronised, and need not.
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw FileError("write", path) }
  }
}

private final class PosixLock: FileLock {
  private let descriptor: Int32
  init(_ descriptor: Int32) { self.descriptor = descriptor }
  deinit { close(descriptor) }
}

extension FileStatus {
  /// What the system tells of a file.
  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .directory
    default: kind = .other
    }
    size = Int(status.st_size)
    identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    modified = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
  }
}

extension FileError {
  /// The failure that a number of the system tells of, else the last one of this thread.
  package init(_ operation: String, _ path: String, code: Int32 = errno) {
    let reason = code == ENOENT ? "there is no such file or folder" : String(cString: strerror(code)).lowercased()
    self.init(operation: operation, path: path, code: code, reason: reason)
  }

  /// Whether the reading end of a pipe was closed, as `| head` does.
  package var isClosedPipe: Bool { code == EPIPE }

  /// Whether the file or folder does not exist.
  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}
