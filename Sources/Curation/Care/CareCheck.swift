package import CatalogueModel
package import CatalogueStore
package import SourceTree

/// Finds what records need care for.
package struct CareCheck: Sendable {
  private let context: CatalogueContext
  private let limit: PartialDate
  /// How long a record may go without a review.
  package let staleAfter: CarePeriod

  /// Prepares for the records of a catalogue.
  package init(in context: CatalogueContext, staleAfter: CarePeriod = .usual) {
    self.context = context
    self.staleAfter = staleAfter
    limit = staleAfter.day(before: context.today)
  }

  /// What a record needs care for, in the order of its file. O(size).
  package func findings(about loaded: LoadedRecord) -> [CareFinding] {
    guard let draft = loaded.draft else { return [] }
    let record = draft.record
    var findings = fromDiagnostics(loaded)
    func add(_ kind: CareKind, _ path: FieldPath, _ message: String, _ details: [String] = []) {
      let location = draft.tree?.root.map { $0.nearestNode(at: path).location }
      // Of what is missing there is no line to show.
      let isThere = draft.tree?.root?.nearestNode(at: path).path == path
      var place = location
      if !isThere { place?.line = nil }
      findings.append(CareFinding(kind: kind, message: message, field: path, location: place, details: details))
    }
    checkAge(record, add)
    checkResults(record, add)
    for (position, dispute) in record.disputed.enumerated() {
      let path = FieldPath([.key("disputed"), .index(position)])
      let field = dispute.field ?? "a value"
      if let value = dispute.value {
        add(.disputed, path, "\(field): a source says \(value)\(dispute.note.map { " (\($0))" } ?? "")", [field])
      } else {
        add(.doubted, path, "\(field) is doubted\(dispute.note.map { ": \($0)" } ?? "")", [field])
      }
      findings[findings.count - 1].value = dispute.value
      findings[findings.count - 1].note = dispute.note
    }
    for (position, source) in record.sources.enumerated() where source.complete == false {
      let name = source.title ?? source.key ?? "a source"
      add(
        .incompleteSource, FieldPath([.key("sources"), .index(position)]), "only a part of it was read: \(name)", [name]
      )
    }
    checkLanguages(record, add)
    for (path, address) in Self.addresses(of: draft) {
      if let danger = address.danger {
        add(.unsafeURL, path, "\(address.text): \(danger)", [address.text])
      } else if address.scheme == "http" {
        add(.unencryptedURL, path, "\(address.text) is not encrypted; https may do", [address.text])
      }
    }
    return findings.sorted { ($0.location?.line ?? Int.max) < ($1.location?.line ?? Int.max) }
  }

  /// The addresses in a record, each with its place; those of its origin and of its contact are left out. O(size).
  package static func addresses(of draft: Draft) -> [(path: FieldPath, address: WebAddress)] {
    var found: [(path: FieldPath, address: WebAddress)] = []
    func visit(_ node: SourceNode, _ path: FieldPath) {
      if node.kind == .scalar {
        if node.contains(0x3A) { found += WebAddress.all(in: node.text).map { (path, $0) } }
      }
      for (position, item) in node.items.enumerated() { visit(item, path.appending(position)) }
      for entry in node.entries {
        let key = entry.key.text
        if path.steps.isEmpty, key == "origin" || key == "contact" || key.hasPrefix("x_") { continue }
        visit(entry.value, path.appending(key))
      }
    }
    if let root = draft.tree?.root { visit(root, FieldPath([])) }
    return found
  }

  /// What reading and checking the record found already.
  private func fromDiagnostics(_ loaded: LoadedRecord) -> [CareFinding] {
    loaded.diagnostics.compactMap { diagnostic in
      let kind: CareKind
      switch diagnostic.code {
      case ModelRules.conflictingTerms.code: kind = .contradiction
      case ModelRules.activeAfterEnd.code: kind = .endedButActive
      case ModelRules.retiredTerm.code: kind = .retiredTerm
      case ModelRules.setAside.code where diagnostic.severity > .note: kind = .setAside
      default:
        guard diagnostic.severity == .error else { return nil }
        kind = .invalid
      }
      let terms = kind == .contradiction ? conflictingTerms(at: diagnostic.field, in: loaded.draft?.record) : []
      return CareFinding(
        kind: kind, message: diagnostic.message, field: diagnostic.field, location: diagnostic.location, details: terms)
    }
  }

  /// The terms that the one at a place contradicts, and that one. O(terms).
  private func conflictingTerms(at path: FieldPath?, in record: Record?) -> [String] {
    guard let record, let path, case .key(let name)? = path.steps.first, case .index(let position)? = path.steps.last,
      let vocabulary = context.vocabularies[name],
      case .list(let items)? = Record.fields.first(where: { $0.description.name == name })?.encode(
        record, EncodingOptions())
    else { return [] }
    let codes = items.compactMap(\.scalarText)
    guard codes.indices.contains(position) else { return [] }
    let others = vocabulary.conflicts(of: codes[position])
    return codes.filter { others.contains($0) || $0 == codes[position] }
  }

  private typealias Add = (CareKind, FieldPath, String, [String]) -> Void

  private func checkAge(_ record: Record, _ add: Add) {
    let stamps = [record.reviewed?.on, record.modified?.on, record.submitted?.on].compactMap(\.self)
    guard let last = stamps.max(by: { $0.latest < $1.latest }) else {
      return add(.stale, "reviewed", "nobody noted when it was last looked at", [])
    }
    guard last.latest < limit.earliest else { return }
    add(.stale, "reviewed", "nobody has looked at it since \(last)", [last.description])
  }

  private func checkResults(_ record: Record, _ add: Add) {
    let achieved = record.outputs.filter { $0.planned != true }
    if achieved.isEmpty, record.evidenceOfSuccess.isEmpty {
      add(
        .missingOutputs, "outputs", record.outputs.isEmpty ? "no result is told" : "only plans are told, no result", [])
    } else if !achieved.contains(where: { $0.evidence != nil || $0.source != nil }), record.evidenceOfSuccess.isEmpty {
      add(.missingEvidence, "outputs", "no result says how it is known", [])
    }
  }

  private func checkLanguages(_ record: Record, _ add: Add) {
    let wanted = context.settings.languages
    for (name, text) in [("title", record.title), ("aim", record.aim)] where !text.isEmpty {
      let there = Set(text.entries.map { LocalizedText.primary($0.language) })
      let missing = wanted.filter { !there.contains(LocalizedText.primary($0)) }
      guard !missing.isEmpty else { continue }
      add(.missingTranslation, FieldPath(name), "the \(name) is missing in \(missing.joined(separator: ", "))", missing)
    }
  }
}
