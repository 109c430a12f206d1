internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import JSONDocument
internal import SourceTree

/// How an explanation is told.
enum ExplanationFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// Tells what formats carry, narrow and drop: of each record where there are few or somebody asks, and counted by field
/// and reason of all.
struct ExplanationReport {
  /// A format with what was counted of it.
  private struct Column {
    let exporter: any Exporter
    let explainer: ExportExplainer
    var records = 0
    var refused: [String: Int] = [:]
    var counts: [Key: Int] = [:]
  }

  /// What is counted together.
  private struct Key: Hashable {
    var field: String
    var fate: FidelityMatrix.Fate
    var place: String?
    var reason: String
  }

  private let context: ExportContext
  private let format: ExplanationFormat
  private let isPerRecord: Bool
  private let output: StandardOutput
  private var columns: [Column]
  /// The explanations of the first records, until it is known whether there are few.
  private var kept: [Explanations] = []
  /// The records that wait for others, to be explained together.
  private var waiting: [Selection.Passed] = []
  private var count = 0
  private var hasBegunList = false

  /// How many records are few.
  private static let few = 3
  /// How many records are explained together.
  private static let atOnce = 64

  init(
    _ exporters: [any Exporter], _ context: ExportContext, gate: PersonalDataGate, _ format: ExplanationFormat,
    isPerRecord: Bool, _ output: StandardOutput
  ) {
    self.context = context
    self.format = format
    self.isPerRecord = isPerRecord
    self.output = output
    columns = exporters.map { Column(exporter: $0, explainer: ExportExplainer($0, context, gate: gate)) }
  }

  /// What the formats make of one record.
  private typealias Explanations = [(format: String, explanation: RecordExplanation, findings: [Diagnostic])]

  /// Explains a record, soon. Throws what the exporters and the output throw.
  mutating func add(_ passed: Selection.Passed) throws {
    waiting.append(passed)
    if waiting.count == Self.atOnce { try explainWaiting() }
  }

  /// Explains the records that wait, on all cores: each takes as many exports as it has values.
  private mutating func explainWaiting() throws {
    let explainers = columns.map { (exporter: $0.exporter, explainer: $0.explainer) }
    let context = self.context
    let all = Catalogue.onAllCores(waiting) { piece in
      piece.map { passed in
        Result<Explanations, any Error> {
          try explainers.map { exporter, explainer in
            let findings = exporter.findings(about: passed.record, in: context).map(passed.placed)
            return (exporter.format.id, try explainer.explain(passed.whole), findings)
          }
        }
      }
    }
    waiting = []
    for explanations in all { try count(explanations.get()) }
  }

  private mutating func count(_ explanations: Explanations) throws {
    count += 1
    for (index, (_, explanation, _)) in zip(columns.indices, explanations) {
      columns[index].records += 1
      if let refusal = explanation.refusal {
        columns[index].refused[refusal, default: 0] += 1
        continue
      }
      for field in explanation.fields {
        let reason = field.shown > 0 && field.shown < field.values ? Self.partly(field) : field.reason
        let key = Key(field: field.field, fate: field.fate, place: field.place, reason: reason)
        columns[index].counts[key, default: 0] += 1
      }
    }
    if isPerRecord {
      try write(explanations)
    } else if count <= Self.few {
      kept.append(explanations)
    } else {
      kept = []
    }
  }

  /// A reason without figures, which differ from record to record.
  private static func partly(_ field: FieldExplanation) -> String {
    let rest = field.reason.split(separator: "; ", maxSplits: 1).dropFirst().first.map { "; \($0)" } ?? ""
    return "some of the values" + rest
  }

  /// Tells what is left. Throws what the output throws.
  mutating func finish() throws {
    try explainWaiting()
    for explanations in kept { try write(explanations) }
    let isFew = !isPerRecord && count <= Self.few
    switch format {
    case .text: if !isFew || count == 0 { for column in columns { try output.write(Self.text(column)) } }
    case .json:
      try output.write((hasBegunList ? "\n],\n" : "{\"records\": [],\n") + "\"summary\": ")
      try output.write(JSONWriter.pretty(.list(columns.map(Self.json))))
      try output.write("}\n")
    }
  }

  // MARK: Of each record

