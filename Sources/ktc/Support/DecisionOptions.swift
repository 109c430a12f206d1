internal import ArgumentParser
internal import Glibc

/// Who decides on a record, and why.
struct DecisionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Who decides, as history/ notes it; else what KTC_REVIEWER says.", valueName: "name"))
  var by: String?
  @Option(name: .long, help: ArgumentHelp("The reason, as history/ notes it.", valueName: "text")) var why: String?

  /// Who decides; nil when nobody said so. Nothing else is looked up: a name is personal.
  var decider: String? {
    let name = by ?? getenv("KTC_REVIEWER").map { String(cString: $0) }
    return name.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  /// Who decides. Throws `CommandFailure` when nobody said so.
  func requireDecider() throws -> String {
    if let decider { return decider }
    throw CommandFailure("say who decides, with --by NAME or in KTC_REVIEWER; history/ notes it", .usage)
  }

  /// The reason. Throws `CommandFailure` when none was given.
  ///
  /// - Parameter what: What the reason says, for the message.
  func requireReason(_ what: String) throws -> String {
    if let why, !why.allSatisfy(\.isWhitespace) { return why }
    throw CommandFailure("say \(what), with --why \"…\"", .usage)
  }
}
