package import CatalogueModel
internal import FieldTexts

/// What a form asks for, and in which order: the fields of a kind of record that people know about, in parts with
/// headings.
package enum FormOutline {
  /// A part of a form.
  package struct Section: Sendable {
    /// The id by which its heading is found.
    package let id: String
    /// The fields.
    package let fields: [FieldDescription]
  }

  /// What the program, the cataloguer or the form itself writes. It stays as it is in a record that has it.
  private static let notAsked: Set<String> = [
    "id", "kind", "language", "inferred", "disputed", "status", "licence",
  ]

  /// The part of a form to which each field belongs; what is named nowhere comes last.
  private static let parts: [(id: String, fields: [String])] = [
    ("basics", ["title", "also_known_as", "countries", "regions", "level"]),
    ("audience", ["target_groups", "priorities", "kt_areas", "instrument_types", "eligibility"]),
    ("content", ["aim", "overview"]),
    ("time", ["created", "ended", "active", "phases"]),
    ("results", ["outputs", "evidence_of_success", "difficulties", "transferability"]),
    ("money", ["cofinancing", "budget", "resources_needed"]),
    ("people", ["organisations", "enquiries", "contact"]),
    ("references", ["links", "sources"]),
  ]

  /// Parts of groups that a page does not show, because it fills them in itself or the cataloguer does.
  package static let notShown: Set<String> = ["sources.key", "sources.accessed", "sources.complete"]

  /// The parts of the form for a kind of record. O(fields).
  package static func sections(for kind: RecordKind) -> [Section] {
    let asked = Record.fields.map(\.description).filter { field in
      !field.isWrittenByTool && !notAsked.contains(field.name) && field.requirement(for: kind) != .notApplicable
    }
    let placed = Set(parts.flatMap(\.fields))
    return parts.enumerated().map { position, part in
      let own = part.fields.compactMap { name in asked.first { $0.name == name } }
      let others = position == parts.count - 1 ? asked.filter { !placed.contains($0.name) } : []
      return Section(id: part.id, fields: own + others)
    }
  }
}
