internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// Record files on their way from one text to another: those of the catalogue land together or not at all and are noted
/// in its history, those outside it are written one by one.
struct RecordRewrites {
  private let catalogue: Catalogue
  private var changes: CatalogueTransaction?
  private var outside: [(path: String, bytes: [UInt8])] = []
  /// The paths to be written, in order.
  private(set) var paths: [String] = []

  /// Plans nothing yet.
  ///
  /// - Parameter lock: The catalogue's lock; nil when nothing of it will change, or everything is for show.
  init(of catalogue: Catalogue, holding lock: (any FileLock)?) {
    self.catalogue = catalogue
    changes = lock.map { CatalogueTransaction(catalogue, holding: $0) }
  }

  /// The lock that changing these files takes; nil when all lie outside the catalogue. Throws what taking it throws.
  static func lock(for files: [RecordFile], in catalogue: Catalogue) throws -> (any FileLock)? {
    guard catalogue.root != nil, files.contains(where: { $0.area != .outside }) else { return nil }
    return try WriteAccess.lock(catalogue)
  }

  /// Whether nothing would change.
  var isEmpty: Bool { paths.isEmpty }

  /// Plans new bytes for a file.
  ///
  /// - Parameters:
  ///   - keepsOld: Whether the bytes that are there are kept as a version; not needed where the record reads the same.
  ///   - isNoted: Whether the history tells of it.
  /// Throws `FileError`, and `StoreFailure` for a path that leads out of the catalogue.
  mutating func write(
    _ bytes: [UInt8], to file: RecordFile, keepsOld: Bool = true, isNoted: Bool = true, by: String?, why: String?
  ) throws {
    paths.append(file.path)
    guard file.area != .outside else { return outside.append((file.path, bytes)) }
    try catalogue.requireWithin(file.path)
    if isNoted, file.area != .inbox {
      try changes?.note(
        .edited, of: file.id, superseding: keepsOld ? file.path : nil, leaving: bytes, by: by, why: why)
    }
    changes?.write(bytes, to: file.path)
  }

  /// Makes the changes. Throws what `CatalogueTransaction.commit()` and `AtomicWrite` throw.
  ///
  /// - Parameter writes: Whether to make them at all, or all was for show.
  func commit(writes: Bool) throws {
    guard writes else { return }
    try changes?.commit()
    for file in outside { try AtomicWrite.write(file.bytes, to: file.path, catalogue.fileSystem) }
  }

  /// The text of a record with the day and the person of its last change; nil when the stamp cannot be written without
  /// changing more. O(bytes).
  static func stamped(
    _ bytes: [UInt8], of file: RecordFile, by: String?, in catalogue: Catalogue
  ) -> [UInt8]? {
    let before = catalogue.load(file, bytes)
    guard let draft = before.draft, let tree = draft.tree, var editor = YAMLEditor(tree),
      bytes.dropFirst(tree.source.baseOffset).elementsEqual(tree.source.bytes)
    else { return nil }
    var record = draft.record
    record.modified = Stamp(on: catalogue.context.today, by: by)
    if record == draft.record { return bytes }
    editor.set("modified", to: stampValue(record), order: Record.fields.map(\.description.name))
    let stamped = editor.bytes
    let after = catalogue.load(file, stamped)
    guard after.draft?.record == record, after.diagnostics.count <= before.diagnostics.count else { return nil }
    return stamped
  }

  private static func stampValue(_ record: Record) -> DataValue {
    record.encoded()["modified"] ?? .map([])
  }
}
