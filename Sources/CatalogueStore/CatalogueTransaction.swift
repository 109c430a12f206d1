internal import CatalogueModel
internal import Digests
internal import SourceTree
internal import YAMLDocument

/// Changes to files of a catalogue that are planned first, and then land together or not at all.
///
/// What was there is noted in a journal before the first file is touched. A change that fails is taken back at once; one
/// that is cut off, by a crash or a full disk, is taken back by whoever next takes the lock.
package struct CatalogueTransaction {
  private let catalogue: Catalogue
  private let lock: (any FileLock)?
  private var steps: [Step] = []
  /// What the files hold once the steps are done; nil for a file that is then gone.
  private var planned: [String: [UInt8]?] = [:]
  /// By folder, the highest number that is the name of a file to be written there; in a record's folder of history it is
  /// that of the last version.
  private var numbers: [String: Int] = [:]

  private enum Step {
    case write([UInt8], to: String)
    case remove(String)
    /// A folder that was filled under a hidden name appears.
    case appear(from: String, as: String)
  }

  /// Plans changes of a catalogue.
  ///
  /// - Parameters:
  ///   - lock: The catalogue's lock, held since before anything was read on which the changes depend; nil for changes that
  ///     are only shown, and never committed.
  ///   - catalogue: The catalogue to change.
  package init(_ catalogue: Catalogue, holding lock: (any FileLock)?) {
    self.catalogue = catalogue
    self.lock = lock
  }

  /// The paths that would be written, removed, or appear, in order.
  package var paths: [String] {
    steps.map { step in
      switch step {
      case .write(_, let path), .remove(let path), .appear(_, let path): path
      }
    }
  }

  /// Plans to make or replace a file.
  package mutating func write(_ bytes: [UInt8], to path: String) {
    steps.append(.write(bytes, to: path))
    planned[path] = .some(bytes)
    if let number = Int(FilePath.stem(of: path)) {
      let folder = FilePath.parent(of: path)
      numbers[folder] = max(numbers[folder] ?? 0, number)
    }
  }

  /// Plans to remove a file.
  package mutating func remove(_ path: String) {
    steps.append(.remove(path))
    planned[path] = .some(nil)
  }

  /// Plans that a folder that was filled under a hidden name appears.
  mutating func appear(_ folder: String, as path: String) { steps.append(.appear(from: folder, as: path)) }

  /// What a file holds once the steps planned so far are done; nil when it then does not exist. Throws `FileError`.
  package func contents(of path: String) throws -> [UInt8]? {
    if let bytes = planned[path] { return bytes }
    guard try catalogue.fileSystem.status(of: path) != nil else { return nil }
    return try catalogue.fileSystem.wholeContents(of: path)
  }

  /// Plans what `history/ID/` keeps of an action: the version that it supersedes, and who did what, when and why.
  /// Throws `FileError`.
  ///
  /// - Parameters:
  ///   - superseded: The file whose present bytes are kept; nil when nothing is superseded.
  ///   - left: The record as the action leaves it, by whose digest a later change by hand is noticed.
  ///   - base: The record from which a new version was made, by whose digest a later change of it is noticed.
  ///   - action: What was done.
  ///   - id: The id of the record.
  ///   - by: Who did it.
  ///   - why: For what reason.
  package mutating func note(
    _ action: RecordHistory.Action, of id: String, superseding superseded: String? = nil, leaving left: [UInt8]? = nil,
    madeFrom base: [UInt8]? = nil, by: String? = nil, why: String? = nil
  ) throws {
    let folder = catalogue.historyFolder(of: id)
    var entries: [DataValue.Entry] = []
    if let superseded, let old = try contents(of: superseded) {
      let number = max(numbers[folder] ?? 0, try lastVersion(in: folder)) + 1
      write(old, to: FilePath.join(folder, "\(number).yaml"))
      entries.append(.init("version", .number(String(number))))
    }
    entries += [
      .init("action", .string(action.rawValue)), .init("on", .date(catalogue.context.today.description)),
    ]
    if let by { entries.append(.init("by", .string(by))) }
    if let why { entries.append(.init("why", .string(why))) }
    if let left { entries.append(.init("digest", .string("sha256:" + SHA256.hexadecimal(of: left)))) }
    if let base { entries.append(.init("base", .string("sha256:" + SHA256.hexadecimal(of: base)))) }
    let log = FilePath.join(folder, "log.yaml")
    let bytes = try contents(of: log) ?? []
    write(bytes + Array(YAMLWriter.write(.list([.map(entries)])).utf8), to: log)
  }

  /// The number of the last version that lies in a record's folder of history; 0 when there is none. Throws `FileError`.
  private func lastVersion(in folder: String) throws -> Int {
    guard try catalogue.fileSystem.status(of: folder) != nil else { return 0 }
    return try catalogue.fileSystem.names(in: folder).compactMap { Int(FilePath.stem(of: $0)) }.max() ?? 0
  }

  /// Makes the changes: all, or none. Throws `FileError`; `StoreFailure` for a path that leads out of the catalogue.
  ///
  /// O(bytes of the files, before and after).
  package func commit() throws {
    precondition(lock != nil, "changes that are only shown were to be made")
    defer { withExtendedLifetime(lock) {} }
    guard !steps.isEmpty else { return }
    let journal = try makeJournal()
    let fileSystem = catalogue.fileSystem
    try catalogue.makeOwnFolder()
    do {
      try AtomicWrite.write(journal.bytes, to: catalogue.journalPath, fileSystem)
      var folders: Set<String> = []
      for step in steps {
        switch step {
        case .write(let bytes, let path):
          let file = try TemporaryFile(for: path, fileSystem)
          try file.write(bytes)
          try file.publish(synchronisesFolder: false)
          folders.insert(FilePath.parent(of: path))
        case .remove(let path):
          if try fileSystem.status(of: path) != nil { try fileSystem.remove(path) }
          folders.insert(FilePath.parent(of: path))
        case .appear(let hidden, let path):
          try fileSystem.synchroniseDirectory(hidden)
          try fileSystem.rename(hidden, to: path)
          folders.insert(FilePath.parent(of: path))
        }
      }
      for entry in journal.entries {
        if case .noFolder(let name) = entry {
          folders.insert(FilePath.parent(of: FilePath.join(catalogue.root ?? ".", name)))
        }
      }
      for folder in folders.sorted() { try fileSystem.synchroniseDirectory(folder) }
      try fileSystem.remove(catalogue.journalPath)
    } catch {
      // What cannot be taken back now is taken back by whoever takes the lock next; the journal stays.
      try? catalogue.takeBack(journal)
      throw error
    }
    // The change is made; were the removal of the journal lost by a power failure, it would be taken back whole.
    try? fileSystem.synchroniseDirectory(FilePath.parent(of: catalogue.journalPath))
  }

  /// What is there now, at each place that the steps touch. Throws like `commit()`.
  private func makeJournal() throws -> ChangeJournal {
    var journal = ChangeJournal()
    var seen: Set<String> = []
    for step in steps {
      switch step {
      case .write(_, let path), .remove(let path):
        guard seen.insert(path).inserted else { continue }
        try catalogue.requireWithin(path)
        try noteFolders(above: path, &seen, &journal)
        let name = catalogue.relativePath(of: path)
        if try catalogue.fileSystem.status(of: path) != nil {
          journal.entries.append(.file(name, try catalogue.fileSystem.wholeContents(of: path)))
        } else {
          journal.entries.append(.nothing(name))
        }
      case .appear(_, let path):
        try catalogue.requireWithin(path)
        journal.entries.append(.noTree(catalogue.relativePath(of: path)))
      }
    }
    return journal
  }

  private func noteFolders(above path: String, _ seen: inout Set<String>, _ journal: inout ChangeJournal) throws {
    let folder = FilePath.parent(of: path)
    guard folder != path, seen.insert(folder).inserted, try catalogue.fileSystem.status(of: folder) == nil else {
      return
    }
    try noteFolders(above: folder, &seen, &journal)
    journal.entries.append(.noFolder(catalogue.relativePath(of: folder)))
  }
}
