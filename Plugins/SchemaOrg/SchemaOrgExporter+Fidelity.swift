package import CataloguePlugins

extension SchemaOrgExporter {
  /// What becomes of each field. Places are paths from the root of the document; `[]` is every item of a list, or the
  /// one value where there is no list.
  package var fidelity: Fidelity { Self.declared }

  private static let declared = Fidelity(joining: identity, targeting, content, money, people, provenance)

  private static let identity: [String: Fidelity.Carriage] = [
    "id": .carried(at: "@graph[].identifier"),
    "kind": .carried(at: "@graph[].serviceType"),
    "title": .carried(at: "@graph[].name[].@value"),
    "also_known_as": .carried(at: "@graph[].alternateName[]"),
    "language": .carried(at: "@graph[].inLanguage"),
  ]

  private static let targeting: [String: Fidelity.Carriage] = [
    "countries": .carried(at: "@graph[].areaServed[].identifier"),
    "regions.nuts": .carried(at: "@graph[].areaServed[].identifier"),
    "regions.name": .carried(at: "@graph[].areaServed[].name"),
    "regions": .carried(at: "@graph[].areaServed[]"),
    "level": .narrowed(at: "@graph[].category[].termCode", how: "as one of the categories"),
    "priorities": .carried(at: "@graph[].category[].termCode"),
    "kt_areas": .carried(at: "@graph[].category[].termCode"),
    "instrument_types": .carried(at: "@graph[].category[].termCode"),
    "target_groups": .carried(at: "@graph[].audience[].identifier"),
    "eligibility": .narrowed(at: "@graph[].termsOfService[].@value", how: "as terms of the service"),
    "inferred": .dropped(why: "schema.org cannot mark a value as chosen by the cataloguer"),
  ]

  private static let content: [String: Fidelity.Carriage] = [
    "aim": .narrowed(
      at: "@graph[].description[].@value", how: "as a description, before the overview, in CommonMark as it is"),
    "overview": .narrowed(
      at: "@graph[].description[].@value", how: "as a description, after the aim, in CommonMark as it is"),
    "created": .narrowed(at: "@graph[].temporalCoverage", how: "as the beginning of the time that the page speaks of"),
    "ended": .narrowed(at: "@graph[].temporalCoverage", how: "as the end of the time that the page speaks of"),
    "active": .narrowed(
      at: "@graph[].incentiveStatus", how: "for instruments that pay only; what is not active counts as retired"),
    "phases": .dropped(why: "a service has no periods"),
    "outputs": .carried(at: "@graph[].serviceOutput[]"),
    "outputs.summary": .carried(at: "@graph[].serviceOutput[].description[].@value"),
    "outputs.indicator": .carried(at: "@graph[].serviceOutput[].name"),
    "outputs.value": .carried(at: "@graph[].serviceOutput[].value"),
    "outputs.unit": .carried(at: "@graph[].serviceOutput[].unitText"),
    "outputs.as_of": .narrowed(
      at: "@graph[].serviceOutput[].valueReference[].value", how: "as another value, named in English"),
    "outputs.planned": .narrowed(
      at: "@graph[].serviceOutput[].valueReference[].value", how: "as another value, named in English"),
    "outputs.evidence": .narrowed(
      at: "@graph[].serviceOutput[].measurementTechnique", how: "as the way of measuring"),
    "outputs.source": .dropped(why: "a result cannot cite; the page cites all sources"),
    "evidence_of_success": .dropped(why: "a service has no property for it"),
    "difficulties": .dropped(why: "a service has no property for it"),
    "transferability": .dropped(why: "a service has no property for it"),
  ]

  private static let money: [String: Fidelity.Carriage] = [
    "cofinancing": .narrowed(at: "@graph[].incentiveAmount[]", how: instrumentsOnly),
    "cofinancing.summary": .narrowed(at: "@graph[].incentiveAmount[].description[].@value", how: instrumentsOnly),
    "cofinancing.rates.percent": .narrowed(at: "@graph[].incentiveAmount[].value", how: instrumentsOnly),
    "cofinancing.rates.from": .narrowed(at: "@graph[].incentiveAmount[].minValue", how: instrumentsOnly),
    "cofinancing.rates.to": .narrowed(at: "@graph[].incentiveAmount[].maxValue", how: instrumentsOnly),
    "cofinancing.rates.applies_to": .narrowed(at: "@graph[].incentiveAmount[].description", how: instrumentsOnly),
    "cofinancing.maximum.amount": .narrowed(at: "@graph[].incentiveAmount[].maxValue", how: instrumentsOnly),
    "cofinancing.maximum.currency": .narrowed(at: "@graph[].incentiveAmount[].unitCode", how: instrumentsOnly),
    "cofinancing.maximum.per": .narrowed(
      at: "@graph[].incentiveAmount[].valueReference.termCode", how: instrumentsOnly),
    "budget": .dropped(why: "a service has no budget"),
    "resources_needed": .dropped(why: "a service does not say what it takes to offer it"),
  ]
  private static let instrumentsOnly = "for instruments only; a practice has no amounts"

