/// How much a finding matters.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  /// Good to know; nothing needs to change.
  case note
  /// Probably not what was meant; the record can be used.
  case warning
  /// Must be changed before the record can be published.
  case error

  /// Notes come before warnings, warnings before errors.
  public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

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

/// A replacement of bytes in one file.
public struct TextEdit: Sendable, Hashable {
  /// The bytes to replace, as offsets in the file; empty to insert.
  public var range: Range<Int>
  /// What to put there.
  public var replacement: String

  /// Makes an edit.
  public init(replacing range: Range<Int>, with replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  /// The bytes with the edits made. Edits that overlap an earlier one are left out. O(bytes + edits log edits).
  package static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 256)
    var position = 0
    for edit in edits.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }) {
      guard edit.range.lowerBound >= position, edit.range.upperBound <= bytes.count else { continue }
      result.append(contentsOf: bytes[position..<edit.range.lowerBound])
      result.append(contentsOf: edit.replacement.utf8)
      position = edit.range.upperBound
    }
    result.append(contentsOf: bytes[position...])
    return result
  }
}

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
