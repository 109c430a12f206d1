internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore

/// One of the ways by which bytes from strangers come in, and what has to hold for all of them.
struct FuzzTarget {
  /// Runs on one input. Throws, or ends the program, when something is wrong.
  let run: ([UInt8]) throws -> Void

  /// The catalogue whose vocabularies records are read by.
  static let catalogue = Catalogue(builtIn: .init(knownYear: 2026, month: 11, day: 20))

  /// The names of all targets, the riskiest first.
  static let names =
    ["yaml", "edit", "workbook", "query", "fix", "write", "form"] + importers.map { "import-" + $0.format.id }

  /// What reads other formats.
  static let importers: [any Importer] = (try? PluginRegistry(BuiltInPlugins.all))?.importers ?? []

  /// The target with a name; nil when there is none. Throws what its preparation throws.
  static func named(_ name: String) throws -> FuzzTarget? {
    switch name {
    case "yaml": return FuzzTarget(run: ReaderChecks.run)
    case "edit": return FuzzTarget(run: EditChecks.run)
    case "workbook": return FuzzTarget(run: WorkbookChecks.run)
    case "query":
      let checks = try QueryChecks()
      return FuzzTarget(run: checks.run)
    case "fix": return FuzzTarget(run: RepairChecks.run)
    case "write": return FuzzTarget(run: WriterChecks.run)
    case "form": return FuzzTarget(run: FormChecks.run)
    default:
      guard name.hasPrefix("import-"),
        let importer = importers.first(where: { $0.format.id == name.dropFirst("import-".count) })
      else { return nil }
      return FuzzTarget { try ImportChecks.run($0, importer) }
    }
  }
}
