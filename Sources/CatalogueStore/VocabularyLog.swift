internal import CatalogueModel
internal import Digests
internal import SourceTree
internal import YAMLDocument

/// The changes of vocabularies that can be taken back: `history/_vocabularies/N/` holds the files as they were.
package struct VocabularyLog {
  private let catalogue: Catalogue
  private var folder: String { FilePath.join(catalogue.root ?? ".", "history/_vocabularies") }

  /// The log of a catalogue.
  package init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  /// The last change.
  package struct Change: Sendable {
    /// Its number, from 1.
    package var number: Int
    /// What was done, in a few words.
    package var summary: String
    /// On which day.
    package var on: String
    /// The files, by path from the catalogue's folder on, with their digests as the change left them.
    package var files: [(path: String, digest: String)]
  }

  /// Plans the note of a change. Throws `FileError`.
  func note(
    _ summary: String, _ files: [(path: String, old: [UInt8], new: [UInt8])], by: String?, why: String?,
    in changes: inout CatalogueTransaction
  ) throws {
    let number = (try numbers().max() ?? 0) + 1
    let own = FilePath.join(folder, String(number))
    var entries: [DataValue.Entry] = [
      .init("summary", .string(summary)), .init("on", .date(catalogue.context.today.description)),
    ]
    if let by { entries.append(.init("by", .string(by))) }
    if let why { entries.append(.init("why", .string(why))) }
    var notes: [DataValue] = []
    for file in files {
      let name = catalogue.relativePath(of: file.path)
      changes.write(file.old, to: FilePath.join(own, "files/" + name))
      notes.append(
        .map([.init("path", .string(name)), .init("digest", .string("sha256:" + SHA256.hexadecimal(of: file.new)))]))
    }
    entries.append(.init("files", .list(notes)))
    changes.write(Array(YAMLWriter.write(.map(entries)).utf8), to: FilePath.join(own, "change.yaml"))
  }

  /// The last change that was not taken back; nil when there is none. Throws `FileError`, and `StoreFailure` when the
  /// note of the change cannot be read.
  package func last() throws -> Change? {
    guard let number = try numbers().max() else { return nil }
    let path = FilePath.join(folder, "\(number)/change.yaml")
    let read = Catalogue.readTree(path, in: catalogue.root ?? ".", catalogue.fileSystem)
    if let error = read.diagnostics.first(where: { $0.severity == .error }) { throw StoreFailure(error) }
    guard let root = read.tree?.root else {
      let message = "the note of the last change is empty, so the change cannot be taken back; restore it from a backup"
      throw StoreFailure(Diagnostic(StoreRules.unreadableFile, message, at: SourceLocation(file: path)))
    }
    let files = (root["files"]?.items.map { $0 } ?? []).map { item in
      (item["path"]?.text ?? "", String((item["digest"]?.text ?? "").dropFirst("sha256:".count)))
    }
    return Change(number: number, summary: root["summary"]?.text ?? "", on: root["on"]?.text ?? "", files: files)
  }

  /// Plans to take a change back: every file becomes what it was. Returns the files that were changed since, which stand
  /// against it; then nothing is planned. Throws `FileError`.
  package func takeBack(
    _ change: Change, by: String?, in changes: inout CatalogueTransaction
  ) throws -> [String] {
    let root = catalogue.root ?? "."
    let own = FilePath.join(folder, String(change.number))
    var later: [String] = []
    for file in change.files {
      let now = try changes.contents(of: FilePath.join(root, file.path))
      if now.map({ SHA256.hexadecimal(of: $0) }) != file.digest { later.append(file.path) }
    }
    guard later.isEmpty else { return later }
    for file in change.files {
      let kept = FilePath.join(own, "files/" + file.path)
      guard let old = try changes.contents(of: kept) else { return [file.path] }
      let path = FilePath.join(root, file.path)
      if file.path.hasPrefix("instruments/") || file.path.hasPrefix("practices/") {
        try changes.note(
          .edited, of: FilePath.stem(of: path), superseding: path, leaving: old, by: by,
          why: "taken back: " + change.summary)
      }
      changes.write(old, to: path)
      changes.remove(kept)
    }
    changes.remove(FilePath.join(own, "change.yaml"))
    return []
  }

  private func numbers() throws -> [Int] {
    guard try catalogue.fileSystem.status(of: folder)?.kind == .directory else { return [] }
    return try catalogue.fileSystem.names(in: folder).compactMap { name in
      let change = FilePath.join(folder, name + "/change.yaml")
      return try catalogue.fileSystem.status(of: change) == nil ? nil : Int(name)
    }
  }
}
