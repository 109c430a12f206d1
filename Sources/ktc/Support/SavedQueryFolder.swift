internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// The saved queries of a catalogue.
struct SavedQueryFolder: SavedQueryShelf {
  let catalogue: Catalogue

  /// None when the folder cannot be read: the names are only offered instead of one that is not known, and
  /// `savedQuery(named:)` says what is wrong.
  var savedQueryNames: [String] { (try? catalogue.queryNames()) ?? [] }

  func savedQuery(named name: String) -> (query: SavedQuery?, diagnostics: [Diagnostic]) {
    let read: (tree: SourceTree?, diagnostics: [Diagnostic])
    do {
      read = try catalogue.queryTree(named: name)
    } catch {
      return (nil, [Diagnostic(StoreRules.unreadableFile, "\(error)")])
    }
    guard let tree = read.tree else { return (nil, read.diagnostics) }
    let (query, findings) = SavedQuery.read(tree, language: catalogue.context.defaultLanguage)
    return (query, read.diagnostics + findings)
  }
}

extension SavedQueryFolder {
  /// What is wrong with a saved query, its values included, in places of its file.
  func findings(named name: String) -> [Diagnostic] {
    let read = savedQuery(named: name)
    guard let query = read.query, !read.diagnostics.contains(where: { $0.severity == .error }) else {
      return read.diagnostics
    }
    return read.diagnostics + query.findings(in: catalogue.context.vocabularies, among: savedQueryNames)
  }
}
