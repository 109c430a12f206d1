internal import CSQLite

/// How often a row holds what is asked for, weighted by part, as an auxiliary function of FTS5
/// (https://www.sqlite.org/fts5.html#custom_auxiliary_functions): what `Ranking` saturates and multiplies.
///
/// Its arguments are the table, and how many phrases of the expression, from the left, are the word itself; the others
/// are other names of what it means.
enum WordFrequency {
  /// The name of the function in SQL.
  static let name = "word_frequency"

  private static let parts = SearchDocument.Part.allCases

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
        guard let extensions, count > 0, let own = arguments?[0] else { return sqlite3_result_double(result, 0) }
        do throws(SQLiteError) {
          sqlite3_result_double(result, try WordFrequency.value(extensions.pointee, context, sqlite3_value_int(own)))
        } catch {
          // A damaged file must not rank otherwise; it must be noticed.
          sqlite3_result_error_code(result, error.code)
        }
      }, nil)
    guard code == SQLITE_OK else { throw SQLiteError(code: code, message: "FTS5 refuses \(name)") }
  }

  // SQLite compares this by content, but keeps the pointer.
  nonisolated(unsafe) private static let pointerType = strdup("fts5_api_ptr")

  private static func value(_ api: Fts5ExtensionApi, _ context: OpaquePointer?, _ own: Int32) throws(SQLiteError)
    -> Double
  {
    var count: Int32 = 0
    try check(api.xInstCount(context, &count))
    var frequency = 0.0
    var rows: Int64 = 0
    try check(api.xRowCount(context, &rows))
    var column: Int32 = -1
    var weight = 0.0
    var most = 0.0
    for position in 0..<count {
      var phrase: Int32 = 0
      var place: Int32 = 0
      var offset: Int32 = 0
      try check(api.xInst(context, position, &phrase, &place, &offset))
      guard Int(place) < parts.count else { continue }
      if place != column {
        column = place
        most = 0
        weight = try parts[Int(place)].weight / length(api, context, column, rows)
      }
      let value = phrase < own ? weight : weight * Ranking.otherNameShare
      if parts[Int(place)].countsOnce {
        // Instances come in the order of columns, so that the best of this one is known when the next begins.
        frequency += max(0, value - most)
        most = max(most, value)
      } else {
        frequency += value
      }
    }
    return frequency
  }

  private static func check(_ code: Int32) throws(SQLiteError) {
    guard code == SQLITE_OK else { throw SQLiteError(code: code, message: "FTS5 cannot read its index") }
  }

  /// The length of a column of the row, in relation to the mean of all rows, softened.
  private static func length(_ api: Fts5ExtensionApi, _ context: OpaquePointer?, _ column: Int32, _ rows: Int64)
    throws(SQLiteError) -> Double
  {
    var size: Int32 = 0
    var total: Int64 = 0
    try check(api.xColumnSize(context, column, &size))
    try check(api.xColumnTotalSize(context, column, &total))
    guard total > 0, rows > 0 else { return 1 }
    return 1 - Ranking.lengthShare + Ranking.lengthShare * Double(size) * Double(rows) / Double(total)
  }
}

extension SQLiteStatement {
  /// Sets the parameter at a position, from 1, to a pointer for SQLite itself.
  fileprivate func bind(pointer: UnsafeMutableRawPointer, type: UnsafePointer<CChar>?, at position: Int32) {
    withHandle { _ = sqlite3_bind_pointer($0, position, pointer, type, nil) }
  }
}
