internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import Glibc
internal import SourceTree

/// Which catalogue a command is about.
struct CatalogueOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder of the catalogue.",
      discussion: "Else KTC_CATALOGUE, else the nearest folder upward with catalogue.yaml or catalogue/catalogue.yaml.",
      valueName: "folder"), completion: .directory)
  var catalogue: String?

  /// Opens the catalogue, and prints what is wrong with its settings and vocabularies. Throws `StoreFailure`, and the
  /// exit status when the settings cannot be read: licence and languages would be guesses.
  func open() throws -> Catalogue { try checked(openQuietly()) }

  /// Takes the lock, and opens the catalogue after that, since somebody may have changed it while this process waited.
  /// Throws what `open()` and taking the lock throw.
  func openForWriting() throws -> (catalogue: Catalogue, lock: any FileLock) {
    let lock = try WriteAccess.lock(try openQuietly())
    return (try open(), lock)
  }

  /// The same for a command that may only show what it would do, for which it takes no lock.
  func openForWriting(unless isDryRun: Bool) throws -> (catalogue: Catalogue, lock: (any FileLock)?) {
    isDryRun ? (try open(), nil) : try openForWriting()
  }

  private func checked(_ catalogue: Catalogue) throws -> Catalogue {
    var findings = Findings()
    findings.report(catalogue.diagnostics.filter { $0.severity == .error })
    guard catalogue.hasReadableSettings else { throw ExitCode.unreadable }
    return catalogue
  }

  /// Opens the catalogue; what is wrong with it is in its diagnostics. Throws `StoreFailure`.
  func openQuietly() throws -> Catalogue {
    guard let root = Self.folder(catalogue) else {
      let message =
        "there is no catalogue here; name one with --catalogue, or make one with `ktc init`"
      throw StoreFailure(Diagnostic(StoreRules.missingSettings, message))
    }
    return try Self.catalogue(at: root)
  }

  /// Opens a catalogue, after what a killed process left half done was taken back. Throws `StoreFailure`.
  private static func catalogue(at root: String) throws -> Catalogue {
    let catalogue = try CatalogueAhead.take(root) ?? Catalogue(at: root, today: Clock.today)
    guard catalogue.hasUnfinishedChange else { return catalogue }
    do {
      let count = try catalogue.takeBackAbandonedChange(as: WriteAccess.holder)
      guard count > 0 else { return catalogue }
      WriteAccess.reportRecovery(count)
    } catch let error as FileError {
      Terminal.report("warning: a change was cut off and cannot be taken back now: \(error)")
      return catalogue
    }
    return try Catalogue(at: root, today: Clock.today)
  }

  /// Opens the catalogue like `open()`, or the vocabularies inside the program where there is none.
  func openOrBuiltIn() throws -> Catalogue { try checked(openQuietlyOrBuiltIn()) }

  /// Opens the catalogue, or the vocabularies inside the program where there is none; what is wrong is in its
  /// diagnostics. Throws `StoreFailure`.
  func openQuietlyOrBuiltIn() throws -> Catalogue {
    guard let root = Self.folder(catalogue) else { return Catalogue(builtIn: Clock.today) }
    return try Self.catalogue(at: root)
  }

  /// The folder of the catalogue: the one that is named on the command line, in the environment, or the nearest; nil
  /// where there is none. O(depth).
  static func folder(_ catalogue: String?) -> String? {
    if let catalogue { return catalogue }
    if let named = getenv("KTC_CATALOGUE"), named.pointee != 0 { return String(cString: named) }
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    let here = String(cString: path)
    guard let found = Catalogue.nearest(to: here) else { return nil }
    // A path relative to where the user is reads better in messages.
    if found == here { return "." }
    return found.hasPrefix(here + "/") ? String(found.dropFirst(here.count + 1)) : found
  }
}
