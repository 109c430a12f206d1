internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore

/// Lists records.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List records, all or those that a filter lets pass.",
    discussion: """
        ktc list
        ktc list --kind practice --country Portugal
        ktc list --status draft --format ids
        ktc list --created 2004..2008 --format csv > early.csv
        ktc list --since 2026-11-01
        ktc list --in-force 2010
        ktc list --in-force '2008..2010?' --country LT
        ktc list @vouchers --country PT
        ktc list --offset 40 --limit 20
      """)

  @OptionGroup var location: CatalogueOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @OptionGroup var changes: SinceOptions
  @Argument(help: "A query, as `ktc search` takes it.") var words: [String] = []
  @Option(name: .long, help: "How the records are shown: table, json, jsonl, csv, yaml or ids.")
  var format = ListingFormat.table
  @OptionGroup var page: PageOptions
  @OptionGroup(title: "Index") var indexing: IndexOptions

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let request = filters.request(words, in: catalogue, defaultStatuses: changes.defaultStatuses)
      let selection = try Selection(catalogue, request, indexing)
      guard let since = changes.since else { return try show(selection, output) }
      try show(ChangeSelection(selection: selection, since: since.value), output)
    }
  }

  /// Shows the records, and how many they are. Throws the exit status when there are none.
  private func show(_ selection: Selection, _ output: StandardOutput) throws {
    let inForce = try InForceQuestion(filters.inForce, in: selection.catalogue)
    let isMarked = inForce?.isLenient ?? false
    var listing = try Listing(
      format, selection.catalogue, output, isOfHits: isMarked, markHeader: isMarked ? "in force" : nil)
    var found = 0
    var shown = 0
    let outcome = try selection.forEach(keepsFaulty: true, gate: PersonalDataGate(for: .everybody)) { record, status in
      defer { found += 1 }
      guard page.holds(found) else { return }
      shown += 1
      let mark = isMarked ? inForce.map { FoundMark(isInForce: $0.mark(of: record, status)) } : nil
      try listing.add(record, mark)
    }
    try listing.finish()
    try output.flush()
    outcome.report(leftOut: false)
    if let inForce { try reportUnknown(inForce, selection.catalogue) }
    if outcome.seen == 0 {
      let hint = selection.areas.contains(.inbox) ? "" : "; `ktc list --status draft` lists the inbox"
      Terminal.report("There are no records here yet\(hint). `ktc new instrument` prints a template.")
    } else if outcome.matched == 0 {
      Terminal.report("None of \(outcome.seen) records matches; try fewer words or filters.")
    } else if format == .table {
      let note = PageOptions.note(shown: shown, of: outcome.matched)
      Terminal.report("\(outcome.matched) of \(outcome.seen) records\(note).")
    }
    if outcome.seen > 0, outcome.unreadable.count == outcome.seen { throw ExitCode.unreadable }
    if outcome.matched == 0 || !outcome.isWhole { throw ExitCode.findings }
  }

  /// Shows the records that changed, each with what became of it. Throws the exit status when there are none.
  private func show(_ selection: ChangeSelection, _ output: StandardOutput) throws {
    let catalogue = selection.selection.catalogue
    var listing = try Listing(format, catalogue, output, isOfHits: true, markHeader: "change")
    var count = 0
    var shown = 0
    let outcome = try selection.forEach { record, change in
      defer { count += 1 }
      guard page.holds(count) else { return }
      shown += 1
      try listing.add(record, FoundMark(change: ChangeMark(change, in: catalogue)))
    }
    try listing.finish()
    try output.flush()
    outcome.report()
    if outcome.seen > 0, outcome.unreadable.count == outcome.seen { throw ExitCode.unreadable }
    if count == 0 {
      Terminal.report("Nothing was added, changed or withdrawn since \(selection.since).")
      throw ExitCode.findings
    }
    if format == .table {
      let note = PageOptions.note(shown: shown, of: count)
      Terminal.report("\(count) change\(count == 1 ? "" : "s") since \(selection.since)\(note).")
    }
    if !outcome.unreadable.isEmpty || !outcome.diagnostics.isEmpty { throw ExitCode.findings }
  }

  /// Says of how many records nobody knows whether they were in force. Throws what making a selection throws.
  private func reportUnknown(_ inForce: InForceQuestion, _ catalogue: Catalogue) throws {
    guard !inForce.isLenient else { return }
    var lenient = filters
    lenient.inForce = inForce.lenientValues
    let selection = try Selection(catalogue, lenient.request(words, in: catalogue), indexing)
    var count = 0
    _ = try selection.forEach(keepsFaulty: true, gate: PersonalDataGate(for: .everybody)) { record, status in
      if inForce.mark(of: record, status) == .unknown { count += 1 }
    }
    guard count > 0 else { return }
    let values = inForce.lenientValues.map { "--in-force '\($0)'" }.joined(separator: " ")
    Terminal.report(
      "Of \(count) more nobody knows: their dates do not tell. `ktc list \(values)` lists \(count == 1 ? "it" : "them"), too."
    )
  }
}
