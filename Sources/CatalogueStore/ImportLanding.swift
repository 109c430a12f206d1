package import CatalogueModel
internal import SourceTree
internal import YAMLDocument

/// Lands imported drafts in the inbox: all of one import appear together.
///
/// A draft whose origin a draft in the inbox already has takes that draft's place; one whose origin a record of the
/// catalogue has becomes a proposed revision of it. Only ids and origins stay in memory.
package final class ImportLanding {
  private let catalogue: Catalogue
  private let lock: any FileLock
  private let batch: InboxBatch
  private var byOrigin: [String: RecordFile] = [:]
  private var inboxIDs: Set<String> = []
  private var publishedIDs: Set<String> = []
  private var replacements: [(id: String, path: String, bytes: [UInt8])] = []
  private var added: [String] = []

  /// What became of one draft.
  package struct Landing: Sendable {
    /// The id of the draft.
    package var id: String
    /// What it is in relation to what was there.
    package var role: Role

    /// What a draft is in relation to what was there.
    package enum Role: Sendable, Hashable {
      /// Nothing like it was there.
      case new
      /// It takes the place of the draft of the same origin.
      case updatesDraft
      /// It is a proposed revision of the record of this id.
      case revises
    }
  }

  /// Takes the lock and looks at what is there. Throws `FileError`. O(records).
  package init(_ catalogue: Catalogue, importer: String) throws {
    self.catalogue = catalogue
    lock = try catalogue.lockForWriting()
    batch = try InboxBatch(of: catalogue, named: importer)
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files) { loaded in
      if loaded.file.area == .inbox { inboxIDs.insert(loaded.file.id) } else { publishedIDs.insert(loaded.file.id) }
      guard let key = loaded.draft?.record.origin.flatMap(Self.key) else { return }
      if byOrigin[key] == nil || loaded.file.area == .inbox { byOrigin[key] = loaded.file }
    }
  }

  /// Adds a draft. Its id is its own, or made of its title; its status becomes draft. Throws `FileError`.
  package func add(_ draft: Draft) throws -> Landing {
    var record = draft.recordWithUnplaced
    let givenID = record.id.flatMap { Slug.isValid($0) ? $0 : nil }
    let title = record.title.entries.first?.text
    var id = givenID ?? title.flatMap(Slug.make) ?? "untitled"
    var role = Landing.Role.new
    var replaced: RecordFile?
    if let file = record.origin.flatMap(Self.key).flatMap({ byOrigin[$0] }) {
      id = file.id
      if file.area == .inbox {
        replaced = file
        role = .updatesDraft
      } else {
        role = .revises
      }
    } else if givenID != nil, publishedIDs.contains(id), !inboxIDs.contains(id) {
      role = .revises
    } else {
      id = free(id)
    }
    record.id = id
    if record.status != nil { record.status = .draft }
    if let replaced {
      let schema = catalogue.schemaPath(from: replaced.path)
      replacements.append((id, replaced.path, bytes(of: record, schema: schema)))
    } else {
      inboxIDs.insert(id)
      added.append(id)
      try batch.write(bytes(of: record, schema: "../../record.schema.json"), named: id)
      if let key = record.origin.flatMap(Self.key) {
        byOrigin[key] = RecordFile(path: FilePath.join(batch.folder, id + ".yaml"), area: .inbox)
      }
    }
    return Landing(id: id, role: role)
  }

  /// Makes everything appear. Returns the folder of the new drafts, if there are any, and the drafts that were
  /// updated. Throws `FileError`; what was written before is then taken back.
  package func finish() throws -> (folder: String?, updated: [String]) {
    var changes = ReversibleChanges(fileSystem: catalogue.fileSystem)
    do {
      // Drafts of this very import that are replaced by later ones are there only once the folder is.
      let folder = added.isEmpty ? nil : try batch.publish()
      for replacement in replacements {
        try catalogue.keepVersion(of: replacement.path, id: replacement.id, action: .importedAgain, by: nil)
        try changes.write(replacement.bytes, to: replacement.path)
      }
      return (folder, replacements.map(\.path))
    } catch {
      changes.takeBack()
      batch.takeBack()
      throw error
    }
  }

  private func free(_ id: String) -> String {
    var candidate = id
    var number = 2
    while inboxIDs.contains(candidate) || publishedIDs.contains(candidate) {
      let suffix = "-\(number)"
      candidate = String(id.prefix(Slug.longest - suffix.count)) + suffix
      number += 1
    }
    return candidate
  }

  private func bytes(of record: Record, schema: String) -> [UInt8] {
    let plain = record.language ?? catalogue.context.defaultLanguage
    return Array(
      ("# yaml-language-server: $schema=\(schema)\n" + YAMLWriter.write(record.encoded(plainLanguage: plain))).utf8)
  }

  private static func key(_ origin: Origin) -> String? {
    guard let id = origin.id ?? origin.url else { return nil }
    return (origin.source ?? "") + "\u{0}" + id
  }
}

extension Draft {
  /// The record, with the input that found no place under `x_unplaced`, a key of the catalogue's own, so that it stays
  /// with the draft until somebody has looked at it. O(input).
  package var recordWithUnplaced: Record {
    guard !unplaced.isEmpty else { return record }
    var record = record
    let key = "x_unplaced"
    // What the record brought along from an earlier import stays too.
    let earlier = record.extras.first { $0.key == key }.map(\.value)
    var items: [DataValue] = []
    if case .list(let values)? = earlier { items = values } else if let earlier { items = [earlier] }
    record.extras.removeAll { $0.key == key }
    record.extras.append(DataValue.Entry(key, .list(items + unplacedItems)))
    return record
  }

  private var unplacedItems: [DataValue] {
    unplaced.map { input in
      var entries: [DataValue.Entry] = []
      if let field = input.field { entries.append(.init("field", .string(field.description))) }
      if let location = input.location, let line = location.line {
        let cell = location.cell.map { " \($0)" } ?? ""
        entries.append(.init("from", .string("\(FilePath.name(of: location.file)):\(line)\(cell)")))
      }
      entries.append(.init("text", input.value))
      return DataValue.map(entries)
    }
  }
}
