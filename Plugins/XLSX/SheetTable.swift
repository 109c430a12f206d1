internal import CatalogueModel
internal import CataloguePlugins
internal import Dispatch
internal import RecordTable
internal import SourceTree

/// A sheet with columns of records: the row that names them, and the rows below it as drafts.
struct SheetTable {
  /// The row that names the columns.
  let header: TableHeader

  private let file: String
  private let sheet: String
  private let context: ImportContext
  private let longTexts: LongTexts
  private let values: CellValues
  private let headerRow: Int
  /// What the columns hold: of its own, since two cores that count who holds the array of the header wait for each other.
  private let contents: [TableColumn.Content]
  private var reader: SheetReader
  private var merged: MergedCells
  private var told: Set<String> = []
  /// The rows that were read while it was not known what the columns and the merged ranges are, the last one first.
  private var waiting: [SheetReader.Row]
  /// Why no rows could be read behind those.
  private var failureAhead: (any Error)?

  /// How many rows are looked at for the names of the columns.
  private static let headRows = 20
  /// How many bytes of rows are read while merged ranges are searched for.
  private static let mostBytesAhead = 4 << 20
  /// Enough that starting a batch costs nothing beside its work.
  private static let batchRows = 64
  private static let batchBytes = 1 << 18
  /// So many batches wait for their drafts at most.
  private static let mostBatches = 6

  /// Looks for the names of the columns; nil when there are none. Throws `ImportFailure` when the sheet cannot be read
  /// or names a column twice.
  init?(
    _ sheet: WorkbookParts.Sheet, of archive: WorkbookArchive, _ parts: WorkbookParts, _ context: ImportContext,
    _ longTexts: LongTexts
  ) throws {
    guard let stream = try archive.open(sheet.part) else { throw archive.failure("\(sheet.part) is missing") }
    file = archive.name
    self.sheet = sheet.name
    self.context = context
    self.longTexts = longTexts
    values = CellValues(formats: parts.formats, startsIn1904: parts.startsIn1904)
    reader = try SheetReader(stream, of: archive, sheet: sheet.name, strings: parts.strings)
    var rows: [SheetReader.Row] = []
    while rows.count < Self.headRows, let row = try reader.next() { rows.append(row) }
    guard let position = Self.header(among: rows.map(Self.names)) else { return nil }
    let labels = position > 0 && rows[position].number == rows[position - 1].number + 1 ? rows[position - 1] : nil
    headerRow = rows[position].number
    header = try TableHeader(
      Self.table(rows[position], Self.names(rows[position]), file, sheet.name), labels: labels.map(Self.names) ?? [],
      languages: context.catalogue.settings.languages)
    contents = header.columns.map(\.content)
    let search = MergedCellSearch(in: sheet.part, of: archive)
    var ahead = Array(rows[(position + 1)...])
    var bytes = 0
    do {
      while !search.isOver, bytes < Self.mostBytesAhead, let row = try reader.next() {
        ahead.append(row)
        bytes += row.bytes
      }
    } catch {
      failureAhead = error
    }
    waiting = ahead.reversed()
    merged = try search.wait() ? MergedCells(in: sheet.part, of: archive) : MergedCells()
  }

  /// Hands each record over, in order. Drafts are made on another core while the next rows are being read, and on this
  /// one when that core does not keep up.
  ///
  /// Throws what `receive` throws, and `ImportFailure` for what is damaged, behind the records before it. Memory holds
  /// the rows of some batches.
  mutating func readDrafts(_ receive: (consuming Draft) throws -> Void) throws {
    let queue = DispatchQueue(label: "drafts")
    var waiting: [DraftBatch] = []
    defer { for batch in waiting { batch.claim() } }
    var failure: (any Error)?
    var isAtEnd = false
    while !isAtEnd || !waiting.isEmpty {
      if !isAtEnd, waiting.count < Self.mostBatches {
        var rows: [DraftBatch.Row] = []
        do { isAtEnd = try !read(into: &rows) } catch { (failure, isAtEnd) = (error, true) }
        waiting.append(DraftBatch(rows, under: header, in: context.catalogue))
        waiting.last?.start(on: queue)
      } else if waiting[0].isDone || !waiting.contains(where: { $0.makeUnlessClaimed() }) {
        // Either its drafts are there, or there is nothing left to do but to wait for them.
        for draft in waiting.removeFirst().wait() { try receive(draft) }
      }
    }
    if let failure { throw failure }
  }

