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
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The id of the record.") var id: String
  @Option(name: .long, help: "How the record is shown: sheet, json or yaml.") var format = Format.sheet
  @Option(name: .long, help: ArgumentHelp("The language of labels and texts.", valueName: "language"))
  var language: String = "en"

  /// How a record is shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case sheet, json, yaml }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let files = catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files
      let found = files.filter { $0.id == id }
      guard !found.isEmpty else {
        let near = NearestName.question(NearestName.candidates(for: id, among: files.map(\.id)))
        Terminal.report("error: no record has the id \"\(id)\"\(near.isEmpty ? "; `ktc list` shows all" : near)")
        throw ExitCode.missing
      }
      var isUnreadable = false
      var writer = try recordWriter(to: output, of: catalogue)
      // A record and the proposed revision of it bear the same id; both are shown.
      for file in found.sorted(by: { $0.path < $1.path }) {
        if found.count > 1, format == .sheet { try output.write("# \(file.path)\n") }
        isUnreadable = try show(catalogue.load(file), of: catalogue, output, &writer) || isUnreadable
      }
      try writer?.finish()
      if isUnreadable { throw ExitCode.unreadable }
    }
  }

  /// What writes the records of a format that is not the sheet.
  private func recordWriter(to output: StandardOutput, of catalogue: Catalogue) throws -> (any RecordWriter)? {
    if format == .sheet { return nil }
    let exporter = try PluginRegistry(BuiltInPlugins.all).exporter(format == .json ? "jsonl" : "yaml")
    return try exporter.makeWriter(to: OutputDestination(output), in: ExportContext(catalogue.context))
  }

  /// Shows a record, and tells whether it could not be read.
  private func show(
    _ loaded: LoadedRecord, of catalogue: Catalogue, _ output: StandardOutput, _ writer: inout (any RecordWriter)?
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
      if count > 0 {
        try output.flush()
        Terminal.report("\(count) finding\(count == 1 ? "" : "s") about this record: ktc validate \(loaded.file.path)")
      }
    case .json, .yaml:
      try writer?.write(shown)
    }
    return false
  }
}
