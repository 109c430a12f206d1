package import CataloguePlugins

extension CPSVAPExporter {
  /// What becomes of each field. Places are paths of properties from the service or from the entry of the catalogue.
  package var fidelity: Fidelity { Self.declared }

  private static let declared = Fidelity(joining: identity, targeting, content, conditions, people, provenance)

  private static let service = "cpsv:PublicService."
  private static let entry = "dcat:CatalogRecord."

  private static let identity: [String: Fidelity.Carriage] = [
    "id": .carried(at: service + "dct:identifier"),
    "kind": .narrowed(
      at: service + "dct:type", how: "by a concept of ours; a practice has to pass for a public service as well"),
    "title": .carried(at: service + "dct:title"),
    "also_known_as": .carried(at: service + "dct:alternative"),
    "language": .narrowed(at: entry + "dct:language", how: "without region and script"),
  ]

  private static let targeting: [String: Fidelity.Carriage] = [
    "countries": .carried(at: service + "dct:spatial.dct:identifier"),
    "regions": .carried(at: service + "dct:spatial"),
    "regions.nuts": .carried(at: service + "dct:spatial.dct:identifier"),
    "regions.name": .carried(at: service + "dct:spatial.locn:geographicName"),
    "level": .narrowed(at: service + "cv:isClassifiedBy", how: "as one of the concepts that it is classified by"),
    "priorities": .carried(at: service + "cv:thematicArea"),
    "kt_areas": .carried(at: service + "cv:thematicArea"),
    "instrument_types": .carried(at: service + "cv:isClassifiedBy"),
    "target_groups": .carried(at: service + "dct:audience"),
    "inferred": .dropped(why: "a statement cannot say that the cataloguer chose it"),
  ]

  private static let content: [String: Fidelity.Carriage] = [
    "aim": .narrowed(
      at: service + "dct:description", how: "as a description like the overview, in CommonMark as it is"),
    "overview": .narrowed(
      at: service + "dct:description", how: "as a description like the aim, in CommonMark as it is"),
    "created": .narrowed(at: service + "dct:temporal.dcat:startDate", how: "by a property outside the profile"),
    "ended": .narrowed(at: service + "dct:temporal.dcat:endDate", how: "by a property outside the profile"),
    "active": .carried(at: service + "adms:status"),
    "phases": .narrowed(at: service + "dct:temporal", how: "by a property outside the profile"),
    "phases.name": .narrowed(at: service + "dct:temporal.dct:title", how: "by a property outside the profile"),
    "phases.from": .narrowed(at: service + "dct:temporal.dcat:startDate", how: "by a property outside the profile"),
    "phases.to": .narrowed(at: service + "dct:temporal.dcat:endDate", how: "by a property outside the profile"),
    "phases.summary": .narrowed(at: service + "dct:temporal.dct:description", how: "by a property outside the profile"),
    "outputs": .narrowed(at: service + "cpsv:produces", how: output),
    "outputs.summary": .narrowed(at: service + "cpsv:produces.dct:title", how: output),
    "outputs.indicator": .narrowed(at: service + "cpsv:produces.dct:description", how: words),
    "outputs.value": .narrowed(at: service + "cpsv:produces.dct:description", how: words),
    "outputs.unit": .narrowed(at: service + "cpsv:produces.dct:description", how: words),
    "outputs.as_of": .narrowed(at: service + "cpsv:produces.dct:description", how: words),
    "outputs.planned": .narrowed(at: service + "cpsv:produces.dct:type", how: "as a type of the output"),
    "outputs.evidence": .narrowed(at: service + "cpsv:produces.dct:type", how: "as a type of the output"),
    "outputs.source": .dropped(why: "an output cannot cite; the service names all sources"),
    "evidence_of_success": .dropped(why: "a public service has no property for it"),
    "difficulties": .dropped(why: "a public service has no property for it"),
    "transferability": .dropped(why: "a public service has no property for it"),
  ]
  private static let output = "forced: the output of a service is what a user receives, not what was reached"
  private static let words = "as a part of a sentence"

