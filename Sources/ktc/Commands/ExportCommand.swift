internal import ArgumentParser
internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import SourceTree

/// Exports records in partners' formats.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Export records in one or several formats.",
    discussion: """
      `ktc formats` lists the formats. With a folder as output each format makes its own file or folder in it, which \
      appears whole or not at all. Records with errors are left out, and named; so are records that a format does not \
      take. dcat-ap describes the catalogue and the formats that are written beside it. With --explain nothing is \
      written: it tells what each format carries, narrows and drops, and why; `ktc formats FORMAT --fidelity` tells it \
      of the format as a whole. With --partner the profile in partners/ says what is written, in a folder of its own below \
      --output, beside a file for each record, changes.json and manifest.json; a partner that fails leaves the others, and \
      its own earlier folder, as they are. --changed-since takes a day, or the manifest of an earlier export.

        ktc export --to csv --output records.csv
        ktc export --to json,schemaorg,markdown --output out
        ktc export --to dcat-ap,csv,json,cpsv-ap --output public
        ktc export --to jsonl --output - --country PT
        ktc export --to xlsx --languages fr,en --output pour-nos-partenaires.xlsx
        ktc export --to stip,interreg --explain
        ktc export --all-partners --output out
        ktc export --partner oecd-stip --changed-since 2026-11-01 --output news
        ktc export --to json,atom --manifest --output public/harvest
      """)

  @OptionGroup var location: CatalogueOptions
  @Option(name: .long, help: ArgumentHelp("The formats, with commas between them.", valueName: "format"))
  var to: String?
  @Option(name: .long, help: ArgumentHelp("A partner, as `ktc partners` lists it.", valueName: "name"))
  var partner: [String] = []
  @Flag(name: .long, help: "Export for every partner that has a profile.") var allPartners = false
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only what was added, changed or withdrawn since a day, or since an export whose manifest.json is named.",
      valueName: "date|manifest"))
  var changedSince: String?
  @Flag(
    name: .long,
    help: "Make the folder one that machines can poll, with a file for each record, changes.json and manifest.json.")
  var manifest = false
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A folder, a file for one format that is one file, or - for standard output.", valueName: "path"),
    completion: .directory)
  var output: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The reader's languages, the best one first, with commas between them; those of the catalogue follow.",
      valueName: "languages"))
  var languages: String?
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @Argument(help: "A query, as `ktc search` takes it.") var words: [String] = []
  @Flag(name: .long, help: "Tell what would be written, and write nothing.") var dryRun = false
  @Flag(name: .long, help: "Tell what becomes of each field and why, and write nothing.") var explain = false
  @Flag(name: .long, help: "With --explain: tell it of each record, however many there are.") var perRecord = false
  @Option(name: .long, help: "With --explain: how it is told, text (unless said) or json.")
  var format: ExplanationFormat?
  @OptionGroup(title: "Index") var indexing: IndexOptions

  func validate() throws {
    if to == nil, partner.isEmpty, !allPartners {
      throw ValidationError("name formats with --to, or partners with --partner or --all-partners")
    }
    let isForPartners = allPartners || !partner.isEmpty
    if isForPartners,
      to != nil || languages != nil || explain || manifest || !filters.conditions.isEmpty || !words.isEmpty
    {
      throw ValidationError("a profile says which formats and records a partner takes; name nothing else beside it")
    }
    if allPartners, !partner.isEmpty { throw ValidationError("--all-partners leaves no partner to name") }
    if explain, manifest || changedSince != nil {
      throw ValidationError("--explain writes nothing; leave --manifest and --changed-since out")
    }
    if !explain, perRecord || format != nil { throw ValidationError("--per-record and --format go with --explain") }
  }

  func run() throws {
    try reportingFailures { standardOutput in
      let registry = try PluginRegistry(BuiltInPlugins.all)
      if to == nil { return try exportForPartners(registry, standardOutput) }
      let ids = (to ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
      guard !ids.isEmpty, Set(ids).count == ids.count else {
        throw CommandFailure("name each format once in --to, such as --to csv,json", .usage)
      }
      let exporters = try ids.map { try registry.exporter($0) }
      let catalogue = try location.open()
      if manifest { return try exportWithManifest(exporters, catalogue, registry, standardOutput) }
      let base = try changedSince.map { try ChangeBase($0, catalogue.fileSystem) }
      let statuses: [RecordStatus] = base == nil ? [.published] : [.published, .withdrawn]
      let request = filters.request(words, in: catalogue, defaultStatuses: statuses)
      let selection = try Selection(catalogue, request, indexing)
      if explain { return try explain(exporters, selection, standardOutput) }
      guard let output else {
        throw CommandFailure("name a folder or a file with --output, or - for standard output", .usage)
      }
      let targets = try exporters.map {
        try target(of: $0, at: output, among: exporters.count, catalogue, standardOutput)
      }
      var context = ExportContext(catalogue.context)
      if output != "-" { context.companions = exporters.map(\.format) }
      if let languages { context.languages = try Self.languages(languages, before: context.languages) }
      if dryRun {
        for target in targets { try standardOutput.write(target.path + "\n") }
        return
      }
      var writers = try zip(exporters, targets).map { try $0.makeWriter(to: $1.open(), in: context) }
      var objections = ExportObjections(exporters, context)
      let gate = PersonalDataGate(for: .everybody)
      var outcome = Selection.Outcome()
      if let base {
        var count = 0
        let stream = HarvestStream(
          selection: selection, gate: gate, base: base, previous: nil, today: context.today,
          isWithdrawnFirst: exporters.contains { $0.tellsWithdrawals })
        outcome = try stream.forEach(accepting: { _ in true }) { item in
          guard item.isChange else { return }
          count += 1
          let isWithdrawn = item.entry.change == .withdrawn
          for index in writers.indices where !isWithdrawn || exporters[index].takesWithdrawals(amongChanges: true) {
            try writers[index].write(item.record)
          }
          if let passed = item.passed, !isWithdrawn { objections.see(passed) }
        }
        outcome.matched = count
      } else {
        let told = try tellWithdrawals(exporters, &writers, in: catalogue, gate)
        outcome = try selection.forEach(keepsFaulty: false, gate: gate) { passed in
          let isTold = passed.record.id.map(told.contains) ?? false
          for index in writers.indices where !isTold || !exporters[index].tellsWithdrawals {
            try writers[index].write(passed.record)
          }
          objections.see(passed)
        }
      }
      if outcome.seen > 0, outcome.unreadable.count == outcome.seen {
        outcome.report(leftOut: true)
        throw ExitCode.unreadable
      }
      for index in writers.indices { try writers[index].finish() }
      for target in targets {
        try target.publish()
        if !target.isStandardOutput { try standardOutput.write(target.path + "\n") }
      }
      try standardOutput.flush()
      outcome.report(leftOut: true)
      objections.report()
      if let base {
        Terminal.report("\(outcome.matched) change\(outcome.matched == 1 ? "" : "s") since \(base.text) exported.")
      } else {
        Terminal.report("\(outcome.matched) of \(outcome.seen) records exported.")
      }
      let isWhole = outcome.isWhole && outcome.faulty.isEmpty
      if outcome.matched == 0 || !isWhole || objections.hasEmptyFormat(of: outcome.matched) { throw ExitCode.findings }
    }
  }

  /// Hands what was withdrawn to the formats whose readers learn of it from them, before all others. Returns the ids.
  /// Throws what a selection and the writers throw.
  private func tellWithdrawals(
    _ exporters: [any Exporter], _ writers: inout [any RecordWriter], in catalogue: Catalogue, _ gate: PersonalDataGate
  ) throws -> Set<String> {
    let telling = exporters.indices.filter { exporters[$0].tellsWithdrawals }
    guard !telling.isEmpty else { return [] }
    let request = filters.request(words, in: catalogue, defaultStatuses: [.withdrawn])
    var told: Set<String> = []
    _ = try Selection(catalogue, request, indexing).forEach(keepsFaulty: true, gate: gate) { record, status in
      guard status == .withdrawn, let id = record.id, told.insert(id).inserted else { return }
      for index in telling { try writers[index].write(record) }
    }
    return told
  }

  /// The languages that were asked for, then the others. Says what is no language, and throws the exit status.
  private static func languages(_ text: String, before others: [String]) throws -> [String] {
    let asked = text.split(separator: ",").map { $0.filter { $0 != " " } }
    for tag in asked where !others.contains(tag) && !CodeList.languages.contains(LocalizedText.primary(tag)) {
      throw CommandFailure("\"\(tag)\" in --languages is no language; write codes such as fr,en", .usage)
    }
    return asked + others.filter { !asked.contains($0) }
  }

  private func requiredOutput() throws -> String {
    guard let output, output != "-" else {
      throw CommandFailure("name a folder with --output", .usage)
    }
    return output
  }

  /// Exports for the partners that are named, or for all.
  private func exportForPartners(_ registry: PluginRegistry, _ standardOutput: StandardOutput) throws {
    let output = try requiredOutput()
    let catalogue = try location.open()
    let names = allPartners ? try catalogue.partnerNames() : partner
    if names.isEmpty {
      throw CommandFailure(
        "there are no partners; a profile is a file in partners/, as docs/partners.md tells", .missing)
    }
    let base = try changedSince.map { try ChangeBase($0, catalogue.fileSystem) }
    if names.count > 1, case .manifest? = base {
      throw CommandFailure("a manifest is of one export; name one partner, or a day", .usage)
    }
    let export = PartnerExport(
      catalogue: catalogue, registry: registry, indexing: indexing, base: base, isDryRun: dryRun)
    try export.export(names, to: output, standardOutput)
  }

  /// Exports the formats to one folder that appears as a whole.
  private func exportWithManifest(
    _ exporters: [any Exporter], _ catalogue: Catalogue, _ registry: PluginRegistry, _ standardOutput: StandardOutput
  ) throws {
    let output = try requiredOutput()
    if dryRun { return try standardOutput.write(output + "/\n") }
    let base = try changedSince.map { try ChangeBase($0, catalogue.fileSystem) }
    let export = PartnerExport(
      catalogue: catalogue, registry: registry, indexing: indexing, base: base, isDryRun: false)
    var partner = Partner(exporters, filters.request(words, in: catalogue), in: catalogue)
    if let languages {
      partner.context.languages = try Self.languages(languages, before: partner.context.languages)
    }
    try export.export(partner, to: output, standardOutput)
  }

  private func explain(
    _ exporters: [any Exporter], _ selection: Selection, _ standardOutput: StandardOutput
  ) throws {
    let gate = PersonalDataGate(for: .everybody)
    let context = ExportContext(selection.catalogue.context)
    var report = ExplanationReport(
      exporters, context, gate: gate, format ?? .text, isPerRecord: perRecord, standardOutput)
    let outcome = try selection.forEach(keepsFaulty: false, gate: gate) { passed in try report.add(passed) }
    try report.finish()
    try standardOutput.flush()
    outcome.report(leftOut: true)
    Terminal.report("\(outcome.matched) of \(outcome.seen) records looked at; nothing was written.")
    if outcome.seen > 0, outcome.unreadable.count == outcome.seen { throw ExitCode.unreadable }
    let isWhole = outcome.isWhole && outcome.faulty.isEmpty
    if outcome.matched == 0 || !isWhole { throw ExitCode.findings }
  }

  private func target(
    of exporter: any Exporter, at output: String, among count: Int, _ catalogue: Catalogue,
    _ standardOutput: StandardOutput
  ) throws -> ExportTarget {
    let format = exporter.format
    if output == "-" {
      guard count == 1, format.layout == .file else {
        throw CommandFailure("standard output takes one format that is one file; name a folder as --output", .usage)
      }
      return ExportTarget(path: "-", layout: .file, catalogue.fileSystem, standardOutput)
    }
    let isFolder = try catalogue.fileSystem.status(of: output)?.kind == .directory || output.hasSuffix("/")
    if count == 1, format.layout == .file, !isFolder, !FilePath.fileExtension(of: output).isEmpty {
      return ExportTarget(path: output, layout: .file, catalogue.fileSystem, standardOutput)
    }
    return ExportTarget(
      path: FilePath.join(output, format.outputName), layout: format.layout, catalogue.fileSystem, standardOutput)
  }
}
