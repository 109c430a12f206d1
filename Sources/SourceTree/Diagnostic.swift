/// One finding about the input: what is wrong, where, and what to do about it.
///
/// Parsing, shape, vocabulary, cross-record and import problems are all of this one type.
public struct Diagnostic: Sendable, Hashable {
  /// The stable code of the rule, such as `unknown-term`.
  public var code: String
  /// How much it matters here.
  public var severity: Severity
  /// What is wrong, in plain words, with what to do next.
  public var message: String
  /// Where it is.
  public var location: SourceLocation?
  /// The field it is about, when it is about one.
  public var field: FieldPath?
  /// Further places or facts that help to understand it.
  public var notes: [Note]
  /// The change that certainly mends it.
  public var fix: Fix?

  /// A further place or fact.
  public struct Note: Sendable, Hashable {
    /// What to know.
    public var message: String
    /// Where it is, when it is somewhere else.
    public var location: SourceLocation?

    /// Makes a note.
    public init(_ message: String, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  /// A change of bytes that certainly mends a finding.
  public struct Fix: Sendable, Hashable {
    /// What the change does, as an order: `write "smes-only"`.
    public var summary: String
    /// The replacements; they do not overlap.
    public var edits: [TextEdit]

    /// Makes a fix.
    public init(_ summary: String, edits: [TextEdit]) {
      self.summary = summary
      self.edits = edits
    }
  }

  /// Makes a finding of a rule.
  public init(
    _ rule: DiagnosticRule, severity: Severity? = nil, _ message: String, at location: SourceLocation? = nil,
    field: FieldPath? = nil, notes: [Note] = [], fix: Fix? = nil
  ) {
    code = rule.code
    self.severity = severity ?? rule.severity
    self.message = message
    self.location = location
    self.field = field
    self.notes = notes
    self.fix = fix
  }
}
