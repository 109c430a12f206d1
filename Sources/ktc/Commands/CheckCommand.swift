internal import ArgumentParser
internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// Tells which records a partner would refuse.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Tell, before anything is sent, which records a partner would refuse, and why.",
    discussion: """
      Each finding stands at the line of the record to change: a field that the partner requires, a text longer than it \
      takes, a record that its format does not take, an error that keeps a record from any export. With ids, only those \
      records are looked at, whether or not the partner's filters let them pass. A partner whose profile says `refused: \
      sent` gets records all the same, with what it has against them. Exit status 1 when something is to be mended.

        ktc check --for interreg-europe
        ktc check --for interreg-europe student-ideas-contest
        ktc check --for oecd-stip --format json
      """)

  @OptionGroup var location: CatalogueOptions
  @Option(
    name: .customLong("for"), help: ArgumentHelp("The partner, as `ktc partners` lists it.", valueName: "partner"))
  var partner: String
  @Argument(help: ArgumentHelp("The records; all that the partner takes unless some are named.", valueName: "id"))
  var ids: [String] = []
  @Option(name: .long, help: "How findings are shown: human, json, sarif or github.") var format = FindingReport.Format
    .human
  @OptionGroup(title: "Index") var indexing: IndexOptions

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let read = try Partner.read(partner, in: catalogue, try PluginRegistry(BuiltInPlugins.all))
      var findings = Findings()
      findings.report(read.diagnostics)
      guard let network = read.partner else {
        let isUnknown = read.diagnostics.contains { $0.code == PartnerRules.unknown.code }
        throw isUnknown ? ExitCode.usage : .findings
      }
      var shown = try FindingReport(format, output)
      // What is only good to know would hide what has to be changed, unless somebody asks about one record.
      var notes = 0
      func report(_ diagnostics: [Diagnostic]) throws {
        let isTold = format != .human || !ids.isEmpty
        let told = isTold ? diagnostics : diagnostics.filter { $0.severity > .note }
        notes += diagnostics.count - told.count
        try shown.report(told)
      }
      let counts = try look(network, catalogue, report)
      try shown.finish()
      try output.flush()
      let records = "\(counts.seen) record\(counts.seen == 1 ? "" : "s")"
      if notes > 0 {
        Terminal.report(
          "\(notes) thing\(notes == 1 ? " is" : "s are") missing that it only asks for; name a record to read which.")
      }
      if !counts.completed.isEmpty {
        let list = counts.completed.joined(separator: ", ")
        Terminal.report(
          "\(partner) gets \(counts.completed.count) of \(records) with something to mend, as its profile says refused: "
            + "sent: \(list)")
      }
      if !counts.refused.isEmpty || counts.completed.isEmpty {
        Terminal.report(
          counts.refused.isEmpty
            ? "\(partner) would take all of \(records)."
            : "\(partner) would refuse \(counts.refused.count) of \(records): \(counts.refused.joined(separator: ", "))"
        )
      }
      if counts.seen == 0 || !(counts.refused + counts.completed).isEmpty { throw ExitCode.findings }
    }
  }

  /// Looks at the records, and tells how many they are, which would be refused, and which would be sent although
  /// something is to be mended.
  private func look(
    _ network: Partner, _ catalogue: Catalogue, _ report: ([Diagnostic]) throws -> Void
  ) throws -> (seen: Int, refused: [String], completed: [String]) {
    let request = ids.isEmpty ? network.request : SearchRequest()
    let selection = try Selection(catalogue, request, indexing)
    var wanted = Set(ids)
    var seen = 0
    var refused: [String] = []
    var completed: [String] = []
    let check = network.check
    let outcome = try selection.forEach(keepsFaulty: true, gate: network.gate) { (passed: Selection.Passed) in
      let id = passed.loaded.file.id
      guard ids.isEmpty || wanted.remove(id) != nil else { return }
      seen += 1
      let errors = passed.loaded.diagnostics.filter { $0.severity == .error }
      let objections = check.findings(about: passed.record).map(passed.placed)
      try report(errors + objections)
      if !errors.isEmpty {
        refused.append(id)
      } else if objections.contains(where: { $0.severity == .error }) {
        if network.profile.refused == .sent { completed.append(id) } else { refused.append(id) }
      }
    }
    for loaded in outcome.unreadable where ids.isEmpty || wanted.remove(loaded.file.id) != nil {
      seen += 1
      refused.append(loaded.file.id)
      try report(loaded.diagnostics)
    }
    if let missing = wanted.sorted().first {
      let known = catalogue.recordFiles(in: [.instruments, .practices]).files.map(\.id)
      throw RecordLookup.missing(missing, among: known, what: "published record")
    }
    return (seen, refused, completed)
  }
}
