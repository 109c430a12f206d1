internal import CatalogueModel
package import SourceTree
internal import YAMLDocument

/// What a record's new id changes beside its own file.
package struct Renaming: Sendable {
  /// The file under the new id.
  package var path: String
  /// Drafts of the record in the inbox, which follow it.
  package var drafts: [String] = []
  /// Where the file and the drafts were, by where they go on.
  package var moves: [String: String] = [:]
  /// Records and drafts whose links now lead to the new id.
  package var relinked: [String] = []
  /// Saved queries and profiles of partners that now ask for the new id.
  package var rewritten: [String] = []
  /// Places in them that name the old id in another way, for a person to look at.
  package var mentions: [SourceLocation] = []
}

extension Catalogue {
  /// Plans that a record goes on under another id: its file and its history move, links and saved queries follow, and a
  /// tombstone that points to the new id stays. Throws `FileError`. O(bytes of the catalogue).
  ///
  /// - Parameters:
  ///   - loaded: The record, read since the lock was taken.
  ///   - new: A valid id that is not taken.
  ///   - by: Who renames it.
  ///   - why: For what reason.
  ///   - changes: Where the change is planned.
  package func rename(
    _ loaded: LoadedRecord, to new: String, by: String?, why: String?, in changes: inout CatalogueTransaction
  ) throws -> Renaming? {
    guard let draft = loaded.draft, let tree = draft.tree else { return nil }
    let file = loaded.file
    let old = file.id
    var record = draft.record
    record.id = new
    record.modified = Stamp(on: context.today, by: by)
    var outcome = Renaming(path: renamed(file.path, to: new))
    outcome.moves[outcome.path] = file.path
    let bytes = bytes(of: tree, setting: ["id", "modified"], of: record, schema: schemaPath(from: file.path))
    try moveHistory(of: old, to: new, in: &changes)
    try changes.note(.renamed, of: new, superseding: file.path, leaving: bytes, by: by, why: why)
    changes.write(bytes, to: outcome.path)
    var moved: Set = [file.path]
    for waiting in try allRecordFiles(in: [.inbox]) where waiting.id == old {
      let path = renamed(waiting.path, to: new)
      if let draft = load(waiting).draft, let tree = draft.tree {
        var record = draft.record
        record.id = new
        let bytes = self.bytes(of: tree, setting: ["id"], of: record, schema: schemaPath(from: waiting.path))
        changes.write(bytes, to: path)
        changes.remove(waiting.path)
        moved.insert(waiting.path)
        outcome.drafts.append(path)
        outcome.moves[path] = waiting.path
      }
    }
    let stone = bury(draft.record, at: file.path, replacedBy: new, note: nil, in: &changes)
    try changes.note(.renamed, of: old, leaving: stone, by: by, why: why)
    outcome.relinked = try relink(
      from: old, to: new, except: moved, by: by, why: "\(old) is now \(new)", in: &changes)
    try requery(from: old, to: new, &outcome, in: &changes)
    return outcome
  }

  private func renamed(_ path: String, to id: String) -> String {
    FilePath.join(FilePath.parent(of: path), id + "." + FilePath.fileExtension(of: path))
  }

  private func moveHistory(of old: String, to new: String, in changes: inout CatalogueTransaction) throws {
    let folder = historyFolder(of: old)
    guard try fileSystem.status(of: folder)?.kind == .directory else { return }
    for name in try fileSystem.names(in: folder) {
      let path = FilePath.join(folder, name)
      guard try fileSystem.status(of: path)?.kind == .file else { continue }
      changes.write(
        try fileSystem.wholeContents(of: path), to: FilePath.join(historyFolder(of: new), name))
      changes.remove(path)
    }
  }

  /// Plans that saved queries and profiles ask for the new id where they ask for the old one by `id`.
  private func requery(
    from old: String, to new: String, _ outcome: inout Renaming, in changes: inout CatalogueTransaction
  ) throws {
    for path in try ["queries", "partners"].flatMap(yamlFiles) {
      guard let tree = Self.readTree(path, in: root ?? ".", fileSystem).tree, let root = tree.root,
        var editor = YAMLEditor(tree)
      else {
        continue
      }
      var isChanged = false
      for node in root.scalars where Self.names(node.text, old) {
        let isValueOfID = node.text == old && node.path.steps.contains(.key("id"))
        let text = isValueOfID ? new : Self.replacing(old, with: new, inQuery: node.text)
        if text == node.text {
          outcome.mentions.append(node.location)
        } else {
          editor.restate(node, as: text)
          isChanged = true
        }
      }
      guard isChanged else { continue }
      changes.write(editor.bytes, to: path)
      outcome.rewritten.append(path)
    }
  }

  /// Whether a text names an id as a whole word. O(length).
  private static func names(_ text: String, _ id: String) -> Bool {
    text.split { !isPartOfID($0) }.contains { $0 == id }
  }

  private static func isPartOfID(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "-")
  }

  /// A query with an id in the place of another behind `id:`, also among several values. O(length).
  private static func replacing(_ old: String, with new: String, inQuery text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
      let stem = word.drop { $0 == "(" || $0 == "-" }
      guard stem.lowercased().hasPrefix("id:") else { return String(word) }
      var result = ""
      var part = ""
      for character in word {
        if isPartOfID(character) {
          part.append(character)
          continue
        }
        result += (part == old ? new : part) + String(character)
        part = ""
      }
      return result + (part == old ? new : part)
    }.joined(separator: " ")
  }
}
