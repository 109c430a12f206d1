internal import ArgumentParser
internal import BuiltInPlugins
internal import CataloguePlugins
internal import JSONDocument
internal import SourceTree

/// Lists the formats.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the formats that can be imported and exported.",
    discussion: """
        ktc formats
        ktc formats --format json
      """)

  @Option(name: .long, help: "How the formats are shown: table or json.") var format = Format.table

  /// How the formats are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  func run() throws {
    try reportingFailures { output in
      let registry = try PluginRegistry(BuiltInPlugins.all)
      let imported = Set(registry.importers.map(\.format.id))
      let exported = Set(registry.exporters.map(\.format.id))
      var formats = registry.exporters.map(\.format)
      formats += registry.importers.map(\.format).filter { !exported.contains($0.id) }
      formats.sort { $0.id < $1.id }
      switch format {
      case .table:
        let rows = formats.map { format in
          [
            format.id, exported.contains(format.id) ? "yes" : "", imported.contains(format.id) ? "yes" : "",
            format.layout.rawValue, "." + (format.fileExtensions.first ?? ""), "\(format.name): \(format.audience)",
          ]
        }
        let header = ["id", "export", "import", "as", "extension", "what it is, and who takes or makes it"]
        try output.write(Table(header: header, rows: rows).text(Terminal.columns))
      case .json:
        let values = formats.map { format in
          DataValue.map([
            .init("id", .string(format.id)), .init("name", .string(format.name)),
            .init("media_type", .string(format.mediaType)),
            .init("extensions", .list(format.fileExtensions.map(DataValue.string))),
            .init("layout", .string(format.layout.rawValue)), .init("file", .string(format.outputName)),
            .init("audience", .string(format.audience)),
            .init("specification", .string(format.specification)),
            .init("exports", .boolean(exported.contains(format.id))),
            .init("imports", .boolean(imported.contains(format.id))),
          ])
        }
        try output.write(JSONWriter.pretty(.list(values)))
      }
    }
  }
}
