internal import CataloguePlugins
internal import RecordTable
internal import SourceTree

/// One cell of a sheet as it was written.
struct SheetCell {
  /// What a cell holds.
  enum Value {
    case text([UInt8])
    /// A number in the notation of XML, and the number of its format.
    case number([UInt8], format: Int)
    case boolean(Bool)
    /// An error such as `#REF!`.
    case error(String)
    /// A formula whose result was not saved.
    case formula
  }

  /// The position of its column, from 0.
  var column: Int
  var value: Value
}

/// Reads a sheet row by row (ECMA-376, 18.3).
struct SheetReader {
  /// One row.
  struct Row {
    /// The number, from 1.
    var number: Int
    /// The cells that hold something, in the order of their columns.
    var cells: [SheetCell]
    /// How many bytes they hold, about.
    var bytes: Int
  }

  private let xml: XMLPart
  private let part: PartStream
  private let archive: WorkbookArchive
  private let strings: SharedStrings
  private let sheet: String
  private var rowNumber = 0
  private var bytesOfRow = 0

  /// Begins reading a sheet. Throws `ImportFailure` when there is no memory for it.
  init(_ part: PartStream, of archive: WorkbookArchive, sheet: String, strings: SharedStrings) throws {
    self.part = part
    self.archive = archive
    self.strings = strings
    self.sheet = sheet
    xml = try XMLPart(part, of: archive)
  }

  /// The next row that holds something; nil at the end. Throws `ImportFailure` for what is damaged or too big.
  mutating func next() throws -> Row? {
    do {
      while try xml.next() {
        guard xml.node == .start, xml.isNamed("row") else { continue }
        rowNumber = min(max(xml.attribute("r").flatMap { Int($0) } ?? rowNumber + 1, 1), 1_048_576)
        let cells = try readCells()
        guard !cells.isEmpty else { continue }
        return Row(number: rowNumber, cells: cells, bytes: bytesOfRow + cells.count * MemoryLayout<SheetCell>.stride)
      }
      return nil
    } catch let failure as ImportFailure {
      var finding = failure.diagnostic
      if rowNumber > 0 { finding.location?.cell = TableRow.place(0, rowNumber, in: sheet) }
      throw ImportFailure(finding)
    }
  }

  private mutating func readCells() throws -> [SheetCell] {
    var cells: [SheetCell] = []
    var column = -1
    bytesOfRow = 0
    while try xml.next() {
      switch xml.node {
      case .end where xml.isNamed("row"):
        // Cells come in order; a file that has them otherwise is put right.
        let isSorted = zip(cells, cells.dropFirst()).allSatisfy { $0.column < $1.column }
        return isSorted ? cells : cells.sorted { $0.column < $1.column }
      case .start:
        guard xml.isNamed("c") else { continue }
        var head = Head()
        xml.forEachAttribute { name, value in
          guard name[1] == 0 else { return }
          switch name[0] {
          case 0x72: head.column = Self.column(value)
          case 0x73: head.format = Self.number(value)
          case 0x74: head.type = value[0] == 0x73 && value[1] == 0x74 ? 0x66 : value[0]
          default: break
          }
        }
        column = head.column ?? column + 1
        guard column < archive.limits.columns, cells.count < archive.limits.columns else {
          throw archive.tooBig("row \(rowNumber) has more than \(archive.limits.columns) cells")
        }
        if let value = try readValue(head) { cells.append(SheetCell(column: column, value: value)) }
      default: continue
      }
    }
    return cells
  }

  /// The attributes of a cell.
  private struct Head {
    var column: Int?
    var format = 0
    /// The first letter of the type: `n`umber, `s`hared, `i`nline, `b`oolean, `e`rror, `d`ate, or `f` for the text of a
    /// formula, whose name is `str`.
    var type: UInt8 = 0x6E
  }

  private mutating func readValue(_ head: Head) throws -> SheetCell.Value? {
    var value: [UInt8] = []
    var text = RichText()
    var isValue = false
    var hasFormula = false
    var isInline = false
    while try xml.next() {
      switch xml.node {
      case .end where xml.isNamed("c"):
        bytesOfRow += value.count
        return try made(value, text.bytes, head, hasFormula, isInline)
      case .start:
        isValue = xml.isNamed("v")
        hasFormula = hasFormula || xml.isNamed("f")
        if xml.isNamed("is") { isInline = true }
        if isInline { text.take(xml) }
      case .end:
        isValue = false
        if isInline { text.take(xml) }
      case .text:
        if isValue { xml.appendText(to: &value) }
        if isInline { text.take(xml) }
        if bytesOfRow + value.count + text.bytes.count > archive.limits.rowBytes {
          throw archive.tooBig("row \(rowNumber) has more than \(archive.limits.rowBytes) bytes")
        }
      }
    }
    return nil
  }

  private mutating func made(
    _ value: [UInt8], _ text: [UInt8], _ head: Head, _ hasFormula: Bool, _ isInline: Bool
  ) throws -> SheetCell.Value? {
    if isInline {
      bytesOfRow += text.count
      let plain = SheetText.withPlainLineEnds(SheetText.unescaped(text))
      return plain.isEmpty ? nil : .text(plain)
    }
    if value.isEmpty { return hasFormula && head.type != 0x66 ? .formula : nil }
    switch head.type {
    case 0x73:
      guard let index = Int(String(decoding: value, as: UTF8.self)), let shared = strings[index] else {
        throw archive.failure("\(part.name) names a text that is not there")
      }
      bytesOfRow += shared.count
      return shared.isEmpty ? nil : .text(Array(shared))
    case 0x62: return .boolean(value == [0x31])
    case 0x65: return .error(String(decoding: value.prefix(20), as: UTF8.self))
    case 0x66, 0x69, 0x64: return .text(SheetText.withPlainLineEnds(SheetText.unescaped(value)))
    default: return .number(value, format: head.format)
    }
  }

  /// The position of the column of a reference such as `AB12`, from 0.
  private static func column(_ reference: UnsafePointer<UInt8>) -> Int? {
    var column = 0
    var index = 0
    while index < 4, case let letter = reference[index] & 0xDF, (0x41...0x5A).contains(letter) {
      column = column * 26 + Int(letter - 0x40)
      index += 1
    }
    return column == 0 ? nil : column - 1
  }

  private static func number(_ digits: UnsafePointer<UInt8>) -> Int {
    var number = 0
    var index = 0
    while index < 9, (0x30...0x39).contains(digits[index]) {
      number = number * 10 + Int(digits[index] - 0x30)
      index += 1
    }
    return number
  }
}
