internal import SourceTree

extension Catalogue {
  /// Refuses a path that leads out of the catalogue, as a link may. Throws `StoreFailure`, and `FileError` when it cannot
  /// be told.
  package func requireWithin(_ path: String) throws {
    guard let root, let own = try fileSystem.realPath(of: root) else { throw outside(path) }
    var place = path
    var real = try fileSystem.realPath(of: place)
    // What does not exist yet lies where the nearest folder above it lies.
    while real == nil {
      let parent = FilePath.parent(of: place)
      guard parent != place else { throw outside(path) }
      place = parent
      real = try fileSystem.realPath(of: place)
    }
    guard let real, real == own || real.hasPrefix(own == "/" ? "/" : own + "/") else { throw outside(path) }
  }

  func outside(_ path: String) -> StoreFailure {
    let message = "\(path) leads out of the catalogue, and nothing is written there; put the file itself in its place"
    return StoreFailure(Diagnostic(StoreRules.outsideCatalogue, message, at: SourceLocation(file: path)))
  }
}
