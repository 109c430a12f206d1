package import CatalogueModel
package import CataloguePlugins
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
    var header: TableHeader?
    var count = 0
    var repeated = RepeatedRecords()
    // A row that could not be read, until it is known how far it reaches.
    var faulty: FaultyRow?
    func endFaultyRow() throws {
      guard let ended = faulty else { return }
      faulty = nil
      try receive(ended.draft)
    }
    func take(_ row: CSVReader.Row) throws {
      guard let header else {
        let read = try Self.header(row, context)
        header = read
        if !read.diagnostics.isEmpty { try receive(Draft(record: Record(), diagnostics: read.diagnostics)) }
        return
      }
      // What follows a fault on lines of their own may be the rest of a cell; a whole row has a cell for each column.
      if row.fault == nil, row.cells.count != header.columns.count, faulty?.passOver(row) != nil { return }
      try endFaultyRow()
      guard let draft = Self.draft(of: row, under: header, in: context) else { return }
      count += 1
      if count > context.recordLimit {
        let message = "this input holds more than \(context.recordLimit) records; split it"
        throw ImportFailure(Diagnostic(ImportRules.tooManyRecords, message, at: row.text.location(of: 0..<1)))
      }
      if row.fault != nil { faulty = FaultyRow(draft) } else { try receive(repeated.check(draft)) }
    }
    try reader.feed(Array(text), take)
    start = []
    while true {
      let chunk = try source.read(upTo: Self.chunkSize)
      if chunk.isEmpty { break }
      try reader.feed(chunk, take)
    }
    try reader.finish(take)
    try endFaultyRow()
  }

  private static func header(_ row: CSVReader.Row, _ context: ImportContext) throws -> TableHeader {
    let inspected = TextInspection.inspect(row.text)
    if !inspected.isReadable, let finding = inspected.diagnostics.first { throw ImportFailure(finding) }
    if row.fault != nil {
      let message = "the first line, which names the columns, cannot be read; look for quotation marks out of place"
      throw ImportFailure(
        Diagnostic(TableRules.header, message, at: row.text.location(of: 0..<row.text.bytes.count)))
    }
    return try TableHeader(row.table, languages: context.catalogue.settings.languages)
  }

  private static func draft(of row: CSVReader.Row, under header: TableHeader, in context: ImportContext) -> Draft? {
    guard let fault = row.fault else {
      return TableRowReader.draft(of: row.table, under: header, in: context.catalogue)
    }
    return Draft(record: Record(), diagnostics: [fault.finding(in: row, under: header)])
  }

  /// A row that could not be read, and the lines behind it that are no whole rows.
  private struct FaultyRow {
    private(set) var draft: Draft
    private var lines: ClosedRange<Int>?

    init(_ draft: Draft) { self.draft = draft }

    mutating func passOver(_ row: CSVReader.Row) {
      let line = row.text.firstLine
      lines = (lines?.lowerBound ?? line)...line
      guard let lines, let last = draft.diagnostics.indices.last else { return }
      let place = lines.count == 1 ? "line \(line) was" : "lines \(lines.lowerBound) to \(line) were"
      draft.diagnostics[last].notes = [.init("\(place) passed over with it, for want of a cell under each column")]
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
