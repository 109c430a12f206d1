internal import CataloguePlugins
internal import CatalogueStore
internal import Digests

/// A folder of an export in several formats, which knows the digest of each of its files.
final class HarvestFolder {
  /// A file that was written.
  struct Written {
    let path: String
    let bytes: Int
    let digest: String
  }

  private let folder: PendingFolder
  /// The files, in the order in which they were finished.
  private(set) var files: [Written] = []
  private var names: Set<String> = []

  /// Begins the folder. Throws `FileError`.
  init(_ path: String, _ fileSystem: any FileSystem) throws { folder = try PendingFolder(path, fileSystem) }

  /// Begins a file. Throws `FileError`.
  func begin(_ name: String) throws -> OpenFile {
    guard names.insert(name).inserted else {
      throw FileError(operation: "write", path: name, code: 0, reason: "the name was used twice")
    }
    return OpenFile(name, try folder.createFile(name))
  }

  /// Finishes a file. Throws `FileError`.
  func finish(_ file: OpenFile) throws { files.append(try file.close()) }

  /// Writes a whole file. Throws `FileError`.
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = try begin(name)
    try file.write(bytes)
    try finish(file)
  }

  /// Gives the folder its name, in the place of an older one. Throws `FileError`.
  func publish() throws { try folder.publish() }

  /// A file that is being written.
  final class OpenFile {
    private let name: String
    private let file: any WritableFile
    private var buffer: [UInt8] = []
    private var digest = SHA256()
    private var count = 0

    fileprivate init(_ name: String, _ file: any WritableFile) {
      self.name = name
      self.file = file
    }

    /// Adds bytes. Throws `FileError`.
    func write(_ bytes: [UInt8]) throws {
      buffer += bytes
      if buffer.count > 1 << 16 { try flush() }
    }

    fileprivate func close() throws -> Written {
      try flush()
      try file.synchroniseAndClose()
      return Written(path: name, bytes: count, digest: digest.takeHexadecimal())
    }

    private func flush() throws {
      digest.add(buffer)
      count += buffer.count
      try file.write(buffer)
      buffer.removeAll(keepingCapacity: true)
    }
  }
}

/// One format of an export to a folder of several.
final class HarvestDestination: ExportDestination {
  private let folder: HarvestFolder
  private let name: String
  private var file: HarvestFolder.OpenFile?

  /// The file of a format, which begins at once, or its folder. Throws `FileError`.
  init(_ folder: HarvestFolder, _ name: String, _ layout: FormatDescription.Layout) throws {
    self.folder = folder
    self.name = name
    if layout == .file { file = try folder.begin(name) }
  }

  func write(_ bytes: [UInt8]) throws {
    guard let file else {
      throw FileError(operation: "write", path: name, code: 0, reason: "the format wrote bytes before it began a file")
    }
    try file.write(bytes)
  }

  func beginFile(named inner: String) throws {
    try finish()
    file = try folder.begin(name + "/" + inner)
  }

  /// Finishes the last file. Throws `FileError`.
  func finish() throws {
    if let file { try folder.finish(file) }
    file = nil
  }
}
