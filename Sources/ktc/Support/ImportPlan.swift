internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree

/// Shows what an import would change, field by field, beside what the catalogue says.
struct ImportPlan {
  private let output: StandardOutput
  private let width: Int
  private var counts: [ImportRole: Int] = [:]
  private var missing: [String]?

  init(output: StandardOutput) {
    self.output = output
    width = max(40, (Terminal.columns ?? 100) - 8)
  }

  /// Shows what one draft comes to. Throws `FileError`.
  mutating func show(_ outcome: ImportTargets.Outcome, _ draft: Draft) throws {
    counts[outcome.role, default: 0] += 1
    if missing == nil, let returned = draft.returned, !returned.paths.isEmpty {
      missing = Self.fields(without: returned)
    }
    switch outcome.role {
    case .unchanged, .repeated, .otherKind: return
    case .new: try showNew(outcome, draft, "a new record")
    case .updatesDraft where outcome.revision == nil:
      try showNew(outcome, draft, "takes the place of the draft \(outcome.replaced?.path ?? "")")
    case .updatesDraft, .revises: try showChanges(outcome)
    }
  }

  /// How many records are new, changed and unchanged.
  ///
  /// - Parameter leftOut: The rows that became no record, as the end of a sentence; none when it is empty.
  func summary(leftOut: String) -> String {
    let words: [(ImportRole, String)] = [
      (.revises, "changed"), (.new, "new"), (.updatesDraft, "updated"), (.unchanged, "unchanged"),
      (.repeated, "repeated"), (.otherKind, "of another kind"),
    ]
    let parts = words.compactMap { role, word in counts[role].map { "\($0) \(word)" } }
    let records = (parts.isEmpty ? "No records" : "Records: " + parts.joined(separator: ", ")) + leftOut
    let fields = missing ?? []
    let left = fields.isEmpty ? "" : " No column was there for \(fields.joined(separator: ", ")); they stay."
    return records + "." + left + " Nothing was written."
  }

  /// The fields for which a table has no column.
  private static func fields(without returned: ReturnedFields) -> [String] {
    let names = Set(
      returned.paths.compactMap { path -> String? in
        if case .key(let name)? = path.steps.first { name } else { nil }
      })
    return Record.fields.map(\.description).filter { !$0.isWrittenByTool && !names.contains($0.name) }.map(\.name)
  }

  private func showNew(_ outcome: ImportTargets.Outcome, _ draft: Draft, _ what: String) throws {
    let place = draft.tree?.root.map { root in
      Self.place((root["id"] ?? root["title"] ?? root).location)
    }
    try write("\(outcome.id): \(what)\(place.map { "  \($0)" } ?? "")\n")
    for field in Record.fields where field.description.name != "id" && field.description.name != "origin" {
      guard let value = field.encode(draft.record, EncodingOptions()) else { continue }
      let name = field.description.name
      for line in FieldChange.differences(FieldPath([.key(name)]), nil, value) {
        try write("    \(line.path): \(shortened(line.new ?? "", by: line.path.description.count + 2))\n")
      }
    }
    try showUnplaced(draft.unplaced)
  }

  private func showChanges(_ outcome: ImportTargets.Outcome) throws {
    let changes = outcome.revision?.changes ?? []
    let draft = outcome.role == .updatesDraft ? " to the draft \(outcome.replaced?.path ?? "")" : ""
    try write("\(outcome.id): \(changes.count) change\(changes.count == 1 ? "" : "s")\(draft)\n")
    for change in changes {
      let place = change.location.map { "  " + Self.place($0) } ?? ""
      try write("  \(change.path) \(change.kind.rawValue)\(place)\n")
      for line in change.lines {
        let inner = line.path == change.path ? "" : "\(line.path): "
        if let old = line.old { try write("    - \(inner)\(shortened(old, by: inner.count))\n") }
        if let new = line.new { try write("    + \(inner)\(shortened(new, by: inner.count, beside: line.old))\n") }
      }
    }
    for entry in outcome.revision?.extras ?? [] {
      try write("  \(entry.key) added\n    + \(shortened(entry.value.scalarText ?? "…", by: 0))\n")
    }
    try showUnplaced(outcome.revision?.unplaced ?? [])
  }

  private func showUnplaced(_ unplaced: [UnplacedInput]) throws {
    for input in unplaced {
      let place = input.location.map { "  " + Self.place($0) } ?? ""
      try write("  kept aside\(place)\n    \(shortened(input.value.scalarText ?? "…", by: 0))\n")
    }
  }

  private func write(_ text: String) throws { try output.write(DiagnosticRenderer.printable(text)) }

  /// The place without the file, which the head of the plan names: `Records!C7 (title.en)`, or the line.
  private static func place(_ location: SourceLocation) -> String {
    let cell = location.cell?.split(separator: " ").first.map(String.init)
    return cell ?? location.line.map { "line \($0)" } ?? location.file
  }

  /// A text in what is left of the line; of a long one the part where it differs from what was there.
  private func shortened(_ text: String, by used: Int, beside old: String? = nil) -> String {
    ShortenedText.line(text, to: max(20, width - used), beside: old)
  }
}
