internal import ArgumentParser
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// Where the search index lies, and whether it is brought up to date first.
struct IndexOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The file of the search index; else .ktc/index.sqlite in the catalogue.", valueName: "file"))
  var index: String?
  @Flag(name: .long, help: "Search the index as it is, without looking for changed files first.") var noRefresh = false

  /// Asks the index of a catalogue, which is built on first use, and brought up to date with what was changed since.
  /// Says what the user should know. Throws `FileError`, and what `body` throws.
  ///
  /// `body` may be called twice, and should do nothing but ask.
  func use<Result>(_ catalogue: Catalogue, _ body: (SearchSession) throws -> Result) throws -> Result {
    var isShown = false
    func clear() {
      if isShown { Terminal.writeError("\r\u{1B}[K") }
      isShown = false
    }
    defer { clear() }
    let place = place(in: catalogue)
    let result = try SearchSession.use(
      place, catalogue.context, isRefreshing: !noRefresh,
      source: { CatalogueSource(catalogue: catalogue) },
      progress: { count, total in
        guard Terminal.isError else { return }
        isShown = true
        Terminal.writeError("\rindexing \(count) of \(total)")
      },
      remark: { text in
        clear()
        Terminal.report(text)
      }
    ) { session in
      clear()
      return try body(session)
    }
    if index == nil, place.obstacle == nil { catalogue.keepVocabularies() }
    return result
  }

  private func place(in catalogue: Catalogue) -> SearchSession.Place {
    let path = path(of: catalogue)
    let fileSystem = catalogue.fileSystem
    do {
      if index == nil {
        try catalogue.makeOwnFolder()
      } else {
        try fileSystem.createDirectory(FilePath.parent(of: path))
        // A file that somebody named by mistake is theirs, whatever it is.
        if let status = try fileSystem.status(of: path), status.kind != .file || status.size > 0 {
          let header = try fileSystem.contents(of: path, limit: 99)
          guard SearchSession.recognises(header: header) else {
            return SearchSession.Place(nil, obstacle: "\(path) is no search index and is left alone")
          }
        }
      }
    } catch let failure as StoreFailure {
      return SearchSession.Place(nil, obstacle: failure.diagnostic.message)
    } catch {
      return SearchSession.Place(nil, obstacle: "\(error)")
    }
    return SearchSession.Place(path) { try? fileSystem.removeTree($0) }
  }

  /// Removes the index and what else is kept for searches, but nothing that is none. Throws `FileError`.
  func remove(from catalogue: Catalogue) throws {
    guard let path = place(in: catalogue).path else { return }
    for suffix in SearchSession.suffixes { try catalogue.fileSystem.removeTree(path + suffix) }
    try catalogue.removeKeptVocabularies()
  }

  /// The path of the index.
  func path(of catalogue: Catalogue) -> String {
    index ?? FilePath.join(FilePath.join(catalogue.root ?? ".", ".ktc"), "index.sqlite")
  }
}
