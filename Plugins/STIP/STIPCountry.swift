internal import CatalogueModel

/// The country codes of STIP Compass: ISO 3166-1 alpha-3, with codes of its own for Belgium's governments.
enum STIPCountry {
  /// What stands for a government below or beside a country.
  struct Government {
    /// The code of STIP Compass.
    let code: String
    /// The country's code of two letters.
    let country: String
    /// The NUTS code of its territory; nil for the whole country.
    let nuts: String?
    /// The name.
    let name: String
  }

  /// Belgium reports by government. These three are the codes that are known.
  static let governments = [
    Government(code: "BEFED", country: "BE", nuts: nil, name: "Belgium - Federal government"),
    Government(code: "BEBRU", country: "BE", nuts: "BE1", name: "Belgium - Brussels Capital"),
    Government(code: "BEVLG", country: "BE", nuts: "BE2", name: "Belgium - Flanders"),
  ]

  /// The government that a record of such a country belongs to, by its regions and its level; nil when neither tells.
  static func government(of record: Record, in country: String) -> Government? {
    let own = governments.filter { $0.country == country }
    guard !own.isEmpty else { return nil }
    let regions = record.regions.compactMap(\.nuts)
    if let regional = own.first(where: { government in
      government.nuts.map { nuts in regions.contains { $0.hasPrefix(nuts) } } ?? false
    }) {
      return regional
    }
    return record.level == "national" ? own.first { $0.nuts == nil } : nil
  }

  /// Whether the country reports by government.
  static func hasGovernments(_ country: String) -> Bool { governments.contains { $0.country == country } }

  /// The code and the name of one country of a record.
  static func entry(of country: String, in record: Record) -> (code: String, label: String) {
    if let government = government(of: record, in: country) { return (government.code, government.name) }
    let label = CodeList.countries.name(of: country, in: "en") ?? country
    return (CodeList.countries.alpha3(of: country) ?? country, label)
  }

  /// The country of a code; nil when there is none.
  static func country(of code: String) -> (country: String, nuts: String?)? {
    if let government = governments.first(where: { $0.code == code }) { return (government.country, government.nuts) }
    if let country = byAlpha3[code] { return (country, nil) }
    return CodeList.countries.contains(code) ? (code, nil) : nil
  }

  /// The codes that a country may have.
  static var codes: [String] { governments.map(\.code) + byAlpha3.keys.sorted() }

  private static let byAlpha3: [String: String] = Dictionary(
    CodeList.countries.codes.compactMap { code in CodeList.countries.alpha3(of: code).map { ($0, code) } }
  ) { first, _ in first }

  /// The language of a country that has one official language; a name "in the original language" is in it.
  static func language(of country: String) -> String? { languages[country] }

  private static let languages = [
    "AT": "de", "BG": "bg", "CZ": "cs", "DE": "de", "DK": "da", "EE": "et", "ES": "es", "FR": "fr", "GR": "el",
    "HR": "hr", "HU": "hu", "IS": "is", "IT": "it", "LT": "lt", "LV": "lv", "NL": "nl", "PL": "pl", "PT": "pt",
    "RO": "ro", "SE": "sv", "SI": "sl", "SK": "sk", "TR": "tr",
  ]
}
