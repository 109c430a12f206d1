internal import CatalogueModel
internal import CataloguePlugins
internal import DelimitedText
internal import JSONDocument
internal import SourceTree

/// Makes a draft from one row of a table.
struct CSVRowReader {
  private let header: CSVHeader
  private let row: CSVReader.Row
  private let catalogue: CatalogueContext
  private var values: [ArraySlice<UInt8>]
  private var builder: SourceTreeBuilder
  private var findings: [Diagnostic] = []
  private var unplaced: [UnplacedInput] = []

  /// The draft of a row; nil for a row of empty cells. O(bytes).
  static func draft(of row: CSVReader.Row, under header: CSVHeader, in catalogue: CatalogueContext) -> Draft? {
    var reader = CSVRowReader(header, row, catalogue)
    if let fault = row.fault { return Draft(record: Record(), diagnostics: [reader.finding(for: fault)]) }
    let inspected = TextInspection.inspect(row.text)
    reader.findings = inspected.diagnostics.map(reader.withCell)
    guard inspected.isReadable else { return Draft(record: Record(), diagnostics: reader.findings) }
    if !inspected.diagnostics.isEmpty { reader.cleanValues() }
    guard reader.values.contains(where: { !$0.isEmpty }) else { return nil }
    return reader.read()
  }

  private init(_ header: CSVHeader, _ row: CSVReader.Row, _ catalogue: CatalogueContext) {
    self.header = header
    self.row = row
    self.catalogue = catalogue
    values = row.cells.map { $0.value[...] }
    builder = SourceTreeBuilder(source: row.text)
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
    return draft
  }

  /// The value of a cell; empty when the row is shorter than the header.
  private func value(_ position: Int) -> ArraySlice<UInt8> {
    guard position < values.count else { return [] }
    let isText = position >= header.columns.count || ![.figure, .json].contains(header.columns[position].content)
    return isText ? CSVCell.unguarded(values[position]) : values[position]
  }

  // MARK: Fields

  private mutating func add(_ name: String, _ positions: [Int]) {
    guard let position = positions.first(where: { !value($0).isEmpty }) else { return }
    switch header.columns[position].content {
    case .text, .figure:
      key(name, position)
      scalar(value(position), position)
    case .boolean:
      key(name, position)
      // Spreadsheets write TRUE and FALSE.
      let text = value(position)
      let isUpper = text.elementsEqual("TRUE".utf8) || text.elementsEqual("FALSE".utf8)
      scalar(isUpper ? ArraySlice(text.map { $0 | 0x20 }) : text, position)
    case .list:
      key(name, position)
      builder.beginList(at: range(position).lowerBound, cell: label(position))
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

  /// A text in one language: a cell of its own, or a node of the cell of other languages.
  private struct Text {
    var language: String
    var position: Int
    var node: SourceNode?
  }

  private mutating func addTexts(_ name: String, _ positions: [Int]) {
    let languageCell = header.columns.firstIndex { $0.name == "language" }.map { value($0) } ?? []
    let language = languageCell.isEmpty ? nil : String(decoding: languageCell, as: UTF8.self)
    var texts: [Text] = []
    var others: [Text] = []
    for position in positions where !value(position).isEmpty {
      switch header.columns[position].content {
      case .language(let tag): texts.append(Text(language: tag, position: position))
      case .recordLanguage:
        texts.append(Text(language: language ?? catalogue.defaultLanguage, position: position))
      default: others = otherTexts(position)
      }
    }
    let listed = Set(others.filter { $0.node == nil }.map(\.language))
    let usual = CSVLanguageOrder.usual(texts.map(\.language).filter { !listed.contains($0) }, first: language)
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
    builder.beginMap(at: range(first.position).lowerBound, cell: label(first.position))
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
    builder.scalar(name, in: range(position), cell: label(position))
  }

  private mutating func scalar(_ value: ArraySlice<UInt8>, _ position: Int) {
    let (range, label) = (range(position), label(position))
    value.withUnsafeBufferPointer { builder.scalar($0, in: range, cell: label) }
  }

  private mutating func graft(_ node: SourceNode, _ position: Int) {
    let (range, label) = (range(position), label(position))
    switch node.kind {
    case .scalar: node.withBytes { builder.scalar($0, in: range, style: node.style, cell: label) }
    case .list:
      builder.beginList(at: range.lowerBound, cell: label)
      for item in node.items { graft(item, position) }
      builder.end(at: range.upperBound)
    case .map:
      builder.beginMap(at: range.lowerBound, cell: label)
      for (key, value) in node.entries {
        graft(key, position)
        graft(value, position)
      }
      builder.end(at: range.upperBound)
    }
  }

  // MARK: Findings

  private func finding(for fault: CSVReader.Fault) -> Diagnostic {
    switch fault {
    case .misplacedQuote(let range):
      let message =
        "quotation marks are out of place in this cell; put all of it between \" and double each \" inside it"
      return withCell(Diagnostic(CSVRules.quotes, message, at: row.text.location(of: range)))
    case .unclosedQuote(let range):
      let message = "the quotation mark that opens this cell is never closed; add one at the end of the cell"
      return withCell(Diagnostic(CSVRules.quotes, message, at: row.text.location(of: range)))
    case .tooLong:
      let message = "this row has more than \(CSVReader.byteLimit) bytes"
      return Diagnostic(TreeRules.documentTooLarge, message, at: row.text.location(of: 0..<1))
    }
  }

  /// Keeps the cells under columns that are no fields, and those behind the last column.
  private mutating func keepOtherCells() {
    for position in values.indices where !value(position).isEmpty {
      let column = position < header.columns.count ? header.columns[position] : nil
      guard column == nil || column?.content == .nothing else { continue }
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

  private func label(_ position: Int) -> String { header.label(position, row: row.number) }

  private func range(_ position: Int) -> Range<Int> { row.cells[position].range }

  private func location(_ position: Int) -> SourceLocation {
    var location = row.text.location(of: range(position))
    location.cell = label(position)
    return location
  }

  /// A finding about bytes of the row, with the cell that they are in.
  private func withCell(_ finding: Diagnostic) -> Diagnostic {
    guard let offset = finding.location?.byteRange?.lowerBound else { return finding }
    let position = row.cells.firstIndex { $0.range.upperBound + row.text.baseOffset > offset } ?? row.cells.count
    var placed = finding
    placed.location?.cell = label(position)
    return placed
  }

  private mutating func cleanValues() {
    values = values.map { TextInspection.inspect(SourceText(name: "", bytes: Array($0))).text.bytes[...] }
  }
}
