internal import ArgumentParser
internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import ReferencePages

/// Prints the pages that are made from the program itself. For `make generate`.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Print a page that is made from the program: fields, diagnostics, formats, index or manual.",
    shouldDisplay: false)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "fields, diagnostics, formats, index or manual.") var page: Page
  @Argument(help: "With formats: the one whose page is printed, else the list of them.") var format: String?

  /// The pages.
  enum Page: String, ExpressibleByArgument, CaseIterable { case fields, diagnostics, formats, index, manual }

  func run() throws {
    try reportingFailures { output in
      switch page {
      case .fields: try output.write(RecordReference.page())
      case .diagnostics: try output.write(DiagnosticReference.page(BuiltInPlugins.all))
      case .formats:
        let registry = try PluginRegistry(BuiltInPlugins.all)
        guard let format else { return try output.write(FormatReference.index(registry)) }
        guard let page = FormatReference.page(format, in: registry) else {
          throw CommandFailure("there is no format \"\(format)\"; `ktc formats` lists them", .usage)
        }
        try output.write(page)
      case .index:
        let catalogue = try location.open()
        var index = CatalogueIndex(catalogue.context)
        var findings = Findings()
        catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .practices]).files) { loaded in
          guard let record = loaded.draft?.record else { return findings.report(loaded.diagnostics) }
          guard loaded.status == .published else { return }
          index.add(record, at: catalogue.relativePath(of: loaded.file.path))
        }
        // A page that lacks records would pass for the whole.
        if findings.hasErrors { throw ExitCode.unreadable }
        try output.write(index.page())
      case .manual: try output.write(ManualPage.page())
      }
    }
  }
}
