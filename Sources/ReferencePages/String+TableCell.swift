extension String {
  /// The text as a cell of a table on the pages holds it. O(length).
  var tableCell: String { split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
}
