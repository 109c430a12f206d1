internal import CatalogueModel

/// One column of the layout.
struct CSVColumn {
  /// What the cells of a column hold.
  enum Content: Hashable {
    /// A short text or a code.
    case text
    /// A date or a number, which no spreadsheet takes for a formula.
    case figure
    /// `true` or `false`.
    case boolean
    /// Short texts or codes, joined by ` | `.
    case list
    /// A group or a list of groups, as JSON.
    case json
    /// The text in one language.
    case language(String)
    /// The texts in languages without a column, as JSON.
    case otherLanguages
    /// The text in the record's language; read, never written.
    case recordLanguage
    /// A value that belongs to no field.
    case nothing
  }

  /// What the header calls it.
  let name: String
  /// The field that its values belong to; its own name when there is no such field.
  let field: String
  /// What its cells hold.
  let content: Content

  /// The columns of an export: the fields in the order of the table, texts once for each language.
  static func all(languages: [String]) -> [CSVColumn] {
    var unique: [String] = []
    for language in languages where !unique.contains(language) { unique.append(language) }
    return Record.fields.map(\.description).flatMap { field in
      guard isLocalized(field.shape) else {
        return [CSVColumn(name: field.name, field: field.name, content: content(of: field.shape))]
      }
      return unique.map { CSVColumn(name: "\(field.name).\($0)", field: field.name, content: .language($0)) }
        + [CSVColumn(name: field.name + ".*", field: field.name, content: .otherLanguages)]
    }
  }

  /// The column that a header names.
  init(named name: String) {
    self.name = name
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let description = Record.fields.first { $0.description.name == parts.first }?.description
    guard let description, let first = parts.first else {
      field = name
      content = name.hasPrefix("x_") ? .text : .nothing
      return
    }
    let isLocalized = Self.isLocalized(description.shape)
    switch parts.dropFirst().first {
    case nil:
      field = first
      content = isLocalized ? .recordLanguage : Self.content(of: description.shape)
    case "*" where isLocalized:
      field = first
      content = .otherLanguages
    case let language? where isLocalized && !language.isEmpty && !language.contains("."):
      field = first
      content = .language(language)
    default:
      field = name
      content = .nothing
    }
  }

  private init(name: String, field: String, content: Content) {
    self.name = name
    self.field = field
    self.content = content
  }

  private static func isLocalized(_ shape: ShapeDescription) -> Bool {
    shape == .localizedLine || shape == .localizedProse
  }

  private static func content(of shape: ShapeDescription) -> Content {
    switch shape {
    case .text, .term, .choice: .text
    case .date, .number: .figure
    case .boolean: .boolean
    case .list(.text), .list(.term), .list(.choice): .list
    case .list, .group, .localizedLine, .localizedProse, .localizedLists: .json
    }
  }
}

/// The order of languages that a table does not write down.
///
/// `title.*` holds the texts in languages without a column. Where the texts of a record stand in another order than
/// the usual one, it names all their languages in order, those with a column of their own with `null`.
enum CSVLanguageOrder {
  /// The usual order: the record's language, then the languages with a column in the order of their tags.
  static func usual(_ languages: [String], first: String?) -> [String] {
    languages.sorted { ($0 == first ? 0 : 1, $0) < ($1 == first ? 0 : 1, $1) }
  }
}
