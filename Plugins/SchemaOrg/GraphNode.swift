internal import CatalogueModel
internal import SourceTree

/// A node of a JSON-LD graph under construction. What is missing leaves no key behind.
struct GraphNode {
  /// The keys so far.
  private(set) var entries: [DataValue.Entry]

  /// Begins a node of one type, or of several.
  init(_ types: String...) {
    let types = types.map(DataValue.string)
    entries = [DataValue.Entry("@type", types.count == 1 ? types[0] : .list(types))]
  }

  /// The node as a value; nil when it says nothing but its type.
  var value: DataValue? { entries.count > 1 ? .map(entries) : nil }

  /// Sets a value.
  mutating func set(_ key: String, _ value: DataValue?) {
    if let value { entries.append(DataValue.Entry(key, value)) }
  }

  /// Sets a text without a language, such as a name or an address.
  mutating func set(_ key: String, _ text: String?) { set(key, text.map(DataValue.string)) }

  /// Sets a date (ISO 8601, as precise as it is known).
  mutating func set(_ key: String, _ date: PartialDate?) { set(key, date.map { DataValue.date($0.description) }) }

  /// Sets a number.
  mutating func set(_ key: String, _ number: DecimalNumber?) {
    set(key, number.map { DataValue.number($0.description) })
  }

  /// Sets one or several nodes; always a list, so that readers need not tell the two apart. O(nodes).
  mutating func set(_ key: String, listOf nodes: [GraphNode]) {
    set(key, listOf: nodes.compactMap(\.value))
  }

  /// Sets one or several values; always a list. O(values).
  mutating func set(_ key: String, listOf values: [DataValue]) {
    if !values.isEmpty { set(key, .list(values)) }
  }

  /// Sets texts, each beside the tag of its language (JSON-LD 1.1, 4.2.4); a list when there are several. O(texts).
  mutating func set(_ key: String, _ texts: LocalizedText...) {
    let values = texts.flatMap(\.entries).map(Self.tagged)
    set(key, values.count > 1 ? .list(values) : values.first)
  }

  /// A text beside the tag of its language.
  static func tagged(_ entry: LocalizedText.Entry) -> DataValue {
    .map([.init("@language", .string(entry.language)), .init("@value", .prose(entry.text))])
  }
}
