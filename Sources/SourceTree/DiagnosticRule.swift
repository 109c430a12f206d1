/// One kind of finding: its stable code, what it means, and an example of each side.
///
/// The examples are documentation and test at once: `docs/diagnostics.md` is made from them, and a test
/// checks that the bad one is found where its `↓` stands and the good one is not.
public struct DiagnosticRule: Sendable, Hashable {
  /// The stable code, in lower case with hyphens.
  public let code: String
  /// How much it matters unless the place says otherwise.
  public let severity: Severity
  /// One sentence: what it means.
  public let summary: String
  /// What to do, in a sentence or two.
  public let advice: String
  /// A text in which it is found; `↓` stands before the place.
  public let bad: String
  /// The same text, mended.
  public let good: String
  /// What the examples are.
  public let example: Example

  /// What kind of text the examples of a rule are.
  public enum Example: Sendable, Hashable {
    /// Some lines of a record; what is missing to make it a whole record is filled in.
    case record
    /// A whole file, as it is.
    case file
    /// Files of a catalogue, each begun by a line `--- path`.
    case catalogue
    /// What is typed and what comes of it; shown, and tested by the command's own tests.
    case command
    /// A query of the command line.
    case query
    /// Input for an importer, by its format.
    case input(format: String)
  }

  /// Makes a rule.
  public init(
    _ code: String, _ severity: Severity, _ summary: String, advice: String, example: Example = .record, bad: String,
    good: String
  ) {
    self.code = code
    self.severity = severity
    self.summary = summary
    self.advice = advice
    self.example = example
    self.bad = bad
    self.good = good
  }
}
