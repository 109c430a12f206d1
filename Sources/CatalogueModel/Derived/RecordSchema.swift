public import SourceTree

/// The JSON Schema (draft-07) of records, made from the field table and the vocabularies of one catalogue, so that
/// editors complete and check the catalogue's own terms.
public enum RecordSchema {
  /// The schema. O(fields + terms).
  public static func schema(for vocabularies: VocabularySet, languages: [String]) -> DataValue {
    let builder = Builder(vocabularies: vocabularies, languages: languages)
    let fields = Record.fields.map(\.description)
    return .map([
      .init("$schema", .string("http://json-schema.org/draft-07/schema#")),
      .init("title", .string("Record of a KT Catalogue")),
      .init("description", .string("One innovation instrument or knowledge-transfer practice.")),
      .init("type", .string("object")),
      .init("properties", .map(fields.map { DataValue.Entry($0.name, builder.property($0)) })),
      .init("patternProperties", .map([.init("^x_", .map([]))])),
      .init("additionalProperties", .boolean(false)),
      .init("required", .list([.string("kind")])),
      // A draft may lack fields; everything else needs those of its kind.
      .init(
        "if",
        .map([
          .init("properties", .map([.init("status", .map([.init("const", .string("draft"))]))])),
          .init("required", .list([.string("status")])),
        ])),
      .init("else", .map([.init("allOf", .list(RecordKind.allCases.map { builder.requirements(of: $0, fields) }))])),
    ])
  }

  private struct Builder {
    let vocabularies: VocabularySet
    let languages: [String]

    func requirements(of kind: RecordKind, _ fields: [FieldDescription]) -> DataValue {
      let required = fields.filter { $0.requirement(for: kind) == .required }.map { DataValue.string($0.name) }
      return .map([
        .init("if", .map([.init("properties", .map([.init("kind", .map([.init("const", .string(kind.rawValue))]))]))])),
        .init("then", .map([.init("required", .list(required))])),
      ])
    }

    func property(_ field: FieldDescription) -> DataValue {
      guard case .map(let entries) = shape(field.shape) else { return shape(field.shape) }
      return .map([.init("description", .string(field.help))] + entries)
    }

    private func shape(_ shape: ShapeDescription) -> DataValue {
      switch shape {
      case .text(let kind): text(kind)
      case .localizedLine, .localizedProse: localized(.map([.init("type", .string("string"))]))
      case .localizedLists: localized(.map([.init("type", .string("array")), .init("items", type("string"))]))
      case .term(let name): term(name)
      case .choice(let words): .map([.init("enum", .list(words.map(DataValue.string)))])
      case .date:
        // A year alone is a number to the YAML reader of an editor.
        .map([
          .init("type", .list([.string("string"), .string("integer")])),
          .init("pattern", .string("^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")),
          .init("minimum", .number("1000")), .init("maximum", .number("9999")),
        ])
      case .boolean: type("boolean")
      case .number(let minimum, let maximum):
        .map(
          [.init("type", .string("number"))] + (minimum.map { [.init("minimum", .number(String($0)))] } ?? [])
            + (maximum.map { [.init("maximum", .number(String($0)))] } ?? []))
      case .list(let item): .map([.init("type", .string("array")), .init("items", self.shape(item))])
      case .group(let fields):
        .map([
          .init("type", .string("object")),
          .init("properties", .map(fields.map { DataValue.Entry($0.name, property($0)) })),
          .init("additionalProperties", .boolean(false)),
        ])
      }
    }

    private func type(_ name: String) -> DataValue { .map([.init("type", .string(name))]) }

    private func text(_ kind: TextKind) -> DataValue {
      var entries: [DataValue.Entry] = [.init("type", .string("string"))]
      switch kind {
      case .slug:
        entries += [
          .init("pattern", .string("^[a-z0-9]+(-[a-z0-9]+)*$")), .init("maxLength", .number(String(Slug.longest))),
        ]
      case .country: entries.append(.init("enum", .list(CodeList.countries.codes.map(DataValue.string))))
      case .currency: entries.append(.init("enum", .list(CodeList.currencies.codes.map(DataValue.string))))
      case .language: entries.append(.init("pattern", .string("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*$")))
      case .url: entries.append(.init("pattern", .string("^https?://[^\\s<>\"]+$")))
      case .mailbox, .email: entries.append(.init("pattern", .string("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$")))
      case .licence: entries.append(.init("pattern", .string("^[A-Za-z0-9.+-]+$")))
      case .line, .nuts, .fieldName, .sourceKey: break
      }
      return .map(entries)
    }

    private func localized(_ value: DataValue) -> DataValue {
      let known = languages.map { DataValue.Entry($0, value) }
      let map = DataValue.map([
        .init("type", .string("object")), .init("properties", .map(known)),
        .init("patternProperties", .map([.init("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*$", value)])),
        .init("additionalProperties", .boolean(false)),
      ])
      return .map([.init("anyOf", .list([type("string"), map]))])
    }

    private func term(_ name: String) -> DataValue {
      guard let vocabulary = vocabularies[name] else { return type("string") }
      let usable = vocabulary.terms.filter { !$0.isForSearch && $0.replacedBy == nil }
      return .map([
        .init("enum", .list(usable.map { .string($0.code) })),
        // Not of the standard, but shown by the editors that the modeline is for.
        .init("enumDescriptions", .list(usable.map { .string(vocabulary.label($0.code, ["en"])) })),
      ])
    }
  }
}
