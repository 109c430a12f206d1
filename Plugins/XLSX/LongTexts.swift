internal import CataloguePlugins

/// The texts that go on in a sheet of their own, because a cell cannot hold them.
struct LongTexts {
  private var parts: [Int: [(part: Int, text: [UInt8])]] = [:]

  /// No texts.
  init() {}

  /// Reads the sheet. Throws `ImportFailure` when it is damaged or too big. O(bytes).
  init(_ sheet: WorkbookParts.Sheet, of archive: WorkbookArchive, _ workbook: WorkbookParts) throws {
    guard let stream = try archive.open(sheet.part) else { return }
    var reader = try SheetReader(stream, of: archive, sheet: sheet.name, strings: workbook.strings)
    var size = 0
    while let row = try reader.next() {
      guard let key = Self.number(row, 0), let part = Self.number(row, 1),
        case .text(let text)? = row.cells.first(where: { $0.column == 2 })?.value
      else { continue }
      size += text.count
      guard size <= archive.limits.longTextBytes else { throw archive.tooBig("\(sheet.part) has too many long texts") }
      parts[key, default: []].append((part, text))
    }
    for key in parts.keys { parts[key]?.sort { $0.part < $1.part } }
  }

  /// What a cell holds: its text, with the rest where it goes on elsewhere; nil when the rest is not there. O(length).
  func whole(_ cell: [UInt8]) -> [UInt8]? {
    guard cell.last == 0x5D, let key = Self.continuation(of: cell) else { return cell }
    guard let rest = parts[key.number], rest.enumerated().allSatisfy({ $0 + 1 == $1.part }) else { return nil }
    return cell[..<key.start] + rest.flatMap(\.text)
  }

  private static func continuation(of cell: [UInt8]) -> (number: Int, start: Int)? {
    let mark = Array(RecordWorkbook.continuation.utf8)
    guard let opening = cell.lastIndex(of: 0x5B), cell[opening...].starts(with: mark), opening > 1_000,
      let number = Int(String(decoding: cell[(opening + mark.count)...].dropLast(), as: UTF8.self))
    else { return nil }
    return (number, opening)
  }

  private static func number(_ row: SheetReader.Row, _ column: Int) -> Int? {
    switch row.cells.first(where: { $0.column == column })?.value {
    case .number(let digits, _)?: Int(String(decoding: digits, as: UTF8.self))
    case .text(let digits)?: Int(String(decoding: digits, as: UTF8.self))
    default: nil
    }
  }
}
