package import SourceTree

/// The fields of a type, in canonical order.
package struct FieldTable<Root: Sendable>: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private let fields: [Field<Root>]
  /// The same fields, to be looked at without counting a reference.
  private let lent: [LentField<Root>]
  /// The names of the fields, in the same order.
  let names: NameTable

  /// Makes a table. O(fields).
  package init(_ fields: [Field<Root>]) {
    self.fields = fields
    lent = fields.map(LentField.init)
    names = NameTable(fields.map(\.description.name))
  }

  /// Makes a table of the fields listed. O(fields).
  package init(arrayLiteral elements: Field<Root>...) { self.init(elements) }

  package var startIndex: Int { 0 }
  package var endIndex: Int { fields.count }
  package subscript(position: Int) -> Field<Root> { fields[position] }

  /// The field at a position, for as long as the table is there.
  func lent(at position: Int) -> LentField<Root> { lent[position] }

  /// Tells a receiver the fields that have a value, in the table's order, without what opens and closes a map. O(size).
  func send(_ value: UnsafePointer<Root>, to receiver: any ValueReceiver) {
    for index in lent.indices { _ = send(index, of: value, to: receiver, isNamed: true) }
  }

  /// Tells a receiver the name of a field, where it is wanted, and its value. Returns false when it has none. O(size).
  package func send(
    _ index: Int, of value: UnsafePointer<Root>, to receiver: any ValueReceiver, isNamed: Bool
  ) -> Bool {
    lent[index].look { $0.send(value, receiver, isNamed) }
  }
}

/// A field of a table that outlives the look at it.
///
/// Fields are looked at for every value of every record. Threads that count references to one field wait for each
/// other, and would spend a good part of their time on that.
struct LentField<Root: Sendable>: Sendable {
  private let reference: Unmanaged<Field<Root>>

  init(_ field: Field<Root>) { reference = .passUnretained(field) }

  /// Looks at the field.
  func look<Result>(_ body: (Field<Root>) -> Result) -> Result { reference._withUnsafeGuaranteedRef(body) }
}
