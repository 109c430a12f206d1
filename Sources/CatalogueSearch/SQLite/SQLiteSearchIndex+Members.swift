extension SQLiteSearchIndex {
  /// The field under which all documents are kept.
  static let all = "all"

  /// The documents that have a value, as they are kept: a bit for each. Throws `SQLiteError`.
  ///
  /// For fields of few values, where reading a row for each document would take longer than the search.
  func members(_ field: String, _ value: String) throws -> DocumentSet {
    let statement = try database.statement("SELECT documents FROM member WHERE field = ? AND value = ?")
      .bind(field, at: 1).bind(value, at: 2)
    defer { statement.reset() }
    return try statement.step() ? statement.withBytes(0) { DocumentSet(bytes: $0) } : DocumentSet()
  }

  /// The documents of each value of a field. Throws `SQLiteError`.
  func allMembers(_ field: IndexedField) throws -> [(value: String, documents: DocumentSet)] {
    if let known = cache.members[field] { return known }
    let statement = try database.statement("SELECT value, documents FROM member WHERE field = ?")
      .bind(field.rawValue, at: 1)
    var found: [(value: String, documents: DocumentSet)] = []
    while try statement.step() { found.append((statement.text(0), statement.withBytes(1) { DocumentSet(bytes: $0) })) }
    cache.members[field] = found
    return found
  }

  /// Keeps the documents that have a value. Throws `SQLiteError`.
  func setMembers(_ field: String, _ value: String, _ documents: DocumentSet) throws {
    if documents.isEmpty {
      return try database.statement("DELETE FROM member WHERE field = ? AND value = ?")
        .bind(field, at: 1).bind(value, at: 2).run()
    }
    try setBytes(field, value, documents.bytes)
  }

  /// Bytes as they are kept; nothing where none are. Throws `SQLiteError`. O(bytes).
  func bytes(_ field: String, _ value: String) throws -> [UInt8] {
    guard let row = try row(field, value) else { return [] }
    return try database.withBlob("documents", of: "member", row: row) { blob in
      // An array with room for nothing writes its length into memory that all empty arrays share.
      guard blob.count > 0 else { return [] }
      return try [UInt8](unsafeUninitializedCapacity: blob.count) { bytes, count in
        try blob.read(into: UnsafeMutableRawBufferPointer(bytes))
        count = blob.count
      }
    }
  }

  /// Reads bytes as they are kept to where they are wanted, all of them. Throws `SQLiteError`, also where it is another
  /// number of bytes. O(bytes).
  func readBytes(_ field: String, _ value: String, into bytes: UnsafeMutableRawBufferPointer) throws {
    guard let row = try row(field, value) else { throw SQLiteError.disagreement }
    try database.withBlob("documents", of: "member", row: row) { blob in
      guard blob.count == bytes.count else { throw SQLiteError.disagreement }
      try blob.read(into: bytes)
    }
  }

  /// The row of a value; nil where nothing is kept. Throws `SQLiteError`.
  private func row(_ field: String, _ value: String) throws -> Int? {
    let statement = try database.statement("SELECT rowid FROM member WHERE field = ? AND value = ?")
      .bind(field, at: 1).bind(value, at: 2)
    defer { statement.reset() }
    return try statement.step() ? statement.number(0) : nil
  }

  /// Keeps bytes. Throws `SQLiteError`.
  func setBytes(_ field: String, _ value: String, _ bytes: [UInt8]) throws {
    try database.statement("INSERT OR REPLACE INTO member VALUES (?, ?, ?)")
      .bind(field, at: 1).bind(value, at: 2).bind(bytes, at: 3).run()
  }

  /// The documents that have a value of a field of many values. Throws `SQLiteError`.
  func listedDocuments(_ field: String, _ value: String) throws -> Set<Int> {
    let statement = try database.statement("SELECT documents FROM value WHERE field = ? AND value = ?")
      .bind(field, at: 1).bind(value, at: 2)
    defer { statement.reset() }
    var found: Set<Int> = []
    if try statement.step() { try statement.withBytes(0) { try DocumentList.forEach($0) { found.insert($0) } } }
    return found
  }

  /// Keeps the documents that have a value of a field of many values. Throws `SQLiteError`.
  func setListedDocuments(_ field: String, _ value: String, _ documents: Set<Int>) throws {
    if documents.isEmpty {
      return try database.statement("DELETE FROM value WHERE field = ? AND value = ?")
        .bind(field, at: 1).bind(value, at: 2).run()
    }
    try database.statement("INSERT OR REPLACE INTO value VALUES (?, ?, ?)")
      .bind(field, at: 1).bind(value, at: 2).bind(DocumentList.bytes(of: documents), at: 3).run()
  }
}
