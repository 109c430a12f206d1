internal import CLibXLSXWriter
internal import CatalogueModel
internal import CataloguePlugins
internal import RecordTable

/// The sheet of the codes that may be used, and the drop-down lists made of it.
struct TermSheet {
  /// One list: the column that it is for, and its rows on the sheet.
  private struct List {
    var position: Int
    var rangeName: String
    var takesSeveral: Bool
  }

  private var lists: [List] = []

  /// Writes the sheet, for the columns that have a vocabulary.
  init(_ workbook: TemporaryWorkbook, _ styles: SheetStyles, _ columns: [TableColumn], _ context: ExportContext) {
    let sheet = workbook.addSheet(named: RecordWorkbook.SheetName.terms)
    for (position, heading) in ["Column", "Code", "Name", "Meaning"].enumerated() {
      worksheet_write_string(sheet, 0, lxw_col_t(position), heading, styles.label)
    }
    worksheet_freeze_panes(sheet, 1, 0)
    var widths = lxw_row_col_options()
    worksheet_set_column_opt(sheet, 0, 0, 18, nil, &widths)
    worksheet_set_column_opt(sheet, 1, 1, 34, nil, &widths)
    worksheet_set_column_opt(sheet, 2, 2, 44, nil, &widths)
    worksheet_set_column_opt(sheet, 3, 3, 90, nil, &widths)
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_set_paper(sheet, 9)
    var row: lxw_row_t = 1
    for (position, column) in columns.enumerated() {
      guard let field = column.description else { continue }
      let terms = Self.terms(of: field.shape, context)
      guard !terms.isEmpty else { continue }
      let first = row + 1
      for term in terms {
        worksheet_set_row(sheet, row, SheetStyles.height(of: term.meaning, in: 90), nil)
        worksheet_write_string(sheet, row, 0, column.name, styles.text)
        if field.shape == .boolean {
          worksheet_write_boolean(sheet, row, 1, term.code == "true" ? 1 : 0, styles.text)
        } else {
          worksheet_write_string(sheet, row, 1, term.code, styles.text)
        }
        worksheet_write_string(sheet, row, 2, term.label, styles.text)
        worksheet_write_string(sheet, row, 3, term.meaning, styles.text)
        row += 1
      }
      let name = "list_" + column.name
      workbook.define(name, "\(RecordWorkbook.SheetName.terms)!$B$\(first):$B$\(row)")
      if case .list = field.shape {
        lists.append(List(position: position, rangeName: name, takesSeveral: true))
      } else {
        lists.append(List(position: position, rangeName: name, takesSeveral: false))
      }
    }
    worksheet_autofilter(sheet, 0, 0, max(row, 2) - 1, 3)
  }

  /// Puts the drop-down lists into rows of the sheet of records.
  ///
  /// A cell that takes one value takes no other; a cell that takes several shows the list and takes any text, because a
  /// spreadsheet cannot check several values in one cell.
  func restrict(_ sheet: UnsafeMutablePointer<lxw_worksheet>?, from first: lxw_row_t, to last: lxw_row_t) {
    for list in lists {
      var formula = Array("=\(list.rangeName)".utf8CString)
      formula.withUnsafeMutableBufferPointer { formula in
        var validation = lxw_data_validation()
        validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        validation.value_formula = formula.baseAddress
        validation.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        validation.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
        validation.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
        let shows = list.takesSeveral ? LXW_VALIDATION_OFF : LXW_VALIDATION_ON
        validation.show_error = UInt8(shows.rawValue)
        let position = lxw_col_t(list.position)
        worksheet_data_validation_range(sheet, first, position, last, position, &validation)
      }
    }
  }

  private static func terms(
    of shape: ShapeDescription, _ context: ExportContext
  ) -> [(code: String, label: String, meaning: String)] {
    switch shape {
    case .list(let item): return terms(of: item, context)
    case .choice(let words): return words.map { ($0, "", "") }
    case .boolean: return [("true", "", ""), ("false", "", "")]
    case .term(let vocabulary):
      return (context.vocabularies[vocabulary]?.terms ?? []).filter { !$0.isForSearch && $0.replacedBy == nil }.map {
        let label = $0.label.preferred(context.languages) ?? ""
        return ($0.code, SheetText.escaped(label), SheetText.escaped($0.definition.preferred(context.languages) ?? ""))
      }
    case .text(.country):
      let language = context.languages.first.map(LocalizedText.primary) ?? "en"
      return CodeList.countries.codes.map {
        ($0, CodeList.countries.name(of: $0, in: language) ?? CodeList.countries.name(of: $0, in: "en") ?? "", "")
      }
    default: return []
    }
  }
}
