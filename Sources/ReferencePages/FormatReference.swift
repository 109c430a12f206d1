internal import CatalogueModel
package import CataloguePlugins

/// The pages that explain the formats, made from what each declares.
package enum FormatReference {
  /// The page that lists the formats of a registry, and what each does with every field. O(formats × fields).
  package static func index(_ registry: PluginRegistry) -> String {
    let imported = Set(registry.importers.map(\.format.id))
    var text = """
      # The formats

      \(generated)

      | format | export | import | makes | what it is, and who takes or makes it |
      |---|---|---|---|---|

      """
    let exported = Set(registry.exporters.map(\.format.id))
    for format in formats(registry) {
      text +=
        "| [`\(format.id)`](\(format.id).md) | \(exported.contains(format.id) ? "●" : "") | "
        + "\(imported.contains(format.id) ? "●" : "") | "
        + "\(exported.contains(format.id) ? "`\(format.outputName)`" : "") | "
        + "\(format.name.tableCell): \(format.audience.tableCell) |\n"
    }
    let ids = registry.exporters.map(\.format.id)
    text += """

      ## What becomes of every field

      ● carried, ◐ narrowed, or not every part of it is carried, – dropped. The page of a format says where, how and why;
      so does `ktc formats FORMAT --fidelity`.

      | field | \(ids.map { "`\($0)`" }.joined(separator: " | ")) |
      |---|\(String(repeating: "---|", count: ids.count))

      """
    for field in FidelityMatrix.fields where field.isWhole {
      let marks = registry.exporters.map { String(FidelityMatrix.fate(of: field, in: $0.fidelity).mark) }
      text += "| `\(field.path)` | \(marks.joined(separator: " | ")) |\n"
    }
    return text
  }

  /// The page of one format; nil when the registry has none of that id. O(fields).
  package static func page(_ id: String, in registry: PluginRegistry) -> String? {
    let exporter = registry.exporters.first { $0.format.id == id }
    let isImported = registry.importers.contains { $0.format.id == id }
    guard let format = formats(registry).first(where: { $0.id == id }) else { return nil }
    var text = """
      # \(format.name)

      \(generated)

      For \(format.audience). Specification: <\(format.specification)>.

      | id | media type | export | import |
      |---|---|---|---|
      | `\(format.id)` | `\(format.mediaType)` | \
      \(exporter == nil ? "no" : "\(format.layout == .folder ? "a folder" : "one file"), `\(format.outputName)`") | \
      \(isImported ? "yes" : "no") |

      ```console
      \((exporter == nil ? [] : ["$ ktc export --to \(id) --output out"]).joined())\
      \(exporter != nil && isImported ? "\n" : "")\
      \(isImported ? "$ ktc import --from \(id) FILE" : "")
      ```

      """
    if let exporter { text += fields(exporter.fidelity) }
    return text
  }

  private static let generated = "<!-- Made by `make generate` from what the formats declare; do not edit. -->"

  private static func formats(_ registry: PluginRegistry) -> [FormatDescription] {
    let exported = registry.exporters.map(\.format)
    let ids = Set(exported.map(\.id))
    return (exported + registry.importers.map(\.format).filter { !ids.contains($0.id) }).sorted { $0.id < $1.id }
  }

  private static func fields(_ fidelity: Fidelity) -> String {
    let counts = FidelityMatrix.counts(in: fidelity)
    let sum = FidelityMatrix.Fate.allCases.map { "\(counts[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
    var text = """

      ## What becomes of every field

      Of \(counts.values.reduce(0, +)) single values: \(sum). A test writes a record with a marker in every one, and reads
      the export with a program that shares nothing with the exporter.

      | field | what becomes of it | where | how, or why |
      |---|---|---|---|

      """
    // A part is told on its own where the format says something else of it than of the whole.
    for field in FidelityMatrix.fields where field.isWhole || fidelity.declarations[field.path] != nil {
      let carriage = fidelity[field.path]
      let fate = carriage?.fate ?? FidelityMatrix.fate(of: field, in: fidelity)
      text +=
        "| `\(field.path)` | \(fate.rawValue) | \(carriage?.place.map { "`\($0)`" } ?? "") | "
        + "\((carriage?.reason ?? (carriage == nil ? "by its parts" : "")).tableCell) |\n"
    }
    return text
  }
}
