internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import SourceTree

/// What formats do not take, and what those who take them would object to, gathered while records are exported.
struct ExportObjections {
  private let exporters: [any Exporter]
  private let context: ExportContext
  private var refused: [[String: [String]]]
  private var findings = Findings()
  private var notes: [Int]

  init(_ exporters: [any Exporter], _ context: ExportContext) {
    self.exporters = exporters
    self.context = context
    refused = exporters.map { _ in [:] }
    notes = exporters.map { _ in 0 }
  }

  /// Looks at a record. Warnings are told at the line of the record's file; what is only good to know is counted.
  mutating func see(_ passed: Selection.Passed) {
    for (index, exporter) in exporters.enumerated() {
      if let why = exporter.refusal(of: passed.record) {
        refused[index][why, default: []].append(passed.record.id ?? "")
        continue
      }
      for finding in exporter.findings(about: passed.record, in: context) {
        if finding.severity == .note { notes[index] += 1 } else { findings.report([passed.placed(finding)]) }
      }
    }
  }

  /// Whether a format took none of the records.
  func hasEmptyFormat(of count: Int) -> Bool {
    count > 0 && refused.contains { $0.values.reduce(0) { $0 + $1.count } == count }
  }

  /// Tells which records were not taken, and why.
  func report() {
    for (index, exporter) in exporters.enumerated() {
      let id = exporter.format.id
      for (why, ids) in refused[index].sorted(by: { $0.key < $1.key }) {
        let shown = ids.prefix(5).joined(separator: ", ") + (ids.count > 5 ? " and \(ids.count - 5) more" : "")
        Terminal.report("\(id): \(ids.count) record\(ids.count == 1 ? "" : "s") left out: \(why) (\(shown))")
      }
      if notes[index] > 0 {
        let things = notes[index] == 1 ? "1 thing is" : "\(notes[index]) things are"
        Terminal.report("\(id): \(things) missing that those who take it ask for; --explain --per-record names each")
      }
    }
  }
}

extension Selection.Passed {
  /// A finding about a field, at the place where the field, or the record, was written.
  func placed(_ finding: Diagnostic) -> Diagnostic {
    var finding = finding
    finding.location =
      loaded.draft?.location(of: finding.field ?? FieldPath([])) ?? SourceLocation(file: loaded.file.path)
    return finding
  }
}
