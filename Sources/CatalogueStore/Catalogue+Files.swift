internal import Glibc
package import SourceTree

extension Catalogue {
  /// The path of a file of the catalogue from the catalogue's folder on.
  package func relativePath(of path: String) -> String {
    let prefix = FilePath.join(root ?? ".", "")
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// The paths of the YAML files that lie directly in a folder of the catalogue, in order. Throws `FileError`.
  func yamlFiles(in folder: String) throws -> [String] {
    guard let root else { return [] }
    let folder = FilePath.join(root, folder)
    return try fileSystem.yamlNames(in: folder).map { FilePath.join(folder, $0) }
  }

  /// The way from a record file of the catalogue to its schema.
  func schemaPath(from path: String) -> String {
    let depth = relativePath(of: path).split(separator: "/").count - 1
    return String(repeating: "../", count: max(1, depth)) + "record.schema.json"
  }

  /// The record files of parts of the catalogue, in id order, and what cannot be read among them.
  ///
  /// Folders are walked to any depth; names that begin with a dot are the tool's or the editor's own. Links to folders
  /// are followed once, so that a loop ends, and links that lead out of the catalogue are not. O(files log files).
  package func recordFiles(in areas: [RecordFile.Area]) -> (files: [RecordFile], diagnostics: [Diagnostic]) {
    let walk = walk(areas)
    return (Self.sorted(walk.distinctFiles()), walk.diagnostics)
  }

  /// The record files of parts of the catalogue, when every folder of theirs can be listed: what is written must not
  /// depend on records that were overlooked. Throws `FileError`. O(files log files).
  func allRecordFiles(in areas: [RecordFile.Area]) throws -> [RecordFile] {
    let walk = walk(areas)
    if let failure = walk.failure { throw failure }
    return Self.sorted(walk.distinctFiles())
  }

  private func walk(_ areas: [RecordFile.Area]) -> FileWalk {
    guard let root else { return FileWalk(fileSystem: fileSystem, within: ".") }
    var walk = FileWalk(fileSystem: fileSystem, within: root)
    for area in areas {
      guard let name = area.folder else { continue }
      let folder = FilePath.join(root, name)
      do {
        if try fileSystem.status(of: folder) != nil { walk.visit(folder, area) }
      } catch {
        walk.note(error, about: folder)
      }
    }
    return walk
  }

  /// What tells that record files in parts of the catalogue were added, changed or removed; nil when it cannot be told
  /// without listing them. Throws `FileError`. O(files).
  package func digest(ofRecordsIn areas: [RecordFile.Area]) throws -> FileDigest? {
    guard let root else { return nil }
    return try fileSystem.digest(ofRecordsIn: areas.compactMap(\.folder).map { FilePath.join(root, $0) })
  }

  /// The record files in parts of the catalogue that fall into some groups of the digest; nil when only the list of all
  /// tells. Throws `FileError`.
  ///
  /// O(names) to pass over the others, without a look at what they are.
  package func files(ofRecordsIn areas: [RecordFile.Area], inGroups groups: Set<Int>) throws -> [GroupedFile]? {
    guard let root else { return nil }
    let folders = areas.compactMap(\.folder).map { FilePath.join(root, $0) }
    guard !folders.contains(where: { fileSystem.leads($0, outOf: root) }) else { return nil }
    return try fileSystem.files(ofRecordsIn: folders, inGroups: groups)
  }

  /// The record files at paths that a user named: files as they are, folders walked, but for links that lead out of
  /// them. Files that lie within the catalogue are judged as part of it. O(files log files).
  package func recordFiles(at paths: [String]) throws -> (files: [RecordFile], diagnostics: [Diagnostic]) {
    var walk = FileWalk(fileSystem: fileSystem, within: ".")
    for path in paths {
      walk.bounds = path
      guard let status = try fileSystem.status(of: path) else {
        throw FileError("read", path, code: ENOENT)
      }
      if status.kind == .directory, try isCatalogue(path) {
        for area in [RecordFile.Area.instruments, .practices, .inbox] {
          let folder = FilePath.join(path, area.folder ?? "")
          if try fileSystem.status(of: folder) != nil { walk.visit(folder, area) }
        }
      } else if status.kind == .directory {
        let area = try area(of: path)
        if area != .outside, let root { walk.bounds = root }
        walk.visit(path, area)
      } else {
        walk.add(RecordFile(path: path, area: try area(of: path)), isCertainlyNew: false)
      }
    }
    return (Self.sorted(walk.distinctFiles()), walk.diagnostics)
  }

  /// Whether a folder holds a catalogue. Throws `FileError` about the folder.
  private func isCatalogue(_ folder: String) throws -> Bool {
    do {
      return try fileSystem.status(of: FilePath.join(folder, "catalogue.yaml")) != nil
    } catch let error as FileError {
      throw FileError(operation: "list", path: folder, code: error.code, reason: error.reason)
    }
  }

  /// The part of the catalogue that a path lies in, whatever way the path is written. O(depth).
  private func area(of path: String) throws -> RecordFile.Area {
    guard let root else { return .outside }
    var identities: [(FileIdentity, RecordFile.Area)] = []
    for area in [RecordFile.Area.instruments, .practices, .inbox] {
      if let status = try fileSystem.status(of: FilePath.join(root, area.folder ?? "")) {
        identities.append((status.identity, area))
      }
    }
    var folder = path
    var last: FileIdentity?
    while true {
      let identity = try fileSystem.status(of: folder)?.identity
      if let identity {
        if let found = identities.first(where: { $0.0 == identity }) { return found.1 }
        // Above the root is the root.
        if identity == last, folder.hasSuffix("/..") { return .outside }
      }
      last = identity
      folder = Self.folder(above: folder)
    }
  }

  /// The folder that a path lies in. Behind `..` only the file system knows it.
  private static func folder(above path: String) -> String {
    let name = FilePath.name(of: path)
    return name == "." || name == ".." || name == "/" ? path + "/.." : FilePath.parent(of: path)
  }

  private static func sorted(_ files: [RecordFile]) -> [RecordFile] {
    files.map { (file: $0, id: $0.id) }.sorted { ($0.id, $0.file.path) < ($1.id, $1.file.path) }.map(\.file)
  }
}

extension RecordFile.Area {
  /// The folder of the area within a catalogue; nil for what is outside.
  package var folder: String? {
    switch self {
    case .instruments: "instruments"
    case .practices: "practices"
    case .inbox: "inbox"
    case .outside: nil
    }
  }
}

/// A walk over folders of records.
private struct FileWalk {
  let fileSystem: any FileSystem
  /// The folder out of which no link is followed.
  var bounds: String
  var files: [RecordFile] = []
  var diagnostics: [Diagnostic] = []
  /// Why a folder could not be listed, so that files may be missing.
  private(set) var failure: (any Error)?
  private var visited: Set<FileIdentity> = []
  /// Whether a file may have been found by two paths. A look at every file is spent on that only then.
  private var mayRepeat = false

