internal import CSQLite

/// How often a row holds what is asked for, weighted by part, as an auxiliary function of FTS5
/// (https://www.sqlite.org/fts5.html#custom_auxiliary_functions): what `Ranking` saturates and multiplies. In the units
/// of `WordMatches`, and without the terms, of which the weighing tells.
///
/// Its arguments are the table, and a pointer to the weighing. FTS5 could tell the lengths of the columns itself, but
/// only by a look into another table for every row; a common word stands in most of them.
enum WordFrequency {
  /// The name of the function in SQL.
  static let name = "word_frequency"

  private static let parts = SearchDocument.Part.allCases

  /// What an occurrence counts for in each part of each document.
  final class Weighing {
    /// How many phrases of the expression, from the left, are the word itself; the others are other names of what it
    /// means.
    fileprivate let own: Int32
    fileprivate let lengths: LengthLookup
    fileprivate let weights: PartWeights
    /// The weightiest occurrence in the terms of the row that was weighed last: of the names of one term that stand
    /// there, only one counts.
    fileprivate(set) var once: Int32 = 0

    /// Prepares to weigh an expression. O(1).
    init(own: Int, _ lengths: LengthLookup, _ weights: PartWeights) {
      self.own = Int32(clamping: own)
      self.lengths = lengths
      self.weights = weights
    }
  }

  /// Makes the function known to a connection. Throws `SQLiteError`.
  static func register(in database: SQLiteDatabase) throws {
    let statement = try database.statement("SELECT fts5(?1)")
    var api: UnsafeMutablePointer<fts5_api>?
    withUnsafeMutablePointer(to: &api) { pointer in
      statement.bind(pointer: UnsafeMutableRawPointer(pointer), type: pointerType, at: 1)
      _ = try? statement.step()
      while (try? statement.step()) == true {}
    }
    guard let api, let create = api.pointee.xCreateFunction else {
      throw SQLiteError(code: SQLITE_ERROR, message: "this SQLite has no FTS5")
    }
    let code = create(
      api, name, nil,
      { extensions, context, result, count, arguments in
        guard let extensions, count > 0,
          let pointer = sqlite3_value_pointer(arguments?[0], WordFrequency.weighingType)
        else { return sqlite3_result_int64(result, 0) }
        let weighing = Unmanaged<WordFrequency.Weighing>.fromOpaque(pointer).takeUnretainedValue()
        do throws(SQLiteError) {
          sqlite3_result_int64(result, try WordFrequency.value(extensions, context, weighing))
        } catch {
          // A damaged file must not rank otherwise; it must be noticed.
          sqlite3_result_error_code(result, error.code)
        }
      }, nil)
    guard code == SQLITE_OK else { throw SQLiteError(code: code, message: "FTS5 refuses \(name)") }
  }

  // SQLite compares these by content, but keeps the pointers.
  nonisolated(unsafe) private static let pointerType = strdup("fts5_api_ptr")
  nonisolated(unsafe) fileprivate static let weighingType = strdup("ktc_weighing")

  private static func value(
    _ api: UnsafePointer<Fts5ExtensionApi>, _ context: OpaquePointer?, _ weighing: Weighing
  ) throws(SQLiteError) -> Int64 {
    let document = Int(api.pointee.xRowid(context))
    let own = weighing.own
    let once = SearchDocument.Part.terms.rawValue
    var sum: Int64 = 0
    var most: Int32 = 0
    for phrase in 0..<api.pointee.xPhraseCount(context) {
      var iterator = Fts5PhraseIter()
      var column: Int32 = 0
      var offset: Int32 = 0
      let code = api.pointee.xPhraseFirst(context, phrase, &iterator, &column, &offset)
      guard code == SQLITE_OK else { throw SQLiteError(code: code, message: "FTS5 cannot read its index") }
      while column >= 0, Int(column) < parts.count {
        let place = weighing.lengths.place(of: document, Int(column))
        let value = phrase < own ? weighing.weights.own[place] : weighing.weights.otherNames[place]
        if Int(column) == once { most = max(most, value) } else { sum += Int64(value) }
        api.pointee.xPhraseNext(context, &iterator, &column, &offset)
      }
    }
    weighing.once = most
    return sum
  }
}

extension SQLiteStatement {
  /// Sets the parameter at a position, from 1, to a pointer for SQLite itself.
  fileprivate func bind(pointer: UnsafeMutableRawPointer, type: UnsafePointer<CChar>?, at position: Int32) {
    withHandle { _ = sqlite3_bind_pointer($0, position, pointer, type, nil) }
  }
}

extension SQLiteStatement {
  /// Sets the parameter at a position, from 1, to a weighing, which has to live until the statement was run.
  func bind(_ weighing: WordFrequency.Weighing, at position: Int32) -> SQLiteStatement {
    bind(pointer: Unmanaged.passUnretained(weighing).toOpaque(), type: WordFrequency.weighingType, at: position)
    return self
  }
}
