internal import CatalogueModel
internal import SourceTree

/// What a record describes: a `GovernmentService` for an instrument, which is a `FinancialIncentive` as well when it
/// pays, and a `Service` for a practice.
struct EntityNode {
  /// The record.
  let record: Record
  /// What things are called.
  let names: GraphNames

  /// The node. O(size of the record).
  func node(id: String) -> GraphNode {
    var node = isIncentive ? GraphNode("GovernmentService", "FinancialIncentive") : GraphNode(service)
    node.set("@id", id)
    node.set("identifier", record.id)
    node.set("name", record.title)
    node.set("alternateName", listOf: record.alsoKnownAs.map(DataValue.string))
    node.set("description", record.aim, record.overview)
    node.set("serviceType", record.kind?.rawValue)
    node.set("areaServed", listOf: record.countries.map(names.country) + record.regions.map(area))
    node.set("audience", listOf: record.targetGroups.map(audience))
    node.set("category", listOf: categories)
    node.set("termsOfService", record.eligibility)
    node.set("provider", listOf: providers)
    node.set("availableChannel", listOf: [record.enquiries.map(channel)].compactMap(\.self))
    node.set("serviceOutput", listOf: record.outputs.map(result))
    node.set("isRelatedTo", listOf: record.links.map(related))
    if isIncentive { addIncentive(to: &node) }
    return node
  }

  private var service: String { record.kind == .instrument ? "GovernmentService" : "Service" }

  /// Whether it is an instrument that states co-financing or belongs to one of the families that pay.
  private var isIncentive: Bool {
    guard record.kind == .instrument else { return false }
    return record.cofinancing != nil
      || record.instrumentTypes.contains { code in
        let family = names.term(code, in: "instrument_types")?.broader ?? code
        return family == "direct-financial-support" || family == "indirect-financial-support"
      }
  }

  private func addIncentive(to node: inout GraphNode) {
    node.set(
      "incentiveStatus", record.active.map { "https://schema.org/IncentiveStatus" + ($0 ? "Active" : "Retired") })
    node.set("incentiveType", listOf: incentiveTypes.map { .string("https://schema.org/IncentiveType" + $0) })
    node.set("validFrom", record.created)
    node.set("validThrough", record.ended)
    if let cofinancing = record.cofinancing { node.set("incentiveAmount", listOf: amounts(cofinancing)) }
  }

  /// The kinds of incentives, by the STIP Compass codes of the instrument types. Tax relief has three kinds there, and a
  /// record does not say which.
  private var incentiveTypes: [String] {
    let matches: [Term.Match] = record.instrumentTypes.flatMap { names.term($0, in: "instrument_types")?.matches ?? [] }
    let exact = matches.filter { $0.scheme == "stip-2021" && $0.match == .exact }
    let codes = Set(exact.compactMap(\.code))
    let isSubsidy = !codes.isDisjoint(with: ["PI006", "PI007", "PI008", "PI009", "PI011", "PI014"])
    return (codes.contains("PI012") ? ["Loan"] : []) + (isSubsidy ? ["RebateOrSubsidy"] : [])
  }

  /// The conditions in words, then a quantity for each rate and for the ceiling.
  private func amounts(_ cofinancing: Cofinancing) -> [GraphNode] {
    var words = GraphNode("QuantitativeValue")
    words.set("description", cofinancing.summary)
    let rates = cofinancing.rates.map { rate in
      var node = GraphNode("QuantitativeValue")
      node.set("description", rate.appliesTo)
      node.set("value", rate.percent)
      node.set("minValue", rate.from)
      node.set("maxValue", rate.to)
      if node.value != nil {
        // The unit of a share in percent, by the example in the definition of incentiveAmount.
        node.set("unitCode", "P1")
        node.set("unitText", "%")
      }
      return node
    }
    guard let maximum = cofinancing.maximum else { return [words] + rates }
    var most = GraphNode("QuantitativeValue")
    most.set("maxValue", maximum.amount)
    most.set("unitCode", maximum.currency)
    most.set("valueReference", maximum.per.flatMap { names.definedTerm($0, in: "amount_bases").value })
    return [words] + rates + [most]
  }

  private func area(_ region: Region) -> GraphNode {
    var node = GraphNode("AdministrativeArea")
    node.set("identifier", region.nuts)
    node.set("name", region.name)
    if node.value != nil { node.set("containedInPlace", country(around: region).flatMap { names.country($0).value }) }
    return node
  }

