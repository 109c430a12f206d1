internal import CatalogueModel

/// What becomes of each field of a record in a format.
///
/// A declaration for a group holds for everything in it, unless a field within it has one of its own. A test writes
/// a record with a marker in every place and looks for each where it is declared to be.
public struct Fidelity: Sendable, Hashable {
  /// What becomes of a field.
  public enum Carriage: Sendable, Hashable {
    /// The whole value is written at this place: a path, a column, a heading.
    case carried(at: String)
    /// The value is written at this place, but says less there or is more loosely typed.
    case narrowed(at: String, how: String)
    /// The value is not written.
    case dropped(why: String)
  }

  /// The declarations by field, such as `outputs` or `outputs.source`.
  public var declarations: [String: Carriage]

  /// Makes a fidelity from its declarations.
  public init(_ declarations: [String: Carriage]) { self.declarations = declarations }

  /// Joins the declarations of several parts, and of what the personal-data gate keeps back.
  public init(joining parts: [String: Carriage]...) {
    self.init((parts + [Self.personal]).reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } })
  }

  /// What becomes of a field, by the nearest declaration around it. O(depth).
  public subscript(field: String) -> Carriage? {
    var name = field[...]
    while true {
      if let carriage = declarations[String(name)] { return carriage }
      guard let dot = name.lastIndex(of: ".") else { return nil }
      name = name[..<dot]
    }
  }

  /// A format that carries every field whole at the place that `location` names, and keeps back what the gate keeps
  /// back from everybody.
  public static func everything(at location: (_ field: String) -> String) -> Fidelity {
    var declarations: [String: Carriage] = [:]
    for field in Record.fields.map(\.description) {
      declarations[field.name] = .carried(at: location(field.name))
    }
    return Fidelity(declarations.merging(personal) { _, kept in kept })
  }

  /// A format that writes no field, for a reason.
  public static func nothing(why: String) -> Fidelity {
    let fields = Record.fields.map { ($0.description.name, Carriage.dropped(why: why)) }
    return Fidelity(Dictionary(fields) { first, _ in first }.merging(personal) { _, kept in kept })
  }

  /// What the personal-data gate keeps back before any exporter sees it. A contact that is shared passes.
  public static var personal: [String: Carriage] {
    let why = "personal data, kept back by the gate"
    return [
      "submitted.by": .dropped(why: why), "modified.by": .dropped(why: why), "reviewed.by": .dropped(why: why),
    ]
  }
}
