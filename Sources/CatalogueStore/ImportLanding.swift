package import CatalogueModel
internal import SourceTree

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
  private var proposals: [(id: String, path: String)] = []

  /// Looks at what is there. Throws `FileError`. O(records).
  ///
  /// - Parameters:
  ///   - sent: The record as it may have gone out, without what the personal-data gate keeps back.
  ///   - lock: The catalogue's lock.
  package init(
    _ catalogue: Catalogue, importer: String, holding lock: any FileLock, sent: @escaping (Record) -> Record
  ) throws {
    self.catalogue = catalogue
    self.lock = lock
    batch = try InboxBatch(of: catalogue, named: importer)
    targets = try ImportTargets(catalogue, sent: sent)
  }

  /// Adds a draft, unless it changes nothing. Its id is its own, or made of its title; its status becomes draft. Throws
  /// `FileError`.
  ///
  /// - Parameter readBack: What a record reads like when it comes back as it was sent.
  package func add(
    _ draft: Draft, readBack: (Record) -> [Draft] = { _ in [] }
  ) throws -> ImportTargets.Outcome {
    let outcome = targets.outcome(of: draft, readBack: readBack)
    if [.unchanged, .repeated, .otherKind].contains(outcome.role) { return outcome }
    // On top of a draft that waits stands what was made from an earlier state of the record than this one.
    if outcome.role == .revises, outcome.replaced == nil, let record = targets.publishedFile(of: outcome.id) {
      proposals.append((outcome.id, record.path))
    }
    if let replaced = outcome.replaced {
      let schema = catalogue.schemaPath(from: replaced.path)
      replacements.append((outcome.id, replaced.path, bytes(of: outcome, revising: replaced, schema: schema)))
    } else {
      added.append(outcome.id)
      let schema = "../../record.schema.json"
      try batch.write(bytes(of: outcome, revising: outcome.revised, schema: schema), named: outcome.id)
    }
    return outcome
  }

  /// Makes everything appear, or nothing. Returns the folder of the new drafts, if there are any, and the drafts that
  /// were updated. Throws what `CatalogueTransaction.commit()` throws.
  package func finish() throws -> (folder: String?, updated: [String]) {
    var changes = CatalogueTransaction(catalogue, holding: lock)
    for replacement in replacements {
      try changes.note(
        .importedAgain, of: replacement.id, superseding: replacement.path, leaving: replacement.bytes)
      changes.write(replacement.bytes, to: replacement.path)
    }
    for proposal in proposals {
      guard let base = try changes.contents(of: proposal.path) else { continue }
      try changes.note(.proposed, of: proposal.id, madeFrom: base)
    }
    guard !added.isEmpty else {
      try changes.commit()
      return (nil, replacements.map(\.path))
    }
    try batch.commit(with: &changes)
    return (batch.folder, replacements.map(\.path))
  }

  /// The bytes of a draft: those of the version that it revises, with the least changes, else all of it anew.
  private func bytes(of outcome: ImportTargets.Outcome, revising file: RecordFile?, schema: String) -> [UInt8] {
    let tree = file.flatMap { catalogue.load($0).draft?.tree }
    return tree.map { catalogue.bytes(of: $0, changedTo: outcome.record, schema: schema) }
      ?? catalogue.newBytes(of: outcome.record, schema: schema)
  }
}

extension Draft {
  /// The record, with the input that found no place under `x_unplaced`, a key of the catalogue's own, so that it stays
  /// with the draft until somebody has looked at it. O(input).
  package var recordWithUnplaced: Record {
    guard !unplaced.isEmpty else { return record }
    var record = record
    let key = Record.unplacedKey
    // What the record brought along from an earlier import stays too.
    let earlier = record.extras.first { $0.key == key }.map(\.value)
    var items: [DataValue] = []
    if case .list(let values)? = earlier { items = values } else if let earlier { items = [earlier] }
    record.extras.removeAll { $0.key == key }
    // The same input once more says nothing new.
    var known = Set(items)
    for item in unplacedItems where known.insert(item).inserted { items.append(item) }
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
