package import CatalogueModel
internal import CataloguePlugins
internal import DelimitedText
internal import JSONDocument
package import SourceTree

/// Makes a draft from one row of a table.
package struct TableRowReader {
  private let header: TableHeader
  private let row: TableRow
  private let catalogue: CatalogueContext
  private var values: [ArraySlice<UInt8>]
  private var builder: SourceTreeBuilder
  private var findings: [Diagnostic] = []
  private var unplaced: [UnplacedInput] = []
  /// The cells that have lost letters.
  private var damaged: Set<Int> = []

  /// The draft of a row; nil for a row of empty cells. O(bytes).
  ///
  /// - Parameter found: What the reader of the notation found about the row.
  package static func draft(
    of row: TableRow, under header: TableHeader, in catalogue: CatalogueContext, found: [Diagnostic] = []
  ) -> Draft? {
    var reader = TableRowReader(header, row, catalogue)
    reader.findings = found
    guard reader.inspect() else {
      var unread = Draft(record: Record(), diagnostics: reader.findings)
      unread.leftOut = 1
      return unread
    }
    guard reader.values.contains(where: { !$0.isEmpty }) else { return nil }
    return reader.read()
  }

  /// The place of a cell of a row, with the name of its column, and the text that a message shows.
  package static func location(_ position: Int, of row: TableRow, under header: TableHeader) -> SourceLocation {
    var location = row.text.location(of: row.cells[position].range)
    location.cell = label(position, row, header)
    return location
  }

  private static func label(_ position: Int, _ row: TableRow, _ header: TableHeader) -> String {
    let name = position < header.columns.count ? header.columns[position].name : ""
    return row.place(position) + (name.isEmpty ? "" : " (\(name))")
  }

  private init(_ header: TableHeader, _ row: TableRow, _ catalogue: CatalogueContext) {
    self.header = header
    self.row = row
    self.catalogue = catalogue
    values = row.cells.map { $0.value[...] }
    let place = TableRow(text: SourceText(name: "", bytes: []), sheet: row.sheet, number: row.number, cells: [])
    builder = SourceTreeBuilder(source: row.text) { Self.label($0, place, header) }
  }

  private mutating func read() -> Draft {
    builder.beginMap(at: 0)
    for field in header.fields { add(field.name, field.positions) }
    builder.end(at: row.text.bytes.count)
    keepOtherCells()
    var draft = Draft(builder.finish(), in: catalogue)
    draft.diagnostics = findings + draft.diagnostics
    // A change of bytes would have to know how the cell is quoted; the messages say what to write.
    for index in draft.diagnostics.indices { draft.diagnostics[index].fix = nil }
    draft.unplaced = unplaced + draft.unplaced
    draft.returned = returned
    return draft
  }

  /// Which columns were there, and which of them were empty.
  private var returned: ReturnedFields {
    var empty: [Int] = []
    for position in 0..<min(header.columns.count, values.count)
    where values[position].isEmpty && row.cells[position].isReturned && !damaged.contains(position) {
      if header.columns[position].content != .nothing { empty.append(position) }
    }
    let places = (row: TableRow(text: row.text, sheet: row.sheet, number: row.number, cells: []), header: header)
    return ReturnedFields(paths: header.paths, empty: empty) { position in
      SourceLocation(
        file: places.row.text.name, line: places.row.text.hasLines ? places.row.text.firstLine : nil,
        cell: Self.label(position, places.row, places.header))
    }
  }

  // MARK: Values

  /// The value of a cell; empty when the row is shorter than the header.
  private func value(_ position: Int) -> ArraySlice<UInt8> {
    guard position < values.count, !values[position].isEmpty else { return [] }
    let isText = position >= header.isText.count || header.isText[position]
    let value = CSVCell.trimmed(values[position])
    return isText && row.cells[position].isGuarded ? CSVCell.unguarded(value) : value
  }

  /// Looks for what no text may hold. Returns whether the row can be read.
  private mutating func inspect() -> Bool {
    let inspected = TextInspection.inspect(row.text)
    if inspected.diagnostics.isEmpty { return inspected.isReadable }
    if row.text.hasLines {
      findings += inspected.diagnostics.map(withCell)
      if inspected.isReadable { cleanValues() }
      return inspected.isReadable
    }
    for position in values.indices {
      let scalars = String(decoding: values[position], as: UTF8.self).unicodeScalars
      guard let first = scalars.first(where: { TextInspection.isForbidden($0.value) }) else { continue }
      findings.append(TextInspection.finding(for: first, at: location(position), removing: nil))
      let clean = scalars.map { TextInspection.isForbidden($0.value) ? " " : $0 }
      values[position] = ArraySlice(String(String.UnicodeScalarView(clean)).utf8)
    }
    return true
  }

  // MARK: Fields

  private mutating func add(_ name: String, _ positions: [Int]) {
    guard let position = positions.first(where: { !value($0).isEmpty }) else { return }
    switch header.columns[position].content {
    case .text, .number:
      key(name, position)
      scalar(value(position), position)
    case .date:
      key(name, position)
      scalar(date(value(position), position), position)
    case .boolean:
      key(name, position)
      scalar(Self.boolean(value(position)), position)
    case .list:
      key(name, position)
      builder.beginList(at: range(position).lowerBound)
      for item in CSVCell.items(of: value(position)) { scalar(item[...], position) }
      builder.end(at: range(position).upperBound)
    case .json:
      guard let tree = readJSON(position), let root = tree.root else { return }
      key(name, position)
      graft(root, position)
    case .language, .otherLanguages, .recordLanguage: addTexts(name, positions)
    case .nothing: break
    }
  }

  /// A truth value as a spreadsheet shows it in the languages of the network.
  private static func boolean(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    switch String(decoding: cell, as: UTF8.self).lowercased() {
    case "true", "wahr", "vrai", "verdadeiro", "adevărat", "1": return ArraySlice("true".utf8)
    case "false", "falsch", "faux", "falso", "fals", "0": return ArraySlice("false".utf8)
    default: return cell
    }
  }

  /// A date in the notation of files, where a spreadsheet wrote it in one of its own and only one day can be meant.
  private mutating func date(_ cell: ArraySlice<UInt8>, _ position: Int) -> ArraySlice<UInt8> {
    let text = String(decoding: cell, as: UTF8.self)
    if let day = PartialDate(text) {
      guard let year = SerialDate.year(typedAs: day) else { return cell }
      let message = "\(text) is what a spreadsheet makes of the year \(year); write \(year) if that is meant"
      findings.append(Diagnostic(TableRules.yearAsDay, message, at: location(position)))
      return cell
    }
    // A day with a time of midnight is a day.
    for midnight in [" 00:00:00", "T00:00:00", " 00:00"] where text.hasSuffix(midnight) {
      let day = text.dropLast(midnight.count)
      if PartialDate(day) != nil { return ArraySlice(day.utf8) }
    }
    guard let meant = PartialDate.guess(text) else { return cell }
    let message = "\"\(text)\" is read as \(meant); write dates as 2006, 2006-05 or 2006-05-01"
    findings.append(Diagnostic(TableRules.dateNotation, message, at: location(position)))
    return ArraySlice(meant.description.utf8)
  }

  /// A text in one language: a cell of its own, or a node of the cell of other languages.
  private struct Text {
    var language: String
    var position: Int
    var node: SourceNode?
  }

  private mutating func addTexts(_ name: String, _ positions: [Int]) {
    let filled = positions.filter { !value($0).isEmpty }
    // Mostly there is one text, in a column of its own.
    if filled.count == 1, case .language(let tag) = header.columns[filled[0]].content {
      key(name, filled[0])
      builder.beginMap(at: range(filled[0]).lowerBound)
      key(tag, filled[0])
      scalar(value(filled[0]), filled[0])
      return builder.end(at: range(filled[0]).upperBound)
    }
    let languageCell = header.languagePosition.map { value($0) } ?? []
    let language = languageCell.isEmpty ? nil : String(decoding: languageCell, as: UTF8.self)
    var texts: [Text] = []
    var others: [Text] = []
    for position in filled {
      switch header.columns[position].content {
      case .language(let tag): texts.append(Text(language: tag, position: position))
      case .recordLanguage:
        texts.append(Text(language: language ?? catalogue.defaultLanguage, position: position))
      default: others = otherTexts(position)
      }
    }
    let listed = Set(others.filter { $0.node == nil }.map(\.language))
    let usual = LanguageOrder.usual(texts.map(\.language).filter { !listed.contains($0) }, first: language)
    // Languages that stand in two columns stay two entries, which are reported below.
    var ordered: [Text] = []
    for tag in usual where !ordered.contains(where: { $0.language == tag }) {
      ordered += texts.filter { $0.language == tag }
    }
    for other in others {
      if other.node == nil { ordered += texts.filter { $0.language == other.language } } else { ordered.append(other) }
    }
    guard let first = ordered.first else { return }
    key(name, first.position)
    builder.beginMap(at: range(first.position).lowerBound)
    for text in ordered {
      key(text.language, text.position)
      if let node = text.node { graft(node, text.position) } else { scalar(value(text.position), text.position) }
    }
    findings += TreeRules.duplicates(in: builder, of: row.text).map(withCell)
    builder.end(at: range(first.position).upperBound)
  }

  /// The texts of a cell of other languages; those without a node only tell the order.
  private mutating func otherTexts(_ position: Int) -> [Text] {
    guard let root = readJSON(position)?.root else { return [] }
    guard root.kind == .map else {
      let message = "this cell holds texts by language, such as {\"et\": \"…\"}; it was kept aside"
      keepAside(position, Diagnostic(ModelRules.expectedGroup, message, at: location(position)))
      return []
    }
    return root.entries.map {
      Text(language: $0.key.text, position: position, node: $0.value.isBlank ? nil : $0.value)
    }
  }

  /// The value of a cell of JSON. One that cannot be read is reported and kept aside.
  private mutating func readJSON(_ position: Int) -> SourceTree? {
    let source = SourceText(name: row.text.name, bytes: Array(value(position)))
    let (tree, diagnostics) = JSONReader.readValue(source)
    for finding in diagnostics {
      var finding = finding
      let column = finding.location?.column.map { " (character \($0) of the cell)" } ?? ""
      finding.message += column
      finding.location = location(position)
      finding.notes = finding.notes.map { Diagnostic.Note($0.message) }
      if tree == nil { keepAside(position, finding) } else { findings.append(finding) }
    }
    return tree
  }

  // MARK: Nodes

  private mutating func key(_ name: String, _ position: Int) {
    builder.column = position
    builder.scalar(name, in: range(position))
  }

  private mutating func scalar(_ value: ArraySlice<UInt8>, _ position: Int) {
    let range = range(position)
    builder.column = position
    value.withUnsafeBufferPointer { builder.scalar($0, in: range) }
  }

  private mutating func graft(_ node: SourceNode, _ position: Int) {
    builder.column = position
    builder.graft(node, in: range(position))
  }

  // MARK: Findings

  /// Keeps the cells under columns that are no fields, and those behind the last column.
  private mutating func keepOtherCells() {
    let behind = min(header.columns.count, values.count)..<values.count
    for position in header.positionsWithoutField + behind
    where !value(position).isEmpty && row.cells[position].isReturned {
      let column = position < header.columns.count ? header.columns[position] : nil
      if let column, !column.name.isEmpty {
        // The header has been reported.
        keepAside(position, nil)
      } else {
        let message = "this cell has no column name above it, so nobody knows what it means; it was kept aside"
        keepAside(position, Diagnostic(ImportRules.notPlaced, message, at: location(position)))
      }
    }
  }

  private mutating func keepAside(_ position: Int, _ finding: Diagnostic?) {
    if let finding { findings.append(finding) }
    let name = position < header.columns.count ? header.columns[position].name : ""
    let text = String(decoding: value(position), as: UTF8.self)
    unplaced.append(
      UnplacedInput(field: name.isEmpty ? nil : FieldPath(name), value: .string(text), location: location(position)))
  }

  private func label(_ position: Int) -> String { Self.label(position, row, header) }

  private func range(_ position: Int) -> Range<Int> { row.cells[position].range }

  private func location(_ position: Int) -> SourceLocation { Self.location(position, of: row, under: header) }

  /// A finding about bytes of the row, with the cell that they are in.
  private func withCell(_ finding: Diagnostic) -> Diagnostic {
    guard let offset = finding.location?.byteRange?.lowerBound else { return finding }
    let position = row.cells.firstIndex { $0.range.upperBound + row.text.baseOffset > offset } ?? row.cells.count
    var placed = finding
    placed.location?.cell = label(position)
    return placed
  }

  /// Takes out what no text may hold. A cell with bytes that are no UTF-8 has lost letters, so that it is kept aside and
  /// changes nothing.
  private mutating func cleanValues() {
    for position in values.indices {
      let isText = String(validating: values[position], as: UTF8.self) != nil
      values[position] = TextInspection.inspect(SourceText(name: "", bytes: Array(values[position]))).text.bytes[...]
      guard !isText else { continue }
      keepAside(position, nil)
      values[position] = []
      damaged.insert(position)
    }
  }
}
