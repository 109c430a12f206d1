internal import CatalogueModel
internal import SourceTree
internal import TextFolding

/// A record as a person reads it in a terminal: labels, names of terms, wrapped prose. Made from the field table.
struct RecordSheet {
  let vocabularies: VocabularySet
  let languages: [String]

  /// The sheet. O(size).
  func text(_ record: Record, width: Int) -> String {
    let width = min(max(width, 40), 100)
    var text = (record.title.preferred(languages) ?? record.id ?? "") + "\n"
    text += String(repeating: "=", count: min(width, TextFolding.columns(text) - 1)) + "\n"
    guard case .map(let entries) = record.encoded() else { return text }
    for field in Record.fields.map(\.description) {
      guard let value = entries.first(where: { $0.key == field.name })?.value else { continue }
      let mark = record.inferred.contains(field.name) ? " (chosen by the cataloguer)" : ""
      let dispute = record.disputed.contains { $0.field == field.name } ? " (disputed, see below)" : ""
      text += block(field.label + mark + dispute, lines(value, field.shape), width)
    }
    for entry in record.extras { text += block(entry.key, lines(entry.value, .text(.line)), width) }
    return DiagnosticRenderer.printable(text)
  }

  private func block(_ label: String, _ lines: [String], _ width: Int) -> String {
    let lines = lines.count == 1 && lines[0].hasPrefix("- ") ? [String(lines[0].dropFirst(2))] : lines
    if lines.count == 1, TextFolding.columns(label) + TextFolding.columns(lines[0]) + 2 <= width {
      return "\(label): \(lines[0])\n"
    }
    return "\(label):\n"
      + lines.flatMap { Self.wrapped($0, width - 2) }.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }

  /// The value in lines; a list item begins with a dash.
  private func lines(_ value: DataValue, _ shape: ShapeDescription) -> [String] {
    switch (value, shape) {
    case (.texts(let entries), _):
      let text = LocalizedText(entries.map { .init($0.key, $0.value.scalarText ?? "") })
      guard let shown = text.preferredEntry(languages) else { return [] }
      var lines = Self.paragraphs(shown.text)
      let others = text.entries.filter { $0.language != shown.language }
      if entries.allSatisfy({ TextFolding.columns($0.value.scalarText ?? "") < 100 }) {
        lines += others.map { "\($0.language): \($0.text)" }
      } else if !others.isEmpty {
        lines.append("(also in \(others.map(\.language).joined(separator: ", ")))")
      }
      return lines
    case (.list(let items), .list(let inner)):
      if case .term(let name) = inner {
        return items.map { "- " + label($0.scalarText ?? "", name) }
      }
      let parts = items.map { lines($0, inner) }
      if parts.allSatisfy({ $0.count == 1 && $0[0].utf8.count < 30 }) {
        return [parts.map { $0[0] }.joined(separator: ", ")]
      }
      return parts.flatMap { part in part.enumerated().map { ($0 == 0 ? "- " : "  ") + $1 } }
    case (.map(let entries), .group(let fields)):
      let parts = fields.compactMap { field -> (String, [String])? in
        guard let value = entries.first(where: { $0.key == field.name })?.value else { return nil }
        return (field.label, lines(value, field.shape))
      }
      if parts.allSatisfy({ $0.1.count == 1 }) {
        return [parts.map { "\($0.0.lowercased()): \($0.1[0])" }.joined(separator: "; ")]
      }
      return parts.flatMap { label, lines in
        lines.count == 1 ? ["\(label.lowercased()): \(lines[0])"] : ["\(label.lowercased()):"] + lines.map { "  " + $0 }
      }
    case (_, .term(let name)): return [label(value.scalarText ?? "", name)]
    case (_, .text(.country)):
      let code = value.scalarText ?? ""
      return [CodeList.countries.name(of: code, in: languages.first ?? "en").map { "\($0) (\(code))" } ?? code]
    case (_, .boolean): return [value.scalarText == "true" ? "yes" : "no"]
    case (.list(let items), _): return items.flatMap { lines($0, shape) }.map { "- " + $0 }
    case (.map(let entries), _):
      return [entries.map { "\($0.key): \(lines($0.value, shape).joined(separator: " "))" }.joined(separator: "; ")]
    default: return Self.paragraphs(value.scalarText ?? "")
    }
  }

  private func label(_ code: String, _ vocabulary: String) -> String {
    let label = vocabularies[vocabulary]?.label(code, languages) ?? code
    return label == code ? code : "\(label) [\(code)]"
  }

  /// The lines of a text in CommonMark, with the lines of one paragraph or list item joined, as a page would show it.
  private static func paragraphs(_ text: String) -> [String] {
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.drop { $0 == " " }
      let beginsItem = words.hasPrefix("- ") || words.hasPrefix("* ") || words.first?.isNumber == true
      if let last = lines.last, !last.isEmpty, !words.isEmpty, !beginsItem {
        lines[lines.count - 1] = last + " " + words
      } else {
        lines.append(String(beginsItem ? line : words))
      }
    }
    return lines
  }

  /// The line cut at blanks; what follows a dash is indented like it. O(length).
  private static func wrapped(_ line: String, _ width: Int) -> [String] {
    let margin = line.prefix { $0 == " " || $0 == "-" }
    let indent = String(repeating: " ", count: margin.count)
    var lines: [String] = []
    var current = String(margin)
    var isEmpty = true
    for word in line.dropFirst(margin.count).split(separator: " ") {
      if !isEmpty, TextFolding.columns(current) + TextFolding.columns(String(word)) + 1 > width {
        lines.append(current)
        current = indent
        isEmpty = true
      }
      current += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [isEmpty ? "" : current]
  }
}