  init(fileSystem: any FileSystem, within bounds: String) {
    self.fileSystem = fileSystem
    self.bounds = bounds
  }

  /// Takes note of a file.
  ///
  /// - Parameter isCertainlyNew: Whether no other path leads to it: it is no link, nor was it named by itself.
  mutating func add(_ file: RecordFile, isCertainlyNew: Bool) {
    if !isCertainlyNew { mayRepeat = true }
    files.append(file)
  }

  /// The files, each once however often and by whatever path it was named. O(files).
  func distinctFiles() -> [RecordFile] {
    guard mayRepeat else { return files }
    var seen: Set<FileIdentity> = []
    return files.filter { file in
      guard let status = try? fileSystem.status(of: file.path) else { return true }
      return seen.insert(status.identity).inserted
    }
  }

  mutating func visit(_ folder: String, _ area: RecordFile.Area) {
    guard !fileSystem.leads(folder, outOf: bounds) else { return diagnostics.append(Catalogue.leadsOut(folder)) }
    do {
      guard let status = try fileSystem.status(of: folder), visited.insert(status.identity).inserted else { return }
      for entry in try fileSystem.entries(in: folder) where !entry.name.hasPrefix(".") {
        let name = entry.name
        let path = FilePath.join(folder, name)
        switch FilePath.fileExtension(of: name) {
        case "yaml", "yml":
          guard entry.isRegularFile || !fileSystem.leads(path, outOf: bounds) else {
            diagnostics.append(Catalogue.leadsOut(path))
            continue
          }
          add(RecordFile(path: path, area: area), isCertainlyNew: entry.isRegularFile)
        default:
          switch try fileSystem.status(of: path)?.kind {
          case .directory: visit(path, area)
          case nil:
            let message = "this link leads nowhere"
            diagnostics.append(Diagnostic(StoreRules.unreadableFile, message, at: SourceLocation(file: path)))
          default:
            guard area != .outside, name.lowercased() != "readme.md" else { continue }
            let message = "this is no record; records end in .yaml or .yml"
            diagnostics.append(Diagnostic(StoreRules.notARecordFile, message, at: SourceLocation(file: path)))
          }
        }
      }
    } catch {
      note(error, about: folder)
    }
  }

  mutating func note(_ error: any Error, about folder: String) {
    diagnostics.append(Diagnostic(StoreRules.unreadableFile, "\(error)", at: SourceLocation(file: folder)))
    failure = failure ?? error
  }
}
