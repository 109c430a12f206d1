internal import CatalogueModel
internal import SourceTree
internal import YAMLDocument

extension Catalogue {
  /// Waits for the one lock that writers of the catalogue take. Throws `FileError`.
  package func lockForWriting() throws -> any FileLock {
    try fileSystem.lock(FilePath.join(makeOwnFolder(), "lock"))
  }

  /// Makes the folder of what the program keeps for itself, `.ktc`, where it is missing, and tells git to leave it
  /// alone. Returns its path. Throws `FileError`.
  @discardableResult
  package func makeOwnFolder() throws -> String {
    let folder = FilePath.join(root ?? ".", ".ktc")
    try fileSystem.createDirectory(folder)
    let ignored = FilePath.join(folder, ".gitignore")
    if try fileSystem.status(of: ignored) == nil { try AtomicWrite.write(Array("*\n".utf8), to: ignored, fileSystem) }
    return folder
  }

  /// Puts the version of a record that is about to be replaced into `history/ID/`, with what was done, when and by
  /// whom. Throws `FileError`.
  func keepVersion(of path: String, id: String, action: RecordHistory.Action, by: String?) throws {
    let folder = historyFolder(of: id)
    try fileSystem.createDirectory(folder)
    let versions = try fileSystem.names(in: folder).filter {
      FilePath.fileExtension(of: $0) == "yaml" && $0 != "log.yaml"
    }
    let number = (versions.compactMap { Int(FilePath.stem(of: $0)) }.max() ?? 0) + 1
    let old = try fileSystem.contents(of: path, limit: FileLimits.any)
    try AtomicWrite.write(old, to: FilePath.join(folder, "\(number).yaml"), fileSystem)
    let log = FilePath.join(folder, "log.yaml")
    var bytes = try fileSystem.status(of: log) == nil ? [] : fileSystem.contents(of: log, limit: FileLimits.any)
    var entries = [
      DataValue.Entry("version", .number(String(number))), DataValue.Entry("action", .string(action.rawValue)),
      DataValue.Entry("on", .date(context.today.description)),
    ]
    if let by { entries.append(DataValue.Entry("by", .string(by))) }
    bytes += Array(YAMLWriter.write(.list([.map(entries)])).utf8)
    try AtomicWrite.write(bytes, to: log, fileSystem)
  }
}

/// Several records that land in the inbox as one folder, by one rename.
package final class InboxBatch {
  private let fileSystem: any FileSystem
  private let inbox: String
  private let temporary: String
  private let name: String
  private var written: [String] = []
  private var isPublished = false

  /// Begins a batch. Throws `FileError`.
  package init(of catalogue: Catalogue, named prefix: String) throws {
    fileSystem = catalogue.fileSystem
    inbox = FilePath.join(catalogue.root ?? ".", "inbox")
    try fileSystem.createDirectory(inbox)
    let names = Set(try fileSystem.names(in: inbox))
    let base = "\(prefix)-\(catalogue.context.today)"
    var number = 1
    while names.contains("\(base)-\(number)") || names.contains(".\(base)-\(number).tmp") { number += 1 }
    name = "\(base)-\(number)"
    temporary = FilePath.join(inbox, ".\(name).tmp")
    try fileSystem.createDirectory(temporary)
  }

  deinit {
    guard !isPublished else { return }
    for path in written { try? fileSystem.remove(path) }
    try? fileSystem.remove(temporary)
  }

  /// The folder under which the batch will appear.
  package var folder: String { FilePath.join(inbox, name) }

  /// Writes the file of one record. Throws `FileError`.
  package func write(_ bytes: [UInt8], named id: String) throws {
    let path = FilePath.join(temporary, id + ".yaml")
    let file = try fileSystem.createFile(path)
    written.append(path)
    try file.write(bytes)
    try file.synchroniseAndClose()
  }

  /// Removes the folder that was published, because what belongs with it failed.
  func takeBack() {
    if isPublished { try? fileSystem.removeTree(folder) }
  }

  /// Makes the folder appear, whole. Returns its path. Throws `FileError`.
  package func publish() throws -> String {
    try fileSystem.synchroniseDirectory(temporary)
    try fileSystem.rename(temporary, to: folder)
    isPublished = true
    do {
      try fileSystem.synchroniseDirectory(inbox)
    } catch {
      takeBack()
      throw error
    }
    return folder
  }
}
