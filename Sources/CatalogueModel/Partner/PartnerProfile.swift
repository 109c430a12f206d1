package import SourceTree

/// What one partner network wants of the catalogue, as `partners/NAME.yaml` says it.
public struct PartnerProfile: Sendable, Hashable {
  /// What the network is called.
  public var title = LocalizedText()
  /// What it does with the records.
  public var summary = LocalizedText()
  /// The formats that it takes.
  public var formats: [Delivery] = []
  /// Which records it takes, as a query.
  public var query: String?
  /// Which records it takes, by values of fields.
  public var filters: [Filter] = []
  /// The languages that its people read, the best one first.
  public var languages: [String] = []
  /// Which contacts it is sent, of those that may be shared with it.
  public var contacts: ContactPolicy?
  /// The address at which the export can be read; else that of the catalogue.
  public var baseUri: String?
  /// The fields without which it refuses a record.
  public var required: [String] = []
  /// How long fields may be.
  public var limits: [Limit] = []
  /// What becomes of a record that it would refuse.
  public var refused: Treatment?
  /// The folder that an export makes; else the name of the profile.
  public var output: String?

  /// Makes an empty profile.
  public init() {}

  /// A format, and what its file or folder is called.
  public struct Delivery: Sendable, Hashable {
    /// The id of the format.
    public var format: String?
    /// The name of its file or folder; else the usual one.
    public var file: String?
    /// Makes an empty delivery.
    public init() {}
  }

  /// The values of a field of which a record has to have one.
  public struct Filter: Sendable, Hashable {
    /// The name of the field, as a query takes it.
    public var field: String
    /// The values.
    public var values: [String]
  }

  /// Which contacts a partner is sent. A record's own `share` has the last word.
  public enum ContactPolicy: String, Sendable, Hashable, CaseIterable {
    /// None at all.
    case none
    /// Those that are shared with anybody.
    case `public`
    /// Those that are shared with partners, too.
    case partners
  }

  /// What becomes of a record that the partner would refuse.
  public enum Treatment: String, Sendable, Hashable, CaseIterable {
    /// It is not sent.
    case leftOut = "left-out"
    /// It is sent all the same, for people who complete it.
    case sent
  }

  /// How much a field may hold.
  public struct Limit: Sendable, Hashable {
    /// The name of the field.
    public var field: String?
    /// How many characters a text may have, or all values of another field together.
    public var characters: DecimalNumber?
    /// How many values a list may have.
    public var items: DecimalNumber?
    /// Where the limit is from, or whether it is certain.
    public var note: String?
    /// Makes an empty limit.
    public init() {}

    /// The most characters.
    public var mostCharacters: Int? { characters.flatMap { Int(exactly: $0.doubleValue) } }
    /// The most values.
    public var mostItems: Int? { items.flatMap { Int(exactly: $0.doubleValue) } }
  }

  // The table reads optional values; a profile itself always has these.
  fileprivate var optionalFilters: [Filter]? {
    get { filters.isEmpty ? nil : filters }
    set { filters = newValue ?? [] }
  }
}

extension PartnerProfile: FieldGroup {
  package static let fields: FieldTable<PartnerProfile> = [
    .init(
      "title", \.title, .localizedLine,
      .init(label: "Title", help: "What the network is called.", good: "National open-data portal")),
    .init(
      "description", \.summary, .localizedLine,
      .init(label: "Description", help: "What it does with the records.", good: "Lists the catalogue as one dataset.")),
    .init(
      "formats", \.formats, listOf: .group,
      .init(label: "Formats", help: "The formats that it takes.", good: "[{ format: csv, file: instruments.csv }]")),
    .init(
      "query", \.query, .text(.line),
      .init(label: "Query", help: "Which records it takes, as `ktc search` takes a query.", good: "voucher OR cheque")),
    .init(
      "filters", \.optionalFilters, .fieldValues,
      .init(label: "Filters", help: "Which records it takes, by values of fields.", good: "{ kind: practice }")),
    .init(
      "languages", \.languages, listOf: .text(.language),
      .init(label: "Languages", help: "The languages that its people read, the best one first.", good: "[en, fr]")),
    .init(
      "contacts", \.contacts, .choice,
      .init(
        label: "Contacts",
        help: "Which contacts it is sent: none, those shared as public, or those shared with partners, too.",
        good: "none")),
    .init(
      "base_uri", \.baseUri, .text(.url),
      .init(
        label: "Base URI", help: "Where the export is put; else the address of the catalogue.",
        good: "\"https://data.example.org/kt/\"")),
    .init(
      "required", \.required, listOf: .text(.fieldName),
      .init(label: "Required", help: "Fields without which it refuses a record.", good: "[created, organisations]")),
    .init(
      "limits", \.limits, listOf: .group,
      .init(label: "Limits", help: "How much a field may hold.", good: "[{ field: aim, characters: 160 }]")),
    .init(
      "refused", \.refused, .choice,
      .init(
        label: "Refused", help: "Whether records that it would refuse are left-out (unless said) or sent all the same.",
        good: "left-out")),
    .init(
      "output", \.output, .text(.slug),
      .init(label: "Output", help: "The folder that an export makes; else the name of the file.", good: "portal")),
  ]

