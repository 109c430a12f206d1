package import CatalogueModel
package import CataloguePlugins
internal import SourceTree
internal import YAMLDocument

/// Reads a stream of YAML documents, one record each, of any length.
package struct YAMLImporter: Importer {
  /// What the format is.
  package let format = YAMLExporter.description

  /// By so many bytes it is seen that a record stands within something else.
  private static let headSize = 1 << 14
  private static let chunkSize = 1 << 16

  /// Makes the importer.
  package init() {}

  /// Looks for a first line that is a document marker or a field of a record.
  package func confidence(in head: RawSpan, named name: String?) -> Confidence {
    let bytes = head.withUnsafeBytes { Array($0.prefix(1 << 14)) }
    guard !bytes.contains(0) else { return .none }
    if MailedRecord(bytes) != nil { return .possible }
    let isNamed = format.fileExtensions.contains { name?.lowercased().hasSuffix("." + $0) == true }
    let fields = Set(Record.fields.map(\.description.name))
    var sawMarker = false
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let text = String(decoding: line, as: UTF8.self).drop { $0 == "\u{FEFF}" }
      if text.allSatisfy({ $0 == " " }) || text.hasPrefix("#") || text.hasPrefix("%YAML") { continue }
      if text == "---" || text.hasPrefix("--- ") {
        sawMarker = true
        continue
      }
      // A group on one line; with a quotation mark behind its bracket it is JSON.
      let entry = text.hasPrefix("{") ? text.dropFirst().drop { $0 == " " } : text
      let key = entry.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      let rest = entry.dropFirst(key.count)
      guard !key.isEmpty, rest == ":" || rest.hasPrefix(": ") else { break }
      if fields.contains(String(key)) || key.hasPrefix("x_") { return Confidence(percent: isNamed ? 95 : 80) }
      return isNamed ? .likely : sawMarker ? .possible : .none
    }
    return sawMarker ? .possible : .none
  }

  /// Reads every document. One that cannot be read becomes a draft without nodes that holds what was found.
  ///
  /// Throws what the source and `receive` throw, and `ImportFailure` when there are more records than the context
  /// allows. O(bytes); memory holds one document.
  package func readDrafts(
    from source: any ImportSource, in context: ImportContext, _ receive: (consuming Draft) throws -> Void
  ) throws {
    let reader = YAMLReader()
    var splitter = DocumentSplitter(name: source.name, limit: reader.limits.bytes)
    var count = 0
    func read(_ document: DocumentSplitter.Document) throws {
      count += 1
      try context.requireRoom(for: count, at: SourceLocation(file: source.name, line: document.firstLine))
      switch document.content {
      case .tooLarge(let size):
        let message = "this record has \(size) bytes; the limit is \(reader.limits.bytes)"
        let location = SourceLocation(file: source.name, line: document.firstLine)
        try receive(
          Draft(record: Record(), diagnostics: [Diagnostic(TreeRules.documentTooLarge, message, at: location)]))
      case .text(let text):
        let (tree, diagnostics) = reader.readDocument(text)
        if let finding = diagnostics.first(where: { $0.code == TextInspection.badUTF8.code }) {
          // Without its letters a text is another one; nothing lands of it.
          return try receive(Draft(record: Record(), diagnostics: [finding]))
        }
        var draft = tree.map { Draft($0, in: context.catalogue) } ?? Draft(record: Record())
        draft.diagnostics = diagnostics + draft.diagnostics
        draft.prefilled = PrefilledAnswers(commentsOf: text.bytes)
        try receive(draft)
      }
    }
    // What comes through a pipe comes in small pieces.
    var head: [UInt8] = []
    var isAtEnd = false
    while head.count < Self.headSize, !isAtEnd {
      let chunk = try source.read(upTo: Self.chunkSize)
      isAtEnd = chunk.isEmpty
      head += chunk
    }
    if let mailed = MailedRecord(head.prefix(Self.headSize)) {
      let location = SourceLocation(file: source.name, line: mailed.line)
      throw ImportFailure(Diagnostic(ImportRules.unusableInput, mailed.advice, at: location))
    }
    try head.withUnsafeBufferPointer { try splitter.feed($0, read) }
    while !isAtEnd {
      let chunk = try source.read(upTo: Self.chunkSize)
      isAtEnd = chunk.isEmpty
      try chunk.withUnsafeBufferPointer { try splitter.feed($0, read) }
    }
    try splitter.finish(read)
  }
}
