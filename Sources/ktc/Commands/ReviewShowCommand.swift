internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import Curation
internal import JSONDocument
internal import SourceTree
internal import YAMLDocument

/// Shows all that somebody needs to decide on a draft.
struct ReviewShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a draft, and all that is needed to decide on it.",
    discussion: """
      The record as a reader would see it, what was found about it, what it probably doubles, what it changes in the \
      record that it replaces, and what becomes of it with each partner.

        ktc review show innovation-voucher-lithuania
        ktc review show innovation-voucher-lithuania --diff
        ktc review show innovation-voucher-lithuania --format json
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The id of the draft.") var id: String
  @Flag(name: .long, help: "Show the change of the file, line by line, too.") var diff = false
  @Option(name: .long, help: "How the draft is shown: sheet or json.") var format = Format.sheet
  @Option(name: .long, help: ArgumentHelp("The language of labels and texts.", valueName: "language"))
  var language: String = "en"

  /// How a draft is shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case sheet, json }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      var isUnreadable = false
      for draft in try WaitingDraft.named([id], in: catalogue) {
        let view = try DraftView(draft, of: catalogue)
        switch format {
        case .json: try output.write(JSONWriter.pretty(view.json))
        case .sheet:
          try output.write(view.text(language: language))
          if diff { try writeDifference(draft, catalogue, output) }
          try output.flush()
          Terminal.report(view.next)
        }
        isUnreadable = isUnreadable || draft.record == nil
      }
      if isUnreadable { throw ExitCode.unreadable }
    }
  }

  private func writeDifference(_ draft: WaitingDraft, _ catalogue: Catalogue, _ output: StandardOutput) throws {
    let limit = YAMLLimits().bytes
    let old = try draft.replaces.map { try catalogue.fileSystem.contents(of: $0.path, limit: limit) }
    let new = try catalogue.fileSystem.contents(of: draft.path, limit: limit)
    try output.write("\n")
    try output.write(safe: UnifiedDiff(of: draft.replaces?.path ?? draft.path, from: old, to: new).bytes())
  }
}

/// All that is known of a draft.
private struct DraftView {
  private let draft: WaitingDraft
  private let catalogue: Catalogue
  private let findings: [Diagnostic]
  private let duplicates: [LikelyDuplicate]
  /// The draft and the record that it replaces, as they may be shown here.
  private let shown: Record?
  private let replaced: Record?
  private let basis: WaitingDraft.Basis
  private let partners: (outlooks: [PartnerOutlook], unusable: [String])
  /// What was decided about earlier drafts of it.
  private let decided: [RecordHistory.Entry]

  init(_ draft: WaitingDraft, of catalogue: Catalogue) throws {
    self.draft = draft
    self.catalogue = catalogue
    let desk = ReviewDesk(catalogue: catalogue)
    findings = try desk.findings(about: [draft])[draft.path] ?? []
    duplicates = desk.duplicates(of: [draft])[draft.path] ?? []
    decided = catalogue.history(of: draft.id).entries.filter { $0.action == .returned || $0.action == .rejected }
    basis = try draft.basis(in: catalogue)
    var accepted = draft.record
    if case .merged(let merge) = basis { accepted = merge.merged }
    let current = draft.replaces.flatMap { catalogue.load($0) }
    let isInForce = current.map { !$0.hasErrors && $0.status == .published } ?? false
    let before = isInForce ? current?.draft?.record : nil
    partners = try accepted.map { try PartnerOutlook.all(before: before, after: $0, in: catalogue) } ?? ([], [])
    // Into a pipe goes what anybody may see.
    let gate = PersonalDataGate(for: .everybody)
    shown = Terminal.isOutput ? draft.record : draft.record.map(gate.pass)
    replaced = current?.draft.map { Terminal.isOutput ? $0.record : gate.pass($0.record) }
  }

  private var changes: ChangedFields? {
    guard let shown, let replaced else { return nil }
    return ChangedFields(from: replaced, to: shown)
  }

  private var clashes: [RevisionMerge.Clash] {
    if case .merged(let merge) = basis { merge.clashes } else { [] }
  }

  func text(language: String) -> String {
    let width = Terminal.columns ?? 80
    let what = draft.replaces.map { "a new version of \($0.path)" } ?? "a new record"
    let by = draft.by.map { ", handed in by \($0)" } ?? ""
    let since = draft.since.map { ", waiting since \($0)" } ?? ""
    var text = DiagnosticRenderer.printable("# \(draft.path): \(what)\(by)\(since)\n\n")
    if let shown {
      let settings = catalogue.context.settings
      let sheet = RecordSheet(vocabularies: catalogue.context.vocabularies, languages: [language, "en"])
      text += sheet.text(shown.withDefaults(of: settings, status: .draft), width: width)
    }
    if !decided.isEmpty { text += section("Decided before", decidedText) }
    text += section("Findings", findings.isEmpty ? "  none\n" : findings.map(rendered).joined())
    text += section("Likely duplicates", duplicates.isEmpty ? "  none\n" : DuplicateListing.text(duplicates))
    if let replaces = draft.replaces {
      text += section("Changes to \(replaces.path)", changeText(width))
    }
    return text + section("Partners", partnerText)
  }

  private var decidedText: String {
    let lines = decided.map { entry in
      let kept = entry.version.map { "    ktc diff \(draft.id) \($0.number) now tells what was changed since\n" } ?? ""
      return "  \(entry.action?.rawValue ?? "") on \(entry.on)\(entry.why.map { ": \($0)" } ?? "")\n\(kept)"
    }
    return DiagnosticRenderer.printable(lines.joined())
  }

  private func section(_ title: String, _ body: String) -> String { "\n## \(title)\n\n\(body)" }

  private func rendered(_ finding: Diagnostic) -> String {
    DiagnosticRenderer(isColoured: Terminal.isOutputColoured).render(finding)
  }

  private func changeText(_ width: Int) -> String {
    var text = changes.map { $0.lines.isEmpty ? "  none\n" : $0.text(width: width) } ?? "  it cannot be read\n"
    switch basis {
    case .asItIs: break
    case .lost:
      text += "\nThe record was changed by hand since this version was made; accepting it takes that back.\n"
    case .merged(let merge):
      if !merge.kept.isEmpty {
        let fields = merge.kept.map(\.description).joined(separator: ", ")
        text += "\nThe record was changed meanwhile; accepting keeps its \(fields).\n"
      }
      if !merge.clashes.isEmpty {
        text += "\nBoth changed these, each otherwise (-: the record, +: this version):\n"
        text += ChangedFields(merge.clashes.flatMap(\.lines)).text(width: width)
      }
    }
    return text
  }

  private var partnerText: String {
    guard !partners.outlooks.isEmpty || !partners.unusable.isEmpty else { return "  there are no profiles\n" }
    let names = partners.outlooks.map(\.name) + partners.unusable
    let width = (names.map(\.count).max() ?? 0) + 2
    func line(_ name: String, _ words: String) -> String {
      "  " + name + String(repeating: " ", count: width - name.count) + words + "\n"
    }
    let lines =
      partners.outlooks.map { line($0.name, $0.words) }
      + partners.unusable.map { line($0, "its profile has errors: ktc partners") }
    return DiagnosticRenderer.printable(PartnerOutlook.summary(partners.outlooks) + ".\n\n" + lines.joined())
  }

  /// What to do next.
  var next: String {
    if findings.contains(where: { $0.severity == .error }) {
      return "It has errors. Next: mend \(draft.path), or ktc review return \(draft.id) --why \"…\""
    }
    if !clashes.isEmpty {
      return "Next: settle in \(draft.path) what both changed, then ktc review accept \(draft.id) --force"
    }
    return "Next: ktc review accept \(draft.id), ktc review return \(draft.id) --why \"…\", or ktc review reject"
  }

  private static func decision(_ entry: RecordHistory.Entry) -> DataValue {
    var fields: [DataValue.Entry] = [
      .init("action", .string(entry.action?.rawValue ?? "")), .init("on", .date(entry.on.description)),
    ]
    if let why = entry.why { fields.append(.init("why", .string(why))) }
    if let version = entry.version { fields.append(.init("version", .number(String(version.number)))) }
    return .map(fields)
  }

  var json: DataValue {
    var entries = ReviewListCommand.entries(of: draft)
    if let shown { entries.append(.init("record", shown.encoded())) }
    entries.append(.init("decided", .list(decided.map(Self.decision))))
    entries.append(.init("findings", .list(findings.map(Findings.json))))
    entries.append(.init("duplicates", DuplicateListing.json(duplicates)))
    if let changes { entries.append(.init("changes", changes.json)) }
    if !clashes.isEmpty { entries.append(.init("clashes", ChangedFields(clashes.flatMap(\.lines)).json)) }
    entries.append(
      .init(
        "partners",
        .list(
          partners.outlooks.map { outlook in
            .map([
              .init("name", .string(outlook.name)), .init("carried", .boolean(outlook.after.isCarried)),
              .init("carried_before", .boolean(outlook.before?.isCarried ?? false)),
              .init("text", .string(outlook.words)),
            ])
          })))
    return .map(entries)
  }
}
