internal import CatalogueModel
internal import LinkedData

/// A record as a public service: the service, what belongs to it, and the entry of the catalogue about it.
struct ServiceDescription {
  let record: Record
  let service: RDFResource
  /// The id, which also begins the identifiers of the parts.
  let name: String
  /// The language of what has none of its own in a record, such as the name of an organisation.
  let language: String
  /// What is said of the service itself so far.
  var node: RDFNode
  private var parts: [RDFNode] = []

  init(_ record: Record, as service: RDFResource, called name: String, language: String) {
    self.record = record
    self.service = service
    self.name = name
    self.language = language
    node = RDFNode(service, .publicService)
  }

  /// The nodes, the service first. O(size of the record).
  mutating func nodes(_ book: inout ConceptBook) -> [RDFNode] {
    node.add(.identifier, plain: name)
    node.add(.title, record.title)
    node.add(.alternative, record.alsoKnownAs.map { RDFObject.plain($0) })
    node.add(.description, record.aim)
    node.add(.description, record.overview)
    addClassification(&book)
    addPlaces(&book)
    addPeriods()
    addOrganisations(&book)
    addContactPoints()
    addEligibility()
    addOutputs(&book)
    addCost(&book)
    addLinks(&book)
    addSources()
    let entry = entry(&book)
    return [node] + parts + [entry]
  }

  /// Adds something that belongs to the service, and relates the two.
  mutating func add(_ part: RDFNode, with properties: RDFName...) {
    for property in properties { node.add(property, part.subject) }
    parts.append(part)
  }

  /// Adds a node that the service is not related to directly.
  mutating func add(loose part: RDFNode) { parts.append(part) }

  /// Begins a part that has to have an identifier.
  func part(_ fragment: String, _ name: RDFName) -> RDFNode {
    var part = RDFNode(service.part(fragment), name)
    part.add(.identifier, plain: self.name + "-" + fragment)
    return part
  }

  /// A text in the language of the record.
  func text(_ text: String) -> RDFObject { RDFObject(LocalizedText.Entry(language, text)) }

  // MARK: What it is about

  private mutating func addClassification(_ book: inout ConceptBook) {
    func terms(_ codes: [String], _ vocabulary: String) -> [RDFObject] {
      codes.map { .resource(book.term($0, in: vocabulary)) }
    }
    node.add(.type, record.kind.map { book.choice($0.rawValue, of: "kind") })
    node.add(.thematicArea, terms(record.priorities, "priorities") + terms(record.ktAreas, "kt_areas"))
    let level = [record.level].compactMap(\.self)
    node.add(.isClassifiedBy, terms(record.instrumentTypes, "instrument_types") + terms(level, "levels"))
    node.add(.audience, terms(record.targetGroups, "target_groups"))
    node.add(.admsStatus, record.active.map { book.choice($0 ? "active" : "inactive", of: "active") })
  }

  /// The countries, then the regions; the Union's own IRIs where there are such.
  private mutating func addPlaces(_ book: inout ConceptBook) {
    node.add(.spatial, record.countries.compactMap { book.country($0).map { .resource($0) } })
    for (index, region) in record.regions.enumerated() where region.nuts != nil || region.name != nil {
      let resource = region.nuts.map { book.region(nuts: $0) } ?? service.part("region-\(index + 1)")
      var place = RDFNode(resource, .location)
      place.add(.geographicName, plain: region.name)
      node.add(.spatial, resource)
      if !place.isBare { parts.append(place) }
    }
  }

  /// The whole time first, then the phases.
  private mutating func addPeriods() {
    var whole = RDFNode(service.part("period"), .periodOfTime)
    whole.add(.startDate, record.created)
    whole.add(.endDate, record.ended)
    if !whole.isBare { add(whole, with: .temporal) }
    for (index, phase) in record.phases.enumerated() {
      var period = RDFNode(service.part("phase-\(index + 1)"), .periodOfTime)
      period.add(.title, phase.name)
      period.add(.startDate, phase.from)
      period.add(.endDate, phase.to)
      period.add(.description, phase.summary)
      if !period.isBare { add(period, with: .temporal) }
    }
  }

  // MARK: What comes of it, and on what conditions

  private mutating func addEligibility() {
    guard !record.eligibility.isEmpty else { return }
    var requirement = part("eligibility", .requirement)
    requirement.add(.title, .text("Eligibility", language: "en"))
    requirement.add(.description, record.eligibility)
    add(requirement, with: .holdsRequirement)
  }

  private mutating func addOutputs(_ book: inout ConceptBook) {
    for (index, output) in record.outputs.enumerated() {
      let figure = output.figure
      guard figure != nil || !output.summary.isEmpty else { continue }
      var part = part("output-\(index + 1)", .output)
      if output.summary.isEmpty { part.add(.title, figure.map(text)) } else { part.add(.title, output.summary) }
      part.add(.description, figure.map(text))
      part.add(.type, output.planned.map { book.choice($0 ? "planned" : "achieved", of: "outputs.planned") })
      part.add(.type, output.evidence.map { book.choice($0.rawValue, of: "outputs.evidence") })
      add(part, with: .produces)
    }
  }

  /// What is paid of the costs, in words: the profile has a place for amounts that the user pays, and none for shares.
  private mutating func addCost(_ book: inout ConceptBook) {
    guard let cofinancing = record.cofinancing else { return }
    var cost = part("cost", .cost)
    cost.add(.description, cofinancing.summary)
    cost.add(.description, cofinancing.rates.compactMap { $0.words.map(text) })
    if let maximum = cofinancing.maximum {
      let basis = maximum.per.flatMap { book.label($0, in: "amount_bases", language) }
      let amount = [maximum.amount?.description, maximum.currency].compactMap(\.self).joined(separator: " ")
      let words = ["≤ " + (amount.isEmpty ? "?" : amount), basis].compactMap(\.self).joined(separator: " / ")
      cost.add(.description, text(words))
    }
    if cost.properties.count > 1 { add(cost, with: .hasCost) }
  }
}

extension Output {
  /// The quantity in a few words that need no language: `clusters: 71 clusters (2011-03)`.
  fileprivate var figure: String? {
    let amount = [value?.description, unit].compactMap(\.self).joined(separator: " ")
    let parts = [indicator, amount.isEmpty ? nil : amount].compactMap(\.self)
    guard !parts.isEmpty || asOf != nil else { return nil }
    return parts.joined(separator: ": ") + (asOf.map { (parts.isEmpty ? "(" : " (") + $0.description + ")" } ?? "")
  }
}

extension Cofinancing.Rate {
  /// The share in a few words that need no language: `40–75 % (small firms)`.
  fileprivate var words: String? {
    let ends = [percent, from, to].compactMap { $0?.description }
    guard !ends.isEmpty || appliesTo != nil else { return nil }
    let share = ends.isEmpty ? "" : (percent == nil && from == nil ? "≤ " : "") + ends.joined(separator: "–") + " %"
    return [share, appliesTo.map { share.isEmpty ? $0 : "(\($0))" } ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
