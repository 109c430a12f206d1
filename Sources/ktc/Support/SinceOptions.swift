internal import ArgumentParser
internal import CatalogueModel

/// Since when changes are asked for.
struct SinceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Show only what was added, changed or withdrawn on that day (2026-11-20, 2026-11 or 2026) or later, and which.",
      valueName: "date"))
  var since: DateArgument?

  /// The statuses that are shown when none is asked for: what was withdrawn is a change too.
  var defaultStatuses: [RecordStatus] { since == nil ? [.published] : [.published, .withdrawn] }
}

/// A day, month or year on the command line.
struct DateArgument: ExpressibleByArgument {
  let value: PartialDate
  init?(argument: String) {
    guard let value = PartialDate(argument) else { return nil }
    self.value = value
  }
}
