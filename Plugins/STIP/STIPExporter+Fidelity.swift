package import CataloguePlugins

extension STIPExporter {
  /// What becomes of each field of an instrument. Places are columns of the sheet.
  package var fidelity: Fidelity { Self.declared }

  private static let declared = Fidelity(joining: identity, content, others)

  private static let identity: [String: Fidelity.Carriage] = [
    "id": .carried(at: STIPColumn.initiative),
    "kind": .dropped(why: "every row is an instrument"),
    "title": .narrowed(at: STIPColumn.nameEnglish, how: "in English, and in one other language without its tag"),
    "also_known_as": .narrowed(at: STIPColumn.acronym, how: "the acronym, else the first name"),
    "language": .dropped(why: "texts are in English"),
    "countries": .narrowed(at: STIPColumn.countryCode, how: "as codes of three letters, several in one cell"),
    "regions": .narrowed(at: STIPColumn.description, how: "in words at the end; there is no column"),
    "level": .narrowed(at: STIPColumn.tags, how: "as a tag; there is no column"),
    "priorities": .narrowed(at: STIPColumn.tags, how: "as tags, and as the nearest themes"),
    "kt_areas": .narrowed(at: STIPColumn.tags, how: "as tags, and as the nearest themes"),
    "instrument_types": .carried(at: STIPColumn.typeLabel),
    "target_groups": .narrowed(at: STIPColumn.tags, how: "as tags, and as the nearest target groups"),
  ]

  private static let content: [String: Fidelity.Carriage] = [
    "aim": .narrowed(at: STIPColumn.objectives, how: "in one language without its tag, English where there is one"),
    "overview": .narrowed(
      at: STIPColumn.description,
      how: "in one language without its tag; all but the first paragraph under Background"),
    "created": .narrowed(at: STIPColumn.start, how: "the year only"),
    "ended": .narrowed(at: STIPColumn.end, how: "the year only"),
    "active": .dropped(why: "an empty end year stands for running and for not known"),
    "cofinancing": .dropped(why: "Compass asks only whether a contribution is required (PP052)"),
    "budget.amount": .narrowed(at: STIPColumn.budget, how: "yearly budgets only"),
    "budget.currency": .narrowed(at: STIPColumn.budget, how: "beside the amount; yearly budgets only"),
    "budget.per": .dropped(why: "the column is for yearly budgets"),
    "budget": .dropped(why: "the column holds an amount"),
    "organisations.name": .narrowed(
      at: STIPColumn.organisation, how: "the owner only, else the operator, the funder or a partner"),
    "organisations.role": .dropped(why: "the column is for the one that is responsible"),
    "organisations": .dropped(why: "the column holds a name"),
  ]

  private static let others: [String: Fidelity.Carriage] = {
    let column = "no column of the survey file is known for it"
    let tool = "it is of use to the catalogue only"
    return [
      "eligibility": .dropped(why: column), "phases": .dropped(why: column), "outputs": .dropped(why: column),
      "resources_needed": .dropped(why: column), "evidence_of_success": .dropped(why: column),
      "difficulties": .dropped(why: column), "transferability": .dropped(why: column),
      "enquiries": .dropped(why: column), "contact": .dropped(why: column), "links": .dropped(why: column),
      "sources": .dropped(why: column), "disputed": .dropped(why: "a cell cannot be marked as doubted"),
      "inferred": .dropped(why: "a cell cannot be marked as chosen by the cataloguer"),
      "origin": .dropped(why: tool), "status": .dropped(why: tool), "submitted": .dropped(why: tool),
      "modified": .dropped(why: tool), "reviewed": .dropped(why: tool), "licence": .dropped(why: column),
    ]
  }()
}
