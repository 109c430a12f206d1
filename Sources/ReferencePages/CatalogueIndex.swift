package import CatalogueModel

/// The page that lists the records of a catalogue for people who read it on a forge.
package struct CatalogueIndex {
  private let context: CatalogueContext
  private var entries: [Entry] = []

  private struct Entry {
    var id: String
    var path: String
    var title: String
    var kind: RecordKind?
    var countries: [String]
    var targetGroups: [String]
  }

  /// Starts an index.
  package init(_ context: CatalogueContext) { self.context = context }

  /// Adds a record at a path relative to the catalogue. O(1).
  package mutating func add(_ record: Record, at path: String) {
    let id = record.id ?? ""
    entries.append(
      Entry(
        id: id, path: path, title: record.title.preferred(["en"]) ?? id, kind: record.kind, countries: record.countries,
        targetGroups: record.targetGroups))
  }

  /// The page in Markdown. O(records × groups).
  package func page() -> String {
    let title = context.settings.title.preferred(["en"]) ?? "Catalogue"
    let instruments = entries.filter { $0.kind == .instrument }.count
    var text = """
      # \(Self.escaped(title))

      <!-- Made by `make generate` from the records; do not edit. -->

      \(instruments) innovation instruments and \(entries.count - instruments) knowledge-transfer practices, each a YAML
      file that people write and review. The data is under CC BY 4.0 (see [LICENSE](LICENSE)); the sources of each
      record are named in it. Search them with `ktc search`, or read on.

      ## By country

      """
    let countries = Set(entries.flatMap(\.countries))
    let named = countries.map { (code: $0, name: CodeList.countries.name(of: $0, in: "en") ?? $0) }
    for country in named.sorted(by: { ($0.name, $0.code) < ($1.name, $1.code) }) {
      text += "\n### \(country.name)\n\n"
      text += list(entries.filter { $0.countries.contains(country.code) })
    }
    text += "\n## By target group\n"
    for term in context.vocabularies["target_groups"]?.terms ?? [] where !term.isForSearch {
      let found = entries.filter { $0.targetGroups.contains(term.code) }
      guard !found.isEmpty else { continue }
      text += "\n### \(Self.escaped(term.label.preferred(["en"]) ?? term.code))\n\n" + list(found)
    }
    return text
  }

  private func list(_ entries: [Entry]) -> String {
    entries.sorted { ($0.title, $0.id) < ($1.title, $1.id) }.map { entry in
      "- [\(Self.escaped(entry.title))](\(entry.path))\(entry.kind == .practice ? " (practice)" : "")\n"
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\`*_[]<>".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
