internal import CatalogueModel
internal import CataloguePlugins
internal import CommonMark
internal import SourceTree

/// What a record answers to each box of the form.
struct SheetContent {
  /// A piece of an answer.
  enum Piece {
    /// A text in CommonMark, with its language where that is not English.
    case prose(String, language: String?)
    /// The heading of a part.
    case part(SheetPart)
    /// A list.
    case facts([SheetFact])
  }

  let record: Record
  let context: ExportContext

  init(_ record: Record, in context: ExportContext) {
    self.record = record
    self.context = context
  }

  /// The title for people; never empty.
  var title: String { record.title.preferred(["en"]) ?? record.id ?? "Practice without a title" }

  /// The answer; none where the record says nothing.
  func pieces(of box: SheetBox) -> [Piece] {
    switch box {
    case .title: title(record.title)
    case .organisation: facts(record.organisations.compactMap(organisation))
    case .location: facts(location)
    case .topic: facts(topics)
    case .summary: prose(record.aim)
    case .details: details
    case .resources: prose(record.resourcesNeeded?.summary ?? .init()) + facts(figures, under: .figures)
    case .timescale: facts(timescale)
    case .evidence:
      prose(record.evidenceOfSuccess)
        + facts(record.outputs.filter { $0.planned != true }.compactMap(output), under: .results)
        + facts(record.outputs.filter { $0.planned == true }.compactMap(output), under: .expected)
    case .difficulties: prose(record.difficulties)
    case .transfer: prose(record.transferability)
    case .information: facts(record.sources.compactMap(source) + enquiries)
    case .instruments: facts(record.links.compactMap(link))
    case .contact: facts(contact)
    case .sheet: facts(aboutSheet)
    }
  }

  /// Whether the form asks for something that the record does not say.
  func isMissing(_ box: SheetBox) -> Bool {
    switch box {
    case .timescale: record.created == nil
    case .location: record.countries.isEmpty
    default: pieces(of: box).isEmpty
    }
  }

  // MARK: Pieces

  private func title(_ text: LocalizedText) -> [Piece] {
    guard let entry = text.preferredEntry(["en"]) else { return [] }
    return [.prose(EmbeddedText.line(entry.text), language: entry.language == "en" ? nil : entry.language)]
  }

  private func prose(_ text: LocalizedText) -> [Piece] {
    guard let entry = text.preferredEntry(["en"]) else { return [] }
    // Parts have headings of level 3.
    return [
      .prose(EmbeddedText.prose(entry.text, below: 3), language: entry.language == "en" ? nil : entry.language)
    ]
  }

  private func facts(_ facts: [SheetFact], under part: SheetPart? = nil) -> [Piece] {
    facts.isEmpty ? [] : (part.map { [.part($0)] } ?? []) + [.facts(facts)]
  }

  private func plain(_ text: LocalizedText) -> String? {
    text.preferred(["en"]).map { CommonMarkTree(parsing: $0).text }
  }

  private func label(_ code: String, _ vocabulary: String) -> String {
    context.vocabularies[vocabulary]?.label(code, ["en"]) ?? code
  }

  // MARK: Boxes

  private func organisation(_ organisation: Organisation) -> SheetFact? {
    guard let name = organisation.name ?? organisation.url else { return nil }
    let role = organisation.role.map { Self.capitalised($0.rawValue) } ?? Self.organisationLabel
    return SheetFact(role, name, [(nil, organisation.name == nil ? nil : organisation.url)])
  }

  /// The label of an organisation whose role nobody states.
  static let organisationLabel = "Organisation"

  private var location: [SheetFact] {
    record.countries.map { code in
      let name = CodeList.countries.name(of: code, in: "en")
      return SheetFact("Country", name.map { "\($0) (\(code))" } ?? code)
    }
      + record.regions.map { region in
        let parts = [region.name, region.nuts.map { "NUTS \($0)" }].compactMap(\.self)
        return SheetFact("Region", parts.joined(separator: ", "))
      } + (record.level.map { [SheetFact("Geographical scope", label($0, "levels"))] } ?? [])
  }

  private var topics: [SheetFact] {
    record.ktAreas.map { SheetFact(nil, label($0, "kt_areas")) }
      + record.priorities.map { SheetFact("Policy priority", label($0, "priorities")) }
  }

  private var details: [Piece] {
    let eligibility = prose(record.eligibility)
    return prose(record.overview)
      + facts(record.targetGroups.map { SheetFact(nil, label($0, "target_groups")) }, under: .beneficiaries)
      + (eligibility.isEmpty ? [] : [.part(.eligibility)] + eligibility)
  }

  private var figures: [SheetFact] {
    let resources = record.resourcesNeeded
    var facts: [SheetFact] = []
    if let staff = resources?.staffFte { facts.append(SheetFact("Staff", "\(staff) full-time equivalents")) }
    if let months = resources?.setupMonths { facts.append(SheetFact("Time to set up", "\(months) months")) }
    return facts + record.budget.compactMap(budget) + cofinancing
  }

