internal import CatalogueModel

/// The fields that a query may ask for: those of the field table, and what several of them say together.
package enum QueryField {
  /// Whether it was in force at a time, as `created`, `ended` and `active` tell.
  package static let inForce = "in_force"

  /// The name of the field that a query calls by its name or an alias; nil when there is none. O(fields).
  package static func named(_ alias: String) -> String? {
    let wanted = alias.lowercased().split(separator: "-").joined(separator: "_")
    if wanted == inForce { return inForce }
    return Record.fields.first { field in
      field.description.queryNames.contains { $0.split(separator: "-").joined(separator: "_") == wanted }
    }?.description.name
  }

  /// Every name and alias.
  package static let names = Record.fields.flatMap(\.description.queryNames) + [inForce]
}
