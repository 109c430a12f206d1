internal import CLibCSV
package import SourceTree

/// Splits CSV (RFC 4180) into rows and cells, through libcsv in strict mode.
///
/// libcsv tells what a cell holds but not where it stands. It is fed up to each separator and line end in turn, so that
/// the cell that it completes is known to end there.
///
/// After a row that cannot be read, reading goes on with the line after the one on which the faulty cell begins.
package final class CSVReader {
  /// One cell.
  package struct Cell {
    /// What it holds, without its quotation marks.
    package var value: [UInt8]
    /// Its bytes in the text of the row.
    package var range: Range<Int>
  }

  /// One row, which may span several lines.
  package struct Row {
    /// The row as it was written, without the line end.
    package var text: SourceText
    /// The number of the row as spreadsheets count it, from 1.
    package var number: Int
    /// Its cells; for a row with a fault those before it.
    package var cells: [Cell]
    /// Why it could not be read.
    package var fault: Fault?
  }

  /// Why a row could not be read, and the bytes of its text that this is about.
  package enum Fault {
    /// A quotation mark in a cell that is not quoted, or something behind a closing one.
    case misplacedQuote(Range<Int>)
    /// A quotation mark that is not closed.
    case unclosedQuote(Range<Int>)
    /// A line longer than the limit.
    case tooLong
  }

  /// Bytes of one row.
  package static let byteLimit = 1 << 20

  private let name: String
  private let separator: UInt8
  private let parser = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)

  private var row: [UInt8] = []
  private var rowLine: Int
  private var rowBase: Int
  private var rowNumber = 1
  private var cells: [Cell] = []
  private var cellStart = 0
  private var isRowComplete = false
  /// The offset in the row behind the last bytes of the cell that is being completed.
  private var cellEnd = 0
  private var faultOffset: Int?
  private var isSkippingLine = false
  private var endedWithCarriageReturn = false

  /// A reader of a text with this name whose cells are separated by a byte, and which begins at an offset of its file.
  package init(name: String, separator: UInt8, baseOffset: Int = 0) {
    self.name = name
    self.separator = separator
    rowLine = 1
    rowBase = baseOffset
    restartParser(isFirst: true)
  }

  deinit {
    csv_free(parser)
    parser.deallocate()
  }

  /// Takes the next bytes and hands over the rows that they complete. Rethrows what `receive` throws.
  package func feed(_ bytes: [UInt8], _ receive: (Row) throws -> Void) rethrows {
    var waiting = [bytes]
    while let bytes = waiting.popLast() {
      var start = 0
      while start < bytes.count {
        let end = bytes[start...].firstIndex { isMark($0) }.map { $0 + 1 } ?? bytes.count
        let again = try take(bytes[start..<end], receive)
        start = end
        if !again.isEmpty {
          endedWithCarriageReturn = false
          waiting.append(Array(bytes[start...]))
          waiting.append(again)
          break
        }
      }
    }
  }

  /// Ends the text and hands over the last rows. Rethrows what `receive` throws.
  package func finish(_ receive: (Row) throws -> Void) rethrows {
    while !row.isEmpty {
      cellEnd = row.count
      if faultOffset == nil {
        let isClosed = csv_fini(parser, Self.endOfCell, Self.endOfRow, Unmanaged.passUnretained(self).toOpaque()) == 0
        if isClosed {
          if isRowComplete { try endRow(textCount: row.count, fault: nil, receive) } else { startRow() }
          return
        }
        try feed(endFaultyRow(.unclosedQuote(cellStart..<row.count), receive), receive)
      } else {
        try feed(endFaultyRow(quoteFault, receive), receive)
      }
    }
  }

  private func isMark(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }

  /// Takes bytes up to a separator or a line end. Returns the bytes to be read once more.
  private func take(_ piece: ArraySlice<UInt8>, _ receive: (Row) throws -> Void) rethrows -> [UInt8] {
    let isLineEnd = piece.last == 0x0A || piece.last == 0x0D
    defer { endedWithCarriageReturn = piece.last == 0x0D }
    if row.isEmpty, piece.count == 1, piece.first == 0x0A, endedWithCarriageReturn {
      // The second half of a line end.
      rowBase += 1
      return []
    }
    if isSkippingLine {
      rowBase += piece.count
      if isLineEnd {
        isSkippingLine = false
        rowLine += 1
        rowNumber += 1
      }
      return []
    }
    row.append(contentsOf: piece)
    if faultOffset == nil { parse(piece) }
    if isRowComplete {
      try endRow(textCount: row.count - 1, fault: nil, receive)
    } else if faultOffset != nil, isLineEnd {
      return try endFaultyRow(quoteFault, receive)
    } else if isLineEnd, cells.isEmpty, row.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) {
      startRow()
    } else if row.count > Self.byteLimit {
      return try endLongRow(receive)
    }
    return []
  }

  private func parse(_ piece: ArraySlice<UInt8>) {
    // The separator or line end belongs to no cell.
    cellEnd = row.count - 1
    let parsed = piece.withUnsafeBufferPointer {
      csv_parse(
        parser, $0.baseAddress, $0.count, Self.endOfCell, Self.endOfRow, Unmanaged.passUnretained(self).toOpaque())
    }
    if parsed < piece.count { faultOffset = row.count - piece.count + parsed }
  }

  private var quoteFault: Fault { .misplacedQuote(cellStart..<min((faultOffset ?? cellStart) + 1, row.count)) }

  // MARK: Rows

  private func endRow(textCount: Int, fault: Fault?, _ receive: (Row) throws -> Void) rethrows {
    let text = SourceText(
      name: name, bytes: Array(row.prefix(textCount)), firstLine: rowLine, baseOffset: rowBase)
    let ended = Row(text: text, number: rowNumber, cells: cells, fault: fault)
    startRow()
    try receive(ended)
  }

  /// Hands over a row that could not be read. Returns its bytes behind the line on which the faulty cell begins.
  private func endFaultyRow(_ fault: Fault, _ receive: (Row) throws -> Void) rethrows -> [UInt8] {
    var end = cellStart
    while end < row.count, row[end] != 0x0A, row[end] != 0x0D { end += 1 }
    let textCount = end
    if end < row.count { end += row[end] == 0x0D && end + 1 < row.count && row[end + 1] == 0x0A ? 2 : 1 }
    let again = Array(row[end...])
    row.removeSubrange(end...)
    restartParser(isFirst: false)
    try endRow(textCount: textCount, fault: fault, receive)
    return again
  }

  private func endLongRow(_ receive: (Row) throws -> Void) rethrows -> [UInt8] {
    if row[cellStart...].contains(where: { $0 == 0x0A || $0 == 0x0D }) {
      return try endFaultyRow(.unclosedQuote(cellStart..<row.count), receive)
    }
    isSkippingLine = true
    restartParser(isFirst: false)
    let next = (line: rowLine + lineBreaks, number: rowNumber)
    try endRow(textCount: row.count, fault: .tooLong, receive)
    // The end of the line counts it.
    (rowLine, rowNumber) = next
    return []
  }

  private func startRow() {
    rowBase += row.count
    rowLine += lineBreaks
    rowNumber += 1
    row.removeAll(keepingCapacity: true)
    cells = []
    cellStart = 0
    isRowComplete = false
    faultOffset = nil
  }

  /// How many lines the row ends; LF, CRLF and CR end a line.
  private var lineBreaks: Int {
    row.indices.count {
      row[$0] == 0x0A || (row[$0] == 0x0D && ($0 + 1 == row.count || row[$0 + 1] != 0x0A))
    }
  }

  // MARK: libcsv

  private func restartParser(isFirst: Bool) {
    if !isFirst { csv_free(parser) }
    csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    csv_set_delim(parser, separator)
  }

  private static let endOfCell: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
    bytes, count, context in
    let reader = reader(context)
    let value = Array(UnsafeRawBufferPointer(start: bytes, count: count))
    reader.cells.append(Cell(value: value, range: reader.cellStart..<max(reader.cellStart, reader.cellEnd)))
    reader.cellStart = reader.row.count
  }

  private static let endOfRow: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
    reader(context).isRowComplete = true
  }

  private static func reader(_ context: UnsafeMutableRawPointer?) -> CSVReader {
    // The pointer is the reader that is feeding libcsv at this moment, so that it is alive and on this thread.
    Unmanaged<CSVReader>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
  }
}
