internal import CatalogueModel

/// The page that explains every field of a record, made from the field table.
package enum RecordReference {
  /// The page in Markdown. O(fields).
  package static func page() -> String {
    var text = """
      # The fields of a record

      <!-- Made by `make generate` from the field table; do not edit. -->

      One record is one YAML file. ● is needed to publish, ○ may be left out, – does not apply.

      | field | what to write | instrument | practice | ask for it as |
      |---|---|---|---|---|

      """
    let fields = Record.fields.map(\.description)
    for field in fields {
      let query = field.queryNames.map { "`\($0):`" }.joined(separator: " ")
      text +=
        "| [`\(field.name)`](#\(field.name)) | \(field.help.tableCell) | \(mark(field.instrument)) | \(mark(field.practice)) | \(query) |\n"
    }
    for field in fields {
      text += "\n## \(field.name)\n\n**\(field.label).** \(field.help) \(Self.describe(field.shape))"
      if field.isPersonal { text += " Personal data: kept back unless it is shared." }
      if field.isWrittenByTool { text += " Written by the program." }
      text += "\n\n```yaml\n\(field.name): \(field.good)\n```\n"
      if let group = Self.group(field.shape) {
        text += "\n| within it | what to write | looks like | example |\n|---|---|---|---|\n"
        for part in group { text += row(part, prefix: "") }
      }
    }
    return text
  }

  private static func row(_ part: FieldDescription, prefix: String) -> String {
    let name = prefix + part.name
    var text = "| `\(name)` | \(part.help.tableCell) | \(describe(part.shape).tableCell) | `\(part.good.tableCell)` |\n"
    for inner in group(part.shape) ?? [] { text += row(inner, prefix: name + ".") }
    return text
  }

  private static func mark(_ requirement: Requirement) -> String {
    switch requirement {
    case .required: "●"
    case .optional: "○"
    case .notApplicable: "–"
    }
  }

  private static func group(_ shape: ShapeDescription) -> [FieldDescription]? {
    switch shape {
    case .group(let fields): fields
    case .list(let item): group(item)
    default: nil
    }
  }

  private static func describe(_ shape: ShapeDescription) -> String {
    switch shape {
    case .text(.slug): "Small letters, figures and single hyphens, at most 80."
    case .text(.country): "An ISO 3166-1 code of two letters, or EU."
    case .text(.currency): "An ISO 4217 code of three letters."
    case .text(.language): "A BCP 47 tag."
    case .text(.url): "An http or https address."
    case .text(.mailbox), .text(.email): "An e-mail address."
    case .text(.licence): "An SPDX id."
    case .text(.nuts): "A NUTS code."
    case .text(.fieldName): "The name of a field."
    case .text(.sourceKey): "The key of a source."
    case .text(.line): "A short text."
    case .localizedLine: "A short text, or a map from languages to texts."
    case .localizedProse: "A text in CommonMark without HTML, or a map from languages to texts."
    case .localizedLists: "A map from languages to lists of texts."
    case .term(let vocabulary): "A code of the vocabulary `\(vocabulary)`."
    case .choice(let words): "One of " + words.map { "`\($0)`" }.joined(separator: ", ") + "."
    case .date: "A date: 2006, 2006-05 or 2006-05-01."
    case .boolean: "`true` or `false`."
    case .number(let minimum, let maximum):
      switch (minimum, maximum) {
      case (let minimum?, let maximum?): "A number from \(minimum) to \(maximum)."
      case (let minimum?, nil): "A number, at least \(minimum)."
      default: "A number."
      }
    case .list(let item): "A list. Each: " + lowered(describe(item))
    case .group: "A group of values."
    }
  }

  private static func lowered(_ text: String) -> String {
    guard let first = text.first, text.dropFirst().first?.isUppercase != true else { return text }
    return first.lowercased() + text.dropFirst()
  }
}
