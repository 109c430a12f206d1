internal import CSQLite

/// A failure that SQLite reports.
struct SQLiteError: Error, CustomStringConvertible {
  /// The result code (https://www.sqlite.org/rescode.html).
  let code: Int32
  /// SQLite's words.
  let message: String

  var description: String { "SQLite: \(message) (\(code))" }

  /// What stands in one table does not agree with another, which nothing but damage explains.
  static let disagreement = SQLiteError(code: SQLITE_CORRUPT, message: "the index does not agree with itself")

  /// Whether the file is no database, or a damaged one, or holds what it should not, so that nothing can be added.
  var isCorrupt: Bool {
    [SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_CONSTRAINT].contains(code & 0xFF) || code == GuardedFiles.damaged
  }
}

/// One connection to an SQLite database, for one thread.
final class SQLiteDatabase {
  private var handle: OpaquePointer?
  private var statements: [String: SQLiteStatement] = [:]

  /// How a database is opened.
  enum Mode { case readWrite, readOnly, memory }

  /// Opens a database. Throws `SQLiteError`.
  init(_ path: String, _ mode: Mode) throws {
    var flags = SQLITE_OPEN_NOMUTEX
    switch mode {
    case .readWrite: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    case .readOnly: flags |= SQLITE_OPEN_READONLY
    case .memory: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY
    }
    if mode != .memory { try GuardedFiles.register() }
    let code = sqlite3_open_v2(
      mode == .memory ? ":memory:" : path, &handle, flags, mode == .memory ? nil : GuardedFiles.name)
    guard code == SQLITE_OK else {
      let error = SQLiteError(code: code, message: String(cString: sqlite3_errstr(code)))
      sqlite3_close_v2(handle)
      handle = nil
      throw error
    }
    sqlite3_busy_timeout(handle, 10_000)
    sqlite3_extended_result_codes(handle, 1)
    if mode != .memory {
      // For a file that is yet to be made; one that is there keeps what it has.
      var reserved = Int32(GuardedFiles.reserved)
      sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved)
      try execute("PRAGMA page_size = \(GuardedFiles.pageSize)")
    }
  }

  deinit {
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// Runs statements that give nothing back. Throws `SQLiteError`.
  func execute(_ sql: String) throws { try check(sqlite3_exec(handle, sql, nil, nil, nil)) }

  /// A prepared statement, ready for new values. Throws `SQLiteError`.
  func statement(_ sql: String) throws -> SQLiteStatement {
    if let statement = statements[sql] {
      statement.reset()
      return statement
    }
    var pointer: OpaquePointer?
    try check(sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil))
    let statement = SQLiteStatement(pointer, of: self)
    statements[sql] = statement
    return statement
  }

  /// Runs changes as one: all happen, or none. Rethrows.
  func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try execute("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      try? execute("ROLLBACK")
      throw error
    }
  }

  /// Gives `body` the bytes in a column of a row, to be read to where they are wanted; a statement would copy them twice.
  /// Rethrows, and throws `SQLiteError`.
  func withBlob<Result>(
    _ column: String, of table: String, row: Int, _ body: (SQLiteBlob) throws -> Result
  ) throws -> Result {
    var handle: OpaquePointer?
    try check(sqlite3_blob_open(self.handle, "main", table, column, Int64(row), 0, &handle))
    defer { sqlite3_blob_close(handle) }
    return try body(SQLiteBlob(database: self, handle: handle))
  }

  /// The row that was inserted last.
  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  fileprivate func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw error(code) }
  }

  fileprivate func error(_ code: Int32) -> SQLiteError {
    SQLiteError(code: code, message: String(cString: sqlite3_errmsg(handle)))
  }
}

/// Bytes in a column of a row.
struct SQLiteBlob {
  fileprivate let database: SQLiteDatabase
  fileprivate let handle: OpaquePointer?

  /// How many there are.
  var count: Int { Int(sqlite3_blob_bytes(handle)) }

  /// Reads as many as there is room for, from the first. Throws `SQLiteError`. O(bytes).
  func read(into bytes: UnsafeMutableRawBufferPointer) throws {
    try database.check(sqlite3_blob_read(handle, bytes.baseAddress, Int32(bytes.count), 0))
  }
}

/// A prepared statement.
final class SQLiteStatement {
  private let handle: OpaquePointer?
  private unowned let database: SQLiteDatabase
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  fileprivate init(_ handle: OpaquePointer?, of database: SQLiteDatabase) {
    self.handle = handle
    self.database = database
  }

  deinit { sqlite3_finalize(handle) }

  /// Forgets where it is and what was bound, so that nothing stays open.
  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  /// Sets the parameter at a position, from 1.
  @discardableResult
  func bind(_ text: String, at position: Int32) -> SQLiteStatement {
    // A text with a zero byte ends there for SQLite; it cannot match, and does no harm.
    sqlite3_bind_text(handle, position, text, -1, Self.transient)
    return self
  }

  /// Sets the parameter at a position, from 1.
  @discardableResult
  func bind(_ number: Int, at position: Int32) -> SQLiteStatement {
    sqlite3_bind_int64(handle, position, Int64(number))
    return self
  }

  /// Sets the parameter at a position, from 1.
  @discardableResult
  func bind(_ bytes: [UInt8], at position: Int32) -> SQLiteStatement {
    bytes.withUnsafeBytes {
      _ = sqlite3_bind_blob64(handle, position, $0.baseAddress, UInt64($0.count), Self.transient)
    }
    return self
  }

  /// Gives `body` the statement itself, for what this wrapper does not cover.
  func withHandle(_ body: (OpaquePointer?) -> Void) { body(handle) }

  /// Goes to the next row; false when there is none. Throws `SQLiteError`.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    case let code:
      let error = database.error(code)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs a statement that gives no row, or whose rows do not matter. Throws `SQLiteError`.
  func run() throws { while try step() {} }

  /// The number in a column, from 0.
  func number(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  /// The text in a column, from 0; empty for null.
  func text(_ column: Int32) -> String {
    guard let bytes = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// Gives `body` the text in a column, from 0, as UTF-8. It is there until the next step.
  func withText<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let start = sqlite3_column_text(handle, column)
    return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  /// Gives `body` the bytes in a column, from 0. They are there until the next step.
  func withBytes<Result, Failure: Error>(
    _ column: Int32, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = sqlite3_column_blob(handle, column)
    return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }
}
