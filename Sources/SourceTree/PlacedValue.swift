/// A value of a record with the place of the input that it comes from, before it becomes a node of a tree.
///
/// Importers of forms and sheets find values in an order of their own; a tree is built from the outside inwards.
package indirect enum PlacedValue: Sendable {
  /// A text or code.
  case scalar(String, Place)
  /// Values in order.
  case list([PlacedValue])
  /// Named values.
  case map([Entry])

  /// Where a value stands in the input.
  package struct Place: Sendable, Hashable {
    /// Its bytes.
    package var range: Range<Int>
    /// What a table calls the cell.
    package var cell: String?

    /// Makes a place.
    package init(_ range: Range<Int>, cell: String? = nil) {
      self.range = range
      self.cell = cell
    }
  }

  /// A named value; messages about the name point to its place.
  package struct Entry: Sendable {
    /// The name.
    package var name: String
    /// The place of the name.
    package var place: Place
    /// The value.
    package var value: PlacedValue

    /// Makes an entry.
    package init(_ name: String, _ place: Place, _ value: PlacedValue) {
      self.name = name
      self.place = place
      self.value = value
    }
  }

  /// Adds the value to a tree. O(values).
  ///
  /// - Parameters:
  ///   - fallback: The place of lists and maps that hold nothing.
  ///   - builder: The tree that is being built.
  package func add(to builder: inout SourceTreeBuilder, fallback: Place) {
    switch self {
    case .scalar(let text, let place):
      builder.scalar(text, in: place.range, cell: place.cell)
    case .list(let items):
      let place = firstPlace ?? fallback
      builder.beginList(at: place.range.lowerBound, cell: place.cell)
      for item in items { item.add(to: &builder, fallback: place) }
      builder.end(at: place.range.upperBound)
    case .map(let entries):
      let place = firstPlace ?? fallback
      builder.beginMap(at: place.range.lowerBound, cell: place.cell)
      for entry in entries {
        builder.scalar(entry.name, in: entry.place.range, cell: entry.place.cell)
        entry.value.add(to: &builder, fallback: entry.place)
      }
      builder.end(at: place.range.upperBound)
    }
  }

  /// Adds an item behind those of a list; nothing else holds items. O(1) as a rule, because they are not copied.
  package mutating func append(_ item: PlacedValue) {
    guard case .list(var items) = self else { return }
    self = .list([])
    items.append(item)
    self = .list(items)
  }

  /// Adds entries behind those of a map; nothing else holds entries. O(added) as a rule, because they are not copied.
  package mutating func append(contentsOf added: [Entry]) {
    guard case .map(var entries) = self else { return }
    self = .map([])
    entries += added
    self = .map(entries)
  }

  private var firstPlace: Place? {
    switch self {
    case .scalar(_, let place): place
    case .list(let items): items.lazy.compactMap(\.firstPlace).first
    case .map(let entries): entries.first?.place
    }
  }
}
