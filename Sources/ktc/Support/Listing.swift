internal import ArgumentParser
internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import SourceTree
internal import TextFolding

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

  init(_ format: ListingFormat, _ catalogue: Catalogue, _ output: StandardOutput) throws {
    self.format = format
    self.output = output
    context = ExportContext(catalogue.context)
    switch format {
    case .table, .ids: break
    default:
      let exporter = try PluginRegistry(BuiltInPlugins.all).exporter(format.rawValue)
      writer = try exporter.makeWriter(to: OutputDestination(output), in: context)
    }
  }

  /// Shows a record.
  mutating func add(_ record: Record) throws {
    switch format {
    case .ids: try output.write((record.id ?? "") + "\n")
    case .table:
      rows.append([
        record.id ?? "", record.kind?.rawValue ?? "", record.countries.joined(separator: " "),
        record.created.map { String($0.year) } ?? "",
        record.title.preferred(["en"]) ?? "",
      ])
    default: try writer?.write(record)
    }
  }

  /// Shows what is left.
  mutating func finish() throws {
    try writer?.finish()
    if format == .table, !rows.isEmpty {
      try output.write(Table(header: ["id", "kind", "country", "created", "title"], rows: rows).text(Terminal.columns))
    }
  }
}

/// Rows under a header, in columns.
struct Table {
  let header: [String]
  let rows: [[String]]

  /// The table; its last column is cut to the width where there is one. O(cells).
  func text(_ width: Int?) -> String {
    var widths = header.map(TextFolding.columns)
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], TextFolding.columns(cell)) }
    }
    let before = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    // Where the first columns leave too little, the longest of them gives way.
    if let width, let longest = widths.dropLast().max(), before + 20 > width,
      let column = widths.firstIndex(of: longest)
    {
      widths[column] = max(12, longest - (before + 20 - width))
    }
    let used = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    return ([header] + rows).map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        // A line break in a cell would break the table, and a control character could command the terminal.
        let flat = DiagnosticRenderer.printable(cell.split(whereSeparator: \.isNewline).joined(separator: " "))
        if column == row.count - 1 {
          line += width.map { Terminal.cut(flat, to: max(8, $0 - used)) } ?? flat
        } else {
          let shown = Terminal.cut(flat, to: widths[column])
          line += shown + String(repeating: " ", count: widths[column] - TextFolding.columns(shown) + 2)
        }
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

/// An export to standard output.
final class OutputDestination: ExportDestination {
  private let output: StandardOutput
  init(_ output: StandardOutput) { self.output = output }
  func write(_ bytes: [UInt8]) throws { try output.write(bytes) }
  func beginFile(named name: String) throws {
    throw FileError(
      operation: "write", path: name, code: 0, reason: "a format of several files needs a folder as --output")
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
