internal import ArgumentParser
internal import CatalogueSearch
internal import CatalogueStore

/// The catalogue of a search, opened while the command line is made sense of, which takes as long.
enum CatalogueAhead {
  /// The catalogue that the command line most likely names. It is only read from: when the guess is wrong, or the command
  /// line is, nothing has happened.
  private static let opening: CatalogueOpening? = {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.first == SearchCommand.configuration.commandName else { return nil }
    return CatalogueOptions.folder(folder(namedBy: arguments)).map { root in
      CatalogueOpening(of: root, today: Clock.today, followUp: SearchSession.prepare)
    }
  }()

  /// Begins to open the catalogue, where the command line asks for a search. O(words).
  static func begin() { _ = opening }

  /// The catalogue in a folder, when it is the one that was opened ahead; only once, since its files may change.
  static func take(_ root: String) -> Catalogue? {
    guard let opening, opening.root == root else { return nil }
    return opening.take()
  }

  private static func folder(namedBy arguments: some Collection<String>) -> String? {
    let option = "--catalogue"
    for (word, next) in zip(arguments, arguments.dropFirst().map(Optional.some) + [nil]) {
      if word == option { return next }
      if word.hasPrefix(option + "=") { return String(word.dropFirst(option.count + 1)) }
    }
    return nil
  }
}
