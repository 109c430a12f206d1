internal import CatalogueModel

/// The words of a field that has a closed list of them, such as the roles of organisations.
package struct ClosedList: Sendable {
  /// The path of the field, such as `organisations.role`.
  package let field: String
  /// What the field is called in English.
  package let label: String
  /// The words.
  package let words: [String]

  /// All closed lists of a record, by the path of their field, but for those of personal data. What is true or false in
  /// a record is told by words in a graph, because unknown is neither.
  package static let all: [ClosedList] = {
    var found = [
      ClosedList(field: "active", label: "Active", words: ["active", "inactive"]),
      ClosedList(field: "outputs.planned", label: "Planned", words: ["planned", "achieved"]),
    ]
    func add(_ fields: [FieldDescription], _ path: String) {
      for field in fields where !field.isPersonal { add(field.shape, field, path + field.name) }
    }
    func add(_ shape: ShapeDescription, _ field: FieldDescription, _ path: String) {
      switch shape {
      case .group(let fields): add(fields, path + ".")
      case .list(let item): add(item, field, path)
      case .choice(let words): found.append(ClosedList(field: path, label: field.label, words: words))
      default: break
      }
    }
    add(Record.fields.map(\.description), "")
    return found.sorted { $0.field < $1.field }
  }()

  /// What a word is called in English.
  package static func label(_ word: String) -> String { word.split(separator: "_").joined(separator: " ") }
}
