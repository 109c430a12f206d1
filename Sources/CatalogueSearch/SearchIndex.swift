/// Finds records by words and by values of fields.
///
/// What a query means is decided before it comes here (`SearchEngine`); an index only looks up. The numbers of
/// documents are small and dense, and mean nothing outside one index.
package protocol SearchIndex: AnyObject {
  /// The languages of the texts in the index.
  var languages: [String] { get }
  /// The languages of the names of terms.
  var nameLanguages: [String] { get }
  /// The language in which most of the catalogue is written.
  var defaultLanguage: String { get }
  /// How many files there are that could not be read as records. Throws when the index cannot be read, as everything
  /// below does.
  func unreadableFiles() throws -> Int
  /// All documents.
  func allDocuments() throws -> DocumentSet
  /// The documents that hold a word in one of its forms, with how often they do, weighted by part.
  func documents(holding word: IndexedWord) throws -> WordMatches
  /// How often one document holds a word in one part, weighted; nil when it does not.
  func frequency(of word: IndexedWord, in document: Int, part: Int) throws -> Double?
  /// Whether any document holds a word in one of its forms.
  func isEmpty(_ word: IndexedWord) throws -> Bool
  /// The documents that have one of the values of a field.
  func documents(with field: IndexedField, oneOf values: [String]) throws -> DocumentSet
  /// The documents of which a value of a field contains one of several folded texts.
  func documents(with field: IndexedField, containing texts: [String]) throws -> DocumentSet
  /// The documents whose date may lie between two days, both included.
  func documents(with field: IndexedDate, from earliest: Int, to latest: Int) throws -> DocumentSet
  /// How many of some documents have each value of some fields that have few values.
  func counts(of fields: [IndexedField], in documents: DocumentSet) throws -> [IndexedField: [String: Int]]
  /// The first of some documents by the ids of their records, at most so many.
  func documents(byID documents: DocumentSet, limit: Int) throws -> [Int]
  /// What is known of documents, for sorting and showing, in the order given.
  func entries(of documents: [Int]) throws -> [IndexEntry]
  /// The document of a record; several when a revision is proposed.
  func documents(of id: String) throws -> [Int]
  /// The tokens of words that begin in a way, at most so many.
  func tokens(beginning prefix: String, limit: Int) throws -> [String]
  /// The tokens under which a folded word stands, one for each language and accent.
  func tokens(ofWord word: String) throws -> [String]
  /// The words, folded, within a number of slips of a word that occurs nowhere, nearest and most frequent first.
  func words(near word: String, distance: Int) throws -> [String]
  /// The terms that bear a name, by its key.
  func terms(named key: String) throws -> [TermPlace]
  /// The names of terms that hold a token.
  func termNames(holding token: String) throws -> [IndexedTermName]
  /// The names of a term.
  func termNames(of place: TermPlace) throws -> [IndexedTermName]
  /// The folded names of all terms that have so many words, word by word.
  func namesOfTerms(ofWords count: Int) throws -> [[String]]
  /// The tokens of a document, part by part, for comparing two indexes.
  func words(of document: Int) throws -> [String]
  /// Every document that is known, whether or not it can be found, for comparing two indexes.
  func everyDocument() throws -> [Int]
  /// What does not agree within the index, or with the words of another one of the same records, in words.
  func inconsistencies(with other: any SearchIndex) throws -> [String]
  /// The words, folded, with the token under which each stands.
  func vocabulary() throws -> Set<String>
}

/// A thing that is asked for, in all the forms that its word takes: each form is the tokens that follow each other.
package struct IndexedWord: Sendable {
  /// The forms of the word itself.
  package var forms: [[String]]
  /// The other names of what it means.
  package var otherNames: [[String]] = []
}

/// A field whose values are looked up.
package enum IndexedField: String, Sendable, CaseIterable {
  case kind, country, level, priority, area, type, target, active, status, language, year, id, organisation, region

  /// Whether it has few different values, so that those of many records can be counted.
  var isCounted: Bool {
    switch self {
    case .id, .organisation, .region: false
    default: true
    }
  }
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
