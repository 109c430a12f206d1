package import CatalogueModel
internal import SourceTree
internal import YAMLDocument

/// Lands imported drafts in the inbox: all of one import appear together.
///
/// A draft whose origin a draft in the inbox already has takes that draft's place; one whose id or origin a record of
/// the catalogue has becomes a proposed revision of it.
package final class ImportLanding {
  private let catalogue: Catalogue
  private let lock: any FileLock
  private let batch: InboxBatch
  /// What was there, and what this import has added so far.
  package private(set) var targets: ImportTargets
  private var replacements: [(id: String, path: String, bytes: [UInt8])] = []
  private var added: [String] = []

  /// Takes the lock and looks at what is there. Throws `FileError`. O(records).
  ///
  /// - Parameter sent: The record as it may have gone out, without what the personal-data gate keeps back.
  package init(_ catalogue: Catalogue, importer: String, sent: @escaping (Record) -> Record) throws {
    self.catalogue = catalogue
    lock = try catalogue.lockForWriting()
    batch = try InboxBatch(of: catalogue, named: importer)
    targets = ImportTargets(catalogue, sent: sent)
  }

  /// Adds a draft, unless it changes nothing. Its id is its own, or made of its title; its status becomes draft. Throws
  /// `FileError`.
  ///
  /// - Parameter readBack: What a record reads like when it comes back as it was sent.
  package func add(
    _ draft: Draft, readBack: (Record) -> [Draft] = { _ in [] }
  ) throws -> ImportTargets.Outcome {
    let outcome = targets.outcome(of: draft, readBack: readBack)
    if outcome.role == .unchanged || outcome.role == .repeated { return outcome }
    if let replaced = outcome.replaced {
      let schema = catalogue.schemaPath(from: replaced.path)
      replacements.append((outcome.id, replaced.path, bytes(of: outcome.record, schema: schema)))
    } else {
      added.append(outcome.id)
      try batch.write(bytes(of: outcome.record, schema: "../../record.schema.json"), named: outcome.id)
    }
    return outcome
  }

  /// Makes everything appear. Returns the folder of the new drafts, if there are any, and the drafts that were
  /// updated. Throws `FileError`; what was written before is then taken back.
  package func finish() throws -> (folder: String?, updated: [String]) {
    var changes = ReversibleChanges(fileSystem: catalogue.fileSystem)
    do {
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

  private func bytes(of record: Record, schema: String) -> [UInt8] {
    let plain = record.language ?? catalogue.context.defaultLanguage
    return Array(
      ("# yaml-language-server: $schema=\(schema)\n" + YAMLWriter.write(record.encoded(plainLanguage: plain))).utf8)
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
    // The same input once more says nothing new.
    for item in unplacedItems where !items.contains(item) { items.append(item) }
    record.extras.append(DataValue.Entry(key, .list(items)))
    return record
  }

  private var unplacedItems: [DataValue] {
    unplaced.map { input in
      var entries: [DataValue.Entry] = []
      if let field = input.field { entries.append(.init("field", .string(field.description))) }
      if let location = input.location {
        let line = location.line.map { ":\($0)" } ?? ""
        let cell = location.cell.map { " \($0)" } ?? ""
        entries.append(.init("from", .string("\(FilePath.name(of: location.file))\(line)\(cell)")))
      }
      entries.append(.init("text", input.value))
      return DataValue.map(entries)
    }
  }
}
