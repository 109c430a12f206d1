internal import ArgumentParser
internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// How a listing is shown.
enum ListingFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, jsonl, csv, yaml, ids
}

/// Writes records to standard output in the format that was asked for, as they come.
struct Listing {
  private let format: ListingFormat
  private let output: StandardOutput
  private let context: ExportContext
  private var writer: (any RecordWriter)?
  private var rows: [[String]] = []
  /// The header of a column in front, for what is known of each record beside the record itself.
  private let markHeader: String?

  /// Begins a listing.
  ///
  /// - Parameters:
  ///   - isOfHits: Whether something is known of each record beside the record itself.
  ///   - markHeader: The header of the column in which a table says what became of each record, or whether it was in
  ///     force.
  ///   - facets: Counts that belong to the listing, for a format that has a place for them.
  init(
    _ format: ListingFormat, _ catalogue: Catalogue, _ output: StandardOutput, isOfHits: Bool = false,
    markHeader: String? = nil, facets: Facets? = nil
  ) throws {
    self.format = format
    self.output = output
    self.markHeader = markHeader
    var context = ExportContext(catalogue.context)
    if isOfHits { context.ownColumns = [FoundMark.key] }
    if let facets { context.ownEntries = [DataValue.Entry("facets", facets.encoded)] }
    self.context = context
    switch format {
    case .table, .ids: break
    default:
      let exporter = try PluginRegistry(BuiltInPlugins.all).exporter(format.rawValue)
      writer = try exporter.makeWriter(to: OutputDestination(output), in: context)
    }
  }

  /// Shows a record, with what is known of it as a hit.
  mutating func add(_ record: Record, _ mark: FoundMark? = nil) throws {
    switch format {
    case .ids: try output.write((record.id ?? "") + "\n")
    case .table:
      rows.append(
        (markHeader == nil ? [] : [mark?.change?.words ?? mark?.isInForce?.rawValue ?? ""]) + [
          record.id ?? "", record.kind?.rawValue ?? "", record.countries.joined(separator: " "),
          record.created.map { String($0.year) } ?? "",
          record.title.preferred(["en"]) ?? "",
        ])
    default:
      var record = record
      if let mark { record.extras.append(DataValue.Entry(FoundMark.key, mark.encoded)) }
      try writer?.write(record)
    }
  }

  /// Shows what is left.
  mutating func finish() throws {
    try writer?.finish()
    if format == .table, !rows.isEmpty {
      let header = (markHeader.map { [$0] } ?? []) + ["id", "kind", "country", "created", "title"]
      try output.write(Table(header: header, rows: rows).text(Terminal.columns))
    }
  }
}

extension Facets {
  /// The counts by field and value, as formats write them.
  var encoded: DataValue {
    func entries(_ counts: [Count]) -> DataValue {
      .map(counts.map { DataValue.Entry($0.value.isEmpty ? "unknown" : $0.value, .number(String($0.count))) })
    }
    return .map(
      counts.map { DataValue.Entry($0.field.rawValue, entries($0.counts)) } + [DataValue.Entry("year", entries(years))])
  }
}

extension ExportContext {
  /// What an exporter may know of a catalogue.
  init(_ catalogue: CatalogueContext) {
    let languages = catalogue.settings.languages
    self.init(
      settings: catalogue.settings, vocabularies: catalogue.vocabularies,
      languages: languages.isEmpty ? [catalogue.defaultLanguage] : languages, today: catalogue.today)
  }
}
