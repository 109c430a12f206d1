internal import ArgumentParser
internal import CatalogueSearch
internal import CatalogueStore

/// Where the search index lies, and whether it is brought up to date first.
struct IndexOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The file of the search index; else .ktc/index.sqlite in the catalogue.", valueName: "file"))
  var index: String?
  @Flag(name: .long, help: "Search the index as it is, without looking for changed files first.") var noRefresh = false

  /// Opens the index of a catalogue, builds it on first use, and reads what was changed since. Says what the user
  /// should know. Throws `FileError`.
  func open(_ catalogue: Catalogue) throws -> SearchSession {
    let path = path(of: catalogue)
    var canWrite = true
    do { try catalogue.fileSystem.createDirectory(FilePath.parent(of: path)) } catch { canWrite = false }
    var isShown = false
    let session = try SearchSession(
      at: canWrite ? path : nil, catalogue.context, isRefreshing: !noRefresh,
      source: { try CatalogueSource(catalogue) },
      remove: { try? catalogue.fileSystem.removeTree($0) },
      progress: { count, total in
        guard Terminal.isError else { return }
        isShown = true
        Terminal.writeError("\rindexing \(count) of \(total)")
      })
    if isShown { Terminal.writeError("\r\u{1B}[K") }
    if let remark = session.remark { Terminal.report(remark) }
    return session
  }

  /// The path of the index.
  func path(of catalogue: Catalogue) -> String {
    index ?? FilePath.join(FilePath.join(catalogue.root ?? ".", ".ktc"), "index.sqlite")
  }
}
