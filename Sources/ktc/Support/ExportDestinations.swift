internal import CataloguePlugins
internal import CatalogueStore

/// An export to one file, which appears whole or not at all.
final class FileDestination: ExportDestination {
  private let file: TemporaryFile
  private var buffer: [UInt8] = []

  /// Begins the file. Throws `FileError`.
  init(_ path: String, _ fileSystem: any FileSystem) throws { file = try TemporaryFile(for: path, fileSystem) }

  func write(_ bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count > 1 << 16 { try flush() }
  }

  func beginFile(named name: String) throws {
    throw FileError(
      operation: "write", path: name, code: 0, reason: "a format of several files needs a folder as --output")
  }

  /// Gives the file its name. Throws `FileError`.
  func publish() throws {
    try flush()
    try file.publish()
  }

  private func flush() throws {
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}

/// An export to a folder of files, which appears whole or not at all.
///
/// A folder of an earlier export, which its marker file tells, is replaced; any other folder that holds something is
/// left alone.
final class FolderDestination: ExportDestination {
  private let fileSystem: any FileSystem
  private let path: String
  private let temporary: String
  private var file: (any WritableFile)?
  private var buffer: [UInt8] = []
  private var names: Set<String> = []
  private var isPublished = false

  /// The file by which a later export knows that it may replace the folder.
  private static let marker = ".ktc-export"

  /// Begins the folder beside the one it will replace. Throws `FileError`.
  init(_ path: String, _ fileSystem: any FileSystem) throws {
    if let status = try fileSystem.status(of: path) {
      let names = status.kind == .directory ? try fileSystem.names(in: path) : []
      guard status.kind == .directory, names.isEmpty || names.contains(Self.marker) else {
        let reason = "it was not made by an export, and is left alone; name another folder"
        throw FileError(operation: "make the folder", path: path, code: 17, reason: reason)
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

  func write(_ bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count > 1 << 16 { try flush() }
  }

  func beginFile(named name: String) throws {
    try closeFile()
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }), names.insert(name).inserted else {
      throw FileError(
        operation: "write", path: name, code: 0, reason: "the name would leave the folder, or was used twice")
    }
    let path = FilePath.join(temporary, name)
    try fileSystem.createDirectory(FilePath.parent(of: path))
    file = try fileSystem.createFile(path)
  }

  /// Gives the folder its name, in the place of an older one. Throws `FileError`.
  func publish() throws {
    try closeFile()
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

  private func closeFile() throws {
    guard let file else {
      guard buffer.isEmpty else {
        throw FileError(
          operation: "write", path: path, code: 0, reason: "the format wrote bytes before it began a file")
      }
      return
    }
    try flush()
    try file.synchroniseAndClose()
    self.file = nil
  }

  private func flush() throws {
    guard let file else { return }
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