  /// Reads the rows of a batch. Returns false at the end of the sheet.
  private mutating func read(into rows: inout [DraftBatch.Row]) throws -> Bool {
    var bytes = 0
    while rows.count < Self.batchRows, bytes < Self.batchBytes {
      guard let row = try nextRow() else { return false }
      let read = read(row)
      bytes += read.table.text.bytes.count
      rows.append(read)
    }
    return true
  }

  private mutating func nextRow() throws -> SheetReader.Row? {
    if let row = waiting.popLast() { return row }
    if let failureAhead { throw failureAhead }
    return try reader.next()
  }

  // MARK: Header

  /// The texts of a row by position.
  private static func names(_ row: SheetReader.Row) -> [String] {
    var names = [String](repeating: "", count: (row.cells.last?.column ?? -1) + 1)
    for cell in row.cells {
      if case .text(let bytes) = cell.value { names[cell.column] = String(decoding: bytes, as: UTF8.self) }
    }
    return names
  }

  /// The row that names the columns: the one with the most names of fields, or the one below it when it, too, names
  /// most of them, because labels stand above names. Records have an id or a title; a sheet that only mentions fields is
  /// no table of them.
  private static func header(among rows: [[String]]) -> Int? {
    let known = rows.map(TableHeader.columns)
    guard let most = known.max(), most >= 2, let best = known.firstIndex(of: most) else { return nil }
    let below = best + 1
    return below < rows.count && known[below] >= max(2, most / 2) ? below : best
  }

  private static func table(
    _ row: SheetReader.Row, _ names: [String], _ file: String, _ sheet: String
  ) -> TableRow {
    let cells = names.map { (bytes: Array($0.utf8), isReturned: true) }
    return table(cells, number: row.number, file, sheet)
  }

  // MARK: Rows

  private mutating func read(_ row: SheetReader.Row) -> DraftBatch.Row {
    var found: [Diagnostic] = []
    let count = max(contents.count, (row.cells.last?.column ?? -1) + 1)
    var cells = [(bytes: [UInt8], isReturned: Bool)](repeating: ([], true), count: count)
    func place(_ column: Int) -> SourceLocation {
      let name = column < header.columns.count ? header.columns[column].name : ""
      let cell = TableRow.place(column, row.number, in: sheet) + (name.isEmpty ? "" : " (\(name))")
      return SourceLocation(file: file, cell: cell)
    }
    func set(_ value: SheetCell.Value, at column: Int) {
      let content = column < contents.count ? contents[column] : .nothing
      let read = values.read(value, for: content)
      if let problem = read.problem { found.append(Diagnostic(problem.rule, problem.message, at: place(column))) }
      guard let bytes = read.bytes else {
        cells[column].isReturned = false
        return
      }
      guard let whole = longTexts.whole(bytes) else {
        let message = "the rest of this text is missing from the sheet \"\(RecordWorkbook.SheetName.longTexts)\""
        found.append(Diagnostic(XLSXRules.textLost, message, at: place(column)))
        cells[column].isReturned = false
        return
      }
      cells[column].bytes = whole
    }
    for cell in row.cells { set(cell.value, at: cell.column) }
    for range in merged.ranges(at: row) where range.rows.lowerBound > headerRow {
      guard range.columns.lowerBound < count else { continue }
      if row.number > range.rows.lowerBound, let value = range.value { set(value, at: range.columns.lowerBound) }
      for column in range.columns.dropFirst() where column < count { cells[column].isReturned = false }
      if told.insert(range.description).inserted {
        let taken =
          range.rows.count > 1 ? "the value is taken for each of the rows" : "the value is taken for the first column"
        let message = "\(range.description) are merged; \(taken)"
        found.append(Diagnostic(XLSXRules.mergedCells, message, at: place(range.columns.lowerBound)))
      }
    }
    return (Self.table(cells, number: row.number, file, sheet), found)
  }

  private static func table(
    _ cells: [(bytes: [UInt8], isReturned: Bool)], number: Int, _ file: String, _ sheet: String
  ) -> TableRow {
    var text: [UInt8] = []
    text.reserveCapacity(cells.reduce(0) { $0 + $1.bytes.count + 1 })
    var row: [TableRow.Cell] = []
    row.reserveCapacity(cells.count)
    for cell in cells {
      let start = text.count
      text += cell.bytes
      row.append(
        TableRow.Cell(
          value: cell.bytes, range: start..<text.count, isReturned: cell.isReturned, isGuarded: false))
      // Each cell has a line of its own, so that a message shows nothing of its neighbours.
      text.append(0x0A)
    }
    let source = SourceText(name: file, bytes: text, hasLines: false)
    return TableRow(text: source, sheet: sheet, number: number, cells: row)
  }
}
