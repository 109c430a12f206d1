package import CatalogueModel
package import CataloguePlugins
internal import JSONDocument
internal import SourceTree

/// Reads one record from each line of JSON.
package struct JSONLinesImporter: Importer {
  /// What the format is.
  package let format = JSONFormats.lines

  /// Makes the importer.
  package init() {}

  /// Looks for a first line that is a whole object.
  package func confidence(in head: RawSpan, named name: String?) -> Confidence {
    let signs = JSONFormats.Signs(head, named: name)
    if signs.secondLineIsObject { return Confidence(percent: signs.isNamedLines ? 95 : 85) }
    if signs.firstLineIsObject { return Confidence(percent: signs.isNamedLines ? 95 : signs.isNamedJSON ? 20 : 50) }
    return signs.beginsLikeJSON && signs.isNamedLines ? .likely : .none
  }

  /// Reads every line that is not blank. One that cannot be read becomes a draft without nodes that holds what was
  /// found.
  ///
  /// Throws what the source and `receive` throw, and `ImportFailure` when there are more records than the context
  /// allows. O(bytes); memory holds one line.
  package func readDrafts(
    from source: any ImportSource, in context: ImportContext, _ receive: (consuming Draft) throws -> Void
  ) throws {
    var splitter = LineSplitter(name: source.name, limit: JSONReader.byteLimit)
    var count = 0
    func take(_ line: LineSplitter.Line) throws {
      count += 1
      try context.requireRoom(for: count, at: SourceLocation(file: source.name, line: line.text.firstLine))
      if line.size > JSONReader.byteLimit {
        let message = "this line has \(line.size) bytes; the limit is \(JSONReader.byteLimit)"
        let location = SourceLocation(file: source.name, line: line.text.firstLine)
        return try receive(
          Draft(record: Record(), diagnostics: [Diagnostic(TreeRules.documentTooLarge, message, at: location)]))
      }
      let (tree, diagnostics) = JSONReader.readValue(line.text)
      var draft = tree.map { Draft($0, in: context.catalogue) } ?? Draft(record: Record())
      draft.diagnostics = diagnostics + draft.diagnostics
      try receive(draft)
    }
    while true {
      let chunk = try source.read(upTo: JSONFormats.chunkSize)
      if chunk.isEmpty { break }
      try chunk.withUnsafeBufferPointer { try splitter.feed($0, take) }
    }
    try splitter.finish(take)
  }
}
