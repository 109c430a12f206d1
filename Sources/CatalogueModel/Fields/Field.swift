package import SourceTree

/// A type made of fields: a record, and each group within it.
package protocol FieldGroup: FieldValue, Hashable {
  /// The table of its fields, in canonical order.
  static var fields: FieldTable<Self> { get }
  /// Makes an empty value.
  init()
}

/// One entry of a field table: the facts about a field, and how its value is read from a node and written.
///
/// The closures come from the shape and the key path; an entry is all that a new field needs. It is a class because it
/// is looked at for every value of every record, and a copy would count a reference to each closure.
package final class Field<Root: Sendable>: Sendable {
  /// The facts.
  package let description: FieldDescription
  /// Reads the value of a node into the record.
  package let decode: @Sendable (SourceNode, inout DecodingContext, inout Root) -> Void
  /// The value to be written; nil when there is none.
  package let encode: @Sendable (Root, EncodingOptions) -> DataValue?
  /// Tells a receiver the name, where it is wanted, and the value. Returns false when there is none.
  package let send: Sender
  /// Whether the record has no value.
  package let isEmpty: @Sendable (Root) -> Bool
  /// Copies the value of one record to another.
  package let copy: @Sendable (Root, inout Root) -> Void
  /// Reads and writes the texts of a field with a text per language; nil for other fields.
  package let texts: Texts?

  /// Tells a receiver the value of a field. Nothing is copied that is only passed on.
  package typealias Sender =
    @Sendable (_ root: UnsafePointer<Root>, _ receiver: any ValueReceiver, _ isNamed: Bool) -> Bool

  /// The texts of a field with a text per language.
  package struct Texts: Sendable {
    /// Reads them where they are.
    package let read: @Sendable (UnsafePointer<Root>) -> LocalizedText
    /// Reads them.
    package let get: @Sendable (Root) -> LocalizedText
    /// Writes them.
    package let set: @Sendable (LocalizedText, inout Root) -> Void
  }

  /// What a field is called and what it is for, apart from its place in the record.
  package struct Facts: Sendable {
    var label: String
    var help: String
    var instrument: Requirement = .optional
    var practice: Requirement = .optional
    var queryNames: [String] = []
    var isPersonal = false
    var isWrittenByTool = false
    var good: String
    var bad: String?
  }

  private init(
    _ name: String, _ facts: Facts, _ shape: ShapeDescription,
    decode: @escaping @Sendable (SourceNode, inout DecodingContext, inout Root) -> Void,
    encode: @escaping @Sendable (Root, EncodingOptions) -> DataValue?, send: @escaping Sender,
    isEmpty: @escaping @Sendable (Root) -> Bool, copy: @escaping @Sendable (Root, inout Root) -> Void,
    texts: Texts? = nil
  ) {
    description = FieldDescription(
      name: name, label: facts.label, help: facts.help, shape: shape, instrument: facts.instrument,
      practice: facts.practice, queryNames: facts.queryNames, isPersonal: facts.isPersonal,
      isWrittenByTool: facts.isWrittenByTool, good: facts.good, bad: facts.bad)
    self.decode = decode
    self.encode = encode
    self.send = send
    self.isEmpty = isEmpty
    self.copy = copy
    self.texts = texts
  }

  /// Gives a record the value of another where it has none of its own.
  package func copyIfEmpty(_ source: Root, _ target: inout Root) {
    if isEmpty(target) { copy(source, &target) }
  }

  /// A field with at most one value.
  convenience init<Value: FieldValue>(
    _ name: String, _ path: any WritableKeyPath<Root, Value?> & Sendable, _ shape: Shape<Value>, _ facts: Facts
  ) {
    let property = StoredProperty(path)
    self.init(
      name, facts, shape.description,
      decode: { node, context, root in
        if let value = shape.decode(node, &context) { property.set(value, in: &root) }
      },
      encode: { root, options in property.value(in: root).map { shape.encode($0, options) } },
      send: { root, receiver, isNamed in
        property.withValue(in: root) { value in
          guard let value = value.pointee else { return false }
          if isNamed { receiver.key(name) }
          withUnsafePointer(to: value) { Value.send($0, to: receiver) }
          return true
        }
      },
      isEmpty: { property.value(in: $0) == nil }, copy: { property.set(property.value(in: $0), in: &$1) })
  }

  /// A field with several values.
  convenience init<Value: FieldValue>(
    _ name: String, _ path: any WritableKeyPath<Root, [Value]> & Sendable, listOf shape: Shape<Value>, _ facts: Facts
  ) {
    let list = shape.listed
    let property = StoredProperty(path)
    self.init(
      name, facts, list.description,
      decode: { node, context, root in
        if let values = list.decode(node, &context) { property.set(values, in: &root) }
      },
      encode: { root, options in
        let values = property.value(in: root)
        return values.isEmpty ? nil : list.encode(values, options)
      },
      send: { root, receiver, isNamed in
        property.withValue(in: root) { values in
          guard !values.pointee.isEmpty else { return false }
          if isNamed { receiver.key(name) }
          [Value].send(values, to: receiver)
          return true
        }
      },
      isEmpty: { property.value(in: $0).isEmpty }, copy: { property.set(property.value(in: $0), in: &$1) })
  }

  /// A field with a text per language.
  convenience init(
    _ name: String, _ path: any WritableKeyPath<Root, LocalizedText> & Sendable, _ shape: Shape<LocalizedText>,
    _ facts: Facts
  ) {
    let property = StoredProperty(path)
    self.init(
      name, facts, shape.description,
      decode: { node, context, root in
        if let value = shape.decode(node, &context) { property.set(value, in: &root) }
      },
      encode: { root, options in
        let value = property.value(in: root)
        return value.isEmpty ? nil : shape.encode(value, options)
      },
      send: { root, receiver, isNamed in
        property.withValue(in: root) { value in
          guard !value.pointee.isEmpty else { return false }
          if isNamed { receiver.key(name) }
          LocalizedText.send(value, to: receiver)
          return true
        }
      },
      isEmpty: { property.value(in: $0).isEmpty }, copy: { property.set(property.value(in: $0), in: &$1) },
      texts: Texts(
        read: { property.withValue(in: $0) { $0.pointee } }, get: { property.value(in: $0) },
        set: { property.set($0, in: &$1) }))
  }
}

