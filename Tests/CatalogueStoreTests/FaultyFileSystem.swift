internal import CatalogueStore
internal import Synchronization

/// The file system of the machine, on which one call that changes something fails, or that and all behind it.
final class FaultyFileSystem: FileSystem {
  /// What happens at the call that fails.
  enum Fault: CaseIterable {
    /// This call fails; what follows works.
    case once
    /// Nothing works any more, as after a crash or on a full disk.
    case forEver
    /// A write gets half way, and nothing works any more.
    case halfWay
  }

  private let real = PosixFileSystem()
  private let failing: Int
  private let fault: Fault
  private let unlistable: String?
  private let calls = Mutex(0)

  /// Fails at the call with this number, counted from 1; 0 never fails.
  init(failingAt number: Int, _ fault: Fault) {
    failing = number
    self.fault = fault
    unlistable = nil
  }

  /// Fails at the listing of a folder, which is known by the end of its path.
  init(unlistable folder: String) {
    failing = 0
    fault = .once
    unlistable = folder
  }

  /// How many calls were made that change something.
  var count: Int { calls.withLock { $0 } }

  private func checkList(_ directory: String) throws {
    guard let unlistable, directory.hasSuffix(unlistable) else { return }
    throw FileError(operation: "list", path: directory, code: 13, reason: "permission denied")
  }

  private func check(_ operation: String, _ path: String) throws {
    if isFailing() { throw failure(operation, path) }
  }

  fileprivate func isFailing() -> Bool {
    let number = calls.withLock { calls in
      calls += 1
      return calls
    }
    return failing > 0 && (number == failing || (fault != .once && number > failing))
  }

  fileprivate func failure(_ operation: String, _ path: String) -> FileError {
    FileError(operation: operation, path: path, code: 28, reason: "no space left on device")
  }

  func status(of path: String) throws -> FileStatus? { try real.status(of: path) }
  func contents(of path: String, limit: Int) throws -> [UInt8] { try real.contents(of: path, limit: limit) }
  func names(in directory: String) throws -> [String] {
    try checkList(directory)
    return try real.names(in: directory)
  }
  func entries(in directory: String) throws -> [DirectoryEntry] {
    try checkList(directory)
    return try real.entries(in: directory)
  }
  func lock(_ path: String, for holder: String, waits: Bool) throws -> (any FileLock)? {
    try real.lock(path, for: holder, waits: waits)
  }
  func realPath(of path: String) throws -> String? { try real.realPath(of: path) }

  func createDirectory(_ path: String) throws {
    try check("make the folder", path)
    try real.createDirectory(path)
  }
  func createFile(_ path: String) throws -> any WritableFile {
    try check("write", path)
    return FaultyFile(try real.createFile(path), path, self, isHalfWay: fault == .halfWay)
  }
  func rename(_ path: String, to target: String) throws {
    try check("write", target)
    try real.rename(path, to: target)
  }
  func remove(_ path: String) throws {
    try check("remove", path)
    try real.remove(path)
  }
  func removeTree(_ path: String) throws {
    try check("remove", path)
    try real.removeTree(path)
  }
  func synchroniseDirectory(_ path: String) throws {
    try check("write", path)
    try real.synchroniseDirectory(path)
  }
}

private final class FaultyFile: WritableFile {
  private let real: any WritableFile
  private let path: String
  private let fileSystem: FaultyFileSystem
  private let isHalfWay: Bool

  init(_ real: any WritableFile, _ path: String, _ fileSystem: FaultyFileSystem, isHalfWay: Bool) {
    self.real = real
    self.path = path
    self.fileSystem = fileSystem
    self.isHalfWay = isHalfWay
  }

  func write(_ bytes: [UInt8]) throws {
    guard fileSystem.isFailing() else { return try real.write(bytes) }
    if isHalfWay { try real.write(Array(bytes.prefix(bytes.count / 2))) }
    throw fileSystem.failure("write", path)
  }

  func synchroniseAndClose() throws {
    let fails = fileSystem.isFailing()
    try real.synchroniseAndClose()
    if fails { throw fileSystem.failure("write", path) }
  }
}
