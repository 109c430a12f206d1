internal import SourceTree

/// What the files of a catalogue held before a change of several of them, so that a change that is cut off can be taken
/// back.
///
/// It is one file, `.ktc/journal`, that appears whole before the first change and goes after the last. Whoever takes the
/// lock and finds it takes the change back: the process that wrote it is dead, since it held the lock. Paths are noted
/// from the catalogue's folder on, and are not believed: a journal may come with a folder that a stranger made.
struct ChangeJournal {
  /// What was at a path before.
  enum Entry: Equatable {
    /// A file with these bytes.
    case file(String, [UInt8])
    /// Nothing; a file is about to be made.
    case nothing(String)
    /// Nothing; a folder is about to be made, for files of the change.
    case noFolder(String)
    /// Nothing; a whole folder is about to appear.
    case noTree(String)
  }

  /// In the order in which the changes are made.
  var entries: [Entry] = []

  private static let mark = "ktc journal 1\n"

  /// The journal as the bytes of its file. O(bytes).
  var bytes: [UInt8] {
    var result = Array(Self.mark.utf8)
    func add(_ word: String, _ path: String, _ content: [UInt8] = []) {
      result += Array("\(word) \(path.utf8.count) \(content.count)\n".utf8) + Array(path.utf8) + content
      result.append(0x0A)
    }
    for entry in entries {
      switch entry {
      case .file(let path, let content): add("file", path, content)
      case .nothing(let path): add("nothing", path)
      case .noFolder(let path): add("no-folder", path)
      case .noTree(let path): add("no-tree", path)
      }
    }
    return result + Array("end\n".utf8)
  }

  /// Begins an empty journal.
  init() {}

  /// Reads a journal; nil when the bytes are none, or not a whole one. O(bytes).
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Self.mark.utf8) else { return nil }
    var rest = bytes[Self.mark.utf8.count...]
    while true {
      guard let end = rest.firstIndex(of: 0x0A) else { return nil }
      let words = String(decoding: rest[rest.startIndex..<end], as: UTF8.self).split(separator: " ")
      rest = rest[(end + 1)...]
      if words == ["end"] {
        guard rest.isEmpty else { return nil }
        return
      }
      guard words.count == 3, let name = Int(words[1]), let size = Int(words[2]), name > 0, size >= 0,
        name <= rest.count, size < rest.count - name
      else { return nil }
      let path = String(decoding: rest.prefix(name), as: UTF8.self)
      let content = Array(rest.dropFirst(name).prefix(size))
      rest = rest.dropFirst(name + size + 1)
      switch words[0] {
      case "file": entries.append(.file(path, content))
      case "nothing": entries.append(.nothing(path))
      case "no-folder": entries.append(.noFolder(path))
      case "no-tree": entries.append(.noTree(path))
      default: return nil
      }
    }
  }
}

extension Catalogue {
  var journalPath: String { FilePath.join(root ?? ".", ".ktc/journal") }

  /// Whether a change of several files was cut off and waits for being taken back. A look at one name.
  package var hasUnfinishedChange: Bool { (try? fileSystem.status(of: journalPath)) != nil }

  /// Takes back a change that was cut off, if there is one and nobody is at work on it. Returns how many files it was
  /// about. Throws `FileError`, and `StoreFailure` for a journal that cannot be followed.
  package func takeBackAbandonedChange(as holder: String) throws -> Int {
    guard hasUnfinishedChange else { return 0 }
    let path = FilePath.join(FilePath.parent(of: journalPath), "lock")
    guard let lock = try fileSystem.lock(path, for: holder, waits: false) else { return 0 }
    defer { withExtendedLifetime(lock) {} }
    return try takeBackUnfinishedChange()
  }

  /// Takes back a change that was cut off, if there is one. Returns how many files it was about. Throws `FileError`, and
  /// `StoreFailure` for a journal that cannot be followed.
  ///
  /// Only whoever holds the lock may do it.
  func takeBackUnfinishedChange() throws -> Int {
    guard hasUnfinishedChange else { return 0 }
    guard let journal = ChangeJournal(try fileSystem.wholeContents(of: journalPath)) else {
      let message =
        "the record of a change that was cut off cannot be read; look at the files that git reports as changed, "
        + "and remove \(journalPath)"
      throw StoreFailure(Diagnostic(StoreRules.brokenJournal, message, at: SourceLocation(file: journalPath)))
    }
    try takeBack(journal)
    return journal.entries.count {
      switch $0 {
      case .file, .nothing, .noTree: true
      case .noFolder: false
      }
    }
  }

  /// Puts back what a journal says was there, the last change first, and removes the journal. Throws `FileError`, and
  /// `StoreFailure` for a path that leads out of the catalogue.
  func takeBack(_ journal: ChangeJournal) throws {
    var folders: Set<String> = []
    for entry in journal.entries.reversed() {
      switch entry {
      case .file(let name, let bytes):
        let path = try ownPath(name)
        removeLeftovers(of: path)
        if (try? fileSystem.contents(of: path, limit: bytes.count + 1)) != bytes {
          try AtomicWrite.write(bytes, to: path, fileSystem)
        }
      case .nothing(let name):
        let path = try ownPath(name)
        removeLeftovers(of: path)
        if try fileSystem.status(of: path) != nil { try fileSystem.remove(path) }
        folders.insert(FilePath.parent(of: path))
      case .noFolder(let name):
        let path = try ownPath(name)
        folders.remove(path)
        if try fileSystem.status(of: path) != nil, try fileSystem.names(in: path).isEmpty {
          try fileSystem.remove(path)
          folders.insert(FilePath.parent(of: path))
        }
      case .noTree(let name):
        let path = try ownPath(name)
        try fileSystem.removeTree(path)
        folders.insert(FilePath.parent(of: path))
      }
    }
    for folder in folders.sorted() where try fileSystem.status(of: folder) != nil {
      try fileSystem.synchroniseDirectory(folder)
    }
    try removeJournal()
  }

  /// Ends a change: what was done is valid from here on. Throws `FileError`.
  func removeJournal() throws {
    if hasUnfinishedChange { try fileSystem.remove(journalPath) }
    try fileSystem.synchroniseDirectory(FilePath.parent(of: journalPath))
  }

  /// Removes what a write that was cut off left beside its file.
  func removeLeftovers(of path: String) {
    let folder = FilePath.parent(of: path)
    let prefix = ".\(FilePath.name(of: path))."
    for name in (try? fileSystem.names(in: folder)) ?? [] where name.hasPrefix(prefix) && name.hasSuffix(".tmp") {
      try? fileSystem.remove(FilePath.join(folder, name))
    }
  }

  /// The path of a file of the catalogue from the name by which the catalogue knows it. Throws `StoreFailure` for one
  /// that leads elsewhere.
  private func ownPath(_ name: String) throws -> String {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let path = FilePath.join(root ?? ".", name)
    let isOwn =
      !name.hasPrefix("/") && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." } && parts[0] != ".ktc"
    if isOwn { try requireWithin(path) }
    guard isOwn else { throw outside(path) }
    return path
  }
}