  /// Reads a profile. What is wrong is reported at its line. O(nodes).
  package static func read(
    _ tree: SourceTree, in catalogue: CatalogueContext
  ) -> (profile: PartnerProfile, diagnostics: [Diagnostic]) {
    var context = DecodingContext(catalogue: catalogue, language: catalogue.defaultLanguage)
    guard let root = tree.root else {
      let message = "this profile is empty; write at least \"formats: [{ format: csv }]\""
      return (PartnerProfile(), [Diagnostic(PartnerRules.profile, message, at: tree.source.location(of: 0..<0))])
    }
    let profile = PartnerProfile.decode(root, &context) ?? PartnerProfile()
    profile.check(root, &context)
    context.finish()
    return (profile, context.diagnostics)
  }

  private func check(_ root: SourceNode, _ context: inout DecodingContext) {
    if formats.isEmpty {
      context.report(PartnerRules.profile, "name a format, such as \"formats: [{ format: csv }]\"", at: root)
    }
    for (position, delivery) in formats.enumerated() where delivery.format == nil {
      let node = root.nearestNode(at: FieldPath("formats").appending(position))
      context.report(PartnerRules.profile, "name the format, such as \"format: csv\"", at: node)
    }
    for (position, name) in required.enumerated() {
      Self.checkField(name, root.nearestNode(at: FieldPath("required").appending(position)), &context)
    }
    for (position, limit) in limits.enumerated() {
      let path = FieldPath("limits").appending(position)
      let node = root.nearestNode(at: path)
      if let name = limit.field {
        Self.checkField(name, root.nearestNode(at: path.appending("field")), &context)
      } else {
        context.report(PartnerRules.profile, "name the field that the limit is of, such as \"field: aim\"", at: node)
      }
      let numbers = [("characters", limit.characters, limit.mostCharacters), ("items", limit.items, limit.mostItems)]
      if numbers.allSatisfy({ $0.1 == nil }) {
        context.report(
          PartnerRules.profile, "say how many characters, or how many items of a list, the field may have", at: node)
      }
      for (key, number, whole) in numbers where number != nil && whole == nil {
        let place = root.nearestNode(at: path.appending(key))
        context.report(PartnerRules.profile, "write a whole number of \(key)", at: place)
      }
    }
  }

  private static func checkField(_ name: String, _ node: SourceNode, _ context: inout DecodingContext) {
    let names = Record.fields.map(\.description.name)
    guard !names.contains(name) else { return }
    let near = NearestName.question(NearestName.candidates(for: name, among: names))
    context.report(PartnerRules.profile, "records have no field \"\(name.shortened)\"\(near)", at: node)
  }
}

extension PartnerProfile.Delivery: FieldGroup {
  package static let fields: FieldTable<PartnerProfile.Delivery> = [
    .init("format", \.format, .text(.line), .init(label: "Format", help: "As `ktc formats` lists it.", good: "csv")),
    .init(
      "file", \.file, .text(.line),
      .init(label: "File", help: "What its file or folder is called; else the usual name.", good: "instruments.csv")),
  ]
}

extension PartnerProfile.Limit: FieldGroup {
  package static let fields: FieldTable<PartnerProfile.Limit> = [
    .init("field", \.field, .text(.fieldName), .init(label: "Field", help: "The field.", good: "aim")),
    .init(
      "characters", \.characters, .number(1),
      .init(
        label: "Characters", help: "How many characters a text, or all values of another field, may have.", good: "160")
    ),
    .init("items", \.items, .number(1), .init(label: "Items", help: "How many values a list may have.", good: "5")),
    .init(
      "note", \.note, .text(.line),
      .init(
        label: "Note", help: "Where the limit is from, or whether it is certain.",
        good: "to be confirmed with the programme")),
  ]
}

extension PartnerProfile.Filter: FieldValue {
  package static func send(_ filter: UnsafePointer<PartnerProfile.Filter>, to receiver: any ValueReceiver) {
    receiver.key(filter.pointee.field)
    withUnsafePointer(to: filter.pointee.values) { [String].send($0, to: receiver) }
  }

  package static func send(_ filters: UnsafeBufferPointer<PartnerProfile.Filter>, to receiver: any ValueReceiver) {
    receiver.beginMap()
    for filter in filters { withUnsafePointer(to: filter) { send($0, to: receiver) } }
    receiver.endMap()
  }
}

extension Shape where Value == [PartnerProfile.Filter] {
  /// Values by the name of a field. Names and values are judged by those who know what may be asked for.
  static var fieldValues: Shape {
    Shape(
      description: .localizedLists,
      decode: { node, context in
        guard node.kind == .map else { return nil }
        return node.entries.compactMap { key, value in
          let nodes = value.kind == .list ? Array(value.items) : [value]
          return .init(field: key.text, values: nodes.filter { $0.kind == .scalar }.map(\.text))
        }
      },
      encode: { filters, _ in
        .map(filters.map { DataValue.Entry($0.field, .list($0.values.map(DataValue.string))) })
      })
  }
}
