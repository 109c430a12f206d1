internal import CatalogueModel
internal import SourceTree

/// A field by which records are counted.
package enum StatisticsField: String, Sendable, CaseIterable {
  case kind
  case targetGroup = "target-group"
  case priority, area, type, country, level, created, status, active, language

  /// The field with a name: its own, or a name or query name of the same field in the record table; underscores may
  /// stand for dashes. Throws `FilterProblem` that names the nearest fields.
  package static func named(_ text: String) throws -> StatisticsField {
    let name = String(text.lowercased().map { $0 == "_" ? "-" : $0 })
    if let field = StatisticsField(rawValue: name) { return field }
    let underscored = String(name.map { $0 == "-" ? "_" : $0 })
    let found = Record.fields.map(\.description).first { $0.name == underscored || $0.queryNames.contains(underscored) }
    if let found, let field = allCases.first(where: { $0.recordField == found.name }) { return field }
    let names = allCases.map(\.rawValue)
    let near = NearestName.candidates(for: name, among: names)
    let advice = near.isEmpty ? "; write \(names.joined(separator: ", "))" : NearestName.question(near)
    throw FilterProblem("records cannot be counted by \"\(text)\"\(advice)")
  }

  /// The name of the field in the record table.
  package var recordField: String {
    switch self {
    case .targetGroup: "target_groups"
    case .priority: "priorities"
    case .area: "kt_areas"
    case .type: "instrument_types"
    case .country: "countries"
    case .kind, .level, .created, .status, .active, .language: rawValue
    }
  }

  /// What a reader calls one value.
  package var label: String {
    switch self {
    case .targetGroup: "target group"
    case .area: "knowledge-transfer area"
    case .type: "instrument type"
    case .created: "year of creation"
    case .active: "activity"
    case .language: "language of the texts"
    default: rawValue
    }
  }

  /// What a reader calls several values.
  var plural: String {
    switch self {
    case .priority: "priorities"
    case .country: "countries"
    case .type: "instrument types"
    case .language: "languages"
    default: label + "s"
    }
  }

  /// Whether one record may have several values.
  var isMultiple: Bool {
    switch self {
    case .targetGroup, .priority, .area, .type, .country, .language: true
    case .kind, .level, .created, .status, .active: false
    }
  }

  /// The vocabulary whose terms the values are.
  private var vocabulary: String? {
    switch self {
    case .targetGroup, .priority, .area, .type: recordField
    case .level: "levels"
    default: nil
    }
  }

  /// The values of a record, each once. O(values).
  func values(of record: Record, _ status: RecordStatus) -> [StatisticsValue] {
    let codes: [String]
    switch self {
    case .kind: codes = record.kind.map { [$0.rawValue] } ?? []
    case .targetGroup: codes = record.targetGroups
    case .priority: codes = record.priorities
    case .area: codes = record.ktAreas
    case .type: codes = record.instrumentTypes
    case .country: codes = record.countries
    case .level: codes = record.level.map { [$0] } ?? []
    case .created: codes = record.created.map { [String($0.description.prefix(4))] } ?? []
    case .status: codes = [status.rawValue]
    case .active: codes = record.active.map { [$0 ? "yes" : "no"] } ?? []
    case .language: codes = record.textLanguages.sorted()
    }
    if codes.isEmpty {
      let field = Record.fields.first { $0.description.name == recordField }
      let requirement = record.kind.flatMap { field?.description.requirement(for: $0) }
      return [requirement == .notApplicable ? .notApplicable : .none]
    }
    var seen: Set<String> = []
    return codes.filter { seen.insert($0).inserted }.map { .code($0) }
  }

  /// The name of a value beside its code; nil where the code says it all.
  func name(of value: StatisticsValue, in context: ComparisonContext) -> String? {
    guard case .code(let code) = value else { return nil }
    let name: String?
    switch self {
    case .country: name = CodeList.countries.name(of: code, in: context.languages.first ?? "en")
    case .language: name = CodeList.languages.name(of: code, in: context.languages.first ?? "en")
    default: name = vocabulary.map { context.label(code, of: $0) }
    }
    return name == code ? nil : name
  }

  /// How a value is written.
  func code(of value: StatisticsValue) -> String {
    switch value {
    case .code(let code): code
    case .notApplicable: "(does not apply)"
    case .none: self == .active || self == .created ? "(unknown)" : "(none)"
    }
  }

  /// The values in the order in which they are shown: years and the few fixed words in their own order, others the
  /// most frequent first; what is no value last.
  func sorted(_ counts: [StatisticsValue: Int], in context: ComparisonContext) -> [StatisticsValue] {
    func rank(_ value: StatisticsValue) -> (Int, Int, String) {
      switch value {
      case .code(let code): (0, place(of: code, in: context) ?? -(counts[value] ?? 0), code)
      case .notApplicable: (1, 0, "")
      case .none: (2, 0, "")
      }
    }
    return counts.keys.map { ($0, rank($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// The place of a value in an order of its own.
  private func place(of code: String, in context: ComparisonContext) -> Int? {
    switch self {
    case .created: Int(code)
    case .kind: RecordKind.allCases.firstIndex { $0.rawValue == code }
    case .status: RecordStatus.allCases.firstIndex { $0.rawValue == code }
    case .active: code == "yes" ? 0 : 1
    case .level: vocabulary.flatMap { context.vocabularies[$0]?.terms.firstIndex { $0.code == code } } ?? Int.max
    default: nil
    }
  }
}

/// What a record is counted under.
enum StatisticsValue: Sendable, Hashable {
  /// A value of the field.
  case code(String)
  /// Records of this kind have no such field.
  case notApplicable
  /// The record has no value.
  case none
}
