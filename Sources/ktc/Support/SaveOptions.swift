internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore
internal import YAMLDocument

/// Under which name a query is saved.
struct SaveOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Save the query and the filters in the catalogue; @name asks again.", valueName: "name"))
  var save: String?
  @Option(name: .long, help: ArgumentHelp("What the saved query is called.", valueName: "text")) var title: String?
  @Flag(name: .long, help: "Save over a query of the same name.") var replace = false
  @Flag(name: .long, help: "Tell what would be saved, and save nothing.") var dryRun = false

  /// Refuses a name that cannot be one, or that is taken. Throws `CommandFailure`, and `FileError`.
  func check(in catalogue: Catalogue) throws {
    guard let save else {
      guard title == nil, !replace, !dryRun else {
        throw CommandFailure("--title, --replace and --dry-run go with --save NAME", .usage)
      }
      return
    }
    guard Slug.isValid(save) else {
      let near = Slug.make(from: save).map { "; did you mean \"\($0)\"?" } ?? ""
      throw CommandFailure("a query is saved under a name of small letters, figures and hyphens\(near)", .usage)
    }
    if !replace, try catalogue.queryNames().contains(save) {
      let path = try catalogue.queryPath(named: save)
      throw CommandFailure("\(path) exists already; choose another name, or add --replace", .cannotCreate)
    }
  }

  /// Saves a request that was answered. Throws `FileError`.
  func save(_ request: SearchRequest, in catalogue: Catalogue) throws {
    guard let save else { return }
    let path = try catalogue.queryPath(named: save)
    let query = SavedQuery(request, title: title, language: catalogue.context.defaultLanguage)
    if dryRun { return Terminal.report("\(path) would hold:\n\(YAMLWriter.write(query.encoded))") }
    try catalogue.saveQuery(query.encoded, named: save, holding: try WriteAccess.lock(catalogue))
    Terminal.report("Saved as \(path); `ktc search @\(save)` asks again.")
  }
}
