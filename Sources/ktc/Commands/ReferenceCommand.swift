internal import ArgumentParser
internal import BuiltInPlugins
internal import CatalogueModel
internal import CatalogueStore
internal import ReferencePages

/// Prints the pages that are made from the program itself. For `make generate`.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print a page that is made from the program: fields, diagnostics or index.",
    shouldDisplay: false)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "fields, diagnostics or index.") var page: Page

  /// The pages.
  enum Page: String, ExpressibleByArgument, CaseIterable { case fields, diagnostics, index }

  func run() throws {
    try reportingFailures { output in
      switch page {
      case .fields: try output.write(RecordReference.page())
      case .diagnostics: try output.write(DiagnosticReference.page(BuiltInPlugins.all))
      case .index:
        let catalogue = try location.open()
        var index = CatalogueIndex(catalogue.context)
        catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .practices]).files) { loaded in
          guard let record = loaded.draft?.record, loaded.status == .published else { return }
          index.add(record, at: catalogue.relativePath(of: loaded.file.path))
        }
        try output.write(index.page())
      }
    }
  }
}
