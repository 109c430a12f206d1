internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import JSONDocument
internal import SourceTree

/// Lists what waits for a decision.
struct ReviewListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what waits in the inbox, the oldest first.",
    discussion: """
      Errors keep a draft from being accepted; under doubles stands how many records and drafts it probably doubles. \
      Who handed it in is the name of its stamp, the reporting organisation, or where it was imported from. Exit status \
      1 when nothing waits.

        ktc review list
        ktc review list --format json
      """)

  @OptionGroup var location: CatalogueOptions
  @Option(name: .long, help: "How the drafts are shown: table, json or ids.") var format = Format.table

  /// How drafts are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, ids }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let drafts = WaitingDraft.all(in: catalogue)
      let desk = ReviewDesk(catalogue: catalogue)
      let findings = format == .ids ? [:] : try desk.findings(about: drafts)
      let doubles = format == .ids ? [:] : desk.duplicates(of: drafts)
      func count(_ draft: WaitingDraft, _ severity: Severity) -> Int {
        findings[draft.path, default: []].count { $0.severity == severity }
      }
      switch format {
      case .ids: for draft in drafts { try output.write(draft.id + "\n") }
      case .json:
        let values = drafts.map { draft in
          DataValue.map(
            Self.entries(of: draft) + [
              .init("errors", .number(String(count(draft, .error)))),
              .init("warnings", .number(String(count(draft, .warning)))),
              .init("doubles", .list((doubles[draft.path] ?? []).map { .string($0.second.id) })),
            ])
        }
        try output.write(JSONWriter.pretty(.list(values)))
      case .table where !drafts.isEmpty:
        let rows = drafts.map { draft in
          [
            draft.id, draft.since?.description ?? "unknown", draft.by ?? "unknown",
            draft.replaces == nil ? "new" : "new version", String(count(draft, .error)),
            String(count(draft, .warning)), String(doubles[draft.path]?.count ?? 0), draft.title,
          ]
        }
        let header = ["id", "since", "by", "what", "errors", "warnings", "doubles", "title"]
        try output.write(Table(header: header, rows: rows).text(Terminal.columns))
      case .table: break
      }
      try output.flush()
      guard let first = drafts.first else {
        Terminal.report("Nothing waits in the inbox.")
        throw ExitCode.findings
      }
      if format == .table {
        let wait = drafts.count == 1 ? "1 draft waits" : "\(drafts.count) drafts wait"
        Terminal.report("\(wait). Next: ktc review show \(first.id)")
      }
    }
  }

  /// What is known of a draft, as values for JSON.
  static func entries(of draft: WaitingDraft) -> [DataValue.Entry] {
    var entries: [DataValue.Entry] = [
      .init("id", .string(draft.id)), .init("title", .string(draft.title)), .init("file", .string(draft.path)),
    ]
    if let kind = draft.record?.kind { entries.append(.init("kind", .string(kind.rawValue))) }
    if let since = draft.since { entries.append(.init("since", .date(since.description))) }
    if let by = draft.by { entries.append(.init("by", .string(by))) }
    entries.append(.init("is_new", .boolean(draft.replaces == nil)))
    if let replaces = draft.replaces { entries.append(.init("replaces", .string(replaces.path))) }
    return entries
  }
}
