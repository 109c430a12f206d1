internal import SourceTree

/// How values of one kind are read from a node, written, and described.
package struct Shape<Value: Sendable>: Sendable {
  let description: ShapeDescription
  /// The value of a node, or nil after saying why there is none; nil without a word for a blank.
  let decode: @Sendable (SourceNode, inout DecodingContext) -> Value?
  let encode: @Sendable (Value, EncodingOptions) -> DataValue
}

extension Shape where Value == String {
  /// A text of one line.
  static func text(_ kind: TextKind) -> Shape {
    Shape(
      description: .text(kind),
      decode: { node, context in
        guard let text = context.text(of: node) else { return nil }
        return kind == .line ? text : context.checked(text, kind, node)
      },
      encode: { text, _ in .string(text) })
  }

  /// A code of a vocabulary; a label or synonym is understood and replaced by its code.
  static func term(_ vocabulary: String) -> Shape {
    Shape(
      description: .term(vocabulary: vocabulary),
      decode: { node, context in
        guard let text = context.text(of: node) else { return nil }
        return context.code(for: text, in: vocabulary, node)
      },
      encode: { text, _ in .string(text) })
  }
}

extension Shape where Value == LocalizedText {
  /// A text of one line per language.
  static var localizedLine: Shape {
    Shape(
      description: .localizedLine, decode: { $1.localizedText(of: $0, isProse: false) },
      encode: { encodeTexts($0, $1, DataValue.string) })
  }

  /// A text of several paragraphs per language, in CommonMark.
  static var localizedProse: Shape {
    Shape(
      description: .localizedProse, decode: { $1.localizedText(of: $0, isProse: true) },
      encode: { encodeTexts($0, $1, DataValue.prose) })
  }

  private static func encodeTexts(
    _ text: LocalizedText, _ options: EncodingOptions, _ make: (String) -> DataValue
  ) -> DataValue {
    if let plain = options.plainLanguage, text.entries.count == 1, text.entries[0].language == plain {
      return make(text.entries[0].text)
    }
    return .texts(text.entries.map { DataValue.Entry($0.language, make($0.text)) })
  }
}

extension Shape where Value == PartialDate {
  /// A date of year, month or day precision.
  static var date: Shape {
    Shape(
      description: .date,
      decode: { node, context in
        guard node.kind == .scalar else { return context.reportExpectedText(node) }
        if let date = node.withBytes({ PartialDate($0) }) { return date }
        return node.isBlank ? nil : context.reportBadDate(node)
      },
      encode: { date, _ in .date(date.description) })
  }
}

extension Shape where Value == DecimalNumber {
  /// A decimal number within limits.
  static func number(_ minimum: Int? = nil, _ maximum: Int? = nil) -> Shape {
    Shape(
      description: .number(minimum: minimum, maximum: maximum),
      decode: { node, context in
        guard node.kind == .scalar else { return context.reportExpectedText(node) }
        guard let number = node.withBytes({ DecimalNumber($0) }) else {
          return node.isBlank ? nil : context.reportBadNumber(node)
        }
        context.checkRange(of: number, minimum, maximum, node)
        return number
      },
      encode: { number, _ in .number(number.description) })
  }
}

extension Shape where Value == Bool {
  /// `true` or `false`.
  static var boolean: Shape {
    Shape(
      description: .boolean,
      decode: { node, context in
        guard node.kind == .scalar else { return context.reportExpectedText(node) }
        if node.hasText(Array("true".utf8)) { return true }
        if node.hasText(Array("false".utf8)) { return false }
        return node.isBlank ? nil : context.reportBadBoolean(node)
      },
      encode: { value, _ in .boolean(value) })
  }
}

extension Shape where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of a few words.
  static var choice: Shape {
    let words = Value.allCases.map(\.rawValue)
    return Shape(
      description: .choice(words),
      decode: { node, context in
        guard let text = context.text(of: node) else { return nil }
        if let value = Value(rawValue: text) { return value }
        return context.reportUnknownChoice(text, among: words, node).flatMap { Value(rawValue: $0) }
      },
      encode: { value, _ in .string(value.rawValue) })
  }
}

extension Shape where Value: FieldGroup {
  /// A group of named values.
  static var group: Shape {
    Shape(
      description: .group(Value.fields.map(\.description)), decode: { Value.decode($0, &$1) },
      encode: { value, options in .map(value.encoded(options)) })
  }
}

extension Shape {
  /// Several values of this shape. A single value is read as a list of one, and reported.
  var listed: Shape<[Value]> {
    Shape<[Value]>(
      description: .list(description),
      decode: { node, context in
        if node.kind == .list {
          var values: [Value] = []
          for item in node.items {
            if let value = decode(item, &context) { values.append(value) }
          }
          return values
        }
        if node.isBlank { return nil }
        let before = context.diagnostics.count
        let value = decode(node, &context)
        context.reportExpectedList(node, besides: before)
        return value.map { [$0] }
      },
      encode: { values, options in .list(values.map { encode($0, options) }) })
  }
}
