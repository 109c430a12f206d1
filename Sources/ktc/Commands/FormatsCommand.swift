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
      With --fidelity it tells what becomes of every field in the formats that are exported: a matrix of all, or, for \
      one format, where each value goes, how it is narrowed and why it is dropped.

        ktc formats
        ktc formats --format json
        ktc formats --fidelity
        ktc formats cpsv-ap --fidelity
        ktc formats --fidelity --format csv
      """)

  @Argument(help: ArgumentHelp("The formats to tell of; all unless some are named.", valueName: "format"))
  var ids: [String] = []
  @Flag(name: .long, help: "Tell what becomes of every field of a record.") var fidelity = false
  @Option(name: .long, help: "How it is shown: table or json; ids without --fidelity, csv with it.")
  var format = Format.table

  /// How the formats are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv, ids }

  func validate() throws {
    if format == (fidelity ? .ids : .csv) {
      throw ValidationError("--format \(format.rawValue) goes \(fidelity ? "without" : "with") --fidelity.")
    }
  }

  func run() throws {
    try reportingFailures { output in
      let registry = try PluginRegistry(BuiltInPlugins.all)
      if fidelity {
        let exporters = ids.isEmpty ? registry.exporters : try ids.map { try registry.exporter($0) }
        let listing = FidelityListing(exporters)
        switch format {
        case .json: try output.write(listing.json)
        case .csv: try output.write(listing.csv)
        case .table, .ids: try output.write(listing.table(Terminal.columns))
        }
        return
      }
      let imported = Set(registry.importers.map(\.format.id))
      let exported = Set(registry.exporters.map(\.format.id))
      var formats = registry.exporters.map(\.format)
      formats += registry.importers.map(\.format).filter { !exported.contains($0.id) }
      formats.sort { $0.id < $1.id }
      if !ids.isEmpty {
        for id in ids where !formats.contains(where: { $0.id == id }) { _ = try registry.exporter(id) }
        formats = formats.filter { ids.contains($0.id) }
      }
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
      case .ids: for format in formats { try output.write(format.id + "\n") }
      case .json, .csv:
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