  private static let conditions: [String: Fidelity.Carriage] = [
    "eligibility": .carried(at: service + "cv:holdsRequirement.dct:description"),
    "cofinancing": .narrowed(at: service + "cv:hasCost.dct:description", how: cost),
    "budget": .dropped(why: "a public service has no budget"),
    "resources_needed": .dropped(why: "a public service does not say what it takes to offer it"),
  ]
  private static let cost = "forced: in words, as a cost of the service, whose amounts are those that a user pays"

  private static let people: [String: Fidelity.Carriage] = [
    "organisations": .carried(at: service + "cv:hasParticipation"),
    "organisations.name": .carried(at: service + "cv:hasParticipation.cv:hasParticipant.dct:title"),
    "organisations.role": .narrowed(
      at: service + "cv:hasParticipation.cv:role",
      how: "the owner, else the operator, one without a role or the funder is also the competent authority, which is "
        + "forced where it is no public body, and is placed in the countries of the record; where there is none, an "
        + "authority stands there that is called \"Not stated\""),
    "organisations.url": .carried(at: service + "cv:hasParticipation.cv:hasParticipant.foaf:homepage"),
    "enquiries.organisation": .narrowed(
      at: service + "cv:contactPoint.vcard:organization-name", how: "by a property outside the profile"),
    "enquiries.url": .carried(at: service + "cv:contactPoint.cv:contactPage"),
    "enquiries.mailbox": .carried(at: service + "cv:contactPoint.cv:email"),
    "enquiries": .carried(at: service + "cv:contactPoint"),
    "contact": .carried(at: service + "cv:contactPoint"),
    "contact.name": .narrowed(at: service + "cv:contactPoint.vcard:fn", how: "by a property outside the profile"),
    "contact.organisation": .narrowed(
      at: service + "cv:contactPoint.vcard:organization-name", how: "by a property outside the profile"),
    "contact.email": .carried(at: service + "cv:contactPoint.cv:email"),
    "contact.role": .narrowed(at: service + "cv:contactPoint.vcard:role", how: "by a property outside the profile"),
    "contact.share": .dropped(why: "it has told the gate who may see the contact"),
    "links": .narrowed(at: service + "dcat:qualifiedRelation", how: related),
    "links.type": .narrowed(at: service + "dcat:qualifiedRelation.dcat:hadRole", how: related),
    "links.target": .narrowed(at: service + "dct:relation", how: related),
    "links.name": .narrowed(at: service + "dcat:qualifiedRelation.dct:title", how: related),
    "links.url": .narrowed(at: service + "dcat:qualifiedRelation.dct:relation", how: related),
    "links.note": .narrowed(at: service + "dcat:qualifiedRelation.dct:description", how: related),
  ]
  private static let related =
    "by properties outside the profile: a related service has to be described in the same file, and an export may be a "
    + "selection"

  private static let provenance: [String: Fidelity.Carriage] = [
    "sources": .narrowed(at: service + "dct:source", how: "by a property outside the profile"),
    "sources.key": .narrowed(at: service + "dct:source.dct:identifier", how: "by a property outside the profile"),
    "sources.title": .narrowed(at: service + "dct:source.dct:title", how: "by a property outside the profile"),
    "sources.url": .narrowed(at: service + "dct:source.foaf:page", how: "by a property outside the profile"),
    "sources.publisher": .narrowed(at: service + "dct:source.dc:publisher", how: "by a property outside the profile"),
    "sources.published": .narrowed(at: service + "dct:source.dct:issued", how: "by a property outside the profile"),
    "sources.accessed": .dropped(why: "no property says when a work was read"),
    "sources.complete": .dropped(why: "no property says how much of a work was read"),
    "disputed": .dropped(why: "a statement cannot be doubted without another vocabulary"),
    "origin": .carried(at: entry + "dct:source"),
    "origin.source": .carried(at: entry + "dct:source.dct:title"),
    "origin.id": .carried(at: entry + "dct:source.dct:identifier"),
    "origin.url": .carried(at: entry + "dct:source.foaf:page"),
    "origin.importer": .dropped(why: "it is of use to the catalogue only"),
    "origin.on": .dropped(why: "it is of use to the catalogue only"),
    "status": .carried(at: entry + "adms:status"),
    "submitted": .carried(at: entry + "dct:issued"),
    "modified": .carried(at: entry + "dct:modified"),
    "reviewed": .dropped(why: "the entry of a catalogue has no day of review"),
    "licence": .carried(at: entry + "dct:license"),
  ]
}
