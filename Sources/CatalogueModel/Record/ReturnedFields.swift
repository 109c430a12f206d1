public import SourceTree

/// Which fields a row of a table had a place for, and which of those were empty.
///
/// A cell that somebody emptied asks for a removal; a column that is not there says nothing about its field.
public struct ReturnedFields: Sendable {
  /// What each column holds: `countries`, `title.fr`, `title.*` for the languages without a column, or `title` for the
  /// language of the record.
  public var paths: [FieldPath]
  /// The columns, by position, whose cell in this row was empty.
  public var empty: [Int]
  /// The place of the cell of a column.
  public var location: @Sendable (Int) -> SourceLocation

  /// An input whose blanks state nothing: a form that nobody filled in all through.
  public static var nothing: ReturnedFields {
    ReturnedFields(paths: [], empty: []) { _ in SourceLocation(file: "") }
  }

  /// Makes a value.
  public init(paths: [FieldPath], empty: [Int], location: @escaping @Sendable (Int) -> SourceLocation) {
    self.paths = paths
    self.empty = empty
    self.location = location
  }
}
