internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore
internal import JSONDocument
internal import SourceTree
internal import YAMLDocument

/// Lists saved queries.
struct QueriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries", abstract: "List the queries that were saved in the catalogue, and check them.",
    discussion: """
      A saved query is a file in queries/ with a title, a query and filters; `ktc search … --save NAME` writes one. \
      @NAME stands for it wherever a query is taken, and further words and filters narrow it.

        ktc queries
        ktc search @vouchers
        ktc export @vouchers --to csv --output vouchers.csv
      """)

  @OptionGroup var location: CatalogueOptions
  @Option(name: .long, help: "How the queries are shown: table or json.") var format = Format.table

  /// How queries are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let shelf = SavedQueryFolder(catalogue: catalogue)
      var findings = Findings()
      var queries: [(name: String, query: SavedQuery)] = []
      for name in try catalogue.queryNames() {
        findings.report(shelf.findings(named: name))
        if let query = shelf.savedQuery(named: name).query { queries.append((name, query)) }
      }
      switch format {
      case .json:
        let values = queries.map { entry in
          guard case .map(let entries) = entry.query.encoded else { return entry.query.encoded }
          return DataValue.map([DataValue.Entry("name", .string(entry.name))] + entries)
        }
        try output.write(JSONWriter.pretty(.list(values)))
      case .table where !queries.isEmpty:
        let rows = queries.map { [$0.name, $0.query.title.preferred(["en"]) ?? "", Self.asked($0.query)] }
        try output.write(Table(header: ["name", "title", "asks for"], rows: rows).text(Terminal.columns))
      case .table: break
      }
      try output.flush()
      if queries.isEmpty, !findings.hasErrors, format == .table {
        Terminal.report("No query is saved yet; `ktc search voucher --save vouchers` saves one.")
      }
      if findings.hasErrors { throw ExitCode.findings }
    }
  }

  /// The query and its filters as they may be typed.
  private static func asked(_ query: SavedQuery) -> String {
    let filters = query.filters.map { filter in
      filter.field.text + ":"
        + filter.values.map { $0.text.contains { $0 == " " || $0 == "," } ? "\"\($0.text)\"" : $0.text }
        .joined(separator: ",")
    }
    return ([query.text] + filters).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
