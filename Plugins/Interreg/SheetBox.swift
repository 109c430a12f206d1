internal import CataloguePlugins

/// A box of the good-practice form, or what the sheet says about itself.
enum SheetBox: String, CaseIterable {
  case title = "Title of the practice"
  case organisation = "Organisation in charge"
  case location = "Location"
  case topic = "Topic"
  case summary = "Short summary"
  case details = "Detailed information"
  case resources = "Resources needed"
  case timescale = "Timescale"
  case evidence = "Evidence of success"
  case difficulties = "Difficulties and lessons learnt"
  case transfer = "Potential for transfer"
  case information = "Further information"
  case instruments = "Related policy instruments and practices"
  case contact = "Author contact"
  case sheet = "About this sheet"

  /// The heading.
  var label: String { rawValue }

  /// How many characters the box takes; nil where there is no limit, or none is known. The programme documents that of
  /// the title; the others are known to those who take the sheets.
  func limit(in context: ExportContext) -> Int? {
    let documented = self == .title ? 100 : nil
    return [documented, context.limits[field]].compactMap(\.self).min()
  }

  /// The field that an empty or too long box is about.
  var field: String {
    switch self {
    case .title: "title"
    case .organisation: "organisations"
    case .location: "countries"
    case .topic: "kt_areas"
    case .summary: "aim"
    case .details: "overview"
    case .resources: "resources_needed"
    case .timescale: "created"
    case .evidence: "evidence_of_success"
    case .difficulties: "difficulties"
    case .transfer: "transferability"
    case .information: "sources"
    case .instruments: "links"
    case .contact: "contact"
    case .sheet: "id"
    }
  }

  /// What to write where nothing is known.
  var guidance: String {
    switch self {
    case .title: "the name of the practice"
    case .organisation: "who is in charge of the practice"
    case .location: "the country, the region and the city"
    case .topic: "the topic of the programme that it belongs to"
    case .summary: "one sentence that says what it is"
    case .details: "the problem, how it is tackled, who takes part and who benefits"
    case .resources: "the money and the people that it takes to set it up and to run it"
    case .timescale: "when it began"
    case .evidence: "results that can be measured"
    case .difficulties: "what was hard, and what was learnt from it"
    case .transfer: "why others can take it over, and what they need for it"
    case .information: "a page where more can be read"
    case .instruments: "the regional policy that it belongs to"
    case .contact: "the person who answers for the sheet; shown to members only"
    case .sheet: "the record that it was made from"
    }
  }

  /// What marks a box that has to be completed.
  static let missingMark = "To be completed:"

  /// The whole paragraph in an empty box.
  var missingText: String { "\(Self.missingMark) \(guidance)." }

  /// The box of a heading, whatever is said in brackets behind it about its length.
  init?(heading: String) { self.init(rawValue: Self.label(of: heading)) }

  /// The heading without the count of characters.
  static func label(of heading: String) -> String {
    guard heading.hasSuffix(")"), let open = heading.lastIndex(of: "("),
      heading[open...].contains("characters")
    else { return heading }
    var label = heading[..<open]
    while label.last?.isWhitespace == true { label.removeLast() }
    return String(label)
  }
}

/// The parts of a box that holds more than one answer.
enum SheetPart: String, CaseIterable {
  case beneficiaries = "Stakeholders and beneficiaries"
  case eligibility = "Who may take part"
  case figures = "In figures"
  case results = "Results"
  case expected = "Expected results"
}
