internal import TextFolding

/// The codes of a standard, with their names in the six languages of the catalogue.
///
/// The codes come from `CodeList.generated.swift`, which `generate-codes` makes from Debian's iso-codes. The text is
/// read when a list is first used, and the names are folded when the first name is looked up.
package struct CodeList: Sendable {
  /// The countries of ISO 3166-1 (alpha-2), and `EU` for the European Union, which the standard reserves.
  package static let countries = CodeList(.countries, GeneratedCodes.countries)

  /// The languages of ISO 639-1, and those of ISO 639-2 that have no code of two letters.
  ///
  /// A BCP 47 tag such as `pt-BR` is not a code of this list; its first subtag is.
  package static let languages = CodeList(.languages, GeneratedCodes.languages)

  /// The currencies of ISO 4217, and the withdrawn ones that records of European programmes still name.
  package static let currencies = CodeList(.currencies, GeneratedCodes.currencies)

  /// The codes in ascending order. O(length of the text).
  package var codes: [String] { lines.map(\.code) }

  /// Which of the three lists this is.
  private let kind: Kind

  /// The generated text. Its lines are cut up when they are asked for: every program start reads the lists, and asks
  /// for few codes.
  private let text: String

  /// Where in the text what is known of each code stands.
  private let table: CodeTable

  /// Reads a list from its generated text: one line a code, in ascending order. O(length).
  private init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
    var text = text
    table = text.withUTF8 { bytes in
      var codes: [(key: UInt64, piece: CodeTable.Piece)] = []
      var start = 0
      while start < bytes.count {
        let line = bytes[start...]
        let end = line.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let codeEnd = bytes[start..<end].firstIndex(of: UInt8(ascii: "\t")) ?? end
        if let key = CodeTable.key(bytes[start..<codeEnd]) {
          codes.append((key, CodeTable.Piece(start: Int32(codeEnd), end: Int32(end))))
        }
        start = end + 1
      }
      return CodeTable(codes)
    }
  }

  /// The codes, each with what the text says behind it, in ascending order. O(length of the text).
  private var lines: [(code: String, line: Substring)] {
    text.utf8.split(separator: UInt8(ascii: "\n")).map { line in
      let end = line.firstIndex(of: UInt8(ascii: "\t")) ?? line.endIndex
      return (String(Substring(line[..<end])), Substring(line[end...]))
    }
  }

  /// Whether the list has this code, written exactly so: `PT`, not `pt`.
  package func contains(_ code: some StringProtocol) -> Bool {
    line(of: code) != nil
  }

  /// The name of a code, or nil when the list has no such code.
  ///
  /// - Parameters:
  ///   - language: a BCP 47 tag, of which the first subtag counts. The name is English when iso-codes has
  ///     no translation, and in any language other than English, French, German, Portuguese, Lithuanian and Romanian.
  ///   - code: The code, such as `LT`.
  package func name(of code: String, in language: String) -> String? {
    guard let entry = entry(of: code) else { return nil }
    let names = parts(of: entry.names)
    let subtag = language.prefix { $0 != "-" }.lowercased()
    if let column = Self.nameLanguages.firstIndex(of: subtag), !names[column].isEmpty {
      return String(names[column])
    }
    return String(names[0])
  }

  /// The code with this name in any of the six languages, without regard to case and accents.
  ///
  /// Official names, short names and a few well-known others (`UK`, `Holland`) are understood too. The result is nil
  /// when the name is unknown, and when several codes share it (`Korea`). A code's own name goes before another's
  /// secondary one: `Congo` is `CG`. O(length of the name); the first call for a list folds all its names.
  package func code(named name: String) -> String? {
    index[TextFolding.folded(name)]
  }

  /// The code of three letters that stands for a country or a language, or nil when there is none (`EU`, currencies).
  ///
  /// Languages have two in ISO 639-2: this is the terminological one (`deu`, not `ger`). A language without a code of
  /// two letters gives its own.
  package func alpha3(of code: String) -> String? {
    guard let alpha3 = entry(of: code)?.alpha3, alpha3 != "-" else { return nil }
    return String(alpha3)
  }

  /// The languages of the names, in the order in which the generated text has them.
  private static let nameLanguages = ["en", "fr", "de", "pt", "lt", "ro"]

  /// What the text says behind a code, or nil when the list has no such code. O(1).
  private func line(of code: some StringProtocol) -> Substring? {
    guard let key = CodeTable.key(code.utf8), let piece = table.piece(key) else { return nil }
    let bytes = text.utf8
    return text[
      bytes.index(
        bytes.startIndex, offsetBy: Int(piece.start))..<bytes.index(
          bytes.startIndex, offsetBy: Int(piece.end))]
  }

  /// What is known of a code, or nil when the list has no such code. O(length of its line).
  private func entry(of code: some StringProtocol) -> Entry? { line(of: code).map(Entry.init) }

  /// The parts of a field that are separated by bars, empty ones too. O(length).
  private func parts(of field: Substring) -> [Substring] {
    field.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map { Substring($0) }
  }
}

extension CodeList {
  /// The three lists.
  private enum Kind {
    case countries, languages, currencies
  }

  /// What the generated text says of one code, as it stands there.
  private struct Entry {
    /// The code of three letters, or `-`.
    let alpha3: Substring
    /// The names in the order of `nameLanguages`, separated by bars; empty where the English one serves.
    let names: Substring
    /// More names by which the code can be found, separated by bars.
    let otherNames: Substring

    /// Cuts up a line behind its code. O(length).
    init(_ line: Substring) {
      let fields = line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
        Substring($0)
      }
      alpha3 = fields.count > 1 ? fields[1] : "-"
      names = fields.count > 2 ? fields[2] : ""
      otherNames = fields.count > 3 ? fields[3] : ""
    }
  }

  /// The codes of this list by folded name, made when first used.
  private var index: [String: String] {
    switch kind {
    case .countries: Self.countriesByName
    case .languages: Self.languagesByName
    case .currencies: Self.currenciesByName
    }
  }

  /// The countries by folded name.
  private static let countriesByName = countries.makeIndex()

  /// The languages by folded name.
  private static let languagesByName = languages.makeIndex()

  /// The currencies by folded name.
  private static let currenciesByName = currencies.makeIndex()

  /// Makes the codes by folded name, without the names that several codes share. O(number of names).
  private func makeIndex() -> [String: String] {
    let names = uniqueNames { $0.names }
    return names.found.merging(uniqueNames { $0.otherNames }.found.filter { !names.shared.contains($0.key) }) {
      name, _ in name
    }
  }

  /// Finds the names in one field of every entry: those of a single code, and those that several share.
  private func uniqueNames(in field: (Entry) -> Substring) -> (found: [String: String], shared: Set<String>) {
    var found: [String: String] = [:]
    var shared: Set<String> = []
    for (code, line) in lines {
      for name in parts(of: field(Entry(line))) where !name.isEmpty {
        let folded = TextFolding.folded(String(name))
        if let other = found.updateValue(code, forKey: folded), other != code { shared.insert(folded) }
      }
    }
    return (found.filter { !shared.contains($0.key) }, shared)
  }
}
