package import SourceTree

/// What `catalogue.yaml` says about a catalogue as a whole.
public struct CatalogueSettings: Sendable, Hashable {
  /// The title, per language.
  public var title = LocalizedText()
  /// Who publishes it.
  public var publisher: String?
  /// The address that, with an id, makes a record's URI; ends in `/`.
  public var baseUri: String?
  /// The language of plain-string texts of records that name none.
  public var language: String?
  /// The languages of the network.
  public var languages: [String] = []
  /// The SPDX id of the licence of the catalogue's own records.
  public var licence: String?
  /// Where a reader may ask.
  public var enquiries: Enquiries?
  /// Whether each decision on a record is one commit, when the catalogue is a git work tree.
  public var commits: Bool?

  /// Makes empty settings.
  public init() {}

  /// The URI of a record; nil when the catalogue has no `base_uri`.
  public func uri(of id: String) -> String? {
    baseUri.map { $0.hasSuffix("/") ? $0 + id : $0 + "/" + id }
  }
}

extension CatalogueSettings: FieldGroup {
  package static let fields: FieldTable<CatalogueSettings> = [
    .init(
      "title", \.title, .localizedLine,
      .init(label: "Title", help: "What the catalogue is called.", good: "KT Catalogue")),
    .init(
      "publisher", \.publisher, .text(.line),
      .init(label: "Publisher", help: "Who publishes it.", good: "Ville de Grenoble")),
    .init(
      "base_uri", \.baseUri, .text(.url),
      .init(label: "Base URI", help: "The address to which ids are added.", good: "\"https://kt.example.org/\"")),
    .init(
      "language", \.language, .text(.language),
      .init(label: "Language", help: "The language of plain texts.", good: "en")),
    .init(
      "languages", \.languages, listOf: .text(.language),
      .init(label: "Languages", help: "The languages of the network.", good: "[en, fr]")),
    .init(
      "licence", \.licence, .text(.licence),
      .init(label: "Licence", help: "The licence of the catalogue's own records.", good: "CC-BY-4.0")),
    .init(
      "enquiries", \.enquiries, .group,
      .init(label: "Enquiries", help: "Where a reader may ask.", good: "{ organisation: Ville de Grenoble }")),
    .init(
      "commits", \.commits, .boolean,
      .init(label: "Commits", help: "Whether each decision on a record is one git commit.", good: "true")),
  ]

  /// Reads the settings. What is wrong is reported. O(nodes).
  package static func read(_ tree: SourceTree, today: PartialDate) -> (
    settings: CatalogueSettings, diagnostics: [Diagnostic]
  ) {
    guard let root = tree.root else { return (CatalogueSettings(), []) }
    let none = CatalogueContext(vocabularies: VocabularySet([]), settings: CatalogueSettings(), today: today)
    let language = root["language"].map(\.text) ?? "en"
    var context = DecodingContext(catalogue: none, language: language)
    let settings = CatalogueSettings.decode(root, &context) ?? CatalogueSettings()
    context.finish()
    return (settings, context.diagnostics)
  }
}
