internal import ArgumentParser
internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import SourceTree

/// Shows one record.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one record.",
    discussion: """
      In a terminal the contact is shown too, because who can read the repository can read the file. Into a file or a \
      pipe goes what anybody may see.

        ktc show competitiveness-clusters
        ktc show competitiveness-clusters --format yaml
        ktc show competitiveness-clusters --at 2026-10-31
        ktc show competitiveness-clusters --at 1
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The id of the record.") var id: String
  @Option(name: .long, help: "How the record is shown: sheet, json or yaml.") var format = Format.sheet
  @Option(name: .long, help: ArgumentHelp("The language of labels and texts.", valueName: "language"))
  var language: String = "en"
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Show the record as it was at the end of that day, or by the number that `ktc log` tells of a version or a draft.",
      valueName: "date or number"))
  var at: String?

  /// How a record is shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case sheet, json, yaml }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      if let at { return try show(at: at, in: catalogue, output) }
      let files = catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files
      let found = files.filter { $0.id == id }
      guard !found.isEmpty else {
        throw RecordLookup.missing(id, among: files.map(\.id))
      }
      var isUnreadable = false
      var writer = try recordWriter(to: output, of: catalogue)
      // A new version that waits bears the id of its record; it is no record yet.
      let records = found.filter { $0.area != .inbox }
      for file in (records.isEmpty ? found : records).sorted(by: { $0.path < $1.path }) {
        isUnreadable = try show(catalogue.load(file), of: catalogue, output, &writer) || isUnreadable
      }
      try writer?.finish()
      if let draft = found.first(where: { $0.area == .inbox }) {
        try output.flush()
        Terminal.report(
          records.isEmpty
            ? "This is a draft: \(draft.path) waits for review. Next: ktc review show \(id)"
            : "A new version waits in \(draft.path): ktc review show \(id)")
      }
      if isUnreadable { throw ExitCode.unreadable }
    }
  }

  /// Shows a version of the record from its history. Throws `CommandFailure` when there was none on that day.
  private func show(at word: String, in catalogue: Catalogue, _ output: StandardOutput) throws {
    let timeline = try RecordLookup(catalogue).requiredTimeline(of: id)
    let day = PartialDate(word)
    if let day, timeline.state(at: day) == nil, Int(word).flatMap(timeline.state) == nil {
      let successor = timeline.current.flatMap { catalogue.record(in: $0)?.successor }
      let advice = successor.map { "; it goes on as \($0): ktc show \($0) --at \(day)" } ?? ""
      throw CommandFailure("\(VersionChoice.absence(of: timeline, on: day))\(advice)", .findings)
    }
    let state = try VersionChoice(timeline).state(word)
    let loaded = catalogue.load(state.file)
    var writer = try recordWriter(to: output, of: catalogue)
    let isUnreadable = try show(loaded, of: catalogue, output, &writer, isPast: true)
    try writer?.finish()
    try output.flush()
    for remark in remarks(about: state, loaded.draft?.record, on: day) { Terminal.report(remark) }
    if isUnreadable { throw ExitCode.unreadable }
  }

  /// What a reader of a past version has to know: which it is, and what nobody noted.
  private func remarks(about state: RecordTimeline.State, _ record: Record?, on day: PartialDate?) -> [String] {
    if state.file.area == .inbox {
      return ["This is \(VersionChoice.words(state)); it did not come into the catalogue like this."]
    }
    let what = state.number.map { "version \($0)" } ?? "the record as it is now"
    var remarks = [
      "This is \(what)\(state.from.map { ", in the catalogue since \($0)" } ?? "")\(state.until.map { ", until \($0)" } ?? "")."
    ]
    if state.from == nil { remarks.append("Nobody noted since when the record has been like this.") }
    if state.isChangedByHand {
      remarks.append(
        "It was changed by hand at some time\(state.from.map { " after \($0)" } ?? ""); git may know when.")
    } else if state.until == nil, let day, let modified = record?.modified?.on, modified.earliest > day.latest {
      remarks.append("It says that it was modified on \(modified); no version from before is kept.")
    }
    if let then = record?.id, then != id { remarks.append("Its id was \(then) then.") }
    return remarks
  }

  /// What writes the records of a format that is not the sheet.
  private func recordWriter(to output: StandardOutput, of catalogue: Catalogue) throws -> (any RecordWriter)? {
    if format == .sheet { return nil }
    let exporter = try PluginRegistry(BuiltInPlugins.all).exporter(format == .json ? "jsonl" : "yaml")
    return try exporter.makeWriter(to: OutputDestination(output), in: ExportContext(catalogue.context))
  }

  /// Shows a record, and tells whether it could not be read.
  private func show(
    _ loaded: LoadedRecord, of catalogue: Catalogue, _ output: StandardOutput, _ writer: inout (any RecordWriter)?,
    isPast: Bool = false
  ) throws -> Bool {
    guard let draft = loaded.draft else {
      var findings = Findings()
      findings.report(loaded.diagnostics)
      return true
    }
    let record = draft.record.withDefaults(of: catalogue.context.settings, status: loaded.file.defaultStatus)
    let shown = Terminal.isOutput ? record : PersonalDataGate(for: .everybody).pass(record)
    switch format {
    case .sheet:
      let sheet = RecordSheet(vocabularies: catalogue.context.vocabularies, languages: [language, "en"])
      try output.write(sheet.text(shown, width: Terminal.columns ?? 80))
      let count = loaded.diagnostics.count { $0.severity > .note }
      if let successor = record.successor {
        try output.flush()
        Terminal.report("It goes on as \(successor): ktc show \(successor)")
      }
      if count > 0, !isPast {
        try output.flush()
        Terminal.report("\(count) finding\(count == 1 ? "" : "s") about this record: ktc validate \(loaded.file.path)")
      }
    case .json, .yaml:
      try writer?.write(shown)
    }
    return false
  }
}
