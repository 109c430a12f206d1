internal import CatalogueModel
internal import SourceTree

/// Values of fields as lines for a reader: names of terms and countries, prose in its best language.
struct FieldLines {
  private let context: ComparisonContext

  init(_ context: ComparisonContext) { self.context = context }

  /// The lines of a value. O(size).
  func lines(_ value: DataValue, _ shape: ShapeDescription) -> [ComparisonLine] {
    switch (value, shape) {
    case (.texts(let entries), _):
      return lines(of: LocalizedText(entries.map { .init($0.key, $0.value.scalarText ?? "") }))
    case (.list(let items), .list(let inner)):
      if case .text(.country) = inner {
        return [ComparisonLine(items.compactMap { text($0, inner) }.joined(separator: ", "))]
      }
      return items.compactMap { text($0, inner) }.map { ComparisonLine($0, isItem: true) }
    case (.map, .group): return text(value, shape).map { [ComparisonLine($0)] } ?? []
    default: return text(value, shape).map { [ComparisonLine($0)] } ?? []
    }
  }

  /// The lines of a text in its best language: one a paragraph or list item. O(length).
  func lines(of text: LocalizedText) -> [ComparisonLine] {
    guard let entry = text.preferredEntry(context.languages) else { return [] }
    var lines: [ComparisonLine] = []
    var continues = false
    for line in entry.text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let isItem = words.hasPrefix("- ") || words.hasPrefix("* ")
      if words.isEmpty {
        continues = false
      } else if continues, !isItem, let last = lines.indices.last {
        lines[last].text += " " + words
      } else {
        let shown = isItem ? String(words.dropFirst(2)) : words
        lines.append(ComparisonLine(shown, language: entry.language, isItem: isItem))
        continues = true
      }
    }
    return lines
  }

  /// The value in one line; nil where it has none.
  private func text(_ value: DataValue, _ shape: ShapeDescription) -> String? {
    switch (value, shape) {
    case (.texts(let entries), _):
      let text = LocalizedText(entries.map { .init($0.key, $0.value.scalarText ?? "") })
      return text.preferred(context.languages)?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    case (.list(let items), .list(let inner)):
      return items.compactMap { text($0, inner) }.joined(separator: ", ")
    case (.map(let entries), .group(let fields)):
      let parts = fields.compactMap { field -> String? in
        guard let value = entries.first(where: { $0.key == field.name })?.value else { return nil }
        return text(value, field.shape).map { "\(field.label.lowercased()): \($0)" }
      }
      return parts.isEmpty ? nil : parts.joined(separator: "; ")
    case (_, .term(let vocabulary)): return value.scalarText.map { context.label($0, of: vocabulary) }
    case (_, .text(.country)):
      return value.scalarText.map { code in
        CodeList.countries.name(of: code, in: context.languages.first ?? "en").map { "\($0) (\(code))" } ?? code
      }
    case (_, .boolean): return value.scalarText == "true" ? "yes" : "no"
    case (_, .number): return value.scalarText.map(DecimalNumber.grouped)
    default: return value.scalarText
    }
  }
}
