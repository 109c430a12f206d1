internal import Foundation

/// Debian's iso-codes package as it is installed: the codes as JSON, and their translations.
///
/// See https://salsa.debian.org/iso-codes-team/iso-codes; the schemas lie beside the JSON files.
struct ISOCodes {
  /// The folder with `iso-codes`, `locale` and `pkgconfig`, such as `/usr/share`.
  let share: URL

  /// The languages of the names, in the order of the generated text; English is the language of the sources.
  static let nameLanguages = ["en", "fr", "de", "pt", "lt", "ro"]

  /// The version of the package, such as `4.15.0`.
  func version() throws -> String {
    let lines = String(decoding: try contents(of: "pkgconfig/iso-codes.pc"), as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix("Version: ") }) else {
      throw GenerationError("iso-codes.pc has no version")
    }
    return String(line.dropFirst("Version: ".count))
  }

  /// The countries of ISO 3166-1 and the European Union, by alpha-2 code.
  func countries() throws -> [CodeRow] {
    try rows(of: "3166-1", added: AddedNames.countries, otherNames: countryNames) { item in
      item.alpha2.map { ($0, item.alpha3) }
    }
  }

  /// The languages of ISO 639-1, and those of ISO 639-2 without a code there.
  ///
  /// Left out are `qaa-qtz`, which is a range for private use, and the special codes `mis`, `mul`, `und` and `zxx`,
  /// which name no language.
  func languages() throws -> [CodeRow] {
    try rows(of: "639-2", added: AddedNames.languages, otherNames: languageNames) { item in
      let isLanguage = !["mis", "mul", "und", "zxx"].contains(item.alpha3) && item.alpha3.count == 3
      return isLanguage ? (item.alpha2 ?? item.alpha3, item.alpha3) : nil
    }
  }

  /// The currencies of ISO 4217 and some withdrawn ones.
  func currencies() throws -> [CodeRow] {
    try rows(of: "4217", added: AddedNames.currencies, otherNames: currencyNames) { item in
      (item.alpha3, "-")
    }
  }
}

extension ISOCodes {
  /// An entry of a JSON file.
  private struct Item: Decodable {
    /// The code of two letters; currencies and many languages have none.
    let alpha2: String?
    /// The code of three letters; of languages the terminological one.
    let alpha3: String
    /// The name in the standard.
    let name: String
    /// The name that people use, where it differs.
    let commonName: String?
    /// The long name of a country.
    let officialName: String?
  }

  /// Reads a standard and its translations, and adds the names made by hand.
  ///
  /// - Parameters:
  ///   - added: names made by hand; a code that the standard does not have becomes a row of its own.
  ///   - otherNames: more names that follow from a name.
  ///   - codes: the code and the alpha-3 column of an entry, or nil to leave it out.
  private func rows(
    of standard: String, added: [AddedNames], otherNames: (String) -> [String],
    codes: (Item) -> (code: String, alpha3: String)?
  ) throws -> [CodeRow] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let data = try contents(of: "iso-codes/json/iso_\(standard).json")
    let items = try decoder.decode([String: [Item]].self, from: data)[standard] ?? []
    let catalogues = try Self.nameLanguages.dropFirst().map { language in
      try MessageCatalogue(contents(of: "locale/\(language)/LC_MESSAGES/iso_\(standard).mo"))
    }
    var rows: [String: CodeRow] = [:]
    for item in items {
      guard let (code, alpha3) = codes(item) else { continue }
      let originals = [item.commonName, item.name, item.officialName].compactMap(\.self)
      let shown = catalogues.map { $0[item.commonName ?? item.name] ?? $0[item.name] ?? "" }
      let all = originals + catalogues.flatMap { catalogue in originals.compactMap { catalogue[$0] } }
      rows[code] = CodeRow(
        code: code, alpha3: alpha3, names: [item.commonName ?? item.name] + shown,
        otherNames: all.flatMap { [$0] + otherNames($0) })
    }
    for addition in added {
      if rows[addition.code] == nil {
        rows[addition.code] = CodeRow(code: addition.code, alpha3: "-", names: addition.names)
      }
      rows[addition.code]?.add(addition)
    }
    return rows.values.sorted { $0.code < $1.code }
  }

  /// More names of a country: `Iran, Islamic Republic of` is also `Iran` and `Islamic Republic of Iran`.
  private func countryNames(_ name: String) -> [String] {
    var names = [withoutParentheses(name)]
    // These commas stand between islands.
    let isList = name.contains("Bonair") || name.contains("Tristan") || name.contains("Tristão")
    let parts = name.split(separator: ", ", maxSplits: 1).map(String.init)
    if parts.count == 2, !isList {
      names += [parts[0], parts[1] + (parts[1].hasSuffix("'") ? "" : " ") + parts[0]]
    }
    return names + (names + [name]).filter { $0.lowercased().hasPrefix("the ") }.map { String($0.dropFirst(4)) }
  }

  /// More names of a language: `Catalan; Valencian` are two, and the years of `Greek (1453-)` may be left out.
  ///
  /// Other parentheses stay, because what they say matters: `Samisch (Lule)` is not Sami at large.
  private func languageNames(_ name: String) -> [String] {
    let names = name.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    return names + names.map { $0.replacing(#/ *\([^)]*\d[^)]*\)/#, with: "") }
  }

  /// More names of a currency: `Zloty (nouveau)` is also `Zloty`.
  private func currencyNames(_ name: String) -> [String] {
    [withoutParentheses(name)]
  }

  /// The name without what stands in parentheses.
  private func withoutParentheses(_ name: String) -> String {
    name.replacing(#/ *\([^)]*\)/#, with: "")
  }

  /// The bytes of a file of the package; the error tells to install it.
  private func contents(of path: String) throws -> Data {
    let file = share.appending(path: path)
    do {
      return try Data(contentsOf: file)
    } catch {
      throw GenerationError("cannot read \(file.path()); install the package iso-codes with its translations")
    }
  }
}
