internal import CatalogueModel
internal import CataloguePlugins
internal import DelimitedText
internal import RecordTable
internal import SourceTree

/// Makes drafts of the rows of a table, as they come.
struct CSVRecordReader {
  private let context: ImportContext
  private let receive: (consuming Draft) throws -> Void
  private var header: TableHeader?
  /// The first row and what it is, until the second one has shown that it is not the row of labels above the names.
  private var firstRow: CSVReader.Row?
  private var count = 0
  private var repeated = RepeatedRecords()
  /// A row that could not be read, until it is known how far it reaches.
  private var faulty: FaultyRow?

  init(_ context: ImportContext, _ receive: @escaping (consuming Draft) throws -> Void) {
    self.context = context
    self.receive = receive
  }

  /// Takes the next row. Throws what `receive` throws, and `ImportFailure` for a header that cannot be read and for too
  /// many records.
  mutating func take(_ row: CSVReader.Row) throws {
    guard var header else {
      header = try Self.header(row, context)
      firstRow = row
      return
    }
    if let first = firstRow {
      firstRow = nil
      let names = row.cells.map { String(decoding: $0.value, as: UTF8.self) }
      // A workbook that was saved as CSV has labels above the names.
      let isHeader = TableHeader.columns(in: names) >= max(2, header.knownColumns / 2)
      if isHeader {
        let labels = first.cells.map { String(decoding: $0.value, as: UTF8.self) }
        header = try TableHeader(row.table, labels: labels, languages: context.catalogue.settings.languages)
        self.header = header
      }
      try tell(header)
      if isHeader { return }
    }
    // What follows a fault on lines of their own may be the rest of a cell; a whole row has a cell for each column.
    if row.fault == nil, row.cells.count != header.columns.count, faulty?.passOver(row) != nil { return }
    try endFaultyRow()
    guard let draft = Self.draft(of: row, under: header, in: context) else { return }
    count += 1
    try context.requireRoom(for: count, at: row.text.location(of: 0..<1))
    if row.fault != nil { faulty = FaultyRow(draft) } else { try receive(repeated.check(draft)) }
  }

  /// Hands over what was kept back. Throws what `receive` throws.
  mutating func finish() throws {
    if firstRow != nil, let header { try tell(header) }
    firstRow = nil
    try endFaultyRow()
  }

  private func tell(_ header: TableHeader) throws {
    if !header.diagnostics.isEmpty { try receive(Draft(record: Record(), diagnostics: header.diagnostics)) }
  }

  private mutating func endFaultyRow() throws {
    guard let ended = faulty else { return }
    faulty = nil
    try receive(ended.draft)
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
    var unread = Draft(record: Record(), diagnostics: [fault.finding(in: row, under: header)])
    unread.leftOut = 1
    return unread
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
}