  private func budget(_ budget: Budget) -> SheetFact? {
    let amount = Self.amount(budget.amount, budget.currency)
    let sum = [amount, budget.per.map { $0 == .total ? "in total" : "a year" }].compactMap(\.self)
    let parts = [
      sum.isEmpty ? nil : sum.joined(separator: " "), budget.from.map { "from \($0)" }, budget.to.map { "to \($0)" },
      budget.sourceOfFunds.map { "paid by \($0)" },
    ]
    let figures = parts.compactMap(\.self).joined(separator: ", ")
    let text = [figures.isEmpty ? nil : figures, plain(budget.summary)].compactMap(\.self).joined(separator: ". ")
    return text.isEmpty ? nil : SheetFact("Budget", words: text)
  }

  private var cofinancing: [SheetFact] {
    guard let cofinancing = record.cofinancing else { return [] }
    var lines = [plain(cofinancing.summary)].compactMap(\.self)
    lines += cofinancing.rates.compactMap { rate in
      let range = [rate.from, rate.to].compactMap { $0?.description }.joined(separator: " to ")
      let shares = [rate.percent?.description, range.isEmpty ? nil : range].compactMap(\.self)
      let share = shares.isEmpty ? nil : shares.joined(separator: ", ") + " %"
      let text = [share, rate.appliesTo].compactMap(\.self).joined(separator: " for ")
      return text.isEmpty ? nil : text
    }
    if let maximum = cofinancing.maximum {
      let amount = Self.amount(maximum.amount, maximum.currency).map { "at most \($0)" }
      let text = [amount, maximum.per.map { "per \(label($0, "amount_bases"))" }].compactMap(\.self)
      if !text.isEmpty { lines.append(text.joined(separator: " ")) }
    }
    return lines.map { SheetFact("Co-financing", words: $0) }
  }

  private var timescale: [SheetFact] {
    var facts: [SheetFact] = []
    if let created = record.created { facts.append(SheetFact("Start", created.description)) }
    if let ended = record.ended { facts.append(SheetFact("End", ended.description)) }
    if let active = record.active { facts.append(SheetFact("State", Self.state(active))) }
    return facts
  }

  /// What the sheet says of whether a practice is active.
  static func state(_ active: Bool) -> String { active ? "still running" : "no longer running" }

  private func output(_ output: Output) -> SheetFact? {
    let value = [output.value?.description, output.unit].compactMap(\.self).joined(separator: " ")
    let fact = SheetFact(
      nil, plain(output.summary) ?? "",
      [
        ("indicator", output.indicator), ("value", value.isEmpty ? nil : value),
        ("as of", output.asOf?.description), ("evidence", output.evidence?.rawValue),
      ])
    return fact.text.isEmpty ? nil : fact
  }

  private func source(_ source: Source) -> SheetFact? {
    let complete = source.complete.map { $0 ? "as a whole" : "in part" }
    let fact = SheetFact(
      nil, source.title ?? "",
      [
        ("publisher", source.publisher), ("published", source.published?.description),
        ("read on", source.accessed?.description), ("read", complete), (nil, source.url),
      ])
    return fact.text.isEmpty ? nil : fact
  }

  private var enquiries: [SheetFact] {
    guard let enquiries = record.enquiries else { return [] }
    let fact = SheetFact(
      "Enquiries", enquiries.organisation ?? "", [("mailbox", enquiries.mailbox), (nil, enquiries.url)])
    return fact.text == "Enquiries: " ? [] : [fact]
  }

  private func link(_ link: Link) -> SheetFact? {
    let type = Self.label(of: link.type ?? .related)
    let more: [(String?, String?)] = [(nil, link.url), ("note", link.note)]
    if let target = link.target { return SheetFact(type, Self.recordWord + target, [("name", link.name)] + more) }
    guard let name = link.name ?? link.url else { return nil }
    return SheetFact(type, name, link.name == nil ? [("note", link.note)] : more)
  }

  /// What comes before the id of a record.
  static let recordWord = "record "

  /// The type of a link as a label: `part_of` is "Part of".
  static func label(of type: Link.LinkType) -> String { capitalised(type.words) }

  private var contact: [SheetFact] {
    guard let contact = record.contact else { return [] }
    return [
      ("Name", contact.name), ("Organisation", contact.organisation), ("E-mail", contact.email), ("Role", contact.role),
    ].compactMap { label, value in value.map { SheetFact(label, $0) } }
  }

  private var aboutSheet: [SheetFact] {
    let facts: [(String, [String])] = [
      ("Record", [record.id].compactMap(\.self)), ("Also known as", record.alsoKnownAs),
      ("Licence", [record.licence].compactMap(\.self)), ("Made on", [context.today.description]),
    ]
    return facts.flatMap { label, values in values.map { SheetFact(label, $0) } }
  }

  // MARK: Words

  static func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

  private static func amount(_ amount: DecimalNumber?, _ currency: String?) -> String? {
    guard amount != nil || currency != nil else { return nil }
    return [currency, amount.map { DecimalNumber.grouped($0.description) }].compactMap(\.self).joined(separator: " ")
  }
}
