public import SourceTree

/// A piece of input that found no place in the record.
public struct UnplacedInput: Sendable, Hashable {
  /// The field that it was meant for, when there was one.
  public var field: FieldPath?
  /// The value as it was written.
  public var value: DataValue
  /// Where it was.
  public var location: SourceLocation?

  /// Makes a piece of unplaced input.
  public init(field: FieldPath? = nil, value: DataValue, location: SourceLocation? = nil) {
    self.field = field
    self.value = value
    self.location = location
  }
}
