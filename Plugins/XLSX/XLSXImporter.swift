package import CatalogueModel
package import CataloguePlugins
internal import RecordTable
internal import SourceTree

/// Reads the records of a workbook, whatever its sheets are called and wherever their columns stand.
///
/// Findings name the cell as spreadsheets do: `Records!C7`.
package struct XLSXImporter: Importer {
  /// What the format is.
  package let format = XLSXExporter.description
  private let limits: XLSXLimits

  /// Makes the importer.
  package init() { limits = XLSXLimits() }

  /// Makes an importer with other limits, for tests.
  init(limits: XLSXLimits) { self.limits = limits }

  /// Looks for an archive that has the parts of a workbook, and for workbooks of older kinds.
  package func confidence(in head: RawSpan, named name: String?) -> Confidence {
    let bytes = head.withUnsafeBytes { Array($0.prefix(1 << 16)) }
    let name = name?.lowercased()
    let isNamed = (format.fileExtensions + ["xls"]).contains { name?.hasSuffix("." + $0) == true }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      let text = String(decoding: bytes, as: UTF8.self)
      let hasParts = text.contains("[Content_Types].xml") || text.contains("xl/")
      return hasParts ? Confidence(percent: 95) : isNamed ? Confidence(percent: 70) : .none
    }
    // The import will say what is wrong with it.
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return isNamed ? .likely : .none }
    return isNamed && !bytes.isEmpty ? Confidence(percent: 5) : .none
  }

  /// Reads every row of every sheet that has columns of records. A hidden sheet is read when no other has any.
  ///
  /// Throws what the source and `receive` throw, and `ImportFailure` when the workbook cannot be read, names no columns
  /// of records, or has more of them than the context allows. O(bytes); memory holds some hundred rows, and the texts that
  /// a program other than ours keeps apart from the cells.
  package func readDrafts(
    from source: any ImportSource, in context: ImportContext, _ receive: (consuming Draft) throws -> Void
  ) throws {
    let archive = try WorkbookArchive(source, limits)
    let parts = try WorkbookParts(archive)
    var longTexts = LongTexts()
    for sheet in parts.sheets where sheet.name == RecordWorkbook.SheetName.longTexts {
      longTexts = try LongTexts(sheet, of: archive, parts)
    }
    var repeated = RepeatedRecords()
    var count = 0
    var isFound = false
    for sheet in parts.sheets.filter({ !$0.isHidden }) + parts.sheets.filter(\.isHidden) {
      guard var table = try SheetTable(sheet, of: archive, parts, context, longTexts) else { continue }
      if sheet.isHidden, isFound {
        let message = "the hidden sheet \"\(sheet.name)\" has records too; it is not read; unhide it if it counts"
        let finding = Diagnostic(ImportRules.notPlaced, message, at: SourceLocation(file: source.name))
        try receive(Draft(record: Record(), diagnostics: [finding]))
        continue
      }
      isFound = true
      if !table.header.diagnostics.isEmpty {
        try receive(Draft(record: Record(), diagnostics: table.header.diagnostics))
      }
      try table.readDrafts { draft in
        count += 1
        if count > context.recordLimit {
          let message = "this input holds more than \(context.recordLimit) records; split it"
          throw ImportFailure(
            Diagnostic(ImportRules.tooManyRecords, message, at: SourceLocation(file: source.name)))
        }
        try receive(repeated.check(draft))
      }
    }
    guard isFound else {
      let names = parts.sheets.prefix(10).map(\.name).joined(separator: ", ")
      let message =
        "no sheet names columns of records (looked in \(names)); put id, kind, title.en and so on above them"
      throw ImportFailure(Diagnostic(XLSXRules.noRecords, message, at: SourceLocation(file: source.name)))
    }
  }
}
