internal import CLibXLSXWriter
internal import CatalogueModel
internal import CataloguePlugins
internal import RecordTable
internal import SourceTree

/// One export under way.
final class RecordWorkbook: RecordWriter {
  /// The names of the sheets; readers find the records by their columns, whatever their sheet is called.
  enum SheetName {
    static let records = "Records"
    static let terms = "Terms"
    static let guide = "Read me"
    static let longTexts = "Long texts"
  }

  /// What stands at the end of a cell whose text goes on in the sheet of long texts: `[continued: 3]`.
  static let continuation = "[continued: "

  private let destination: any ExportDestination
  private let context: ExportContext
  private let workbook: TemporaryWorkbook
  private let styles: SheetStyles
  private let records: UnsafeMutablePointer<lxw_worksheet>?
  private let lists: TermSheet
  private let guide: UnsafeMutablePointer<lxw_worksheet>?
  private var longTexts: UnsafeMutablePointer<lxw_worksheet>?
  private let cells: RecordCells
  private let cell = CellText()
  /// The text of a cell as libxlsxwriter takes it: escaped, and ending in a null.
  private let text = ByteBuffer()
  private let columns: [Column]
  /// The columns with a text that a record has not in the reader's language, too.
  private var isNeeded: [Bool]
  private var rows = 0
  private var longRows: lxw_row_t = 1
  private var longCount = 0

  /// Rows above the first record: labels and names.
  private static let headerRows = 2
  /// The most rows of a sheet (ECMA-376, 18.3.1.73; Excel's own limit).
  private static let mostRows = 1_048_576
  /// Four lines of text; longer ones are read in the line above the sheet.
  private static let rowHeight = 60.0

  init(to destination: any ExportDestination, in context: ExportContext) throws {
    self.destination = destination
    self.context = context
    workbook = try TemporaryWorkbook()
    cells = RecordCells(languages: context.languages, own: context.ownColumns)
    isNeeded = [Bool](repeating: false, count: cells.columns.count)
    styles = SheetStyles(workbook)
    let all = cells.columns
    columns = all.map { Column($0, among: all, for: context.languages.first) }
    let title = context.settings.title.preferred(context.languages) ?? "KT Catalogue"
    workbook.setProperties(
      title: title, company: context.settings.publisher ?? "", created: SerialDate.seconds(of: context.today))
    records = workbook.addSheet(named: SheetName.records)
    lists = TermSheet(workbook, styles, cells.columns, context)
    guide = workbook.addSheet(named: SheetName.guide)
    writeHeader()
  }

  private func writeHeader() {
    worksheet_set_row(records, 0, 32, styles.label)
    for (position, column) in cells.columns.enumerated() {
      worksheet_write_string(records, 0, lxw_col_t(position), column.label, styles.label)
    }
    for (position, column) in cells.columns.enumerated() {
      worksheet_write_string(records, 1, lxw_col_t(position), column.name, styles.name)
    }
    // The title in the first language stays in sight.
    worksheet_freeze_panes(records, lxw_row_t(Self.headerRows), 3)
    worksheet_repeat_rows(records, 0, 1)
    worksheet_set_landscape(records)
    worksheet_set_paper(records, 9)
    worksheet_set_tab_color(records, 0x1F4E79)
  }

  func write(_ record: Record) throws {
    let row = rows + Self.headerRows
    guard row < Self.mostRows else {
      let message = "a sheet holds \(Self.mostRows - Self.headerRows) records at most; choose fewer with a filter"
      throw ExportFailure(Diagnostic(XLSXRules.notWritten, message))
    }
    rows += 1
    worksheet_set_row(records, lxw_row_t(row), Self.rowHeight, nil)
    var field = -1
    cells.forEach(of: record, in: cell) { position, text in
      let column = columns[position]
      if column.isOptional {
        if field != column.field { isNeeded[position] = true }
      } else {
        field = column.field
      }
      write(text, column, lxw_row_t(row), lxw_col_t(position))
    }
  }

  /// What is looked at for every cell of a column.
  private struct Column {
    enum Kind { case date, boolean, id, text }

    let kind: Kind
    /// Whether it has texts in other languages than the reader's.
    let isOptional: Bool
    /// The position of the first column of its field.
    let field: Int

    init(_ column: TableColumn, among columns: [TableColumn], for language: String?) {
      switch column.content {
      case .date: kind = .date
      case .boolean: kind = .boolean
      default: kind = column.name == "id" ? .id : .text
      }
      switch column.content {
      case .language(let tag): isOptional = tag != language
      case .otherLanguages: isOptional = true
      default: isOptional = false
      }
      field = columns.firstIndex { $0.field == column.field } ?? 0
    }
  }

