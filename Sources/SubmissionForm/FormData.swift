internal import CatalogueModel
internal import FieldTexts
internal import SourceTree

/// What the script of a page works with: fields, terms, words and the record, as one value to be written as JSON.
struct FormData {
  let form: SubmissionForm

  private var texts: FieldTexts { form.texts }

  /// The value. O(fields + terms).
  func value() -> DataValue {
    let sections = FormOutline.sections(for: form.kind)
    var entries: [DataValue.Entry] = [
      .init("kind", .string(form.kind.rawValue)), .init("language", .string(form.language)),
      .init("today", .string(form.catalogue.today.description)),
      .init("catalogue", .string(form.catalogueTitle)),
      .init("vocabularies", .map(vocabularies(of: sections))),
      .init("countries", .list(CodeList.countries.codes.map(country).sorted { $0.name < $1.name }.map(\.value))),
      .init("currencies", .list(CodeList.currencies.codes.map { named($0, CodeList.currencies) })),
      .init("languages", .list(form.textLanguages.map { named($0, CodeList.languages) })),
      .init(
        "sections",
        .list(
          sections.map { section in
            .map([
              .init("id", .string(section.id)), .init("title", .string(texts.section(section.id))),
              .init("fields", .list(section.fields.map { field($0, at: $0.name) })),
            ])
          })),
      .init("id", .map(field(named: "id"))),
      .init("order", .list(Record.fields.map { .string($0.description.name) })),
      .init("messages", .map(texts.allMessages.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
      .init("longest", .map([.init("id", .number(String(Slug.longest))), .init("text", .number("60000"))])),
    ]
    entries.append(.init("sent", .list(form.marks.map(DataValue.string))))
    if let address = form.address { entries.append(.init("address", .string(address))) }
    if let record = form.record { entries.append(.init("record", Self.plain(Self.carried(record).encoded()))) }
    return .map(entries)
  }

  /// The record without what an import decides itself: status and stamps.
  private static func carried(_ record: Record) -> Record {
    var record = record
    record.status = nil
    record.submitted = nil
    record.modified = nil
    record.reviewed = nil
    return record
  }

  /// Numbers as texts: those of JavaScript hold fewer digits.
  private static func plain(_ value: DataValue) -> DataValue {
    switch value {
    case .number(let text): .string(text)
    case .list(let items): .list(items.map(plain))
    case .map(let entries): .map(entries.map { .init($0.key, plain($0.value)) })
    case .texts(let entries): .texts(entries.map { .init($0.key, plain($0.value)) })
    default: value
    }
  }

  // MARK: Fields

  private func field(named name: String) -> [DataValue.Entry] {
    guard let field = Record.fields.first(where: { $0.description.name == name })?.description else { return [] }
    return entries(field, at: name)
  }

  private func field(_ field: FieldDescription, at path: String) -> DataValue { .map(entries(field, at: path)) }

  private func entries(_ field: FieldDescription, at path: String) -> [DataValue.Entry] {
    let isTop = !path.contains(".")
    return [
      .init("name", .string(field.name)), .init("label", .string(texts.label(of: path, field))),
      .init("help", .string(texts.help(of: path, field))),
      .init("required", .boolean(isTop && field.requirement(for: form.kind) == .required)),
    ] + shape(field.shape, at: path)
  }

  private func shape(_ shape: ShapeDescription, at path: String) -> [DataValue.Entry] {
    func type(_ name: String) -> DataValue.Entry { .init("type", .string(name)) }
    switch shape {
    case .text(let kind): return [type("text"), .init("kind", .string(kind.rawValue))]
    case .localizedLine: return [type("texts")]
    case .localizedProse: return [type("prose")]
    case .localizedLists: return [type("texts")]
    case .term(let vocabulary): return [type("term"), .init("vocabulary", .string(vocabulary))]
    case .choice(let words): return [type("choice"), .init("options", options(words, at: path))]
    case .date: return [type("date")]
    case .boolean: return [type("boolean")]
    case .number(let minimum, let maximum):
      let limits = [("minimum", minimum), ("maximum", maximum)]
      return [type("number")] + limits.compactMap { name, limit in limit.map { .init(name, .number(String($0))) } }
    case .group(let parts): return [type("group"), .init("fields", fields(parts, at: path))]
    case .list(.group(let parts)):
      let item = texts.item(of: path).map { [DataValue.Entry("item", .string($0))] } ?? []
      return [type("groups"), .init("fields", fields(parts, at: path))] + item
    case .list(.term(let vocabulary)): return [type("terms"), .init("vocabulary", .string(vocabulary))]
    case .list(.text(.country)): return [type("countries")]
    case .list: return [type("lines")]
    }
  }

  private func fields(_ parts: [FieldDescription], at path: String) -> DataValue {
    .list(
      parts.compactMap { part in
        let place = path + "." + part.name
        return FormOutline.notShown.contains(place) ? nil : field(part, at: place)
      })
  }

  private func options(_ words: [String], at path: String) -> DataValue {
    .list(words.map { .map([.init("code", .string($0)), .init("label", .string(texts.choice($0, of: path)))]) })
  }

  // MARK: Terms and codes

  private func vocabularies(of sections: [FormOutline.Section]) -> [DataValue.Entry] {
    var names: Set<String> = []
    func collect(_ shape: ShapeDescription) {
      switch shape {
      case .term(let vocabulary): names.insert(vocabulary)
      case .list(let inner): collect(inner)
      case .group(let parts): for part in parts { collect(part.shape) }
      default: break
      }
    }
    for field in sections.flatMap(\.fields) { collect(field.shape) }
    return names.sorted().compactMap { name in
      form.catalogue.vocabularies[name].map { vocabulary in
        .init(name, .list(vocabulary.terms.filter { $0.replacedBy == nil }.map { term($0, in: vocabulary) }))
      }
    }
  }

  private func term(_ term: Term, in vocabulary: Vocabulary) -> DataValue {
    let languages = [form.language, "en"]
    let label = term.label.preferred(languages) ?? term.code
    var entries: [DataValue.Entry] = [
      .init("code", .string(term.code)), .init("label", .string(label)),
      .init("names", .list(term.names.filter { $0 != label }.map(DataValue.string))),
    ]
    if let definition = term.definition.preferredEntry(languages) {
      entries.append(.init("definition", .string(definition.text)))
      entries.append(.init("definitionLanguage", .string(definition.language)))
    }
    if term.isForSearch {
      entries.append(.init("asks", .list(vocabulary.narrowed(by: term).map { .string($0.code) })))
    }
    if let broader = term.broader { entries.append(.init("broader", .string(broader))) }
    if !term.conflictsWith.isEmpty {
      entries.append(.init("conflicts", .list(term.conflictsWith.map(DataValue.string))))
    }
    return .map(entries)
  }

  private func named(_ code: String, _ list: CodeList) -> DataValue {
    let primary = LocalizedText.primary(code)
    let name = list.name(of: code, in: form.language) ?? list.name(of: primary, in: form.language) ?? code
    return .map([.init("code", .string(code)), .init("label", .string(name))])
  }

  /// The names of countries by code and language: many forms are often made at once, and each offers them all.
  private static let countryNames = Dictionary(
    uniqueKeysWithValues: CodeList.countries.codes.map { code in
      let names = FieldTexts.languages.map { ($0, CodeList.countries.name(of: code, in: $0) ?? code) }
      return (code, Dictionary(uniqueKeysWithValues: names))
    })

  private func country(_ code: String) -> (name: String, value: DataValue) {
    let all = Self.countryNames[code] ?? [:]
    let name = all[form.language] ?? CodeList.countries.name(of: code, in: form.language) ?? code
    let others = all.values.filter { $0 != name }
    let names = Set(others).sorted() + [code]
    return (
      name,
      .map([
        .init("code", .string(code)), .init("label", .string(name)),
        .init("names", .list(names.map(DataValue.string))),
      ])
    )
  }
}
