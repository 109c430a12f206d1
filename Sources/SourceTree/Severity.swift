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
