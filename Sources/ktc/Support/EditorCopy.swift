internal import ArgumentParser
internal import CatalogueStore
internal import Glibc
internal import ProgramRunning
internal import SourceTree
internal import YAMLDocument

/// The copy of a record in a folder that nobody else may look into, while somebody edits it.
final class EditorCopy {
  private let folder: String
  private let path: String
  private let file: RecordFile
  private let fileSystem: any FileSystem
  private let given: [UInt8]
  /// Whether a version is kept there, since it could be kept nowhere else.
  private var keepsFolder = false
  /// The line that editors read, in the record and in the copy, whose way to the schema is another.
  private var modeline: (own: [UInt8], copied: [UInt8])?

  /// Makes a copy. Throws `FileError`.
  init(of file: RecordFile, _ bytes: [UInt8], in catalogue: Catalogue) throws {
    self.file = file
    fileSystem = catalogue.fileSystem
    let base = getenv("TMPDIR").flatMap { $0.pointee == 0 ? nil : String(cString: $0) } ?? "/tmp"
    var name = Array(FilePath.join(base, "ktc-edit-XXXXXX").utf8CString)
    let told = FilePath.join(base, "ktc-edit-…")
    // mkdtemp makes a folder for this user alone.
    guard mkdtemp(&name) != nil else { throw FileError("make the folder", told) }
    folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = FilePath.join(folder, file.id + ".yaml")
    modeline = Self.modeline(of: bytes, in: catalogue)
    given = modeline.map { Self.replacing($0.own, by: $0.copied, in: bytes) } ?? bytes
    try AtomicWrite.write(given, to: path, fileSystem)
  }

  /// Opens the copy in the editor, and waits until it is closed. Throws `CommandFailure` when that fails.
  func open() throws {
    let command = Self.command
    // Git and visudo take the whole for a path first, so that one with blanks needs no quotation marks.
    let isPath = try command.contains("/") && fileSystem.status(of: command)?.kind == .file
    guard let words = isPath ? [command] : CommandWords.split(command), let program = words.first else {
      throw CommandFailure("a quotation mark in the name of the editor is not closed: \(command)", .usage)
    }
    // Ctrl-C is the editor's.
    let before = signal(SIGINT) { _ in }
    defer { signal(SIGINT, before) }
    do {
      let outcome = try Program.run(program, words.dropFirst() + [path], hasTerminal: true)
      guard outcome.status == 0 else {
        // What was typed so far is not thrown away for that.
        let kept = try changed().map { " Your version is in \(try keep($0))." } ?? ""
        throw CommandFailure(
          "the editor \(command) ended with status \(outcome.status); nothing was changed.\(kept)", .findings)
      }
    } catch let failure as Program.Failure {
      throw CommandFailure("\(failure); name an editor, such as EDITOR=nano ktc edit \(file.id)", .missing)
    }
  }

  /// The editor: `VISUAL`, else `EDITOR`, else vi.
  private static var command: String {
    for name in ["VISUAL", "EDITOR"] {
      if let value = getenv(name), value.pointee != 0 { return String(cString: value) }
    }
    return "vi"
  }

  /// What the copy holds now, as it would stand in the catalogue; nil when it is as it was given. Throws `FileError`.
  func changed() throws -> [UInt8]? {
    let bytes = try fileSystem.contents(of: path, limit: YAMLLimits().bytes)
    guard bytes != given else { return nil }
    return modeline.map { Self.replacing($0.copied, by: $0.own, in: bytes) } ?? bytes
  }

  /// Keeps a version as a file in the folder where the user is, else in that of the copy. Returns its path. Throws
  /// `FileError`.
  func keep(_ bytes: [UInt8]) throws -> String {
    var number = 1
    while true {
      let name = number == 1 ? "\(file.id).draft.yaml" : "\(file.id).draft-\(number).yaml"
      guard try fileSystem.status(of: name) == nil else {
        number += 1
        continue
      }
      do {
        try AtomicWrite.write(bytes, to: name, fileSystem)
        return name
      } catch {
        keepsFolder = true
        try AtomicWrite.write(bytes, to: FilePath.join(folder, name), fileSystem)
        return FilePath.join(folder, name)
      }
    }
  }

  /// Removes the copy, unless it is all that is left of a version. What an editor left beside it goes too.
  func remove() {
    if !keepsFolder { try? fileSystem.removeTree(folder) }
  }

  /// The modeline of a record, and the same with the whole way to the catalogue's schema, so that the editor completes
  /// and checks in the copy as well.
  private static func modeline(of bytes: [UInt8], in catalogue: Catalogue) -> (own: [UInt8], copied: [UInt8])? {
    let mark = Array("# yaml-language-server: $schema=".utf8)
    guard let root = catalogue.root.flatMap({ try? catalogue.fileSystem.realPath(of: $0) }) else { return nil }
    var start = 0
    while start < bytes.count {
      let line = bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
      if line.starts(with: mark) { return (Array(line), mark + Array(FilePath.join(root, "record.schema.json").utf8)) }
      start = line.endIndex + 1
    }
    return nil
  }

  private static func replacing(_ old: [UInt8], by new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    var start = 0
    while start < bytes.count {
      let line = bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
      if line.elementsEqual(old) { return Array(bytes[..<start]) + new + bytes[line.endIndex...] }
      start = line.endIndex + 1
    }
    return bytes
  }
}
