internal import CatalogueModel
internal import SourceTree

/// What the correspondents of STIP Compass would ask about a record.
struct STIPQuestions {
  private let record: Record
  private let terms: STIPTerms

  init(_ record: Record, _ terms: STIPTerms) {
    self.record = record
    self.terms = terms
  }

  /// The findings, each about a field. O(size).
  var findings: [Diagnostic] {
    var findings: [Diagnostic] = []
    func ask(_ message: String, _ field: FieldPath) {
      findings.append(Diagnostic(STIPRules.question, "STIP Compass " + message, field: field))
    }
    for (field, text) in [("title", record.title), ("aim", record.aim), ("overview", record.overview)]
    where !text.isEmpty && text["en"] == nil {
      let written = field == "title" ? "the English name stays empty" : "the text goes out as it is"
      ask("takes texts in English, and \(field) has none; \(written)", FieldPath(field))
    }
    if record.instrumentTypes.isEmpty {
      ask("asks for the type of instrument; name one in instrument_types", "instrument_types")
    }
    for (position, type) in record.instrumentTypes.enumerated() where terms.typeCode(type) == nil {
      ask(
        "has no code for the instrument type \"\(type)\"; its row has the label only",
        FieldPath("instrument_types").appending(position))
    }
    if record.countries.count > 1 {
      ask("has one country for an initiative; the sheet names all \(record.countries.count) in one cell", "countries")
    }
    for (position, country) in record.countries.enumerated()
    where STIPCountry.hasGovernments(country) && STIPCountry.government(of: record, in: country) == nil {
      let codes = STIPCountry.governments.filter { $0.country == country }.map(\.code)
      ask(
        "tells the governments of \(country) apart, such as \(codes.joined(separator: ", ")); name a region or the level",
        FieldPath("countries").appending(position))
    }
    if record.active == false, record.ended == nil {
      ask("reads an empty end year as running; state when it ended", "active")
    }
    if STIPRow.responsible(record.organisations).isEmpty {
      ask("asks for the organisation responsible; name one with the role owner", "organisations")
    }
    return findings
  }
}
