internal import CatalogueModel
internal import SourceTree

/// The texts of a record in which words are found, by the part of the record that it stands in.
struct SearchDocument {
  /// A part of a record, in the order of the index's columns.
  enum Part: Int, CaseIterable {
    case title, terms, organisations, aim, outputs, eligibility, overview

    /// What a word counts for in this part, in relation to one in the overview.
    var weight: Double {
      switch self {
      case .title: 10
      case .terms: 4
      case .organisations: 3
      case .aim: 3
      case .outputs, .eligibility: 1.5
      case .overview: 1
      }
    }

    /// The name of its column in an index.
    var column: String {
      switch self {
      case .title: "title"
      case .terms: "terms"
      case .organisations: "organisations"
      case .aim: "aim"
      case .outputs: "outputs"
      case .eligibility: "eligibility"
      case .overview: "overview"
      }
    }

    /// What an explanation calls the part.
    var label: String { self == .overview ? "overview and the rest" : column }
  }

  /// A text and its language.
  struct Text: Hashable {
    var part: Part
    /// The field of the record that it comes from.
    var field: String
    var language: String
    var text: String
  }

  /// The texts.
  private(set) var texts: [Text] = []

  /// Collects the texts of a record. O(size).
  ///
  /// - Parameter withTerms: Whether the names of its countries are among them.
  init(_ record: Record, defaultLanguage: String, withTerms: Bool = true) {
    let language = record.language ?? defaultLanguage
    func add(_ part: Part, _ field: String, _ text: String?) {
      if let text { texts.append(Text(part: part, field: field, language: language, text: text)) }
    }
    func add(_ part: Part, _ field: String, _ text: LocalizedText) {
      for entry in text.entries {
        texts.append(Text(part: part, field: field, language: entry.language, text: entry.text))
      }
    }
    add(.title, "title", record.title)
    for name in record.alsoKnownAs { add(.title, "also_known_as", name) }
    add(.title, "id", record.id.map { $0.split(separator: "-").joined(separator: " ") })
    for code in record.countries where withTerms {
      for language in ["en", "fr", "de", "pt", "lt", "ro"] {
        if let name = CodeList.countries.name(of: code, in: language) {
          texts.append(Text(part: .terms, field: "countries", language: language, text: name))
        }
      }
    }
    for organisation in record.organisations { add(.organisations, "organisations", organisation.name) }
    add(.organisations, "enquiries", record.enquiries?.organisation)
    // Only a contact that is shared with everybody has passed the gate.
    add(.organisations, "contact", record.contact?.name)
    add(.organisations, "contact", record.contact?.organisation)
    add(.aim, "aim", record.aim)
    for output in record.outputs {
      add(.outputs, "outputs", output.summary)
      add(.outputs, "outputs", output.indicator)
    }
    add(.outputs, "evidence_of_success", record.evidenceOfSuccess)
    add(.eligibility, "eligibility", record.eligibility)
    add(.overview, "overview", record.overview)
    for region in record.regions { add(.overview, "regions", region.name) }
    for phase in record.phases {
      add(.overview, "phases", phase.name)
      add(.overview, "phases", phase.summary)
    }
    if let cofinancing = record.cofinancing {
      add(.overview, "cofinancing", cofinancing.summary)
      for rate in cofinancing.rates { add(.overview, "cofinancing", rate.appliesTo) }
    }
    for budget in record.budget {
      add(.overview, "budget", budget.summary)
      add(.overview, "budget", budget.sourceOfFunds)
    }
    if let resources = record.resourcesNeeded { add(.overview, "resources_needed", resources.summary) }
    add(.overview, "difficulties", record.difficulties)
    add(.overview, "transferability", record.transferability)
    for link in record.links {
      add(.overview, "links", link.name)
      add(.overview, "links", link.note)
    }
  }
}

extension Record {
  /// The codes of its terms by vocabulary.
  var termCodes: [(vocabulary: String, codes: [String])] {
    [
      ("target_groups", targetGroups), ("priorities", priorities), ("kt_areas", ktAreas),
      ("instrument_types", instrumentTypes), ("levels", level.map { [$0] } ?? []),
    ]
  }
}
