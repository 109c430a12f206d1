internal import SourceTree

/// Changes of a query that leave every other byte as it is.
package enum QueryRewrite {
  /// A query that asks for another value of a field wherever it asks for one by its exact text. O(length).
  ///
  /// - Parameters:
  ///   - old: The value that is asked for.
  ///   - new: The value to ask for in its place.
  ///   - field: The name of the field; the query may call it by an alias.
  ///   - query: The query, as it was typed or saved.
  package static func replacing(_ old: String, with new: String, ofField field: String, in query: String) -> String {
    var edits: [TextEdit] = []
    for case .field(let name, let values) in QueryScanner(SourceText(name: "query", query)).tokens
    where QueryField.named(name.text) == field {
      edits += values.filter { $0.text == old }.map { TextEdit(replacing: $0.range, with: new) }
    }
    return String(decoding: TextEdit.apply(edits, to: Array(query.utf8)), as: UTF8.self)
  }
}
