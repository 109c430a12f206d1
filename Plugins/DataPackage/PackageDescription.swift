internal import CatalogueModel
internal import CataloguePlugins
internal import RecordTable
internal import SourceTree

/// `datapackage.json`: what the folder holds (Data Package 2.0), and what stands in each column (Table Schema 2.0).
struct PackageDescription {
  let columns: [TableColumn]
  let context: ExportContext

  /// The description. O(columns × terms).
  var value: DataValue {
    let settings = context.settings
    let languages = context.languages
    var entries: [DataValue.Entry] = [
      .init("$schema", .string("https://datapackage.org/profiles/2.0/datapackage.json")),
      .init("name", .string("kt-catalogue")),
    ]
    if let title = settings.title.preferred(languages) { entries.append(.init("title", .string(title))) }
    let description =
      "One row for each innovation instrument or knowledge-transfer practice. Several values of a cell are separated "
      + "by \" | \", with a backslash before a separator that belongs to a value. A text that begins with = + - @ has a "
      + "' in front, so that no spreadsheet takes it for a formula."
    entries.append(.init("description", .string(description)))
    if let address = settings.baseUri { entries.append(.init("homepage", .string(address))) }
    entries.append(.init("created", .string(created)))
    if let publisher = settings.publisher {
      let contributor = DataValue.map([
        .init("title", .string(publisher)), .init("roles", .list([.string("publisher")])),
      ])
      entries.append(.init("contributors", .list([contributor])))
    }
    if let licence = settings.licence {
      entries.append(.init("licenses", .list([.map([.init("name", .string(licence))])])))
    }
    entries.append(.init("resources", .list([resource])))
    return .map(entries)
  }

  /// The day of the export as a time (RFC 3339).
  private var created: String {
    let today = context.today
    return (today.day == nil ? "\(today)-01" : "\(today)") + "T00:00:00Z"
  }

  private var resource: DataValue {
    .map([
      .init("name", .string("records")), .init("type", .string("table")),
      .init("path", .string(DataPackageExporter.table)), .init("format", .string("csv")),
      .init("mediatype", .string("text/csv")), .init("encoding", .string("utf-8")),
      .init(
        "schema",
        .map([
          .init("$schema", .string("https://datapackage.org/profiles/2.0/tableschema.json")),
          .init("fields", .list(columns.map(field))), .init("missingValues", .list([.string("")])),
          .init("primaryKey", .list([.string("id")])),
        ])),
    ])
  }

  // MARK: Fields

  private func field(_ column: TableColumn) -> DataValue {
    var entries: [DataValue.Entry] = [
      .init("name", .string(column.name)), .init("title", .string(column.label)),
    ]
    if let help = column.description?.help { entries.append(.init("description", .string(help))) }
    entries += type(of: column)
    return .map(entries)
  }

  private func type(of column: TableColumn) -> [DataValue.Entry] {
    guard let field = column.description else { return [.init("type", .string("string"))] }
    switch column.content {
    case .json, .otherLanguages:
      var isList = false
      if case .list = field.shape { isList = true }
      return [.init("type", .string(column.content == .json && isList ? "array" : "object"))]
    case .boolean:
      return [
        .init("type", .string("boolean")), .init("trueValues", .list([.string("true")])),
        .init("falseValues", .list([.string("false")])),
      ]
    case .number: return [.init("type", .string("number"))] + constraints(numberLimits(field.shape), field)
    case .date:
      // A year, a month or a day: no one type of the standard holds all three.
      return string(pattern: "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", field)
    case .list:
      guard case .list(let item) = field.shape else { return string(nil, field) }
      return string(pattern: pattern(of: item).map { "(\($0))( \\| (\($0)))*" }, field)
    case .language, .recordLanguage, .nothing: return string(nil, nil)
    case .text: return text(field)
    }
  }

  private func text(_ field: FieldDescription) -> [DataValue.Entry] {
    switch field.shape {
    case .term(let vocabulary):
      let terms = (context.vocabularies[vocabulary]?.terms ?? []).filter { !$0.isForSearch }
      let categories = terms.map { term -> DataValue in
        let label = term.label.preferred(context.languages) ?? term.code
        return .map([.init("value", .string(term.code)), .init("label", .string(label))])
      }
      let allowed: [DataValue.Entry] = [.init("enum", .list(terms.map { .string($0.code) }))]
      return [.init("type", .string("string"))] + (terms.isEmpty ? [] : [.init("categories", .list(categories))])
        + constraints(terms.isEmpty ? [] : allowed, field)
    case .choice(let words): return string([.init("enum", .list(words.map(DataValue.string)))], field)
    case let shape: return string(pattern: pattern(of: shape), field)
    }
  }

  private func string(pattern: String?, _ field: FieldDescription) -> [DataValue.Entry] {
    string(pattern.map { [.init("pattern", .string("^\($0)$"))] }, field)
  }

  private func string(_ limits: [DataValue.Entry]?, _ field: FieldDescription?) -> [DataValue.Entry] {
    [.init("type", .string("string"))] + constraints(limits ?? [], field)
  }

  /// A regular expression for one value; nil for free text.
  private func pattern(of shape: ShapeDescription) -> String? {
    switch shape {
    case .term(let vocabulary):
      let codes = (context.vocabularies[vocabulary]?.terms ?? []).filter { !$0.isForSearch }.map(\.code)
      return codes.isEmpty ? nil : codes.joined(separator: "|")
    case .choice(let words): return words.joined(separator: "|")
    case .text(.slug): return "[a-z0-9]+(-[a-z0-9]+)*"
    case .text(.country): return "[A-Z]{2}"
    default: return nil
    }
  }

  private func numberLimits(_ shape: ShapeDescription) -> [DataValue.Entry] {
    guard case .number(let minimum, let maximum) = shape else { return [] }
    return (minimum.map { [.init("minimum", .number(String($0)))] } ?? [])
      + (maximum.map { [.init("maximum", .number(String($0)))] } ?? [])
  }

  private func constraints(_ limits: [DataValue.Entry], _ field: FieldDescription?) -> [DataValue.Entry] {
    var entries = limits
    if let field, RecordKind.allCases.allSatisfy({ field.requirement(for: $0) == .required }) {
      entries.append(.init("required", .boolean(true)))
    }
    if field?.name == "id" { entries.append(.init("unique", .boolean(true))) }
    return entries.isEmpty ? [] : [.init("constraints", .map(entries))]
  }
}
