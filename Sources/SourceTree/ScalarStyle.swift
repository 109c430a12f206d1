/// How a scalar was written.
public enum ScalarStyle: UInt8, Sendable {
  /// Without any mark.
  case plain
  /// Between single or double quotation marks.
  case singleQuoted, doubleQuoted
  /// On lines of its own, under `|` or `>`.
  case literal, folded

  /// Whether the text stands on lines of its own, under a mark.
  package var isBlock: Bool { self == .literal || self == .folded }
}
