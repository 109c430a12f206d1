package import CatalogueModel
package import CataloguePlugins
internal import JSONDocument
internal import SourceTree

/// Reads the records of a JSON text: those under `records`, those of a list, or the one that the text is.
package struct JSONImporter: Importer {
  /// What the format is.
  package let format = JSONFormats.json

  /// Makes the importer.
  package init() {}

  /// Looks for an object or a list at the beginning that does not end with the first line.
  package func confidence(in head: RawSpan, named name: String?) -> Confidence {
    let signs = JSONFormats.Signs(head, named: name)
    guard signs.beginsLikeJSON, !signs.secondLineIsObject else { return .none }
    return Confidence(percent: signs.isNamedLines ? 40 : signs.isNamedJSON ? 90 : 70)
  }

  /// Reads every record. A draft without nodes tells what lies outside the records, or that one was too large.
  ///
  /// Throws what the source and `receive` throw, and `ImportFailure` after a fault behind which nothing can be read,
  /// and when there are more records than the context allows. O(bytes); memory holds one record.
  package func readDrafts(
    from source: any ImportSource, in context: ImportContext, _ receive: (consuming Draft) throws -> Void
  ) throws {
    let reader = JSONReader(name: source.name)
    var count = 0
    func take(_ reading: JSONReader.Reading) throws {
      count += 1
      try context.requireRoom(for: count, at: reading.tree.root?.location)
      let isEmpty = reading.tree.root == nil
      var draft = isEmpty ? Draft(record: Record()) : Draft(reading.tree, in: context.catalogue)
      draft.diagnostics = reading.diagnostics + draft.diagnostics
      try receive(draft)
    }
    func readAll() throws -> Diagnostic? {
      while true {
        let chunk = try source.read(upTo: JSONFormats.chunkSize)
        if chunk.isEmpty { return try reader.finish(take) }
        if let problem = try chunk.withUnsafeBufferPointer({ try reader.feed($0, take) }) { return problem }
      }
    }
    let problem = try readAll()
    let outside = reader.keysOutsideRecords.filter { $0.key != "catalogue" }
    if !outside.isEmpty {
      let findings = outside.map { key, location in
        let message = "\"\(key)\" lies outside the records and was left out; move it into a record if it belongs to one"
        return Diagnostic(ImportRules.notPlaced, message, at: location)
      }
      try receive(Draft(record: Record(), diagnostics: findings))
    }
    if let problem { throw ImportFailure(problem) }
  }
}
