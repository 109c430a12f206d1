internal import CSQLite

/// The part of BM25 that depends on one document, over weighted columns (BM25F: Robertson, Zaragoza and Taylor, 2004),
/// as an auxiliary function of FTS5 (https://www.sqlite.org/fts5.html#custom_auxiliary_functions).
///
/// All phrases of an expression count as one word: they are the same word in several languages. The rarity of the word
/// is multiplied by whoever asks, who knows how many documents hold it.
enum WordFrequency {
  /// The name of the function in SQL; its only argument is the table.
  static let name = "word_frequency"

  /// How soon more occurrences of a word stop to matter.
  private static let saturation = 1.2
  /// How much the length of a column matters, 0 to 1.
  private static let lengthShare = 0.4
  private static let weights = SearchDocument.Part.allCases.map(\.weight)

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
      { extensions, context, result, _, _ in
        guard let extensions else { return sqlite3_result_double(result, 0) }
        sqlite3_result_double(result, WordFrequency.value(extensions.pointee, context))
      }, nil)
    guard code == SQLITE_OK else { throw SQLiteError(code: code, message: "FTS5 refuses \(name)") }
  }

  // SQLite compares this by content, but keeps the pointer.
  nonisolated(unsafe) private static let pointerType = strdup("fts5_api_ptr")

  private static func value(_ api: Fts5ExtensionApi, _ context: OpaquePointer?) -> Double {
    var count: Int32 = 0
    guard api.xInstCount(context, &count) == SQLITE_OK, count > 0 else { return 0 }
    var frequency = 0.0
    var rows: Int64 = 0
    _ = api.xRowCount(context, &rows)
    var column: Int32 = -1
    var norm = 1.0
    for position in 0..<count {
      var phrase: Int32 = 0
      var place: Int32 = 0
      var offset: Int32 = 0
      guard api.xInst(context, position, &phrase, &place, &offset) == SQLITE_OK else { break }
      if place != column {
        column = place
        norm = length(api, context, column, rows)
      }
      guard Int(column) < weights.count else { continue }
      frequency += weights[Int(column)] / norm
    }
    return frequency * (saturation + 1) / (frequency + saturation * weights[0])
  }

  /// The length of a column of the row, in relation to the mean of all rows, softened.
  private static func length(_ api: Fts5ExtensionApi, _ context: OpaquePointer?, _ column: Int32, _ rows: Int64)
    -> Double
  {
    var size: Int32 = 0
    var total: Int64 = 0
    guard api.xColumnSize(context, column, &size) == SQLITE_OK,
      api.xColumnTotalSize(context, column, &total) == SQLITE_OK, total > 0, rows > 0
    else { return 1 }
    return 1 - lengthShare + lengthShare * Double(size) * Double(rows) / Double(total)
  }
}

extension SQLiteStatement {
  /// Sets the parameter at a position, from 1, to a pointer for SQLite itself.
  fileprivate func bind(pointer: UnsafeMutableRawPointer, type: UnsafePointer<CChar>?, at position: Int32) {
    withHandle { _ = sqlite3_bind_pointer($0, position, pointer, type, nil) }
  }
}
