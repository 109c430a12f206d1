import CatalogueModel
import Testing

/// The lists of countries, languages, currencies and regions.
@Suite struct CodeListTests {
  @Test func knowsCountries() {
    #expect(CodeList.countries.contains("PT"))
    #expect(CodeList.countries.contains("PT-x".prefix(2)))
    #expect(CodeList.countries.alpha3(of: "PT") == "PRT")
    #expect(CodeList.countries.name(of: "PT", in: "lt") == "Portugalija")
  }

  @Test(arguments: ["pt", "XX", "", "PRT", "P", " PT", "UK", "PT\tPRT"])
  func knowsNoOtherCountries(code: String) {
    #expect(!CodeList.countries.contains(code))
    #expect(CodeList.countries.alpha3(of: code) == nil)
    #expect(CodeList.countries.name(of: code, in: "en") == nil)
  }

  @Test func takesNoOtherLetterForALetterOfACode() {
    let kelvin = "D\u{212A}"
    #expect(kelvin == "DK", "Swift takes the Kelvin sign for a K")
    #expect(!CodeList.countries.contains(kelvin))
    #expect(!NUTSCodes.contains(kelvin))
  }

  @Test(arguments: [
    ("en", "Portugal", "Lithuania", "European Union"),
    ("fr", "Portugal", "Lituanie", "Union européenne"),
    ("de", "Portugal", "Litauen", "Europäische Union"),
    ("pt", "Portugal", "Lituânia", "União Europeia"),
    ("lt", "Portugalija", "Lietuva", "Europos Sąjunga"),
    ("ro", "Portugalia", "Lituania", "Uniunea Europeană"),
  ])
  func namesCountriesInEveryLanguage(language: String, portugal: String, lithuania: String, union: String) {
    for (code, name) in ["PT": portugal, "LT": lithuania, "EU": union] {
      #expect(CodeList.countries.name(of: code, in: language) == name)
      #expect(CodeList.countries.code(named: name) == code)
    }
  }

  @Test func namesInOtherLanguagesAreEnglishAndRegionsDoNotMatter() {
    #expect(CodeList.countries.name(of: "DE", in: "fi") == "Germany")
    #expect(CodeList.countries.name(of: "DE", in: "pt-BR") == "Alemanha")
    #expect(CodeList.countries.name(of: "DE", in: "FR") == "Allemagne")
    #expect(CodeList.countries.name(of: "DE", in: "") == "Germany")
  }

  @Test(arguments: [
    ("Allemagne", "DE"), ("deutschland", "DE"), ("  ROUMANIE ", "RO"), ("Lituania", "LT"), ("uk", "GB"),
    ("Great Britain", "GB"), ("Czech Republic", "CZ"), ("Čekija", "CZ"), ("Holland", "NL"), ("The Netherlands", "NL"),
    ("Türkiye", "TR"), ("Turkey", "TR"), ("turquie", "TR"), ("Iran, Islamic Republic of", "IR"), ("Iran", "IR"),
    ("Republic of Korea", "KR"), ("South Korea", "KR"), ("Côte d’Ivoire", "CI"), ("Moldova", "MD"), ("Congo", "CG"),
    ("Democratic Republic of the Congo", "CD"), ("Republic of Lithuania", "LT"), ("Bolivia", "BO"), ("EU", "EU"),
  ])
  func findsCountriesByName(name: String, code: String) {
    #expect(CodeList.countries.code(named: name) == code)
  }

  @Test(arguments: ["Atlantis", "", "|", "-", "Korea", "Virgin Islands"])
  func findsNothingByUnknownAndSharedNames(name: String) {
    #expect(CodeList.countries.code(named: name) == nil)
  }

  @Test func theEuropeanUnionHasNoAlpha3() {
    #expect(CodeList.countries.contains("EU"))
    #expect(CodeList.countries.alpha3(of: "EU") == nil)
  }

  @Test(arguments: [
    ("en", "Lithuanian"), ("fr", "lituanien"), ("de", "Litauisch"), ("pt", "Lituano"), ("lt", "Lietuvių"),
    ("ro", "Lituaniană"),
  ])
  func namesLanguages(language: String, name: String) {
    #expect(CodeList.languages.name(of: "lt", in: language) == name)
    #expect(CodeList.languages.code(named: name) == "lt")
  }

  @Test func knowsLanguages() {
    let languages = CodeList.languages
    #expect(languages.alpha3(of: "de") == "deu", "terminological, not ger")
    #expect(languages.contains("gsw") && languages.alpha3(of: "gsw") == "gsw")
    for code in ["lit", "LT", "qaa", "qaa-qtz", "mul", "und", "pt-BR"] { #expect(!languages.contains(code)) }
    #expect(languages.name(of: "ro", in: "ro") == "Română")
    #expect(languages.code(named: "Moldovan") == "ro")
    #expect(languages.code(named: "castillan") == "es")
    #expect(languages.code(named: "greek") == "el")
    #expect(languages.code(named: "Lietuvių kalba") == "lt")
    #expect(languages.code(named: "Samisch") == nil, "Samisch (Lule) is one of several")
  }

  @Test(arguments: [
    "LTL", "DEM", "FRF", "PTE", "ROL", "SKK", "SIT", "EEK", "LVL", "HRK", "BGN", "ESP", "ITL", "IEP", "FIM", "ATS",
    "BEF", "NLG", "GRD", "LUF", "CYP", "MTL", "EUR", "GBP", "RON", "USD", "CHF", "PLN", "CZK", "HUF", "NOK",
  ])
  func knowsCurrencies(code: String) throws {
    let currencies = CodeList.currencies
    #expect(currencies.contains(code))
    #expect(currencies.alpha3(of: code) == nil)
    for language in ["en", "fr", "de", "pt", "lt", "ro"] {
      let name = try #require(currencies.name(of: code, in: language))
      #expect(currencies.code(named: name) == code, "\(name) in \(language)")
    }
  }

  @Test func knowsNoOtherCurrencies() {
    #expect(!CodeList.currencies.contains("EURO"))
    #expect(!CodeList.currencies.contains("ZZZ"))
    #expect(CodeList.currencies.code(named: "Lietuvos litas") == "LTL")
  }

  @Test func codesAreSortedAndNamed() {
    for codes in [CodeList.countries.codes, CodeList.languages.codes, CodeList.currencies.codes] {
      #expect(codes == codes.sorted())
      #expect(Set(codes).count == codes.count)
    }
    #expect(CodeList.countries.codes.allSatisfy { CodeList.countries.name(of: $0, in: "en")?.isEmpty == false })
    #expect(CodeList.languages.codes.allSatisfy { CodeList.languages.name(of: $0, in: "en")?.isEmpty == false })
    #expect(CodeList.currencies.codes.allSatisfy { CodeList.currencies.name(of: $0, in: "en")?.isEmpty == false })
  }

  @Test func everyCountryIsFoundByItsNames() throws {
    let countries = CodeList.countries
    for code in countries.codes {
      for language in ["en", "fr", "de", "pt", "lt", "ro"] {
        let name = try #require(countries.name(of: code, in: language))
        #expect(countries.code(named: name) == code, "\(name) in \(language)")
      }
    }
  }

  @Test func knowsRegions() {
    for code in ["FR", "FRK", "FRK2", "FRK21", "LT01", "EL", "TRC34"] { #expect(NUTSCodes.contains(code), "\(code)") }
    for code in ["", "frk2", "FRK2 ", "FRK299", "ZZ9", "GR", "FRK2 FRK21", "code"] {
      #expect(!NUTSCodes.contains(code), "\(code)")
    }
  }
}
