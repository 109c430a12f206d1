/// What the values of a field look like, for everything that is derived from the field table.
public indirect enum ShapeDescription: Sendable, Hashable {
  /// A text of one line, of a certain kind.
  case text(TextKind)
  /// A text of one line per language.
  case localizedLine
  /// A text of several paragraphs per language, in CommonMark without raw HTML.
  case localizedProse
  /// Lists of short texts per language.
  case localizedLists
  /// A code of a vocabulary.
  case term(vocabulary: String)
  /// One of a few words.
  case choice([String])
  /// A date of year, month or day precision.
  case date
  /// `true` or `false`.
  case boolean
  /// A decimal number within limits.
  case number(minimum: Int?, maximum: Int?)
  /// Several values of one shape.
  case list(ShapeDescription)
  /// A group of named values.
  case group([FieldDescription])

  /// What each value of a list looks like; of anything else, what it looks like itself.
  package var itemShape: ShapeDescription {
    if case .list(let inner) = self { inner } else { self }
  }

  /// Whether there is one value, without parts and languages.
  package var isSingle: Bool {
    switch self {
    case .text, .term, .choice, .date, .boolean, .number: true
    default: false
    }
  }
}

/// What a text of one line has to look like.
public enum TextKind: String, Sendable, Hashable {
  case line, slug, country, language, currency, url, mailbox, email, licence, nuts, fieldName, sourceKey
}

/// Whether a kind of record has a field.
public enum Requirement: Sendable, Hashable {
  /// Needed to publish.
  case required
  /// May be left out.
  case optional
  /// Does not apply; a warning when present.
  case notApplicable
}

/// The facts about a field that are the same for every record.
public struct FieldDescription: Sendable, Hashable {
  /// The name, in snake case, the same in YAML, JSON, CSV and queries.
  public let name: String
  /// What a form calls it, in English.
  public let label: String
  /// What to write there, in English, in a sentence.
  public let help: String
  /// What its values look like.
  public let shape: ShapeDescription
  /// Whether an instrument has it.
  public let instrument: Requirement
  /// Whether a practice has it.
  public let practice: Requirement
  /// The names by which a query may filter on it; none when it cannot.
  public let queryNames: [String]
  /// Whether it may hold personal data.
  public let isPersonal: Bool
  /// Whether the program writes it, not a person.
  public let isWrittenByTool: Bool
  /// A good value, in YAML as it follows `name: `.
  public let good: String
  /// A value that is refused or warned of, in YAML; nil where every text is good.
  public let bad: String?

  /// Whether a kind of record needs, may have, or should not have the field.
  public func requirement(for kind: RecordKind) -> Requirement { kind == .instrument ? instrument : practice }
}
