package import CatalogueModel

/// How complete a record is, by parts whose weights stand in one table.
package struct Completeness: Sendable {
  /// One thing that a complete record has.
  package struct Part: Sendable {
    /// What it is called.
    package let name: String
    /// How much it counts.
    package let weight: Int
    /// The field to which something would have to be written.
    package let field: String
    /// Whether a record has it; nil when it is not asked of a record of its kind.
    let isMet: @Sendable (Record) -> Bool?
  }

  /// A part, and whether the record has it.
  package struct Met: Sendable {
    /// The part.
    package let part: Part
    /// Whether the record has it.
    package let isMet: Bool
  }

  /// What is asked of a record, in the order of its fields.
  package static let parts: [Part] = [
    Part(name: "title", weight: 5, field: "title") { !$0.title.isEmpty },
    Part(name: "title in two languages", weight: 3, field: "title") { $0.title.entries.count > 1 },
    Part(name: "countries", weight: 4, field: "countries") { !$0.countries.isEmpty },
    Part(name: "policy priorities", weight: 4, field: "priorities") { record in
      record.kind == .practice ? nil : !record.priorities.isEmpty
    },
    Part(name: "knowledge-transfer areas", weight: 4, field: "kt_areas") { record in
      record.kind == .practice ? !record.ktAreas.isEmpty : nil
    },
    Part(name: "target groups", weight: 4, field: "target_groups") { !$0.targetGroups.isEmpty },
    Part(name: "eligibility", weight: 4, field: "eligibility") { record in
      record.kind == .practice ? nil : !record.eligibility.isEmpty
    },
    Part(name: "aim", weight: 10, field: "aim") { !$0.aim.isEmpty },
    Part(name: "overview", weight: 10, field: "overview") { !$0.overview.isEmpty },
    Part(name: "when it began", weight: 8, field: "created") { $0.created != nil },
    Part(name: "whether it still runs", weight: 6, field: "active") { $0.active != nil || $0.ended != nil },
    Part(name: "results", weight: 10, field: "outputs") { record in
      record.outputs.contains { $0.planned != true }
    },
    Part(name: "results with a figure", weight: 4, field: "outputs") { record in
      record.outputs.contains { $0.value != nil }
    },
    Part(name: "evidence of results", weight: 6, field: "outputs") { record in
      record.outputs.contains { $0.evidence != nil || $0.source != nil } || !record.evidenceOfSuccess.isEmpty
    },
    Part(name: "money", weight: 6, field: "budget") { record in
      record.kind == .practice ? nil : record.cofinancing != nil || !record.budget.isEmpty
    },
    Part(name: "resources needed", weight: 5, field: "resources_needed") { record in
      record.kind == .practice ? record.resourcesNeeded != nil : nil
    },
    Part(name: "difficulties", weight: 3, field: "difficulties") { record in
      record.kind == .practice ? !record.difficulties.isEmpty : nil
    },
    Part(name: "transferability", weight: 3, field: "transferability") { record in
      record.kind == .practice ? !record.transferability.isEmpty : nil
    },
    Part(name: "organisations", weight: 4, field: "organisations") { !$0.organisations.isEmpty },
    Part(name: "where to ask", weight: 3, field: "enquiries") { $0.enquiries != nil },
    Part(name: "sources", weight: 6, field: "sources") { !$0.sources.isEmpty },
    Part(name: "sources read to the end", weight: 3, field: "sources") { record in
      record.sources.isEmpty ? nil : !record.sources.contains { $0.complete == false }
    },
  ]

  /// The parts that are asked of the record.
  package let parts: [Met]

  /// Judges a record. O(parts).
  package init(of record: Record) {
    parts = Self.parts.compactMap { part in part.isMet(record).map { Met(part: part, isMet: $0) } }
  }

  /// The share of the weights that the record has, in percent, rounded down: only what has everything has 100. O(parts).
  package var percent: Int {
    let all = parts.reduce(0) { $0 + $1.part.weight }
    let met = parts.reduce(0) { $0 + ($1.isMet ? $1.part.weight : 0) }
    return all == 0 ? 0 : met * 100 / all
  }
}
