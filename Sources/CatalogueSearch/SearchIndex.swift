/// Finds records by words and by values of fields.
///
/// What a query means is decided before it comes here (`SearchEngine`); an index only looks up. The numbers of
/// documents are small and dense, and mean nothing outside one index.
package protocol SearchIndex: AnyObject {
  /// The languages of the texts in the index.
  var languages: [String] { get }
  /// One more than the largest number of a document.
  var documentLimit: Int { get }
  /// The documents that hold one of the tokens, with their score by BM25 over weighted parts. Throws when the index
  /// cannot be read.
  func documents(holdingAnyOf tokens: [String]) throws -> [(document: Int, score: Double)]
  /// The documents in which tokens follow each other, for one of several ways to write them. Throws as above.
  func documents(holdingPhrase alternatives: [[String]]) throws -> [(document: Int, score: Double)]
  /// The documents that have one of the values of a field. Throws as above.
  func documents(with field: IndexedField, oneOf values: [String]) throws -> [Int]
  /// The documents whose date may lie between two days, both included. Throws as above.
  func documents(with field: IndexedDate, from earliest: Int, to latest: Int) throws -> [Int]
  /// All documents. Throws as above.
  func allDocuments() throws -> [Int]
  /// What is known of documents, for sorting, counting and showing. Throws as above.
  func entries(of documents: [Int]) throws -> [IndexEntry]
  /// The document of a record; several when a revision is proposed. Throws as above.
  func documents(of id: String) throws -> [Int]
  /// The tokens of words that begin in a way, at most some thousands. Throws as above.
  func tokens(beginning prefix: String) throws -> [String]
  /// The languages in whose texts a folded word stands. Throws as above.
  func languages(ofWord word: String) throws -> [String]
  /// The words, folded, within a number of slips of a word that occurs nowhere, nearest and most frequent first.
  /// Throws as above.
  func words(near word: String, distance: Int) throws -> [String]
  /// The tokens of a document, part by part, for comparing two indexes. Throws as above.
  func words(of document: Int) throws -> [String]
  /// The score of one document for tokens within one part. Throws as above.
  func score(of document: Int, in part: Int, holdingAnyOf tokens: [String]) throws -> Double?
}

/// A field whose values are looked up.
package enum IndexedField: String, Sendable, CaseIterable {
  case kind, country, level, priority, area, type, target, active, status, language, id, organisation, region
}

/// A date by which records are looked up.
package enum IndexedDate: String, Sendable { case created, ended }

/// What an index knows of a document beside its words.
package struct IndexEntry: Sendable {
  /// Its number.
  package var document: Int
  /// The id of the record.
  package var id: String
  /// The path of its file.
  package var path: String
  /// The title, for sorting and showing.
  package var title: String
  /// The day of creation as text; empty when unknown.
  package var created: String
  /// The day of the last change as text; empty when unknown.
  package var modified: String
  /// The values of its fields.
  package var values: [IndexedField: [String]]
}
