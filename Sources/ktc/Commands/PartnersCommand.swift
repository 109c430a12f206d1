internal import ArgumentParser
internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import JSONDocument
internal import SourceTree

/// Lists partner profiles.
struct PartnersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partners", abstract: "List the partner networks that the catalogue has profiles of, and check them.",
    discussion: """
      A profile is a file in partners/ that says what one network takes: formats, filters, languages, contacts, required \
      fields and limits. docs/partners.md tells more.

        ktc partners
        ktc check --for open-data-portal
        ktc export --partner open-data-portal --output out
        ktc export --all-partners --output out
      """)

  @OptionGroup var location: CatalogueOptions
  @Option(name: .long, help: "How the profiles are shown: table or json.") var format = Format.table

  /// How profiles are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let registry = try PluginRegistry(BuiltInPlugins.all)
      var findings = Findings()
      var partners: [(name: String, partner: Partner)] = []
      for name in try catalogue.partnerNames() {
        let read = try Partner.read(name, in: catalogue, registry)
        findings.report(read.diagnostics)
        if let partner = read.partner { partners.append((name, partner)) }
      }
      switch format {
      case .json:
        let values = partners.map { name, partner in
          DataValue.map([DataValue.Entry("name", .string(name))] + partner.profile.encoded(EncodingOptions()))
        }
        try output.write(JSONWriter.pretty(.list(values)))
      case .table where !partners.isEmpty:
        let rows = partners.map { name, partner in
          [
            name, partner.profile.title.preferred(["en"]) ?? "",
            partner.formats.map(\.exporter.format.id).joined(separator: ", "),
          ]
        }
        try output.write(Table(header: ["name", "title", "formats"], rows: rows).text(Terminal.columns))
      case .table: break
      }
      try output.flush()
      if partners.isEmpty, !findings.hasErrors, format == .table {
        Terminal.report("There are no partners yet; a profile is a file in partners/, as docs/partners.md tells.")
      }
      if findings.hasErrors { throw ExitCode.findings }
    }
  }
}
