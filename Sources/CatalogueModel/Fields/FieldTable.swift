internal import SourceTree

/// The fields of a type, in canonical order.
package struct FieldTable<Root: Sendable>: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private let fields: [Field<Root>]
  /// The names of the fields, in the same order.
  let names: NameTable

  /// Makes a table. O(fields).
  package init(_ fields: [Field<Root>]) {
    self.fields = fields
    names = NameTable(fields.map(\.description.name))
  }

  /// Makes a table of the fields listed. O(fields).
  package init(arrayLiteral elements: Field<Root>...) { self.init(elements) }

  package var startIndex: Int { 0 }
  package var endIndex: Int { fields.count }
  package subscript(position: Int) -> Field<Root> { fields[position] }
}