  private mutating func write(_ explanations: Explanations) throws {
    for (id, explanation, findings) in explanations {
      switch format {
      case .text:
        try output.write(Self.text(explanation, id))
        var told = Findings()
        try output.flush()
        told.report(findings)
      case .json:
        try output.write(hasBegunList ? ",\n" : "{\"records\": [\n")
        hasBegunList = true
        try output.write(JSONWriter.line(Self.json(explanation, id, findings)))
      }
    }
  }

  private static func text(_ explanation: RecordExplanation, _ format: String) -> String {
    var text = "\(explanation.id) in \(format)\n"
    if let refusal = explanation.refusal { return text + "  not taken: \(refusal)\n\n" }
    let rows = explanation.fields.map { field in
      [field.fate.rawValue, field.field, field.place.map { "at \($0)" } ?? "", field.reason]
    }
    text += table(rows)
    let counts = FidelityMatrix.Fate.allCases.map { fate in
      "\(explanation.fields.count { $0.fate == fate }) \(fate.rawValue)"
    }
    return text + "  " + counts.joined(separator: ", ") + "\n\n"
  }

  private static func json(
    _ explanation: RecordExplanation, _ format: String, _ findings: [Diagnostic]
  ) -> DataValue {
    let fields = explanation.fields.map { field in
      DataValue.map(
        [.init("field", .string(field.field)), .init("fate", .string(field.fate.rawValue))]
          + (field.place.map { [.init("at", .string($0))] } ?? [])
          + (field.reason.isEmpty ? [] : [.init("why", .string(field.reason))]) + [
            .init("values", .number(String(field.values))), .init("shown", .number(String(field.shown))),
          ])
    }
    var entries: [DataValue.Entry] = [.init("id", .string(explanation.id)), .init("format", .string(format))]
    if let refusal = explanation.refusal { entries.append(.init("not_taken", .string(refusal))) }
    entries.append(.init("fields", .list(fields)))
    if !findings.isEmpty { entries.append(.init("findings", .list(findings.map(Findings.json)))) }
    return .map(entries)
  }

  // MARK: Of all

  private static func sorted(_ column: Column) -> [(key: Key, count: Int)] {
    let order = Dictionary(
      Record.fields.enumerated().map { ($1.description.name, $0) }, uniquingKeysWith: { first, _ in first })
    func rank(_ key: Key) -> (Int, String, String, String) {
      let first = String(key.field.prefix { $0 != "." })
      return (order[first] ?? .max, key.field, key.fate.rawValue, key.reason)
    }
    return column.counts.map { ($0.key, $0.value) }.sorted { rank($0.key) < rank($1.key) }
  }

  private static func text(_ column: Column) -> String {
    let refused = column.refused.values.reduce(0, +)
    let taken = column.records - refused
    var text = "\(column.exporter.format.id): \(taken) of \(column.records) records\n"
    for (why, count) in column.refused.sorted(by: { $0.key < $1.key }) { text += "  \(count) not taken: \(why)\n" }
    let rows = sorted(column).map { key, count in
      ["\(count)", key.fate.rawValue, key.field, key.place.map { "at \($0)" } ?? "", key.reason]
    }
    return text + table(rows) + "\n"
  }

  private static func json(_ column: Column) -> DataValue {
    let fields = sorted(column).map { key, count in
      DataValue.map(
        [
          .init("field", .string(key.field)), .init("fate", .string(key.fate.rawValue)),
          .init("records", .number(String(count))),
        ] + (key.place.map { [.init("at", .string($0))] } ?? [])
          + (key.reason.isEmpty ? [] : [.init("why", .string(key.reason))]))
    }
    let refused = column.refused.sorted { $0.key < $1.key }.map { why, count in
      DataValue.map([.init("why", .string(why)), .init("records", .number(String(count)))])
    }
    return .map([
      .init("format", .string(column.exporter.format.id)), .init("records", .number(String(column.records))),
      .init("not_taken", .list(refused)), .init("fields", .list(fields)),
    ])
  }

  /// Rows in columns, without a header.
  private static func table(_ rows: [[String]]) -> String {
    guard let first = rows.first else { return "" }
    let indented = rows.map { ["  " + ($0.first ?? "")] + $0.dropFirst() }
    let lines = Table(header: first.map { _ in "" }, rows: indented).text(Terminal.columns)
    return lines.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().joined()
  }
}
