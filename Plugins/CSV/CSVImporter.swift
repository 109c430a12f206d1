package import CatalogueModel
package import CataloguePlugins
internal import DelimitedText
internal import RecordTable
internal import SourceTree

/// Reads a table in the layout of the exporter, with its columns in any order and any of them missing.
///
/// Commas, semicolons and tabs are understood as separators. Findings name the cell as spreadsheets do, with the
/// line of the file.
package struct CSVImporter: Importer {
  /// What the format is.
  package let format = CSVExporter.description

  private static let chunkSize = 1 << 16

  /// Makes the importer.
  package init() {}

  /// Looks for names of fields in the first line.
  package func confidence(in head: RawSpan, named name: String?) -> Confidence {
    let bytes = head.withUnsafeBytes { Array($0.prefix(1 << 14)) }
    guard !bytes.contains(0) else { return .none }
    let line = Self.withoutMark(bytes).drop { Self.isLineEnd($0) || $0 == 0x20 }.prefix { !Self.isLineEnd($0) }
    let isNamed = format.fileExtensions.contains { name?.lowercased().hasSuffix("." + $0) == true }
    if CSVSeparator.find(in: Array(line)).known >= 2 { return Confidence(percent: isNamed ? 95 : 85) }
    // Another table: the import will say what its first line lacks.
    let first = line.first
    return isNamed && first != nil && first != 0x3C && first != 0x7B && first != 0x5B ? Confidence(percent: 10) : .none
  }

  /// Reads every row. A row that cannot be read, and what is wrong with the header, become drafts without nodes that
  /// hold what was found.
  ///
  /// Throws what the source and `receive` throw, and `ImportFailure` when the header cannot be read or when there are
  /// more records than the context allows. O(bytes); memory holds one row.
  package func readDrafts(
    from source: any ImportSource, in context: ImportContext, _ receive: (consuming Draft) throws -> Void
  ) throws {
    var start: [UInt8] = []
    while !Self.holdsFirstLine(start), start.count <= CSVReader.byteLimit {
      let chunk = try source.read(upTo: Self.chunkSize)
      if chunk.isEmpty { break }
      start += chunk
    }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
      let found = TextInspection.inspect(SourceText(name: source.name, bytes: start)).diagnostics
      if let finding = found.first { throw ImportFailure(finding) }
    }
    let text = Self.withoutMark(start)
    let line = text.drop(while: Self.isLineEnd).prefix { !Self.isLineEnd($0) }
    let reader = CSVReader(
      name: source.name, separator: CSVSeparator.find(in: Array(line)).byte, baseOffset: start.count - text.count)
    // The reader of records is done before this function ends, and with it what it holds.
    try withoutActuallyEscaping(receive) { receive in
      var records = CSVRecordReader(context, receive)
      try reader.feed(Array(text)) { try records.take($0) }
      start = []
      while true {
        let chunk = try source.read(upTo: Self.chunkSize)
        if chunk.isEmpty { break }
        try reader.feed(chunk) { try records.take($0) }
      }
      try reader.finish { try records.take($0) }
      try records.finish()
    }
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private static func holdsFirstLine(_ bytes: [UInt8]) -> Bool {
    withoutMark(bytes).drop(while: isLineEnd).contains(where: isLineEnd)
  }

  private static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
  }
}
