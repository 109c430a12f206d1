package import CatalogueModel
package import SourceTree

/// The single values of a record: every text of every language, every item of a list, every figure.
package struct RecordValues {
  /// One value.
  package struct Value: Sendable, Hashable {
    /// The path of its field, without positions and languages, such as `outputs.summary`.
    package let field: String
    /// The way to it.
    let way: FieldPath
  }

  /// The record as a map.
  package let map: DataValue
  /// The values in canonical order.
  package private(set) var values: [Value] = []

  /// Takes a record apart. O(size).
  package init(_ record: Record) {
    map = record.encoded()
    collect(map, "", FieldPath([]))
  }

  /// The fields that have a value, in canonical order, each with its values. O(values).
  package var fields: [(name: String, values: [Value])] {
    var fields: [(name: String, values: [Value])] = []
    var positions: [String: Int] = [:]
    for value in values {
      if let position = positions[value.field] {
        fields[position].values.append(value)
      } else {
        positions[value.field] = fields.count
        fields.append((value.field, [value]))
      }
    }
    return fields
  }

  private mutating func collect(_ value: DataValue, _ field: String, _ way: FieldPath) {
    switch value {
    case .map(let entries):
      for entry in entries {
        collect(entry.value, field.isEmpty ? entry.key : "\(field).\(entry.key)", way.appending(entry.key))
      }
    case .texts(let entries):
      for entry in entries { values.append(Value(field: field, way: way.appending(entry.key))) }
    case .list(let items):
      for (position, item) in items.enumerated() { collect(item, field, way.appending(position)) }
    default: values.append(Value(field: field, way: way))
    }
  }

  /// The record without one of its values. O(size).
  package func record(without value: Value?, in catalogue: CatalogueContext) -> Record {
    var rest = map
    if let value { Self.remove(value.way.steps[...], from: &rest) }
    return Draft(.unwritten(rest), in: catalogue).record
  }

  private static func remove(_ way: ArraySlice<FieldPath.Step>, from value: inout DataValue) {
    guard let step = way.first else { return }
    let rest = way.dropFirst()
    switch (value, step) {
    case (.map(var entries), .key(let key)):
      removeEntry(key, rest, &entries)
      value = .map(entries)
    case (.texts(var entries), .key(let key)):
      removeEntry(key, rest, &entries)
      value = .texts(entries)
    case (.list(var items), .index(let position)):
      if rest.isEmpty { items.remove(at: position) } else { remove(rest, from: &items[position]) }
      value = .list(items)
    default: break
    }
  }

  private static func removeEntry(
    _ key: String, _ rest: ArraySlice<FieldPath.Step>, _ entries: inout [DataValue.Entry]
  ) {
    guard let position = entries.firstIndex(where: { $0.key == key }) else { return }
    if rest.isEmpty { entries.remove(at: position) } else { remove(rest, from: &entries[position].value) }
  }
}
