/// The columns of the sheet.
///
/// The names are those of the public STIP survey file, as far as they are known, in its order: what an initiative is,
/// a column of 0 and 1 for each theme and target group, and what tells the row's instrument. `PP052` is the codebook's
/// question about a contribution.
enum STIPColumn {
  /// The name of a column and what the second row of the header says of it.
  struct Entry {
    /// The name, such as `NameEnglish`.
    let name: String
    /// What people read below it.
    let label: String
  }

  static let initiative = "InitiativeID"
  static let nameEnglish = "NameEnglish"
  static let countryLabel = "CountryLabel"
  static let countryCode = "CountryCode"
  static let nameOriginal = "NameOriginalLanguage"
  static let acronym = "Acronym"
  static let start = "StartDateYear"
  static let end = "EndDateYear"
  static let description = "ShortDescription"
  static let background = "Background"
  static let objectives = "Objectives1"
  static let organisation = "NameResponsibleOrganisation"
  static let budget = "YearlyBudgetLocalCurrency"
  static let tags = "Tags"
  static let instrument = "InstrumentID"
  static let typeCode = "InstrumentTypeCode"
  static let typeLabel = "InstrumentTypeLabel"
  static let contribution = "PP052"

  /// All columns, in the order of the sheet.
  static let all: [Entry] =
    [
      Entry(name: initiative, label: "Permanent address of the initiative"),
      Entry(name: "SurveyYear", label: "Year of the survey (Compass fills it in)"),
      Entry(name: "CreatedInSurvey", label: "First reported in (Compass fills it in)"),
      Entry(name: "LastModifiedInSurvey", label: "Last changed in (Compass fills it in)"),
      Entry(name: nameEnglish, label: "Name in English"),
      Entry(name: countryLabel, label: "Country"),
      Entry(name: countryCode, label: "Country code (three letters)"),
      Entry(name: nameOriginal, label: "Name in the original language"),
      Entry(name: acronym, label: "Acronym"),
      Entry(name: start, label: "Start year"),
      Entry(name: end, label: "End year (empty: still running, or not known)"),
      Entry(name: description, label: "Short description"),
      Entry(name: background, label: "Background"),
      Entry(name: objectives, label: "Objectives"),
      Entry(name: organisation, label: "Responsible organisation"),
      Entry(name: "YearlyBudgetRange", label: "Yearly budget, range"),
      Entry(name: budget, label: "Yearly budget in local currency"),
      Entry(name: tags, label: "Tags, with ¬ between them"),
      Entry(name: "IsStructuralReform", label: "Structural reform (0 or 1)"),
    ] + STIPCodes.themes.map { Entry(name: $0.code, label: $0.label) }
    + STIPCodes.targetGroups.map { Entry(name: $0.code, label: $0.label) } + [
      Entry(name: instrument, label: "Permanent address of the instrument"),
      Entry(name: typeCode, label: "Instrument type, code"),
      Entry(name: typeLabel, label: "Instrument type"),
      Entry(name: contribution, label: "Contribution required (0 or 1)"),
    ]

  /// The names of all columns.
  static let names = Set(all.map(\.name))

  /// What stands between several values of one cell.
  static let valueSeparator: Character = "¬"

  /// What stands between cells.
  static let separator = UInt8(ascii: "|")

  /// Whether a column holds 0 or 1: a theme, a target group, or a facet of an instrument such as `F6:V132`.
  static func isFlag(_ name: String) -> Bool {
    if name.hasPrefix("TH") || name.hasPrefix("TG") || name.hasPrefix("PP") {
      return name.count > 2 && name.dropFirst(2).allSatisfy { $0.isASCII && $0.isNumber }
    }
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2
      && zip(parts, "FV").allSatisfy { part, letter in
        part.first == letter && part.count > 1 && part.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
      }
  }
}
