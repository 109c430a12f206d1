/// Where in the input a finding is: a place in a text, or a cell of a table.
public struct SourceLocation: Sendable, Hashable {
  /// The file as the user named it.
  public var file: String
  /// The line from 1, or nil when the finding is about the file as a whole.
  public var line: Int?
  /// The column from 1, in Unicode scalars.
  public var column: Int?
  /// The bytes of the file that the finding is about.
  public var byteRange: Range<Int>?
  /// The cell of a table, such as `C7 (title.en)`.
  public var cell: String?
  /// The source line, for display.
  public var excerpt: SourceExcerpt?

  /// Makes a location; only the file is needed.
  public init(
    file: String, line: Int? = nil, column: Int? = nil, byteRange: Range<Int>? = nil, cell: String? = nil,
    excerpt: SourceExcerpt? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.byteRange = byteRange
    self.cell = cell
    self.excerpt = excerpt
  }
}
