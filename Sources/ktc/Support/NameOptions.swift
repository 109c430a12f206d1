internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins

/// Whether names of people are printed.
struct NameOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: "Show who did it, and contacts, into a file or a pipe too; in a terminal they are shown anyway.")
  var names = false

  /// Whether they may be printed here: who sits at a terminal of this catalogue can read its files.
  var areShown: Bool { names || Terminal.isOutput }

  /// The record as it may be printed here. O(size).
  func shown(_ record: Record) -> Record { areShown ? record : PersonalDataGate(for: .everybody).pass(record) }
}
