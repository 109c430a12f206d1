internal import CataloguePlugins
internal import DelimitedText
internal import SourceTree

/// The first row of a sheet: which column holds what.
struct STIPHeader {
  /// The names of the columns, in the order of the sheet; empty for columns without one.
  let names: [String]
  /// What was found about the names.
  let diagnostics: [Diagnostic]

  /// Reads the names of the columns. Throws `ImportFailure` when the row cannot be read, when none of them is one of
  /// the survey, when there are too many, and when one stands twice. O(columns).
  init(_ row: CSVReader.Row) throws {
    let whole = 0..<row.text.bytes.count
    guard row.fault == nil else {
      let message = "the first line, which names the columns, cannot be read; look for quotation marks out of place"
      throw ImportFailure(Diagnostic(STIPRules.header, message, at: row.text.location(of: whole)))
    }
    let names = row.cells.map { Self.trimmed(String(decoding: $0.value, as: UTF8.self)) }
    guard names.contains(where: STIPColumn.names.contains) else {
      let message = "the first line names no column of STIP Compass, such as \(STIPColumn.initiative)"
      throw ImportFailure(Diagnostic(STIPRules.header, message, at: row.text.location(of: whole)))
    }
    func location(_ position: Int) -> SourceLocation {
      var location = row.text.location(of: row.cells[position].range)
      location.cell = CSVCell.name(position, row.number)
      return location
    }
    var findings: [Diagnostic] = []
    var positions: [String: Int] = [:]
    for (position, name) in names.enumerated() where !name.isEmpty {
      if let first = positions.updateValue(position, forKey: name) {
        let message = "the column \"\(name)\" stands twice, first in \(CSVCell.name(first, row.number)); keep one"
        throw ImportFailure(Diagnostic(STIPRules.header, message, at: location(position)))
      }
      guard !STIPColumn.names.contains(name), !Self.isKnownElsewhere(name) else { continue }
      let near = NearestName.candidates(for: name, among: STIPColumn.all.map(\.name))
      let message = "there is no column \"\(name)\" in STIP Compass; its values are kept aside"
      findings.append(Diagnostic(STIPRules.column, message + NearestName.question(near), at: location(position)))
    }
    self.names = names
    diagnostics = findings
  }

  /// Columns of the survey file that the sheet does not have: facets of instruments, and more objectives.
  private static func isKnownElsewhere(_ name: String) -> Bool {
    (name.contains(":") && STIPColumn.isFlag(name)) || isObjectives(name)
  }

  /// Whether a column holds objectives: `Objectives1`, `Objectives2` and so on.
  static func isObjectives(_ name: String) -> Bool {
    name.hasPrefix("Objectives") && name.count > 10 && name.dropFirst(10).allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// Whether a row is the second one of the header, with labels: where an initiative would have its address, there are
  /// words; without a column for addresses, where it would have 0 or 1.
  func isLabels(_ row: CSVReader.Row) -> Bool {
    var hasWords = false
    for (position, name) in names.enumerated() where position < row.cells.count {
      let text = Self.trimmed(String(decoding: row.cells[position].value, as: UTF8.self))
      if text.isEmpty { continue }
      if let column = STIPColumn.all.first(where: { $0.name == name }), column.label == text { return true }
      if name == STIPColumn.initiative {
        return !text.contains("://") && (text.contains(" ") || text.lowercased() == name.lowercased())
      }
      if STIPColumn.isFlag(name) { hasWords = hasWords || text.contains(" ") }
    }
    return hasWords && !names.contains(STIPColumn.initiative)
  }

  /// What separates the cells, judged by the first line; how many names it knows, and whether those are among them that
  /// no other table has. O(line).
  static func separator(of line: [UInt8]) -> (byte: UInt8, known: Int, hasIdentity: Bool) {
    var best: (byte: UInt8, known: Int, hasIdentity: Bool) = (STIPColumn.separator, 0, false)
    for byte: UInt8 in [STIPColumn.separator, 0x3B, 0x2C, 0x09] {
      let reader = CSVReader(name: "", separator: byte)
      var names: [String] = []
      func take(_ row: CSVReader.Row) {
        if names.isEmpty { names = row.cells.map { trimmed(String(decoding: $0.value, as: UTF8.self)) } }
      }
      reader.feed(line, take)
      reader.finish(take)
      let known = names.count(where: STIPColumn.names.contains)
      let identity = names.contains(STIPColumn.initiative) || names.contains(STIPColumn.nameEnglish)
      if known > best.known { best = (byte, known, identity) }
    }
    return best
  }

  /// The text without the blanks around it.
  static func trimmed(_ text: String) -> String {
    var rest = text[...].drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
