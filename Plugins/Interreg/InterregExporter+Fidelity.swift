package import CataloguePlugins

extension InterregExporter {
  /// What becomes of each field of a practice. Places are headings of the sheet.
  package var fidelity: Fidelity { Self.declared }

  private static func at(_ box: SheetBox) -> String { "## " + box.label }

  private static let oneLanguage = "in one language, English where there is one"
  private static let words = "in words, in one language"

  private static let declared = Fidelity(joining: identity, texts, figures, others)

  private static let identity: [String: Fidelity.Carriage] = [
    "id": .carried(at: at(.sheet)),
    "kind": .dropped(why: "every sheet is about a practice"),
    "title": .narrowed(at: at(.title), how: oneLanguage),
    "also_known_as": .carried(at: at(.sheet)),
    "language": .dropped(why: "the form is in English; a text in another language says so"),
    "countries": .carried(at: at(.location)),
    "regions": .carried(at: at(.location)),
    "level": .narrowed(at: at(.location), how: "as the geographical scope"),
    "priorities": .narrowed(at: at(.topic), how: "by their English names"),
    "kt_areas": .narrowed(at: at(.topic), how: "by their English names"),
    "instrument_types": .dropped(why: "practices have none"),
    "target_groups": .narrowed(at: at(.details), how: "by their English names, as stakeholders and beneficiaries"),
    "licence": .carried(at: at(.sheet)),
  ]

  private static let texts: [String: Fidelity.Carriage] = [
    "aim": .narrowed(at: at(.summary), how: oneLanguage),
    "overview": .narrowed(at: at(.details), how: oneLanguage),
    "eligibility": .narrowed(at: at(.details), how: oneLanguage),
    "evidence_of_success": .narrowed(at: at(.evidence), how: oneLanguage),
    "difficulties": .narrowed(at: at(.difficulties), how: oneLanguage),
    "transferability": .narrowed(at: at(.transfer), how: oneLanguage),
    "resources_needed": .carried(at: at(.resources)),
    "resources_needed.summary": .narrowed(at: at(.resources), how: oneLanguage),
    "created": .carried(at: at(.timescale)),
    "ended": .carried(at: at(.timescale)),
    "active": .carried(at: at(.timescale)),
    "phases": .dropped(why: "the form asks for a beginning and an end only"),
  ]

  private static let figures: [String: Fidelity.Carriage] = [
    "outputs.summary": .narrowed(at: at(.evidence), how: words),
    "outputs.indicator": .narrowed(at: at(.evidence), how: "behind the result, in words"),
    "outputs.value": .narrowed(at: at(.evidence), how: "behind the result, in words"),
    "outputs.unit": .narrowed(at: at(.evidence), how: "behind the result, in words"),
    "outputs.as_of": .narrowed(at: at(.evidence), how: "behind the result, in words"),
    "outputs.evidence": .narrowed(at: at(.evidence), how: "behind the result, in words"),
    "outputs.planned": .narrowed(at: at(.evidence), how: "as one of the expected results"),
    "outputs.source": .dropped(why: "a result cannot cite; the sheet names all sources"),
    "outputs": .narrowed(at: at(.evidence), how: words),
    "cofinancing": .narrowed(at: at(.resources), how: words),
    "budget": .narrowed(at: at(.resources), how: words),
    "budget.per": .narrowed(at: at(.resources), how: words),
  ]

  private static let others: [String: Fidelity.Carriage] = {
    let tool = "it is of use to the catalogue only"
    return [
      "organisations": .carried(at: at(.organisation)),
      "enquiries": .carried(at: at(.information)),
      "contact": .carried(at: at(.contact)),
      "contact.share": .dropped(why: "it has told the gate who may see the contact"),
      "links": .carried(at: at(.instruments)),
      "sources": .carried(at: at(.information)),
      "sources.key": .dropped(why: "no other value refers to it"),
      "inferred": .dropped(why: "the form cannot mark a value as chosen by the cataloguer"),
      "disputed": .dropped(why: "the form cannot mark a value as doubted"),
      "origin": .dropped(why: tool), "status": .dropped(why: tool), "submitted": .dropped(why: tool),
      "modified": .dropped(why: tool), "reviewed": .dropped(why: tool),
    ]
  }()
}
