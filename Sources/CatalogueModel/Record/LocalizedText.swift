/// A text in one or several languages, in the order in which they were written.
public struct LocalizedText: Sendable, Hashable {
  /// One text and the BCP 47 tag of its language.
  public struct Entry: Sendable, Hashable {
    /// The language tag, such as `pt`.
    public var language: String
    /// The text.
    public var text: String

    /// Makes an entry.
    public init(_ language: String, _ text: String) {
      self.language = language
      self.text = text
    }
  }

  /// The texts.
  public var entries: [Entry]

  /// Makes a text from its entries; none means that there is no text.
  public init(_ entries: [Entry] = []) { self.entries = entries }

  /// Makes a text of one language.
  public init(_ text: String, language: String) { entries = [Entry(language, text)] }

  /// Whether there is no text in any language.
  public var isEmpty: Bool { entries.isEmpty }

  /// The text in exactly this language. O(languages).
  public subscript(language: String) -> String? { entries.first { $0.language == language }?.text }

  /// The text for a reader: in the first of `languages` that there is (a tag without its region counts), else in the
  /// language that comes first. O(languages).
  public func preferred(_ languages: [String]) -> String? { preferredEntry(languages)?.text }

  /// The entry for a reader, as `preferred(_:)` chooses it.
  public func preferredEntry(_ languages: [String]) -> Entry? {
    for language in languages {
      if let entry = entries.first(where: { $0.language == language }) { return entry }
      if let entry = entries.first(where: { Self.primary($0.language) == Self.primary(language) }) { return entry }
    }
    return entries.first
  }

  /// The language itself, without region or script: `pt` of `pt-BR`.
  public static func primary(_ tag: String) -> String { tag.prefix { $0 != "-" }.lowercased() }
}
