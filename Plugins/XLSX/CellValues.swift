internal import CatalogueModel
internal import RecordTable
internal import SourceTree

/// Makes texts of the values of cells, as the column needs them.
struct CellValues {
  let formats: DateFormats
  let startsIn1904: Bool

  /// What is wrong with a value.
  typealias Problem = (rule: DiagnosticRule, message: String)

  /// The text of a value; nil when there is none that could be used. O(length).
  func read(_ value: SheetCell.Value, for content: TableColumn.Content) -> (bytes: [UInt8]?, problem: Problem?) {
    switch value {
    case .text(let bytes): return (bytes, nil)
    case .boolean(let value):
      let isBoolean = content == .boolean
      return (Array((value ? isBoolean ? "true" : "TRUE" : isBoolean ? "false" : "FALSE").utf8), nil)
    case .error(let name):
      return (nil, (XLSXRules.cellWithoutValue, "this cell shows \(name); write its value"))
    case .formula:
      let message = "the result of this formula was not saved; open the workbook in a spreadsheet program and save it"
      return (nil, (XLSXRules.cellWithoutValue, message))
    case .number(let digits, let format):
      let written = String(decoding: digits, as: UTF8.self)
      guard let number = Double(written), number.isFinite else { return (digits, nil) }
      if let precision = formats[format] { return date(number, precision, content) }
      let plain = Self.plain(number, written)
      guard content == .date, number >= 10_000, let day = SerialDate.date(of: number, startsIn1904: startsIn1904) else {
        return (Array(plain.utf8), nil)
      }
      // A day whose format was lost.
      return (Array(day.description.utf8), nil)
    }
  }

  private func date(
    _ number: Double, _ precision: DateFormats.Precision, _ content: TableColumn.Content
  ) -> (bytes: [UInt8]?, problem: Problem?) {
    guard let day = SerialDate.date(of: number, startsIn1904: startsIn1904) else {
      return (Array(Self.plain(number, String(number)).utf8), nil)
    }
    if content == .date, precision == .day, let year = SerialDate.year(typedAs: day), Double(year) == number {
      let message = "this cell shows \(day), and is read as the year \(year), which was probably typed into it"
      return (Array(String(year).utf8), (TableRules.yearAsDay, message))
    }
    let text = day.description
    switch precision {
    case .day: return (Array(text.utf8), nil)
    case .month: return (Array(text.utf8.dropLast(3)), nil)
    case .year: return (Array(text.utf8.prefix(4)), nil)
    }
  }

  /// A number without the noise of its binary form: `2004`, `0.1`.
  private static func plain(_ number: Double, _ written: String) -> String {
    if !written.isEmpty, written.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return written }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    return String(number)
  }
}
