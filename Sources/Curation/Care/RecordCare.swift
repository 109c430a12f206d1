package import CatalogueModel
package import CatalogueStore

/// What one record needs, and how complete it is.
package struct RecordCare: Sendable {
  /// The record, as anybody may see it.
  package var record: Record
  /// The file that it was read from, with the places of its values.
  package var loaded: LoadedRecord
  /// What it needs care for.
  package var findings: [CareFinding]
  /// How complete it is.
  package var completeness: Completeness

  /// Puts together what is known of a record.
  package init(record: Record, loaded: LoadedRecord, findings: [CareFinding]) {
    self.record = record
    self.loaded = loaded
    self.findings = findings
    completeness = Completeness(of: record)
  }

  /// The file.
  package var file: String { loaded.file.path }

  /// By how much it needs care: the weights of its findings, of each kind a few at most. O(findings).
  package var points: Int {
    counts.reduce(0) { $0 + $1.kind.weight * min($1.count, CareKind.mostCounted) }
  }

  /// How many findings there are of each kind, the weightiest first. O(findings).
  package var counts: [(kind: CareKind, count: Int)] {
    CareKind.allCases.compactMap { kind in
      let count = findings.count { $0.kind == kind }
      return count > 0 ? (kind, count) : nil
    }
  }

  /// The organisations that reported it, in order.
  package var reporters: [String] {
    var names: [String] = []
    for organisation in record.organisations where organisation.role == .reporter {
      if let name = organisation.name, !names.contains(name) { names.append(name) }
    }
    return names
  }
}

/// What the records of one country or one reporter need together.
package struct CareGroup: Sendable {
  /// The code of the country, or the name of the reporter; empty for records that have none.
  package var name: String
  /// The records.
  package var records: [RecordCare]

  /// The points of all. O(findings).
  package var points: Int { records.reduce(0) { $0 + $1.points } }
  /// How complete they are on average, in percent. O(records).
  package var completeness: Int {
    records.isEmpty ? 0 : records.reduce(0) { $0 + $1.completeness.percent } / records.count
  }
  /// How many findings there are of each kind, the weightiest first. O(findings).
  package var counts: [(kind: CareKind, count: Int)] {
    CareKind.allCases.compactMap { kind in
      let count = records.reduce(0) { $0 + $1.findings.count { $0.kind == kind } }
      return count > 0 ? (kind, count) : nil
    }
  }

  /// Puts records together by one or several names each; what needs most care comes first. O(records log records).
  package static func make(of records: [RecordCare], by names: (RecordCare) -> [String]) -> [CareGroup] {
    var groups: [String: [RecordCare]] = [:]
    for record in records {
      let names = names(record)
      for name in names.isEmpty ? [""] : names { groups[name, default: []].append(record) }
    }
    return groups.map { CareGroup(name: $0.key, records: $0.value) }
      .sorted { ($1.points, $0.name) < ($0.points, $1.name) }
  }
}
