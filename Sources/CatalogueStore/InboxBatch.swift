internal import CatalogueModel

/// Several records that land in the inbox as one folder, by one rename.
package final class InboxBatch {
  private let fileSystem: any FileSystem
  private let inbox: String
  private let hidden: String
  private let name: String
  private var written: [String] = []
  private var hasAppeared = false

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
    hidden = FilePath.join(inbox, ".\(name).tmp")
    try fileSystem.createDirectory(hidden)
  }

  deinit {
    guard !hasAppeared else { return }
    for path in written { try? fileSystem.remove(path) }
    try? fileSystem.remove(hidden)
  }

  /// The folder under which the batch will appear.
  package var folder: String { FilePath.join(inbox, name) }

  /// Writes the file of one record. Throws `FileError`.
  package func write(_ bytes: [UInt8], named id: String) throws {
    let path = FilePath.join(hidden, id + ".yaml")
    let file = try fileSystem.createFile(path)
    written.append(path)
    try file.write(bytes)
    try file.synchroniseAndClose()
  }

  /// Makes the folder appear, whole, together with other changes. Throws what `CatalogueTransaction.commit()` throws.
  func commit(with changes: inout CatalogueTransaction) throws {
    changes.appear(hidden, as: folder)
    try changes.commit()
    hasAppeared = true
  }
}
