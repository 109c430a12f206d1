package import SourceTree

/// The notation within one cell, apart from the quoting of RFC 4180.
///
/// A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula, and some take
/// the wide forms of the first four, U+FF1D, FF0B, FF0D and FF20, for the same. A text that begins with one of them, or
/// with `'` followed by one of them or by another `'`, gets a `'` in front. Reading takes away one `'` that is followed
/// by such a character, and no other, so that every text comes back as it was.
package enum CSVCell {
  private static let apostrophe: UInt8 = 0x27

  /// The text of a cell that no spreadsheet takes for a formula. O(length).
  package static func guarded(_ text: String) -> String {
    let isMarked = text.utf8.first == apostrophe && isGuarded(text.utf8.dropFirst())
    return isFormula(text.utf8) || isMarked ? "'" + text : text
  }

  /// The text that was guarded. O(1).
  package static func unguarded(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let rest = cell.dropFirst()
    return cell.first == apostrophe && isGuarded(rest) ? rest : cell
  }

  /// The cell without the blanks around it that do not break or have no width, which nobody sees and Windows programs
  /// like to add. O(blanks).
  package static func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = cell.first, let last = cell.last, first >= 0x80 || last >= 0x80 else { return cell }
    var rest = cell
    while let blank = blanks.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(blank.count) }
    while let last = rest.last, last >= 0x80,
      let blank = blanks.first(where: { rest.suffix($0.count).elementsEqual($0) })
    {
      rest = rest.dropLast(blank.count)
    }
    return rest
  }

  /// U+00A0, U+202F, U+200B and U+FEFF.
  private static let blanks: [[UInt8]] = [[0xC2, 0xA0], [0xE2, 0x80, 0xAF], [0xE2, 0x80, 0x8B], [0xEF, 0xBB, 0xBF]]

  private static func isGuarded(_ text: some Collection<UInt8>) -> Bool {
    text.first == apostrophe || isFormula(text)
  }

  private static func isFormula(_ text: some Collection<UInt8>) -> Bool {
    switch text.first {
    case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: true
    case 0xEF: [[0xBC, 0x9D], [0xBC, 0x8B], [0xBC, 0x8D], [0xBC, 0xA0]].contains(Array(text.dropFirst().prefix(2)))
    default: false
    }
  }

  /// The short texts of a cell, without the blanks around them; empty ones are left out. O(length).
  package static func items(of cell: ArraySlice<UInt8>) -> [[UInt8]] {
    var items: [[UInt8]] = []
    var item: [UInt8] = []
    var isEscaped = false
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    func endItem() {
      var text = item[...].drop(while: isBlank)
      while let last = text.last, isBlank(last) { text.removeLast() }
      text = trimmed(text)
      if !text.isEmpty { items.append(Array(text)) }
      item = []
    }
    for byte in cell {
      if isEscaped || (byte != 0x5C && byte != 0x7C) {
        // A backslash before anything else was meant as it stands.
        if isEscaped, byte != 0x5C, byte != 0x7C { item.append(0x5C) }
        item.append(byte)
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else {
        endItem()
      }
    }
    if isEscaped { item.append(0x5C) }
    endItem()
    return items
  }

  /// The cell as it stands in a file: between quotation marks where it has to be (RFC 4180, 2). O(length).
  package static func quoted(_ text: String, separator: UInt8 = 0x2C) -> String {
    let bytes = text.utf8
    let isDelicate = bytes.contains { $0 == 0x22 || $0 == separator || $0 == 0x0A || $0 == 0x0D }
    // Readers drop blanks around a cell that is not quoted.
    let edges: [UInt8] = [bytes.first, bytes.last].compactMap(\.self)
    guard isDelicate || edges.contains(0x20) || edges.contains(0x09) else { return text }
    var quoted: [UInt8] = [0x22]
    quoted.reserveCapacity(bytes.count + 8)
    for byte in bytes {
      quoted.append(byte)
      if byte == 0x22 { quoted.append(byte) }
    }
    quoted.append(0x22)
    return String(decoding: quoted, as: UTF8.self)
  }

  /// Adds the cell as it stands in a file: guarded where that is asked for, and between quotation marks where it has to
  /// be (RFC 4180, 2). O(length).
  package static func append(_ cell: UnsafeBufferPointer<UInt8>, guarding: Bool, to bytes: ByteBuffer) {
    guard let start = cell.baseAddress, let first = cell.first, let last = cell.last else { return }
    let needsGuard = guarding && (isFormula(cell) || (first == apostrophe && isGuarded(cell.dropFirst())))
    // Readers drop blanks around a cell that is not quoted.
    let isDelicate =
      first == 0x20 || last == 0x20 || first == 0x09 || last == 0x09 || delicate.firstPosition(in: cell) < cell.count
    if !isDelicate {
      if needsGuard { bytes.append(apostrophe) }
      return bytes.append(cell)
    }
    // Each quotation mark is doubled, and letters are copied by eight.
    var end = bytes.room(for: cell.count * 2 + 16)
    end[0] = 0x22
    end += 1
    if needsGuard {
      end[0] = apostrophe
      end += 1
    }
    var position = 0
    while true {
      let clean = quotationMark.copy(start + position, cell.count - position, to: end)
      position += clean
      end += clean
      if position == cell.count { break }
      end[0] = 0x22
      end[1] = 0x22
      end += 2
      position += 1
    }
    end[0] = 0x22
    bytes.end(at: end + 1)
  }

  private static let delicate = StopBytes(0x2C, 0x22, 0x0A, 0x0D)
  private static let quotationMark = StopBytes(0x22)

  /// Adds a short text to a cell with several, with `\` before each `|` and `\` that belongs to it. O(length).
  package static func appendItem(_ item: UnsafeBufferPointer<UInt8>, to bytes: ByteBuffer) {
    guard item.contains(where: { $0 == 0x7C || $0 == 0x5C }) else { return bytes.append(item) }
    for byte in item {
      if byte == 0x7C || byte == 0x5C { bytes.append(0x5C) }
      bytes.append(byte)
    }
  }

  /// What spreadsheets call a cell: `C7`, by its column from 0 and its row from 1.
  package static func name(_ column: Int, _ row: Int) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters + String(row)
  }
}
