package import CatalogueModel
internal import FieldTexts
internal import SourceTree
internal import YAMLDocument

/// The sentences of letters in one language of the network. They are data files, in `Texts/`.
package struct LetterTexts: Sendable {
  /// The tag of the language.
  package let language: String
  private let sentences: [String: String]

  private static let files: [String: [UInt8]] = [
    "en": PackageResources.en_yaml, "fr": PackageResources.fr_yaml, "de": PackageResources.de_yaml,
    "pt": PackageResources.pt_yaml, "lt": PackageResources.lt_yaml, "ro": PackageResources.ro_yaml,
  ]

  /// The languages that there are sentences for.
  package static let languages = Set(files.keys)

  /// Reads the sentences of a language; nil when there are none. O(sentences).
  package init?(_ language: String) {
    guard let bytes = Self.files[language] else { return nil }
    self.language = language
    sentences = Self.entries(bytes, language)
  }

  /// The language in which organisations of a country are written to; nil where several are in use or none is known.
  package static func language(ofCountry code: String) -> String? { countries[code] }

  private static let countries = entries(PackageResources.languages_yaml, "languages")

  private static func entries(_ bytes: [UInt8], _ name: String) -> [String: String] {
    var entries: [String: String] = [:]
    YAMLReader().readDocument(SourceText(name: name, bytes: bytes)).tree?.root?.forEachEntry {
      entries[$0.text] = $1.text
    }
    return entries
  }

  /// The keys of all sentences.
  package var keys: Set<String> { Set(sentences.keys) }

  /// What a catalogue is called within a sentence: its title without what explains it behind a colon. O(length).
  package func name(of settings: CatalogueSettings) -> String {
    let whole = settings.title.preferred([language, "en"]) ?? settings.publisher ?? ""
    var name = whole.prefix { $0 != ":" }
    while name.last?.isWhitespace == true { name.removeLast() }
    return name.isEmpty ? "KT Catalogue" : String(name)
  }

  /// A day, month or year as it is written within a sentence. O(1).
  package func date(_ date: PartialDate) -> String {
    let names = (sentences["months"] ?? "").split(separator: " ")
    guard let month = date.month, names.indices.contains(month - 1) else { return date.description }
    var values = ["year": String(date.year), "month": String(names[month - 1])]
    guard let day = date.day else { return sentence("dateMonth", values) ?? date.description }
    values["day"] = day == 1 ? sentences["first"] : String(day)
    return sentence("dateDay", values) ?? date.description
  }

  /// A sentence, with what stands between braces filled in; nil when there is none. O(length).
  package func sentence(_ key: String, _ values: [String: String] = [:]) -> String? {
    sentences[key].map { MessageTemplate.filled($0, values) }
  }
}
