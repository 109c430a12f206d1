internal import CatalogueModel
internal import SourceTree

/// What codes, ticks and tags become.
extension STIPDraft {
  /// A term that was found, with the cell that names it.
  private struct Found {
    var code: String
    var cell: Cell
  }

  /// Tags name terms of the catalogue; ticks confirm them, or name more.
  ///
  /// Ticks count: a tag whose term could be ticked and is not, is no longer meant. A tick that several terms could have
  /// made is understood where one of them is a tag.
  mutating func addTerms() {
    let ticked = cells.filter { STIPColumn.isFlag($0.name) && Self.isTerm($0.name) && isTicked($0) }
    let codes = Set(ticked.map(\.name))
    var found: [String: [Found]] = [:]
    for tag in tags {
      guard let named = terms.term(tagged: tag.text) else {
        keepAside(
          tag, STIPRules.code, "the tag \"\(tag.text)\" is no term of the catalogue; it was kept aside")
        continue
      }
      let own = terms.codes(of: named.term.code, in: named.vocabulary)
      guard own.isEmpty || !codes.isDisjoint(with: own) else {
        let message =
          "the tag \"\(tag.text)\" was kept aside, as \(own.joined(separator: " or ")) is not ticked; tick it or remove the tag"
        keepAside(tag, STIPRules.code, message)
        continue
      }
      if found[named.field]?.contains(where: { $0.code == named.term.code }) == true { continue }
      found[named.field, default: []].append(Found(code: named.term.code, cell: tag))
    }
    for tick in ticked { addTick(tick, &found) }
    for (_, field) in STIPTerms.tagged {
      guard let values = found[field], let first = values.first else { continue }
      if field == "level" {
        add(field, first.cell.place, .scalar(first.code, first.cell.place))
        for other in values.dropFirst() {
          keepAside(other.cell, STIPRules.code, "\"\(other.cell.text)\" is a second level; it was kept aside")
        }
      } else {
        add(field, first.cell.place, .list(values.map { .scalar($0.code, $0.cell.place) }))
      }
    }
  }

  /// The tags, each as a cell.
  private var tags: [Cell] {
    guard let cell = cell(STIPColumn.tags) else { return [] }
    return Self.values(of: cell).map { Cell(name: cell.name, text: $0, place: cell.place) }
  }

  /// Spreadsheets write 1 in several ways. Something else than yes and no is reported.
  private mutating func isTicked(_ cell: Cell) -> Bool {
    switch STIPHeader.trimmed(cell.text).lowercased() {
    case "1", "1.0", "1,0", "true", "x", "yes": return true
    case "0", "0.0", "0,0", "false", "no": return false
    default:
      keepAside(cell, STIPRules.code, "\"\(cell.text)\" is neither 1 nor 0; it was kept aside")
      return false
    }
  }

  private mutating func addTick(_ tick: Cell, _ found: inout [String: [Found]]) {
    let isTheme = tick.name.hasPrefix("TH")
    let fields =
      isTheme ? [("priorities", "priorities"), ("kt_areas", "kt_areas")] : [("target_groups", "target_groups")]
    // A tag has said which term is meant.
    let isExplained = fields.contains { vocabulary, field in
      found[field]?.contains { terms.codes(of: $0.code, in: vocabulary).contains(tick.name) } == true
    }
    if isExplained { return }
    // Areas are for practices first; a theme alone does not state one.
    let (vocabulary, field) = fields[0]
    let candidates = terms.terms(for: tick.name, in: vocabulary)
    if candidates.count == 1 {
      found[field, default: []].append(Found(code: candidates[0].code, cell: tick))
      return
    }
    let entries = isTheme ? STIPCodes.themes : STIPCodes.targetGroups
    guard let entry = entries.first(where: { $0.code == tick.name }) else {
      // A code of another edition was reported with the header.
      return keepAside(tick, STIPRules.code, "\(tick.name) is ticked, and is no code of the survey of 2021")
    }
    if candidates.isEmpty {
      let what = isTheme ? "priority" : "target group"
      let message = "\(tick.name) (\(entry.label)) stands for no \(what) of the catalogue; it was kept aside"
      return keepAside(tick, text: entry.label, STIPRules.code, message)
    }
    let meant = candidates.map { "\"\($0.code)\"" }.joined(separator: " or ")
    let message = "\(tick.name) (\(entry.label)) may mean \(meant); it was kept aside"
    keepAside(tick, text: entry.label, STIPRules.code, message)
  }

  /// One type for each row, by its code, else by its label.
  mutating func addInstrumentTypes() {
    var found: [Found] = []
    for row in instrumentCells {
      let code = row.first { $0.name == STIPColumn.typeCode }
      let label = row.first { $0.name == STIPColumn.typeLabel }
      guard let cell = code ?? label, let term = instrumentType(code, label) else { continue }
      if found.contains(where: { $0.code == term }) { continue }
      found.append(Found(code: term, cell: cell))
    }
    guard let first = found.first else { return }
    add("instrument_types", first.cell.place, .list(found.map { .scalar($0.code, $0.cell.place) }))
  }

  private mutating func instrumentType(_ code: Cell?, _ label: Cell?) -> String? {
    let vocabulary = catalogue.vocabularies["instrument_types"]
    let labelled = label.flatMap { label in
      vocabulary?.terms(named: STIPHeader.trimmed(label.text)).first { !$0.isForSearch }
    }
    guard let code else {
      guard let label else { return nil }
      if let labelled { return labelled.code }
      let near = vocabulary?.nearest(to: label.text).map { "\"\($0.label.preferred(["en"]) ?? $0.code)\"" } ?? []
      let question = near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
      keepAside(label, STIPRules.code, "\"\(label.text)\" is no instrument type of the catalogue\(question)")
      return nil
    }
    let text = STIPHeader.trimmed(code.text)
    if let term = terms.terms(for: text, in: "instrument_types").first {
      if let label, let labelled, labelled.code != term.code {
        let name = STIPCodes.instrumentTypes.first { $0.code == text }?.label ?? term.code
        report(STIPRules.code, "\(text) is \"\(name)\", not \"\(label.text)\"; the code was taken", at: label)
      }
      return term.code
    }
    let known = STIPCodes.instrumentTypes
    let near = NearestName.candidates(for: text, among: known.map(\.code)).compactMap { near in
      known.first { $0.code == near }.map { "\"\($0.code)\" (\($0.label))" }
    }
    let question = near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
    if let labelled {
      report(
        STIPRules.code, "there is no instrument type \(text); \"\(labelled.code)\" was taken from the label", at: code)
      return labelled.code
    }
    keepAside(code, STIPRules.code, "there is no instrument type \(text) in STIP Compass\(question)")
    return nil
  }
}
