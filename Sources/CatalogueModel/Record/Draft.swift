public import SourceTree

/// A record read from anywhere, with where each value came from, what was found about it, and what of the input
/// found no place.
public struct Draft: Sendable {
  /// The record, as far as it could be read.
  public var record: Record
  /// The nodes it was read from; its positions are the draft's source map.
  public var tree: SourceTree?
  /// What was found about the notation and the single values.
  public var diagnostics: [Diagnostic]
  /// Input that is in no field of the record.
  public var unplaced: [UnplacedInput]
  /// Which fields the input had a place for, when it was a table; nil where only what is written tells.
  public var returned: ReturnedFields?
  /// Whether the texts came within an e-mail, where programs move line breaks and change quotation marks.
  public var hasPassedMail = false
  /// What the form held when it was sent, where the input is a form that says so.
  package var prefilled: PrefilledAnswers?
  /// How many rows of the input became no draft, because they could not be read or repeat another; the diagnostics say
  /// which.
  public var leftOut = 0

  /// Makes a draft.
  public init(
    record: Record, tree: SourceTree? = nil, diagnostics: [Diagnostic] = [], unplaced: [UnplacedInput] = []
  ) {
    self.record = record
    self.tree = tree
    self.diagnostics = diagnostics
    self.unplaced = unplaced
  }

  /// Reads a draft from the nodes of a record, by the field table. O(nodes).
  ///
  /// Everything that is wrong with single values is reported; what concerns the record as a whole is
  /// `findings(in:as:)`.
  public init(_ tree: SourceTree, in catalogue: CatalogueContext) {
    let language = tree.root?["language"].flatMap { $0.kind == .scalar && !$0.isBlank ? $0.text : nil }
    var context = DecodingContext(catalogue: catalogue, language: language ?? catalogue.defaultLanguage)
    record = Record()
    self.tree = tree
    diagnostics = []
    unplaced = []
    // Read in its place: a record has some sixty parts, and a copy counts a reference to each.
    Self.read(tree, into: &record, &context)
    context.finish()
    diagnostics = context.diagnostics
    unplaced = context.unplaced
  }

  private static func read(_ tree: SourceTree, into record: inout Record, _ context: inout DecodingContext) {
    guard let root = tree.root else { return }
    guard root.kind == .map else {
      return context.reportUnplaced(
        ModelRules.expectedGroup, "a record is a list of fields, one `name: value` a line; see `ktc new`", at: root)
    }
    var extras: [DataValue.Entry] = []
    Record.decode(root, into: &record, &context) { key, value, context in
      let name = key.text
      if name.hasPrefix("x_") {
        extras.append(DataValue.Entry(name, DataValue(value)))
      } else {
        context.reportUnknownField(key, among: Record.fields.map(\.description))
      }
    }
    record.extras = extras
  }

  /// Where a field of the record was written, or the nearest place around it. O(nodes on the way).
  public func location(of path: FieldPath) -> SourceLocation? {
    tree?.root?.nearestNode(at: path).location
  }
}

extension Record {
  /// The key, one of the catalogue's own, under which an import keeps what it could not place.
  package static let unplacedKey = "x_unplaced"

  /// The record as a map in canonical order, the catalogue's own `x_` keys last. O(size).
  ///
  /// - Parameter plainLanguage: The language in which a text may be written as a plain string; nil writes language
  ///   maps always.
  public func encoded(plainLanguage: String? = nil) -> DataValue {
    .map(encoded(EncodingOptions(plainLanguage: plainLanguage)) + extras)
  }

  /// Tells a receiver what `encoded()` makes, without making it. O(size).
  package func send(to receiver: any ValueReceiver) {
    receiver.beginMap()
    withUnsafePointer(to: self) { Self.fields.send($0, to: receiver) }
    for entry in extras {
      receiver.key(entry.key)
      receiver.value(entry.value)
    }
    receiver.endMap()
  }
}
