internal import CatalogueModel
internal import CataloguePlugins
internal import DelimitedText
internal import SourceTree

/// Makes a draft of the rows of one initiative.
///
/// What codes, ticks and tags become is in `STIPDraft+Terms.swift`.
struct STIPDraft {
  /// A cell with its place in the text of all rows.
  struct Cell {
    /// The name of its column; empty when it has none.
    var name: String
    /// What it holds.
    var text: String
    /// Where it stands.
    var place: PlacedValue.Place
  }

  let terms: STIPTerms
  let catalogue: CatalogueContext
  /// The cells of the first row, and those of later rows where it has none.
  private(set) var cells: [Cell] = []
  /// The cells that differ from row to row: those about the instrument.
  private(set) var instrumentCells: [[Cell]] = []
  /// The first cell of each name, among those of the rows before.
  private var first: [String: Cell] = [:]
  private let id: String?
  private let source: SourceText
  private let isContiguous: Bool

  var entries: [PlacedValue.Entry] = []
  var diagnostics: [Diagnostic] = []
  private var unplaced: [UnplacedInput] = []
  /// What concerns every initiative of the sheet and was told with an earlier one.
  private(set) var told: Set<String>

  init(
    _ initiative: STIPSheet.Initiative, under header: STIPHeader, in catalogue: CatalogueContext, told: Set<String>
  ) {
    terms = STIPTerms(catalogue.vocabularies)
    self.catalogue = catalogue
    self.told = told
    id = initiative.id
    let joined = JoinedRows(initiative.rows)
    source = joined.text
    isContiguous = joined.isContiguous
    for (position, row) in initiative.rows.enumerated() {
      let all = row.cells.map { cell in
        let name = cell.column < header.names.count ? header.names[cell.column] : ""
        let label = CSVCell.name(cell.column, row.number) + (name.isEmpty ? "" : " (\(name))")
        let start = joined.starts[position]
        let range = (cell.range.lowerBound + start)..<(cell.range.upperBound + start)
        return Cell(name: name, text: cell.text, place: .init(range, cell: label))
      }
      instrumentCells.append(all.filter { Self.isOfInstrument($0.name) })
      add(all.filter { !Self.isOfInstrument($0.name) }, isFirst: position == 0)
    }
  }

  private static func isOfInstrument(_ name: String) -> Bool {
    [STIPColumn.instrument, STIPColumn.typeCode, STIPColumn.typeLabel].contains(name)
      || (name.contains(":") && STIPColumn.isFlag(name)) || (name.hasPrefix("PP") && STIPColumn.isFlag(name))
  }

  /// Takes the cells of one row. A later row may repeat what the first one says, or say what it leaves out.
  private mutating func add(_ row: [Cell], isFirst: Bool) {
    var new: [Cell] = []
    defer {
      cells += new
      for cell in new where first[cell.name] == nil { first[cell.name] = cell }
    }
    for cell in row {
      guard !isFirst, let first = first[cell.name] else {
        new.append(cell)
        continue
      }
      guard STIPHeader.trimmed(first.text) != STIPHeader.trimmed(cell.text) else { continue }
      let place = first.place.cell ?? "the first row"
      keepAside(cell, STIPRules.rows, "this says something else than \(place); it was kept aside")
    }
  }

  /// The draft. O(size).
  mutating func make() -> Draft {
    let start = cells.first?.place ?? .init(0..<0)
    add("kind", start, .scalar("instrument", start))
    addIdentity()
    addNames()
    addCountries()
    add("created", STIPColumn.start)
    add("ended", STIPColumn.end)
    addTexts()
    addOrganisations()
    addBudget()
    addTerms()
    addInstrumentTypes()
    addRest()
    var builder = SourceTreeBuilder(source: source)
    PlacedValue.map(entries).add(to: &builder, fallback: start)
    var draft = Draft(builder.finish(), in: catalogue)
    draft.diagnostics = (diagnostics + draft.diagnostics).map(withoutFix)
    draft.unplaced = unplaced + draft.unplaced
    return draft
  }

  /// A change of bytes would have to know how the cell is quoted. Where rows of other initiatives lie between, offsets
  /// are not those of the file; lines are.
  private func withoutFix(_ finding: Diagnostic) -> Diagnostic {
    var finding = finding
    finding.fix = nil
    if !isContiguous { finding.location?.byteRange = nil }
    return finding
  }

