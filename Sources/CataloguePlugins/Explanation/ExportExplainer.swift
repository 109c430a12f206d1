package import CatalogueModel

/// Finds out what an exporter does with each field of a record, by exporting it.
///
/// A record is exported whole, and once more without each of its values. A value whose absence changes nothing was not
/// written; what the others became is what the format declares. So an explanation comes from the code that exports, and
/// differs from record to record where that does.
package struct ExportExplainer: Sendable {
  private let exporter: any Exporter
  private let context: ExportContext
  private let gate: PersonalDataGate
  private let catalogue: CatalogueContext

  /// Makes an explainer for exports through a gate.
  package init(_ exporter: any Exporter, _ context: ExportContext, gate: PersonalDataGate) {
    self.exporter = exporter
    self.context = context
    self.gate = gate
    catalogue = CatalogueContext(
      vocabularies: context.vocabularies, settings: context.settings, today: context.today)
  }

  /// What becomes of a record as it lies in the catalogue, before the gate. Throws what the exporter throws.
  /// O(values × size).
  package func explain(_ record: Record) throws -> RecordExplanation {
    let all = RecordValues(record)
    let passed = RecordValues(gate.pass(record))
    let seen = Dictionary(grouping: passed.values, by: \.field)
    let refusal = exporter.refusal(of: record)
    var whole: Export?
    let fields = try all.fields.map { name, values in
      let kept = seen[name] ?? []
      let declared = exporter.fidelity[name]
      func explanation(
        _ fate: FidelityMatrix.Fate, _ place: String?, _ reason: String, shown: Int
      ) -> FieldExplanation {
        FieldExplanation(
          field: name, fate: fate, place: place, reason: reason, values: values.count, shown: shown)
      }
      if kept.isEmpty { return explanation(.dropped, nil, heldBack(name), shown: 0) }
      if let refusal { return explanation(.dropped, nil, refusal, shown: 0) }
      let (place, how): (String, String?)
      switch declared {
      case .carried(let at): (place, how) = (at, nil)
      case .narrowed(let at, let narrowing): (place, how) = (at, narrowing)
      case .dropped(let why): return explanation(.dropped, nil, why, shown: 0)
      case nil: return explanation(.dropped, nil, "the format does not know of it", shown: 0)
      }
      let export = try whole ?? self.export(passed, without: nil)
      whole = export
      let shown = try kept.count { try self.export(passed, without: $0) != export }
      if shown == 0 { return explanation(.dropped, nil, how ?? "it adds nothing to this export", shown: 0) }
      if shown < values.count {
        let part = "\(shown) of \(values.count) values"
        return explanation(.narrowed, place, how.map { "\(part); \($0)" } ?? part, shown: shown)
      }
      return explanation(how == nil ? .carried : .narrowed, place, how ?? "", shown: shown)
    }
    return RecordExplanation(id: record.id ?? "", refusal: refusal, fields: fields)
  }

  private func heldBack(_ field: String) -> String {
    if field.hasPrefix("x_") { return "the catalogue's own keys are never exported" }
    if field.hasPrefix("contact") { return "personal data, not shared with these readers" }
    return "personal data, kept back by the gate"
  }

  /// What one export writes.
  private struct Export: Equatable {
    let bytes: [UInt8]
    let names: [String]
    let files: [[UInt8]]
  }

  private func export(_ values: RecordValues, without value: RecordValues.Value?) throws -> Export {
    let destination = MemoryDestination()
    var writer = try exporter.makeWriter(to: destination, in: context)
    try writer.write(values.record(without: value, in: catalogue))
    try writer.finish()
    return Export(
      bytes: destination.bytes, names: destination.files.map(\.name), files: destination.files.map(\.bytes))
  }
}
