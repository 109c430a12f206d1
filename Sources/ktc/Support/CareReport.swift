internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import DelimitedText
internal import SourceTree

/// Shows what records need care for, by record, country or reporter.
struct CareReport {
  let records: [RecordCare]
  let grouping: AuditCommand.Grouping
  let check: CareCheck
  let context: CatalogueContext

  private var groups: [CareGroup] {
    switch grouping {
    case .record: []
    case .country: CareGroup.make(of: records) { $0.record.countries }
    case .reporter: CareGroup.make(of: records, by: \.reporters)
    }
  }

  private static func words(_ counts: [(kind: CareKind, count: Int)]) -> String {
    counts.map { $0.count == 1 ? $0.kind.rawValue : "\($0.kind.rawValue) ×\($0.count)" }.joined(separator: ", ")
  }

  private func name(of group: CareGroup) -> String {
    guard !group.name.isEmpty else { return grouping == .country ? "(no country)" : "(no reporter)" }
    guard grouping == .country else { return group.name }
    return CodeList.countries.name(of: group.name, in: "en").map { "\($0) (\(group.name))" } ?? group.name
  }

  // MARK: As a table

  /// The first rows, and behind each its findings where they are wanted. O(findings).
  func table(limit: Int, details: Bool) -> String {
    guard !records.isEmpty else { return "" }
    if grouping == .record, details { return detailed(limit) }
    let header: [String]
    var rows: [[String]]
    if grouping == .record {
      header = ["points", "complete", "id", "needs care for"]
      rows = records.map { care in
        [String(care.points), "\(care.completeness.percent)%", care.record.id ?? "", Self.words(care.counts)]
      }
    } else {
      header = ["points", "complete", grouping.rawValue, "records", "need care for"]
      rows = groups.map { group in
        [
          String(group.points), "\(group.completeness)%", name(of: group), String(group.records.count),
          Self.words(group.counts),
        ]
      }
    }
    if limit > 0 { rows = Array(rows.prefix(limit)) }
    let table = Table(header: header, rows: rows).text(Terminal.columns)
    guard details else { return table }
    return table
      + groups.prefix(limit > 0 ? limit : Int.max).map { group in
        "\n\(name(of: group))\n" + group.records.map { record in detail(record) }.joined()
      }.joined()
  }

  private func detailed(_ limit: Int) -> String {
    (limit > 0 ? records.prefix(limit) : records[...]).map(detail).joined(separator: "\n")
  }

  /// One record with its findings and what its completeness is made of.
  private func detail(_ care: RecordCare) -> String {
    var text = "\(care.record.id ?? "")  \(care.points) points, \(care.completeness.percent)% complete\n"
    for finding in care.findings {
      let line = finding.location?.line.map { ":\($0)" } ?? ""
      text += "  \(care.file)\(line): \(finding.message) [\(finding.kind.rawValue) \(finding.kind.weight)]\n"
    }
    let missing = care.completeness.parts.filter { !$0.isMet }.map { "\($0.part.name) \($0.part.weight)" }
    if !missing.isEmpty { text += "  not complete for want of: \(missing.joined(separator: ", "))\n" }
    return DiagnosticRenderer.printable(text)
  }

  /// What the table does not say.
  func summary(limit: Int) -> String {
    let rows = grouping == .record ? records.count : groups.count
    let shown = limit > 0 && limit < rows ? " \(limit) of \(rows) rows are shown (--limit 0 for all)." : ""
    let needing = records.count { !$0.findings.isEmpty }
    let complete = records.isEmpty ? 0 : records.reduce(0) { $0 + $1.completeness.percent } / records.count
    return
      "\(needing) of \(records.count) records need care; they are \(complete)% complete on average.\(shown) --details shows each finding with its place."
  }

  // MARK: As CSV

  /// A row for each record or group, with a column for the number of findings of each kind. O(findings).
  func csv() -> [UInt8] {
    let kinds = CareKind.allCases
    func counts(_ counts: [(kind: CareKind, count: Int)]) -> [String] {
      kinds.map { kind in String(counts.first { $0.kind == kind }?.count ?? 0) }
    }
    if grouping == .record {
      let header = ["id", "title", "countries", "reporters", "points", "complete"] + kinds.map(\.rawValue)
      return CSVRows.bytes(
        header: header,
        rows: records.map { care in
          [
            care.record.id ?? "", care.record.title.preferred(["en"]) ?? "",
            care.record.countries.joined(separator: " | "), care.reporters.joined(separator: " | "),
            String(care.points), String(care.completeness.percent),
          ] + counts(care.counts)
        })
    }
    return CSVRows.bytes(
      header: [grouping.rawValue, "records", "points", "complete"] + kinds.map(\.rawValue),
      rows: groups.map { group in
        [group.name, String(group.records.count), String(group.points), String(group.completeness)]
          + counts(group.counts)
      })
  }

  // MARK: As JSON

  /// Everything, for programs. O(findings).
  func encoded(_ catalogue: Catalogue) -> DataValue {
    let head = [
      DataValue.Entry("as_of", .string(context.today.description)),
      .init("stale_after", .string(check.staleAfter.description)),
    ]
    guard grouping != .record else {
      return .map(head + [.init("records", .list(records.map { encoded($0, catalogue) }))])
    }
    let groups = self.groups.map { group -> DataValue in
      .map([
        .init(grouping.rawValue, .string(group.name)), .init("points", .number(String(group.points))),
        .init("complete", .number(String(group.completeness))), .init("counts", encoded(group.counts)),
        .init("records", .list(group.records.compactMap { $0.record.id.map { .string($0) } })),
      ])
    }
    return .map(head + [.init(grouping == .country ? "countries" : "reporters", .list(groups))])
  }

  private func encoded(_ counts: [(kind: CareKind, count: Int)]) -> DataValue {
    .map(counts.map { .init($0.kind.rawValue, .number(String($0.count))) })
  }

  private func encoded(_ care: RecordCare, _ catalogue: Catalogue) -> DataValue {
    let parts = care.completeness.parts.map { met -> DataValue in
      .map([
        .init("name", .string(met.part.name)), .init("field", .string(met.part.field)),
        .init("weight", .number(String(met.part.weight))), .init("met", .boolean(met.isMet)),
      ])
    }
    let findings = care.findings.map { finding -> DataValue in
      .map(
        [
          DataValue.Entry("kind", .string(finding.kind.rawValue)),
          .init("weight", .number(String(finding.kind.weight))), .init("message", .string(finding.message)),
          finding.field.map { .init("field", .string($0.description)) },
          finding.location?.line.map { .init("line", .number(String($0))) },
        ].compactMap(\.self))
    }
    return .map([
      .init("id", .string(care.record.id ?? "")),
      .init("title", .string(care.record.title.preferred(["en"]) ?? "")),
      .init("file", .string(catalogue.relativePath(of: care.file))),
      .init("countries", .list(care.record.countries.map { .string($0) })),
      .init("reporters", .list(care.reporters.map { .string($0) })),
      .init("points", .number(String(care.points))),
      .init(
        "completeness",
        .map([.init("percent", .number(String(care.completeness.percent))), .init("parts", .list(parts))])),
      .init("findings", .list(findings)),
    ])
  }
}