  // MARK: Cells

  /// The cell of a column.
  func cell(_ name: String) -> Cell? { cells.first { $0.name == name } }

  mutating func add(_ field: String, _ place: PlacedValue.Place, _ value: PlacedValue) {
    entries.append(PlacedValue.Entry(field, place, value))
  }

  /// Adds a cell as it is.
  private mutating func add(_ field: String, _ column: String) {
    guard let cell = cell(column) else { return }
    add(field, cell.place, .scalar(STIPHeader.trimmed(cell.text), cell.place))
  }

  /// Keeps what a cell says with the draft, and tells why.
  mutating func keepAside(_ cell: Cell, text: String? = nil, _ rule: DiagnosticRule, _ message: String) {
    report(rule, message, at: cell)
    keepAside(cell, text: text)
  }

  mutating func report(_ rule: DiagnosticRule, severity: Severity? = nil, _ message: String, at cell: Cell) {
    diagnostics.append(Diagnostic(rule, severity: severity, message, at: location(of: cell)))
  }

  private mutating func keepAside(_ cell: Cell, text: String? = nil) {
    let field = cell.name.isEmpty ? nil : FieldPath([.key(cell.name)])
    unplaced.append(
      UnplacedInput(field: field, value: .string(text ?? cell.text), location: location(of: cell)))
  }

  private func location(of cell: Cell) -> SourceLocation {
    var location = source.location(of: cell.place.range)
    location.cell = cell.place.cell
    return location
  }

  /// The values of a cell that may hold several.
  static func values(of cell: Cell) -> [String] {
    cell.text.split(separator: STIPColumn.valueSeparator).map { STIPHeader.trimmed(String($0)) }.filter {
      !$0.isEmpty
    }
  }

  // MARK: Identity

  private mutating func addIdentity() {
    guard let cell = cell(STIPColumn.initiative) else {
      let place = cells.first ?? instrumentCells.joined().first
      if let place {
        let message = "this initiative has no \(STIPColumn.initiative); its rows were joined by name and country"
        report(STIPRules.rows, severity: .note, message, at: place)
      }
      return
    }
    let address = STIPHeader.trimmed(cell.text)
    func scalar(_ text: String) -> PlacedValue { .scalar(text, cell.place) }
    if let base = catalogue.settings.uri(of: ""), address.hasPrefix(base) {
      return add("id", cell.place, scalar(String(address.dropFirst(base.count))))
    }
    if Slug.isValid(address), address.contains(where: \.isLetter) { return add("id", cell.place, scalar(address)) }
    // Somebody else's: their address is the origin.
    let name = address.hasPrefix("http://") || address.hasPrefix("https://") ? "url" : "id"
    add(
      "origin", cell.place,
      .map([.init("source", cell.place, scalar("STIP Compass")), .init(name, cell.place, scalar(address))]))
  }

  private mutating func addNames() {
    var titles: [PlacedValue.Entry] = []
    var others: [PlacedValue] = []
    if let cell = cell(STIPColumn.acronym) {
      others += Self.values(of: cell).map { .scalar($0, cell.place) }
    }
    if let cell = cell(STIPColumn.nameEnglish) {
      titles.append(.init("en", cell.place, .scalar(STIPHeader.trimmed(cell.text), cell.place)))
    }
    if let cell = cell(STIPColumn.nameOriginal) {
      let text = STIPHeader.trimmed(cell.text)
      let country = self.cell(STIPColumn.countryCode).flatMap { Self.values(of: $0).first }
      let language = country.flatMap { STIPCountry.country(of: $0) }.flatMap { STIPCountry.language(of: $0.country) }
      if let language {
        titles.append(.init(language, cell.place, .scalar(text, cell.place)))
        let name = CodeList.languages.name(of: language, in: "en") ?? language
        let message = "the sheet does not say in which language this is; it was taken for \(name)"
        report(ImportRules.notUnderstood, severity: .note, message, at: cell)
      } else {
        others.append(.scalar(text, cell.place))
        let message = "the sheet does not say in which language this is; it was put under also_known_as"
        report(ImportRules.notUnderstood, severity: .note, message, at: cell)
      }
    }
    if let first = titles.first { add("title", first.place, .map(titles)) }
    if let place = (cell(STIPColumn.acronym) ?? cell(STIPColumn.nameOriginal))?.place, !others.isEmpty {
      add("also_known_as", place, .list(others))
    }
  }

