internal import CatalogueModel
internal import CataloguePlugins
internal import DelimitedText

/// The rows of one initiative.
enum STIPRow {
  /// The text of a row: its cells, quoted where they have to be, and a line end.
  static func text(_ cells: [String]) -> String {
    cells.map { CSVCell.quoted($0, separator: STIPColumn.separator) }.joined(separator: "|") + "\r\n"
  }

  /// One row for each type of instrument; one without a type when the record names none. O(size).
  static func rows(of record: Record, in context: ExportContext) -> [String] {
    let terms = STIPTerms(context.vocabularies)
    let shared = cells(of: record, terms, context)
    let id = shared[STIPColumn.initiative] ?? ""
    let types: [String?] = record.instrumentTypes.isEmpty ? [nil] : record.instrumentTypes
    return types.map { type in
      var cells = shared
      if let type {
        let code = terms.typeCode(type)
        cells[STIPColumn.instrument] = "\(id)#\(code ?? type)"
        cells[STIPColumn.typeCode] = code
        cells[STIPColumn.typeLabel] = terms.label(type, in: "instrument_types")
      }
      return text(
        STIPColumn.all.map { column in
          let cell = cells[column.name] ?? (STIPColumn.isFlag(column.name) && !column.name.hasPrefix("PP") ? "0" : "")
          return CSVCell.guarded(cell)
        })
    }
  }

  /// The cells that every row of the initiative has, by column.
  private static func cells(of record: Record, _ terms: STIPTerms, _ context: ExportContext) -> [String: String] {
    var cells: [String: String] = [:]
    let id = record.id ?? ""
    cells[STIPColumn.initiative] = context.settings.uri(of: id) ?? id
    cells[STIPColumn.nameEnglish] = record.title["en"]
    cells[STIPColumn.nameOriginal] = originalName(of: record)?.text
    cells[STIPColumn.acronym] = acronym(among: record.alsoKnownAs)
    let countries = record.countries.map { STIPCountry.entry(of: $0, in: record) }
    cells[STIPColumn.countryCode] = joined(countries.map(\.code))
    cells[STIPColumn.countryLabel] = joined(countries.map(\.label))
    cells[STIPColumn.start] = record.created.map { year($0) }
    cells[STIPColumn.end] = record.ended.map { year($0) }
    (cells[STIPColumn.description], cells[STIPColumn.background]) = description(of: record)
    cells[STIPColumn.objectives] = record.aim.preferred(["en"])
    cells[STIPColumn.organisation] = joined(responsible(record.organisations))
    cells[STIPColumn.budget] = joined(record.budget.compactMap(yearly))
    var tags: [String] = []
    for (vocabulary, codes) in [
      ("priorities", record.priorities), ("kt_areas", record.ktAreas), ("levels", record.level.map { [$0] } ?? []),
      ("target_groups", record.targetGroups),
    ] {
      for code in codes {
        tags.append(terms.label(code, in: vocabulary))
        for ticked in terms.codes(of: code, in: vocabulary) { cells[ticked] = "1" }
      }
    }
    cells[STIPColumn.tags] = joined(tags)
    cells[STIPColumn.contribution] = contribution(record.cofinancing)
    return cells
  }

  // MARK: Cells

  private static func joined(_ values: [String]) -> String? {
    values.isEmpty ? nil : values.joined(separator: String(STIPColumn.valueSeparator))
  }

  private static func year(_ date: PartialDate) -> String {
    let digits = String(date.year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The name in another language than English: that of the country where there is one, else the record's, else the
  /// first.
  static func originalName(of record: Record) -> LocalizedText.Entry? {
    let others = record.title.entries.filter { $0.language != "en" }
    let wanted = [record.countries.first.flatMap(STIPCountry.language), record.language].compactMap(\.self)
    return wanted.lazy.compactMap { language in others.first { $0.language == language } }.first ?? others.first
  }

  /// The name that looks like an acronym; else the first.
  private static func acronym(among names: [String]) -> String? {
    names.first { name in
      name.count <= 12 && !name.contains(" ") && name.count(where: \.isUppercase) > 1
    } ?? names.first
  }

  /// Those who own it; where none is named, those who run it, else those who pay for it, else others who take part.
  static func responsible(_ organisations: [Organisation]) -> [String] {
    for role: Organisation.Role in [.owner, .operator, .funder, .partner] {
      let names = organisations.filter { $0.role == role }.compactMap(\.name)
      if !names.isEmpty { return names }
    }
    return organisations.filter { $0.role == nil }.compactMap(\.name)
  }

  private static func yearly(_ budget: Budget) -> String? {
    guard budget.per == .year, let amount = budget.amount else { return nil }
    return [amount.description, budget.currency].compactMap(\.self).joined(separator: " ")
  }

  /// Whether those who get money have to add to it: 1 where some rate is below 100 %, 0 where none is.
  private static func contribution(_ cofinancing: Cofinancing?) -> String? {
    let rates = (cofinancing?.rates ?? []).compactMap { $0.percent ?? $0.from ?? $0.to }
    guard !rates.isEmpty else { return nil }
    return rates.contains { $0.doubleValue < 100 } ? "1" : "0"
  }

  // MARK: Description

  /// The first paragraph of the overview with the regions in a paragraph behind it, and the other paragraphs.
  private static func description(of record: Record) -> (short: String?, background: String?) {
    let overview = record.overview.preferred(["en"]) ?? ""
    let parts = overview.firstRange(of: "\n\n").map { (overview[..<$0.lowerBound], overview[$0.upperBound...]) }
    var short = parts.map { String($0.0) } ?? overview
    let regions = record.regions.map(STIPRegions.text).filter { !$0.isEmpty }
    if !regions.isEmpty { short += STIPRegions.mark + regions.joined(separator: STIPRegions.separator) }
    return (short.isEmpty ? nil : short, parts.map { String($0.1) })
  }
}

/// How regions stand at the end of a description: `Regions: Rhône-Alpes [FRK2]; Norte`.
///
/// The sheet has no column for them. A description holds one paragraph, so that a second one of this kind is theirs.
enum STIPRegions {
  /// What comes before them.
  static let mark = "\n\nRegions: "
  /// What stands between them.
  static let separator = "; "

  /// One region.
  static func text(_ region: Region) -> String {
    let name = region.name?.split(separator: separator).joined(separator: ", ")
    return [name, region.nuts.map { "[\($0)]" }].compactMap(\.self).joined(separator: " ")
  }

  /// A region as it was written: its name, its code, or both.
  static func parts(of text: Substring) -> (name: Substring?, nuts: Substring?) {
    guard text.last == "]", let open = text.lastIndex(of: "[") else { return (text, nil) }
    let nuts = text[text.index(after: open)...].dropLast()
    let name = text[..<open].drop { $0 == " " }
    let end = name.lastIndex { $0 != " " }.map { name.index(after: $0) } ?? name.startIndex
    return (end == name.startIndex ? nil : name[..<end], nuts.isEmpty ? nil : nuts)
  }
}
