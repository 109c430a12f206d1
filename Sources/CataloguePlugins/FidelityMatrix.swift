internal import CatalogueModel

/// What becomes of every field in several formats.
package struct FidelityMatrix: Sendable {
  /// What becomes of a field, in one word.
  package enum Fate: String, Sendable, Hashable, CaseIterable {
    /// The whole value is written.
    case carried
    /// The value says less, or is more loosely typed; of a group, some part is not carried.
    case narrowed
    /// The value is not written.
    case dropped

    /// One character for it.
    package var mark: Character {
      switch self {
      case .carried: "●"
      case .narrowed: "◐"
      case .dropped: "–"
      }
    }
  }

  /// A field, or a part of one.
  package struct Field: Sendable, Hashable {
    /// The path, such as `outputs.source`.
    package let path: String
    /// The paths of the values within it; its own where it is a value itself.
    package let leaves: [String]

    /// Whether it is a field of the record, and no part of one.
    package var isWhole: Bool { !path.utf8.contains(0x2E) }
  }

  /// The formats and what they declare.
  package let formats: [(id: String, fidelity: Fidelity)]

  /// Makes the matrix of some exporters.
  package init(_ exporters: [any Exporter]) { formats = exporters.map { ($0.format.id, $0.fidelity) } }

  /// Every field of a record and every part of one, in canonical order.
  package static let fields: [Field] = {
    func paths(_ shape: ShapeDescription, _ path: String) -> [Field] {
      switch shape {
      case .list(let item): return paths(item, path)
      case .group(let parts):
        let inner = parts.flatMap { paths($0.shape, path + "." + $0.name) }
        return [Field(path: path, leaves: inner.filter { $0.leaves == [$0.path] }.map(\.path))] + inner
      default: return [Field(path: path, leaves: [path])]
      }
    }
    return Record.fields.map(\.description).flatMap { paths($0.shape, $0.name) }
  }()

  /// What becomes of a field, with all its parts, in a format; what the gate keeps back from everybody does not count.
  /// O(parts).
  package static func fate(of field: Field, in fidelity: Fidelity) -> Fate {
    let kept = field.leaves.filter { Fidelity.personal[$0] == nil }
    let fates = Set((kept.isEmpty ? field.leaves : kept).map { fidelity[$0]?.fate ?? .dropped })
    return fates.count == 1 ? fates.first ?? .dropped : .narrowed
  }

  /// How many of the single values have each fate. O(fields).
  package static func counts(in fidelity: Fidelity) -> [Fate: Int] {
    let leaves = fields.filter { $0.leaves == [$0.path] }
    return Dictionary(grouping: leaves) { fidelity[$0.path]?.fate ?? .dropped }.mapValues(\.count)
  }
}

extension Fidelity.Carriage {
  /// The fate in one word.
  package var fate: FidelityMatrix.Fate {
    switch self {
    case .carried: .carried
    case .narrowed: .narrowed
    case .dropped: .dropped
    }
  }

  /// Where the value is written; nil when it is not.
  package var place: String? {
    switch self {
    case .carried(let place), .narrowed(let place, _): place
    case .dropped: nil
    }
  }

  /// How it is narrowed or why it is dropped; nil when it is carried.
  package var reason: String? {
    switch self {
    case .carried: nil
    case .narrowed(_, let how): how
    case .dropped(let why): why
    }
  }
}