  private static let people: [String: Fidelity.Carriage] = [
    "organisations": .narrowed(at: "@graph[].provider[]", how: takingPart),
    "organisations.name": .narrowed(at: "@graph[].provider[].name", how: takingPart),
    "organisations.url": .narrowed(at: "@graph[].provider[].url", how: takingPart),
    "organisations.role": .dropped(why: "a provider has no role; only the reporter is told apart"),
    "enquiries": .narrowed(at: "@graph[].provider[].contactPoint[]", how: underProvider),
    "enquiries.organisation": .carried(at: "@graph[].availableChannel[].name"),
    "enquiries.url": .carried(at: "@graph[].availableChannel[].serviceUrl"),
    "enquiries.mailbox": .narrowed(at: "@graph[].provider[].contactPoint[].email", how: underProvider),
    "contact": .narrowed(at: "@graph[].provider[].contactPoint[]", how: underProvider),
    "contact.name": .narrowed(at: "@graph[].provider[].contactPoint[].name", how: underProvider),
    "contact.email": .narrowed(at: "@graph[].provider[].contactPoint[].email", how: underProvider),
    "contact.role": .narrowed(at: "@graph[].provider[].contactPoint[].contactType", how: underProvider),
    "contact.organisation": .dropped(why: "the contact stands under the provider of that name, else the first one"),
    "contact.share": .dropped(why: "it has told the gate who may see the contact"),
    "links": .narrowed(at: "@graph[].isRelatedTo[]", how: "without type and note"),
    "links.target": .carried(at: "@graph[].isRelatedTo[].@id"),
    "links.name": .carried(at: "@graph[].isRelatedTo[].name"),
    "links.url": .carried(at: "@graph[].isRelatedTo[].url"),
    "links.type": .dropped(why: "isRelatedTo does not say how"),
    "links.note": .dropped(why: "what stands beside a link would describe the other record"),
  ]
  private static let takingPart = "everybody who takes part is a provider; the reporter is a contributor of the page"
  private static let underProvider = "only where an organisation provides the service"

  private static let provenance: [String: Fidelity.Carriage] = [
    "sources": .narrowed(at: "@graph[].citation[]", how: "as a cited work"),
    "sources.title": .carried(at: "@graph[].citation[].name"),
    "sources.url": .carried(at: "@graph[].citation[].url"),
    "sources.publisher": .carried(at: "@graph[].citation[].publisher.name"),
    "sources.published": .carried(at: "@graph[].citation[].datePublished"),
    "sources.key": .dropped(why: "no other value refers to it"),
    "sources.accessed": .dropped(why: "a cited work does not say when it was read"),
    "sources.complete": .dropped(why: "a cited work does not say how much of it was read"),
    "disputed": .dropped(why: "schema.org cannot doubt one value of a service"),
    "origin": .narrowed(at: "@graph[].isBasedOn", how: "as the work that the page is based on"),
    "origin.source": .carried(at: "@graph[].isBasedOn.name"),
    "origin.id": .carried(at: "@graph[].isBasedOn.identifier"),
    "origin.url": .carried(at: "@graph[].isBasedOn.url"),
    "origin.importer": .dropped(why: "it is of use to the catalogue only"),
    "origin.on": .dropped(why: "it is of use to the catalogue only"),
    "status": .carried(at: "@graph[].creativeWorkStatus"),
    "submitted": .carried(at: "@graph[].dateCreated"),
    "modified": .carried(at: "@graph[].dateModified"),
    "reviewed": .carried(at: "@graph[].lastReviewed"),
    "licence": .narrowed(at: "@graph[].license", how: "as the address of the licence"),
  ]
}
