package import CatalogueModel
package import CataloguePlugins
internal import DelimitedText
internal import SourceTree

/// Reads a sheet in the layout of the public STIP survey file, with its columns in any order and any of them missing.
///
/// The rows of one initiative become one draft, wherever they stand. What has no field, and codes that stand for no
/// term, are reported at their cells and kept with the draft.
package struct STIPImporter: Importer {
  /// What the format is.
  package let format = STIPExporter.description

  /// The most bytes of a sheet. The rows of an initiative may lie anywhere in it, so that it is held as a whole.
  package static let limit = 64 << 20

  /// Makes the importer.
  package init() {}

  /// Looks for names of columns in the first line. O(head).
  package func confidence(in head: RawSpan, named name: String?) -> Confidence {
    let bytes = head.withUnsafeBytes { Array($0.prefix(1 << 14)) }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    let line = Array(text.prefix { $0 != 0x0A && $0 != 0x0D })
    let found = STIPHeader.separator(of: line)
    return found.known >= 3 && found.hasIdentity ? Confidence(percent: 97) : .none
  }

  /// Reads every initiative. What concerns the whole sheet comes first, in a draft without nodes.
  ///
  /// Throws what the source and `receive` throw, and `ImportFailure` when the sheet is too large, is no text, does not
  /// name its columns, or holds more initiatives than the context allows. O(bytes); memory holds the sheet.
  package func readDrafts(
    from source: any ImportSource, in context: ImportContext, _ receive: (consuming Draft) throws -> Void
  ) throws {
    let inspected = TextInspection.inspect(
      SourceText(name: source.name, bytes: try source.readAll(limit: Self.limit)))
    if !inspected.isReadable, let finding = inspected.diagnostics.first { throw ImportFailure(finding) }
    let text = inspected.text
    let line = Array(text.bytes.prefix { $0 != 0x0A && $0 != 0x0D })
    let reader = CSVReader(
      name: text.name, separator: STIPHeader.separator(of: line).byte, baseOffset: text.baseOffset)
    var header: STIPHeader?
    var isFirst = true
    var findings = inspected.diagnostics
    var sheet = STIPSheet()
    var leftOut = 0
    func take(_ row: CSVReader.Row) throws {
      guard let header else {
        let read = try STIPHeader(row)
        findings += read.diagnostics
        header = read
        return
      }
      defer { isFirst = false }
      if let fault = row.fault {
        leftOut += 1
        return findings.append(Self.finding(for: fault, in: row))
      }
      if isFirst, header.isLabels(row) { return }
      sheet.add(row, under: header)
      try context.requireRoom(for: sheet.initiatives.count, "initiatives", at: row.text.location(of: 0..<1))
    }
    try reader.feed(text.bytes, take)
    try reader.finish(take)
    for index in findings.indices { findings[index].fix = nil }
    if !findings.isEmpty {
      var whole = Draft(record: Record(), diagnostics: findings)
      whole.leftOut = leftOut
      try receive(whole)
    }
    guard let header else { return }
    var told: Set<String> = []
    for initiative in sheet.initiatives {
      var draft = STIPDraft(initiative, under: header, in: context.catalogue, told: told)
      try receive(draft.make())
      told = draft.told
    }
  }

  private static func finding(for fault: CSVReader.Fault, in row: CSVReader.Row) -> Diagnostic {
    func place(_ range: Range<Int>) -> SourceLocation {
      var location = row.text.location(of: range)
      location.cell = CSVCell.name(row.cells.count, row.number)
      return location
    }
    switch fault {
    case .misplacedQuote(let range):
      let message =
        "quotation marks are out of place in this cell, and its row was not read; double each \" inside \"…\""
      return Diagnostic(STIPRules.rows, severity: .error, message, at: place(range))
    case .unclosedQuote(let range):
      let message = "the quotation mark that opens this cell is never closed, and its row was not read"
      return Diagnostic(STIPRules.rows, severity: .error, message, at: place(range))
    case .tooLong:
      let message = "this row has more than \(CSVReader.byteLimit) bytes, and was not read"
      return Diagnostic(TreeRules.documentTooLarge, message, at: row.text.location(of: 0..<1))
    }
  }
}
