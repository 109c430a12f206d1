package import CatalogueModel
internal import SourceTree
internal import YAMLDocument

extension Record {
  /// What stays of a record under its id when it goes on under another one: enough for partners and readers to know what
  /// it was, and a link to what takes its place. Nothing personal stays.
  ///
  /// - Parameters:
  ///   - successor: The id under which it goes on.
  ///   - note: Why, for readers.
  package func tombstone(replacedBy successor: String, note: String?) -> Record {
    var stone = Record()
    stone.id = id
    stone.kind = kind
    stone.title = title
    stone.language = language
    stone.countries = countries
    stone.submitted = submitted.map { Stamp(on: $0.on, by: nil) }
    stone.licence = licence
    stone.status = .withdrawn
    var link = Link()
    link.type = .replacedBy
    link.target = successor
    link.note = note
    stone.links = [link]
    return stone
  }

  /// The id of the record that takes this one's place, when this one is a tombstone that points there.
  package var successor: String? {
    guard status == .withdrawn else { return nil }
    return links.first { $0.type == .replacedBy }?.target
  }
}

extension Catalogue {
  /// Plans that links to one record lead to another, in all records and drafts; every other byte of the files stays.
  /// Returns the paths of the files that change. Throws `FileError`. O(bytes of the catalogue).
  ///
  /// - Parameters:
  ///   - excluded: Paths of files that change in another way, and are left alone.
  ///   - action: What is noted in the history of the records of the catalogue.
  ///   - old: The id that the links name.
  ///   - new: The id that they are to name.
  ///   - by: Who changes them.
  ///   - why: For what reason.
  ///   - changes: Where the change is planned.
  package func relink(
    from old: String, to new: String, except excluded: Set<String> = [], noting action: RecordHistory.Action = .edited,
    by: String? = nil, why: String? = nil, in changes: inout CatalogueTransaction
  ) throws -> [String] {
    var paths: [String] = []
    try forEachRecord(in: allRecordFiles(in: [.instruments, .practices, .inbox]), isJudging: false) { loaded in
      let path = loaded.file.path
      guard !excluded.contains(path), let draft = loaded.draft, let tree = draft.tree else { return }
      let places = draft.record.links.indices.filter { draft.record.links[$0].target == old }
      guard !places.isEmpty, var editor = YAMLEditor(tree) else { return }
      for place in places {
        let target = FieldPath("links").appending(place).appending("target")
        guard let node = tree.root?.nearestNode(at: target), node.path == target else { continue }
        editor.replace(node, with: .string(new))
      }
      let bytes = editor.bytes
      if loaded.file.area != .inbox, let id = draft.record.id {
        try changes.note(action, of: id, superseding: path, leaving: bytes, by: by, why: why)
      }
      changes.write(bytes, to: path)
      paths.append(path)
    }
    return paths
  }

  /// Plans that a tombstone stands in the place of a record. Returns the bytes of its file. O(size).
  package func bury(
    _ record: Record, at path: String, replacedBy successor: String, note: String?,
    in changes: inout CatalogueTransaction
  ) -> [UInt8] {
    var stone = record.tombstone(replacedBy: successor, note: note)
    // By its day a feed tells since when the record is gone.
    stone.modified = Stamp(on: context.today, by: nil)
    let bytes = newBytes(of: stone, schema: schemaPath(from: path))
    changes.write(bytes, to: path)
    return bytes
  }
}
