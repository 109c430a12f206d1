package import SourceTree

/// One change of one field of a record.
package struct FieldChange: Sendable, Hashable {
  /// The field, or the text of a field in one language: `created`, `title.fr`.
  package var path: FieldPath
  /// Whether the field was given a value, another one, or none.
  package var kind: Kind
  /// Where the new value stands, or the cell that was emptied.
  package var location: SourceLocation?
  /// What differs, place by place: one line for a simple value, several for lists of groups.
  package var lines: [Line]

  /// Whether a field was given a value, another one, or none.
  package enum Kind: String, Sendable, Hashable { case added, changed, removed }

  /// One place that differs.
  package struct Line: Sendable, Hashable {
    /// The place, such as `outputs[2].value`.
    package var path: FieldPath
    /// What stands there now.
    package var old: String?
    /// What is to stand there.
    package var new: String?

    /// Makes a line.
    package init(path: FieldPath, old: String?, new: String?) {
      self.path = path
      self.old = old
      self.new = new
    }
  }

  /// What differs between two values. O(size).
  package static func differences(_ path: FieldPath, _ old: DataValue?, _ new: DataValue?) -> [Line] {
    var order: [FieldPath] = []
    var seen: Set<FieldPath> = []
    func leaves(_ value: DataValue?) -> [FieldPath: String] {
      var found: [FieldPath: String] = [:]
      func add(_ value: DataValue, at path: FieldPath) {
        switch value {
        case .map(let entries), .texts(let entries):
          for entry in entries { add(entry.value, at: path.appending(entry.key)) }
        case .list(let items) where items.allSatisfy { $0.scalarText != nil }:
          note(items.compactMap(\.scalarText).joined(separator: " | "), at: path)
        case .list(let items): for (index, item) in items.enumerated() { add(item, at: path.appending(index)) }
        default: note(value.scalarText ?? "", at: path)
        }
      }
      func note(_ text: String, at path: FieldPath) {
        if seen.insert(path).inserted { order.append(path) }
        found[path] = text
      }
      if let value { add(value, at: path) }
      return found
    }
    let before = leaves(old)
    let after = leaves(new)
    return order.filter { before[$0] != after[$0] }.map { Line(path: $0, old: before[$0], new: after[$0]) }
  }
}