  private mutating func addCountries() {
    let label = cell(STIPColumn.countryLabel)
    guard let cell = cell(STIPColumn.countryCode) else {
      guard let label else { return }
      return add("countries", label.place, .list(Self.values(of: label).map { .scalar($0, label.place) }))
    }
    var found: [PlacedValue] = []
    var territories: [String] = []
    for code in Self.values(of: cell) {
      if let country = STIPCountry.country(of: code) {
        found.append(.scalar(country.country, cell.place))
        if let nuts = country.nuts { territories.append(nuts) }
      } else if let named = label.flatMap({ CodeList.countries.code(named: STIPHeader.trimmed($0.text)) }) {
        found.append(.scalar(named, cell.place))
        report(
          STIPRules.code, "\"\(code)\" is no country code of STIP Compass; \(named) was taken from the name", at: cell)
      } else {
        let near = NearestName.question(NearestName.candidates(for: code, among: STIPCountry.codes))
        keepAside(cell, text: code, STIPRules.code, "\"\(code)\" is no country code of STIP Compass\(near)")
      }
    }
    if !found.isEmpty { add("countries", cell.place, .list(found)) }
    addRegions(territories, at: cell)
    guard let label, Self.values(of: label).count == 1, let named = CodeList.countries.code(named: label.text) else {
      return
    }
    if !found.contains(where: { if case .scalar(named, _) = $0 { true } else { false } }) {
      report(STIPRules.code, "\"\(label.text)\" is not the country of \(cell.text); the code was taken", at: label)
    }
  }

  // MARK: Texts

  /// The regions behind the description, else the territory of a government.
  private mutating func addRegions(_ territories: [String], at country: Cell) {
    var place = country.place
    var regions = territories.map { PlacedValue.map([.init("nuts", place, .scalar($0, place))]) }
    if let cell = cell(STIPColumn.description), let text = Self.regions(in: cell.text) {
      place = cell.place
      regions = text.split(separator: STIPRegions.separator).map { region in
        let parts = STIPRegions.parts(of: region)
        let values = [("nuts", parts.nuts), ("name", parts.name)]
        return .map(
          values.compactMap { name, text in text.map { .init(name, place, .scalar(String($0), place)) } })
      }
    }
    if !regions.isEmpty { add("regions", place, .list(regions)) }
  }

  private static func regions(in description: String) -> Substring? {
    guard let mark = description.ranges(of: STIPRegions.mark).last else { return nil }
    let text = description[mark.upperBound...]
    return text.contains("\n") ? nil : text
  }

  private mutating func addTexts() {
    let description = cell(STIPColumn.description)
    let background = cell(STIPColumn.background)
    if let place = (description ?? background)?.place {
      var short = description?.text ?? ""
      if let regions = Self.regions(in: short) {
        short = String(short[..<regions.startIndex].dropLast(STIPRegions.mark.count))
      }
      let text = [description.map { _ in short }, background?.text].compactMap(\.self).joined(separator: "\n\n")
      add("overview", place, .map([.init("en", place, .scalar(text, place))]))
    }
    let objectives = cells.filter { STIPHeader.isObjectives($0.name) }
    guard let first = objectives.first else { return }
    let text = objectives.map(\.text).joined(separator: "\n\n")
    add("aim", first.place, .map([.init("en", first.place, .scalar(text, first.place))]))
  }

  private mutating func addOrganisations() {
    guard let cell = cell(STIPColumn.organisation) else { return }
    let organisations = Self.values(of: cell).map { name in
      PlacedValue.map([.init("name", cell.place, .scalar(name, cell.place))])
    }
    add("organisations", cell.place, .list(organisations))
  }

