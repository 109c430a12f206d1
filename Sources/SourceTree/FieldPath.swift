/// A place inside a record: keys and positions in lists, such as `outputs[2].source`.
public struct FieldPath: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// One step of a path.
  public enum Step: Sendable, Hashable {
    /// The name of an entry.
    case key(String)
    /// A position in a list, from 0.
    case index(Int)
  }

  /// The steps from the record inwards.
  public var steps: [Step]

  /// Makes a path from its steps.
  public init(_ steps: [Step]) { self.steps = steps }

  /// Makes a path of keys from a dotted name.
  public init(stringLiteral value: String) { self.init(value) }

  /// Makes a path of keys from a dotted name.
  public init(_ dotted: String) { steps = dotted.split(separator: ".").map { .key(String($0)) } }

  /// The path with a key added.
  public func appending(_ key: String) -> FieldPath { FieldPath(steps + [.key(key)]) }

  /// The path with a position added, from 0.
  public func appending(_ index: Int) -> FieldPath { FieldPath(steps + [.index(index)]) }

  /// The path as messages show it; positions count from 1, as people do.
  public var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      case .index(let index): text += "[\(index + 1)]"
      }
    }
    return text
  }
}
