internal import ArgumentParser

/// Which part of what was found is shown.
struct PageOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Show at most so many records; 0 shows all.", valueName: "number"))
  var limit: Int?
  @Option(name: .long, help: ArgumentHelp("Leave out so many records at the beginning.", valueName: "number"))
  var offset = 0

  func validate() throws {
    guard offset >= 0, limit ?? 0 >= 0 else { throw ValidationError("--limit and --offset are numbers from 0 on") }
  }

  /// Whether the record at a place, from 0, is shown; without a limit all are.
  func holds(_ place: Int) -> Bool {
    guard place >= offset else { return false }
    guard let limit, limit > 0 else { return true }
    return place - offset < limit
  }

  /// What a summary says when fewer are shown than were found.
  static func note(shown: Int, of found: Int) -> String {
    shown == found ? "" : ", \(shown) shown (--limit, --offset)"
  }
}
