internal import CataloguePlugins
internal import CatalogueStore

/// Where one format of an export goes.
final class ExportTarget {
  /// The path, or `-`.
  let path: String
  private let layout: FormatDescription.Layout
  private let fileSystem: any FileSystem
  private let standardOutput: StandardOutput
  private var file: FileDestination?
  private var folder: FolderDestination?

  init(path: String, layout: FormatDescription.Layout, _ fileSystem: any FileSystem, _ standardOutput: StandardOutput) {
    self.path = path
    self.layout = layout
    self.fileSystem = fileSystem
    self.standardOutput = standardOutput
  }

  /// Whether the export is printed.
  var isStandardOutput: Bool { path == "-" }

  /// Begins the export. Throws `FileError`.
  func open() throws -> any ExportDestination {
    if isStandardOutput { return OutputDestination(standardOutput) }
    switch layout {
    case .file:
      let destination = try FileDestination(path, fileSystem)
      file = destination
      return destination
    case .folder:
      let destination = try FolderDestination(path, fileSystem)
      folder = destination
      return destination
    }
  }

  /// Makes the export appear under its name. Throws `FileError`.
  func publish() throws {
    try file?.publish()
    try folder?.publish()
  }
}