  /// Amounts such as `2500000 EUR`; what is written otherwise stays words.
  private mutating func addBudget() {
    guard let cell = cell(STIPColumn.budget) else { return }
    let place = cell.place
    func entry(_ name: String, _ text: String) -> PlacedValue.Entry { .init(name, place, .scalar(text, place)) }
    let budgets = Self.values(of: cell).map { text in
      let parts = text.split(separator: " ").map(String.init)
      let currency = parts.count == 2 && CodeList.currencies.contains(parts[1]) ? parts[1] : nil
      let isAmount = parts.first.map { DecimalNumber($0) != nil } == true && (parts.count == 1 || currency != nil)
      guard isAmount else {
        report(ImportRules.notUnderstood, "\"\(text)\" is no amount such as 2500000 EUR; it stays in words", at: cell)
        return PlacedValue.map([
          entry("per", "year"), .init("summary", place, .map([entry("en", text)])),
        ])
      }
      let amount = [entry("amount", parts[0])] + (currency.map { [entry("currency", $0)] } ?? [])
      return .map(amount + [entry("per", "year")])
    }
    add("budget", place, .list(budgets))
  }

  // MARK: Rest

  private static let placed: Set<String> = [
    STIPColumn.initiative, STIPColumn.nameEnglish, STIPColumn.countryLabel, STIPColumn.countryCode,
    STIPColumn.nameOriginal, STIPColumn.acronym, STIPColumn.start, STIPColumn.end, STIPColumn.description,
    STIPColumn.background, STIPColumn.organisation, STIPColumn.budget, STIPColumn.tags, STIPColumn.typeCode,
    STIPColumn.typeLabel,
  ]

  /// Keeps what has no field. That a column has none is told once for the sheet.
  private mutating func addRest() {
    var kept: Set<[String]> = []
    for cell in cells + instrumentCells.joined() where !Self.placed.contains(cell.name) {
      if cell.name == STIPColumn.instrument, isOwnInstrument(cell.text) { continue }
      if STIPHeader.isObjectives(cell.name) || (STIPColumn.isFlag(cell.name) && Self.isTerm(cell.name)) { continue }
      // Each row of an initiative may say it again.
      guard kept.insert([cell.name, cell.text]).inserted else { continue }
      keepAside(cell)
      // What is no column of the survey was told with the header.
      let isKnown = STIPColumn.names.contains(cell.name)
      let isFacet = !isKnown && STIPColumn.isFlag(cell.name)
      guard isKnown || isFacet || cell.name.isEmpty else { continue }
      guard told.insert(isFacet ? "facet" : cell.name).inserted else { continue }
      let what =
        isFacet ? "facets of instruments have" : cell.name.isEmpty ? "a column without a name has" : "\(cell.name) has"
      let message = "\(what) no field in a record; the values are kept with the draft, here and in the rows below"
      report(STIPRules.column, severity: .note, message, at: cell)
    }
  }

  private func isOwnInstrument(_ text: String) -> Bool {
    id.map { STIPHeader.trimmed(text).hasPrefix($0 + "#") } ?? false
  }

  /// Whether a flag is a theme or a target group.
  static func isTerm(_ name: String) -> Bool { name.hasPrefix("TH") || name.hasPrefix("TG") }
}

/// The text of several rows as one, with each line at its own number.
private struct JoinedRows {
  let text: SourceText
  /// Where each row begins in the text.
  let starts: [Int]
  /// Whether the rows follow each other in the file, so that offsets are those of the file.
  let isContiguous: Bool

  init(_ rows: [STIPSheet.Row]) {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    var isContiguous = true
    var line = rows.first?.text.firstLine ?? 1
    let base = rows.first?.text.baseOffset ?? 0
    for row in rows {
      let gap = row.text.firstLine - line
      let offset = row.text.baseOffset - base - bytes.count
      if gap == 1, offset == 1 || offset == 2 {
        bytes += offset == 2 ? [0x0D, 0x0A] : [0x0A]
      } else if !starts.isEmpty {
        bytes += [UInt8](repeating: 0x0A, count: gap)
        isContiguous = false
      }
      starts.append(bytes.count)
      bytes += row.text.bytes
      line = row.text.firstLine + Self.lineBreaks(in: row.text.bytes)
    }
    text = SourceText(
      name: rows.first?.text.name ?? "", bytes: bytes, firstLine: rows.first?.text.firstLine ?? 1, baseOffset: base)
    self.starts = starts
    self.isContiguous = isContiguous
  }

  private static func lineBreaks(in bytes: [UInt8]) -> Int {
    bytes.indices.count { index in
      bytes[index] == 0x0A || (bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A))
    }
  }
}
