package import CatalogueModel
package import SourceTree
internal import TextFolding

/// One column of a table of records: the layout that CSV, workbooks and data packages share.
package struct TableColumn: Sendable, Hashable {
  /// What the cells of a column hold.
  package enum Content: Sendable, Hashable {
    /// A short text or a code.
    case text
    /// A date, which no spreadsheet takes for a formula.
    case date
    /// A number, which no spreadsheet takes for a formula.
    case number
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

  /// What the header calls it; the name of the field where the header has a label.
  package let name: String
  /// The field that its values belong to; its own name when there is no such field.
  package let field: String
  /// What its cells hold.
  package let content: Content

  /// The columns of an export: the fields in the order of the table, texts once for each language.
  package static func all(languages: [String]) -> [TableColumn] {
    var unique: [String] = []
    for language in languages where !unique.contains(language) { unique.append(language) }
    return descriptions.flatMap { field in
      guard isLocalized(field.shape) else {
        return [TableColumn(name: field.name, field: field.name, content: content(of: field.shape))]
      }
      return unique.map { TableColumn(name: "\(field.name).\($0)", field: field.name, content: .language($0)) }
        + [TableColumn(name: field.name + ".*", field: field.name, content: .otherLanguages)]
    }
  }

  /// The column that a header names, by the name of its field or by its label: `title.fr` or `Title (fr)`. O(fields).
  package init(named name: String) {
    if let known = Self.byName(name) ?? Self.byLabel(name) {
      self = known
    } else {
      self.init(name: name, field: name, content: name.hasPrefix("x_") ? .text : .nothing)
    }
  }

  private init(name: String, field: String, content: Content) {
    self.name = name
    self.field = field
    self.content = content
  }

  /// What people call the column: `Title (fr)`.
  package var label: String {
    let label = Self.positions[field].map { Self.descriptions[$0].label } ?? name
    switch content {
    case .language(let tag): return "\(label) (\(tag))"
    case .otherLanguages: return "\(label) (*)"
    default: return label
    }
  }

  /// The facts about its field; nil when it belongs to none. O(1).
  package var description: FieldDescription? { Self.positions[field].map { Self.descriptions[$0] } }

  /// Its place in a record as far as a name tells it: `title.fr`, `title.*` or `countries`.
  package var path: FieldPath { FieldPath(name) }

  /// Whether a name could have been meant for the column, for suggestions: its name and its label.
  package var names: [String] { [name, label] }

  // MARK: Fields

  static let descriptions = Record.fields.map(\.description)
  static let positions = Dictionary(
    descriptions.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  private static let labels = Dictionary(
    descriptions.enumerated().map { (TextFolding.folded($1.label), $0) }, uniquingKeysWith: { first, _ in first })

  private static func byName(_ name: String) -> TableColumn? {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, let position = positions[first] else { return nil }
    return make(descriptions[position], parts.dropFirst().first)
  }

  private static func byLabel(_ label: String) -> TableColumn? {
    let folded = TextFolding.folded(label)
    if let position = labels[folded] { return make(descriptions[position], nil) }
    guard folded.hasSuffix(")"), let opening = folded.lastIndex(of: "("),
      let position = labels[String(folded[..<opening]).trimmingBlanks()],
      // Folding makes small letters of `pt-BR`.
      let written = label.lastIndex(of: "(")
    else { return nil }
    return make(descriptions[position], String(label[label.index(after: written)...].dropLast()).trimmingBlanks())
  }

  private static func make(_ description: FieldDescription, _ part: String?) -> TableColumn? {
    let name = description.name
    let isLocalized = isLocalized(description.shape)
    switch part {
    case nil:
      return TableColumn(
        name: name, field: name, content: isLocalized ? .recordLanguage : content(of: description.shape))
    case "*" where isLocalized: return TableColumn(name: name + ".*", field: name, content: .otherLanguages)
    case let language? where isLocalized && !language.isEmpty && !language.contains("."):
      return TableColumn(name: "\(name).\(language)", field: name, content: .language(language))
    default: return nil
    }
  }

  private static func isLocalized(_ shape: ShapeDescription) -> Bool {
    shape == .localizedLine || shape == .localizedProse
  }

  private static func content(of shape: ShapeDescription) -> Content {
    switch shape {
    case .text, .term, .choice: .text
    case .date: .date
    case .number: .number
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
enum LanguageOrder {
  /// The usual order: the record's language, then the languages with a column in the order of their tags.
  static func usual(_ languages: [String], first: String?) -> [String] {
    languages.sorted { ($0 == first ? 0 : 1, $0) < ($1 == first ? 0 : 1, $1) }
  }
}

extension StringProtocol {
  /// The text without the blanks around it, those that do not break included.
  package func trimmingBlanks() -> String {
    var text = self[...].drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