/// How values are written.
package struct EncodingOptions: Sendable {
  /// A text that exists in this language only is written as a plain string; nil writes language maps always.
  package var plainLanguage: String?

  /// Makes options.
  package init(plainLanguage: String? = nil) { self.plainLanguage = plainLanguage }
}

extension FieldGroup {
  /// Reads a group of fields from a map. What is no map, and keys that are no fields, are reported. O(nodes).
  static func decode(_ node: SourceNode, _ context: inout DecodingContext) -> Self? {
    guard node.kind == .map else {
      if !node.isBlank { context.reportExpectedGroup(node, fields: fields.map(\.description)) }
      return nil
    }
    var value = Self()
    decode(node, into: &value, &context) { key, _, context in
      context.reportUnknownField(key, among: fields.map(\.description))
    }
    return value
  }

  /// Reads the entries of a map into a value; keys that are no fields go to `unknown`.
  static func decode(
    _ node: SourceNode, into value: inout Self, _ context: inout DecodingContext,
    unknown: (SourceNode, SourceNode, inout DecodingContext) -> Void
  ) {
    let fields = fields
    // Files mostly keep the table's order, so that the next key is mostly the next field.
    var expected = 0
    node.forEachEntry { key, entry in
      guard key.kind == .scalar else { return }
      guard let found = fields.names.position(of: key, expected: expected) else { return unknown(key, entry, &context) }
      expected = found + 1
      fields.lent(at: found).look { $0.decode(entry, &context, &value) }
    }
  }

  /// The value as a map, in the table's order. O(size).
  package func encoded(_ options: EncodingOptions) -> [DataValue.Entry] {
    Self.fields.compactMap { field in
      field.encode(self, options).map { DataValue.Entry(field.description.name, $0) }
    }
  }
}
