internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import JSONDocument
internal import SourceTree

/// Tells what differs between two versions of a record.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Tell what differs between two versions of a record, field by field.",
    discussion: """
      A version is named by its number, as `ktc log` tells it, by a date, which is the record as it was at the end of \
      that day, or by `now`. With none the last version is compared with the record as it is now. A draft that was \
      returned or rejected has a number, too; of what never was a record `now` is the draft that waits.

        ktc diff competitiveness-clusters
        ktc diff competitiveness-clusters 1
        ktc diff competitiveness-clusters 2026-01-31 2026-11-20
        ktc diff competitiveness-clusters 1 2 --format json
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The id of the record.") var id: String
  @Argument(help: "The earlier version: a number or a date.") var from: String?
  @Argument(help: "The later version: a number, a date or now.") var to: String?
  @Option(name: .long, help: "How the differences are shown: text or json.") var format = Format.text
  @OptionGroup var people: NameOptions

  /// How differences are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let timeline = try RecordLookup(catalogue).requiredTimeline(of: id)
      let versions = VersionChoice(timeline)
      let later = try to.map(versions.state) ?? versions.last()
      let earlier = try from.map(versions.state) ?? versions.before(later)
      guard earlier != later else {
        throw CommandFailure("both are \(VersionChoice.words(later)); name an earlier version: ktc log \(id)", .usage)
      }
      let old = try read(earlier, catalogue)
      let new = try read(later, catalogue)
      let listing = FieldChangeListing(changes: FieldChange.between(old, new))
      switch format {
      case .json:
        let value = DataValue.map([
          .init("id", .string(id)), .init("from", encoded(earlier, catalogue)), .init("to", encoded(later, catalogue)),
          .init("changes", listing.encoded),
        ])
        try output.write(JSONWriter.pretty(value))
      case .text:
        try output.write("\(id): \(VersionChoice.words(earlier)) → \(VersionChoice.words(later))\n")
        try output.write(listing.text(Terminal.columns ?? 100))
        try output.flush()
        let count = listing.changes.count
        Terminal.report(
          count == 0 ? "No field differs." : "\(count) field\(count == 1 ? " differs" : "s differ").")
        for state in [earlier, later] where state.isChangedByHand {
          Terminal.report("\(VersionChoice.words(state)) was changed by hand at some time; git may know when.")
        }
      }
    }
  }

  /// The record of a version, as it may be printed. Throws the exit status when it cannot be read.
  private func read(_ state: RecordTimeline.State, _ catalogue: Catalogue) throws -> Record {
    let loaded = catalogue.load(state.file)
    guard let draft = loaded.draft else {
      var findings = Findings()
      findings.report(loaded.diagnostics)
      throw ExitCode.unreadable
    }
    return people.shown(draft.record)
  }

  private func encoded(_ state: RecordTimeline.State, _ catalogue: Catalogue) -> DataValue {
    .map(
      [
        state.number.map { DataValue.Entry("version", .number(String($0))) },
        DataValue.Entry("path", .string(catalogue.relativePath(of: state.file.path))),
        state.from.map { DataValue.Entry("from", .string($0.description)) },
        state.until.map { DataValue.Entry("until", .string($0.description)) },
        DataValue.Entry("changed_by_hand", .boolean(state.isChangedByHand)),
      ].compactMap(\.self))
  }
}
