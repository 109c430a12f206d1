internal import CLibXLSXWriter
internal import CatalogueModel
internal import CataloguePlugins
internal import RecordTable

/// The sheet that says how to fill the workbook in, in the reader's language.
struct GuideSheet {
  let sheet: UnsafeMutablePointer<lxw_worksheet>?
  let styles: SheetStyles

  /// The texts by language; the languages of the network that we are sure of.
  private static let texts: [String: [UInt8]] = [
    "en": PackageResources.guide_en_txt, "fr": PackageResources.guide_fr_txt, "de": PackageResources.guide_de_txt,
    "pt": PackageResources.guide_pt_txt, "lt": PackageResources.guide_lt_txt, "ro": PackageResources.guide_ro_txt,
  ]

  /// Writes the sheet: what to do, and what each column is for.
  func write(_ context: ExportContext, count: Int, columns: [TableColumn]) {
    var widths = lxw_row_col_options()
    worksheet_set_column_opt(sheet, 0, 0, 26, nil, &widths)
    worksheet_set_column_opt(sheet, 1, 1, 26, nil, &widths)
    worksheet_set_column_opt(sheet, 2, 2, 84, nil, &widths)
    worksheet_set_tab_color(sheet, 0xC55A11)
    var row: lxw_row_t = 0
    for (position, line) in lines(context, count).enumerated() {
      let format = position == 0 ? styles.heading : styles.prose
      if position > 0 {
        worksheet_set_row(sheet, row, SheetStyles.height(of: line, in: 136) + 3, nil)
        worksheet_merge_range(sheet, row, 0, row, 2, line, format)
      } else {
        worksheet_set_row(sheet, row, 24, nil)
        worksheet_write_string(sheet, row, 0, line, format)
      }
      row += 1
    }
    row += 1
    for (position, heading) in ["Column", "Label", "What it is for"].enumerated() {
      worksheet_write_string(sheet, row, lxw_col_t(position), heading, styles.label)
    }
    row += 1
    var seen: Set<String> = []
    for column in columns {
      guard let field = column.description, seen.insert(field.name).inserted else { continue }
      worksheet_set_row(sheet, row, SheetStyles.height(of: field.help, in: 84), nil)
      worksheet_write_string(sheet, row, 0, field.name, styles.prose)
      worksheet_write_string(sheet, row, 1, field.label, styles.prose)
      worksheet_write_string(sheet, row, 2, field.help, styles.prose)
      row += 1
    }
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_set_paper(sheet, 9)
  }

  /// The lines of the text, with what they leave open filled in; a line for which nothing is known is left out.
  private func lines(_ context: ExportContext, _ count: Int) -> [String] {
    let languages = context.languages.map(LocalizedText.primary) + ["en"]
    let bytes = languages.lazy.compactMap { Self.texts[$0] }.first ?? []
    let settings = context.settings
    let enquiries = settings.enquiries.map { [$0.organisation, $0.mailbox, $0.url].compactMap(\.self) } ?? []
    let values = [
      "title": settings.title.preferred(context.languages) ?? "", "date": context.today.description,
      "count": String(count), "enquiries": enquiries.joined(separator: ", "), "licence": settings.licence ?? "",
    ]
    var result: [String] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      var text = ""
      var isKnown = true
      var rest = line[...]
      while let opening = rest.firstIndex(of: "{"), let closing = rest[opening...].firstIndex(of: "}") {
        let value = values[String(rest[rest.index(after: opening)..<closing])] ?? ""
        isKnown = isKnown && !value.isEmpty
        text += rest[..<opening] + value
        rest = rest[rest.index(after: closing)...]
      }
      if isKnown { result.append(SheetText.escaped(text + rest)) }
    }
    return result
  }
}
