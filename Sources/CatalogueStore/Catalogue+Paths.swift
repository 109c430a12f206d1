internal import SourceTree

extension FileSystem {
  /// Whether a link on the way to something leads out of a folder. What is not there leads nowhere.
  ///
  /// Who sends a catalogue could otherwise have files of the machine that reads it shown in findings and results.
  package func leads(_ path: String, outOf folder: String) -> Bool {
    guard let own = (try? realPath(of: folder)) ?? nil, let real = (try? realPath(of: path)) ?? nil else {
      return false
    }
    return real != own && !real.hasPrefix(own == "/" ? "/" : own + "/")
  }
}

extension Catalogue {
  /// The finding about a link that leads out, and that is not followed.
  static func leadsOut(_ path: String) -> Diagnostic {
    let message = "this is a link that leads out, and it is not followed; put what it leads to in its place"
    return Diagnostic(StoreRules.outsideCatalogue, message, at: SourceLocation(file: path))
  }

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
