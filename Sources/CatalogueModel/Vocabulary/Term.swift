/// One entry of a vocabulary.
public struct Term: Sendable, Hashable {
  /// The code that files use.
  public var code = ""
  /// The name, per language.
  public var label = LocalizedText()
  /// Other names, per language.
  public var synonyms: [Synonyms] = []
  /// What it means.
  public var definition = LocalizedText()
  /// The code of the wider term.
  public var broader: String?
  /// Codes of terms that a search for this one also finds.
  public var covers: [String] = []
  /// Codes of terms that contradict this one within one record.
  public var conflictsWith: [String] = []
  /// The nearest terms of other vocabularies.
  public var matches: [Match] = []
  /// The code of the term to use instead; the term itself is retired.
  public var replacedBy: String?
  /// Whether it may be asked for but not stated in a record.
  public var isForSearch = false

  /// Makes an empty term.
  public init() {}

  /// Names of one language.
  public struct Synonyms: Sendable, Hashable {
    /// The language tag.
    public var language: String
    /// The names.
    public var names: [String]

    /// Makes the names of one language.
    public init(language: String, names: [String]) {
      self.language = language
      self.names = names
    }
  }

  /// The nearest term of another vocabulary.
  public struct Match: Sendable, Hashable {
    /// The other vocabulary, such as `stip-2021`.
    public var scheme: String?
    /// The code there.
    public var code: String?
    /// The address there.
    public var uri: String?
    /// How near it is.
    public var match: Nearness?
    /// Makes an empty match.
    public init() {}

    /// How near two terms are, as SKOS tells them apart (SKOS Reference, 10).
    public enum Nearness: String, Sendable, Hashable, CaseIterable {
      case exact, close, broad, narrow, related
    }
  }
}