  private func write(
    _ value: UnsafeBufferPointer<UInt8>, _ column: Column, _ row: lxw_row_t, _ position: lxw_col_t
  ) {
    text.clear()
    switch column.kind {
    case .date:
      if let number = PartialDate(value).flatMap(SerialDate.number) {
        worksheet_write_number(records, row, position, Double(number), styles.date)
      } else {
        // A year or a month; a number would be taken for a day in 1905.
        text.append(value)
        writeText(row, position, styles.literal)
      }
    case .boolean:
      worksheet_write_boolean(records, row, position, value.elementsEqual("true".utf8) ? 1 : 0, styles.text)
    case .id, .text:
      SheetText.append(value, to: text)
      if text.count > SheetText.longest {
        let beginning = shortened(String(decoding: text.bytes, as: UTF8.self))
        text.clear()
        text.append(beginning)
      }
      writeText(
        row, position, column.kind == .id ? styles.id : Self.looksTyped(text.bytes) ? styles.literal : styles.text)
    }
  }

  /// Writes the text that was put together.
  private func writeText(_ row: lxw_row_t, _ position: lxw_col_t, _ format: SheetStyles.Format) {
    text.append(0)
    text.bytes.withMemoryRebound(to: CChar.self) { text in
      _ = worksheet_write_string(records, row, position, text.baseAddress, format)
    }
  }

  private static func looksTyped(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    // No number or date is longer, and prose is not worth the look.
    if first == 0x3D || first == 0x2B || first == 0x2D || first == 0x40 { return true }
    return text.count <= 64 && DataValue.looksTyped(text)
  }

  /// The beginning of a text; the rest goes to a sheet of its own.
  private func shortened(_ text: String) -> String {
    let pieces = SheetText.pieces(text)
    guard pieces.count > 1 else { return text }
    longCount += 1
    if longTexts == nil {
      longTexts = workbook.addSheet(named: SheetName.longTexts)
      worksheet_set_column(longTexts, 2, 2, 100, nil)
      for (position, name) in ["key", "part", "text"].enumerated() {
        worksheet_write_string(longTexts, 0, lxw_col_t(position), name, styles.label)
      }
    }
    for (part, piece) in pieces.dropFirst().enumerated() {
      worksheet_write_number(longTexts, longRows, 0, Double(longCount), nil)
      worksheet_write_number(longTexts, longRows, 1, Double(part + 1), nil)
      worksheet_write_string(longTexts, longRows, 2, piece, styles.literal)
      longRows += 1
    }
    return pieces[0] + Self.continuation + "\(longCount)]"
  }

  func finish() throws {
    let last = lxw_row_t(rows + Self.headerRows - 1)
    worksheet_autofilter(records, 1, 0, max(last, 2), lxw_col_t(cells.columns.count - 1))
    layOutColumns()
    // Room for records that are added.
    lists.restrict(records, from: lxw_row_t(Self.headerRows), to: min(last + 1000, lxw_row_t(Self.mostRows - 1)))
    GuideSheet(sheet: guide, styles: styles).write(context, count: rows, columns: cells.columns)
    worksheet_activate(records)
    var count = [0: rows + Self.headerRows]
    if longTexts != nil { count[3] = Int(longRows) }
    try workbook.publish(to: destination, rows: count)
  }

  /// Gives the columns their widths; texts that say again what the reader's language says, and what the program writes,
  /// are folded away.
  private func layOutColumns() {
    var wasFolded = false
    for (position, column) in cells.columns.enumerated() {
      let isFolded = columns[position].isOptional && !isNeeded[position] || column.description?.isWrittenByTool == true
      var options = lxw_row_col_options()
      options.hidden = isFolded ? 1 : 0
      options.level = isFolded ? 1 : 0
      // The sign that unfolds stands above the column behind.
      options.collapsed = wasFolded && !isFolded ? 1 : 0
      worksheet_set_column_opt(
        records, lxw_col_t(position), lxw_col_t(position), Self.width(of: column), nil, &options)
      wasFolded = isFolded
    }
  }

  private static func width(of column: TableColumn) -> Double {
    switch column.content {
    case .language: column.description?.shape == .localizedLine ? 36 : 60
    case .otherLanguages, .recordLanguage, .json: 36
    case .list: 26
    case .date, .boolean, .number: 12
    case .text, .nothing: column.name == "id" ? 20 : 14
    }
  }
}
