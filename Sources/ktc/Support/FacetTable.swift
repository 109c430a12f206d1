internal import CatalogueModel
internal import CatalogueSearch

/// Counts of found records as a person reads them.
struct FacetTable {
  private let vocabularies: VocabularySet
  private static let most = 8

  init(_ vocabularies: VocabularySet) { self.vocabularies = vocabularies }

  /// The counts, field by field, the most frequent values first.
  func text(_ facets: Facets) -> String {
    var text = ""
    for (field, counts) in facets.counts {
      text += "\n\(title(of: field))\n" + lines(counts) { label($0, field) }
    }
    text += "\nyear of creation\n" + lines(facets.years, most: facets.years.count) { $0.isEmpty ? "unknown" : $0 }
    return text
  }

  private func lines(_ counts: [Facets.Count], most: Int = Self.most, _ label: (String) -> String) -> String {
    let shown = counts.prefix(most)
    let width = shown.map { String($0.count).count }.max() ?? 1
    var text = shown.map { count in
      let number = String(count.count)
      return "  " + String(repeating: " ", count: width - number.count) + number + "  " + label(count.value) + "\n"
    }.joined()
    if counts.count > most { text += "  and \(counts.count - most) more\n" }
    return text
  }

  private func title(of field: IndexedField) -> String {
    switch field {
    case .target: "target group"
    case .area: "knowledge-transfer area"
    default: field.rawValue
    }
  }

  private func label(_ value: String, _ field: IndexedField) -> String {
    let names: [IndexedField: String] = [.target: "target_groups", .priority: "priorities", .area: "kt_areas"]
    if let name = names[field], let vocabulary = vocabularies[name] {
      return "\(Terminal.cut(vocabulary.label(value, ["en"]), to: 60)) [\(value)]"
    }
    if field == .country { return "\(CodeList.countries.name(of: value, in: "en") ?? value) [\(value)]" }
    if field == .language { return "\(CodeList.languages.name(of: value, in: "en") ?? value) [\(value)]" }
    return value
  }
}