  /// The country of a region: by its NUTS code, which writes two countries otherwise than ISO 3166-1, or the only one
  /// there is.
  private func country(around region: Region) -> String? {
    guard let nuts = region.nuts else { return record.countries.count == 1 ? record.countries.first : nil }
    let code = String(nuts.prefix(2))
    let country = ["EL": "GR", "UK": "GB"][code] ?? code
    return record.countries.contains(country) ? country : nil
  }

  private func audience(_ code: String) -> GraphNode {
    let matches = names.term(code, in: "target_groups")?.matches ?? []
    let groups = Set(matches.filter { $0.scheme == "stip-2021" }.compactMap(\.code))
    let isEducation = groups.contains("TG20")
    let isBusiness = !groups.isDisjoint(with: Self.firms)
    var node = GraphNode(isBusiness ? "BusinessAudience" : isEducation ? "EducationalAudience" : "Audience")
    node.set("identifier", code)
    node.set("audienceType", names.label(code, in: "target_groups"))
    return node
  }

  /// The target groups of the STIP Compass survey of 2021 that are firms, by age and by size.
  private static let firms: Set<String> = ["TG25", "TG26", "TG27", "TG28", "TG29", "TG30", "TG31", "TG32", "TG33"]

  private var categories: [GraphNode] {
    let terms =
      record.priorities.map { ($0, "priorities") } + record.ktAreas.map { ($0, "kt_areas") }
      + record.instrumentTypes.map { ($0, "instrument_types") }
      + [record.level].compactMap(\.self).map { ($0, "levels") }
    return terms.map { names.definedTerm($0, in: $1) }
  }

  /// Everybody who takes part, each once, owners first; contacts stand under the one that they name, else the first.
  private var providers: [GraphNode] {
    var found: [Organisation] = []
    let roles: [Organisation.Role?] = [.owner, .operator, nil, .partner, .funder]
    for organisation in roles.flatMap({ role in record.organisations.filter { $0.role == role } }) {
      let isKnown = found.contains { $0.name == organisation.name && $0.url == organisation.url }
      if !isKnown, organisation.node.value != nil { found.append(organisation) }
    }
    func position(_ name: String?) -> Int { found.firstIndex { $0.name != nil && $0.name == name } ?? 0 }
    let enquiriesPosition = position(record.enquiries?.organisation)
    let contactPosition = position(record.contact?.organisation)
    return found.enumerated().map { index, organisation in
      var node = organisation.node
      var points: [GraphNode] = []
      if index == enquiriesPosition, let enquiries = record.enquiries { points.append(point(enquiries)) }
      if index == contactPosition, let contact = record.contact { points.append(point(contact)) }
      node.set("contactPoint", listOf: points)
      return node
    }
  }

  /// Where to ask, as a way to the service; so that it is there without an organisation that provides it.
  private func channel(_ enquiries: Enquiries) -> GraphNode {
    var node = GraphNode("ServiceChannel")
    node.set("name", enquiries.organisation)
    node.set("serviceUrl", enquiries.url)
    return node
  }

  private func point(_ enquiries: Enquiries) -> GraphNode {
    var node = GraphNode("ContactPoint")
    node.set("name", enquiries.organisation)
    node.set("url", enquiries.url)
    node.set("email", enquiries.mailbox)
    if node.value != nil { node.set("contactType", "enquiries") }
    return node
  }

  private func point(_ contact: Contact) -> GraphNode {
    var node = GraphNode("ContactPoint")
    node.set("name", contact.name)
    node.set("email", contact.email)
    node.set("contactType", contact.role)
    return node
  }

  /// A result in words is a thing; with an indicator, a figure or what is known about one, it is a property value.
  private func result(_ output: Output) -> GraphNode {
    let references = [
      reference("as of", output.asOf.map { .date($0.description) }),
      reference("planned", output.planned.map { .boolean($0) }),
    ].compactMap(\.self)
    let isFigure =
      output.indicator != nil || output.value != nil || output.unit != nil || output.evidence != nil
      || !references.isEmpty
    var node = GraphNode(isFigure ? "PropertyValue" : "Thing")
    node.set("name", output.indicator)
    node.set("description", output.summary)
    node.set("value", output.value)
    node.set("unitText", output.unit)
    node.set("measurementTechnique", output.evidence?.rawValue)
    node.set("valueReference", listOf: references)
    return node
  }

  private func reference(_ name: String, _ value: DataValue?) -> GraphNode? {
    guard let value else { return nil }
    var node = GraphNode("PropertyValue")
    node.set("name", name)
    node.set("value", value)
    return node
  }

  private func related(_ link: Link) -> GraphNode {
    var node = GraphNode("Service")
    node.set("@id", link.target.map(names.uri))
    node.set("name", link.name)
    node.set("url", link.url)
    return node
  }
}
