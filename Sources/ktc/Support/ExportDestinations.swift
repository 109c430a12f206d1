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
    throw FileError.needsFolder(name)
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
final class FolderDestination: ExportDestination {
  private let folder: PendingFolder
  private var file: (any WritableFile)?
  private var buffer: [UInt8] = []
  private var names: Set<String> = []

  /// Begins the folder beside the one it will replace. Throws `FileError`.
  init(_ path: String, _ fileSystem: any FileSystem) throws { folder = try PendingFolder(path, fileSystem) }

  func write(_ bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count > 1 << 16 { try flush() }
  }

  func beginFile(named name: String) throws {
    try closeFile()
    guard names.insert(name).inserted else {
      throw FileError(operation: "write", path: name, code: 0, reason: "the name was used twice")
    }
    file = try folder.createFile(name)
  }

  /// Gives the folder its name, in the place of an older one. Throws `FileError`.
  func publish() throws {
    try closeFile()
    try folder.publish()
  }

  private func closeFile() throws {
    guard let file else {
      guard buffer.isEmpty else {
        throw FileError(
          operation: "write", path: folder.path, code: 0, reason: "the format wrote bytes before it began a file")
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

/// An export to standard output.
final class OutputDestination: ExportDestination {
  private let output: StandardOutput
  init(_ output: StandardOutput) { self.output = output }
  func write(_ bytes: [UInt8]) throws { try output.write(bytes) }
  func beginFile(named name: String) throws {
    throw FileError.needsFolder(name)
  }
}

extension FileError {
  fileprivate static func needsFolder(_ name: String) -> FileError {
    FileError(operation: "write", path: name, code: 0, reason: "a format of several files needs a folder as --output")
  }
}
