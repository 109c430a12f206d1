internal import CSQLite

/// The bytes before the file of the system: the methods, and room to keep what follows aligned.
private let headerSize = 16

/// The file of the system behind one of ours. Not within the type, so that C may call what calls it.
private func systemFile(_ file: UnsafeMutablePointer<sqlite3_file>?) -> UnsafeMutablePointer<sqlite3_file>? {
  file.map { (UnsafeMutableRawPointer($0) + headerSize).assumingMemoryBound(to: sqlite3_file.self) }
}

/// Files of SQLite in which every page ends with a checksum, so that a page that was changed by anybody but SQLite is
/// noticed when it is read, and never answers a query (https://www.sqlite.org/vfs.html).
///
/// The checksum lies in the bytes that SQLite keeps free at the end of each page when it is told to. Pages get it on
/// their way into the database file and are checked on their way out; the log of changes beside it has checksums of
/// SQLite's own. Everything else is left to the files of the system, which each file of ours holds behind its header.
enum GuardedFiles {
  /// The name under which connections ask for them.
  static let name = "ktc-guarded"
  /// The bytes of a page.
  static let pageSize = 4096
  /// The bytes at the end of each page that hold the checksum.
  static let reserved = 8

  /// Makes them known to SQLite, once. Throws `SQLiteError`.
  static func register() throws {
    guard registration == SQLITE_OK else { throw SQLiteError(code: registration, message: "no guarded files") }
  }

  private static let registration: Int32 = {
    guard let system else { return SQLITE_ERROR }
    let guarded = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    guarded.initialize(to: system.pointee)
    guarded.pointee.zName = UnsafePointer(strdup(name))
    guarded.pointee.pNext = nil
    guarded.pointee.szOsFile = Int32(headerSize) + system.pointee.szOsFile
    guarded.pointee.xOpen = { _, path, file, flags, outFlags in
      GuardedFiles.open(path, file, flags, outFlags)
    }
    return sqlite3_vfs_register(guarded, 0)
  }()

  // SQLite keeps what it is given for as long as the program runs, and does not change it.
  nonisolated(unsafe) private static let system = sqlite3_vfs_find(nil)
  nonisolated(unsafe) private static let databaseMethods = methods(read: readPage, write: writePage)
  nonisolated(unsafe) private static let otherMethods = methods(
    read: { systemFile($0)?.pointee.pMethods.pointee.xRead(systemFile($0), $1, $2, $3) ?? SQLITE_IOERR },
    write: { systemFile($0)?.pointee.pMethods.pointee.xWrite(systemFile($0), $1, $2, $3) ?? SQLITE_IOERR })

  private static func open(
    _ path: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
    _ outFlags: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    guard let system, let file, let real = systemFile(file) else { return SQLITE_CANTOPEN }
    let code = system.pointee.xOpen(system, path, real, flags, outFlags)
    // SQLite closes what has methods, opened or not.
    let methods = flags & SQLITE_OPEN_MAIN_DB != 0 ? databaseMethods : otherMethods
    file.pointee.pMethods = real.pointee.pMethods == nil ? nil : UnsafePointer(methods)
    return code
  }

  private static func methods(
    read:
      @escaping @convention(c) (UnsafeMutablePointer<sqlite3_file>?, UnsafeMutableRawPointer?, Int32, sqlite3_int64) ->
      Int32,
    write:
      @escaping @convention(c) (UnsafeMutablePointer<sqlite3_file>?, UnsafeRawPointer?, Int32, sqlite3_int64) -> Int32
  ) -> UnsafeMutablePointer<sqlite3_io_methods> {
    var methods = sqlite3_io_methods()
    // The second version: with shared memory, but without maps of the file, which would go past the check.
    methods.iVersion = 2
    methods.xClose = { systemFile($0)?.pointee.pMethods.pointee.xClose(systemFile($0)) ?? SQLITE_IOERR }
    methods.xRead = read
    methods.xWrite = write
    methods.xTruncate = { systemFile($0)?.pointee.pMethods.pointee.xTruncate(systemFile($0), $1) ?? SQLITE_IOERR }
    methods.xSync = { systemFile($0)?.pointee.pMethods.pointee.xSync(systemFile($0), $1) ?? SQLITE_IOERR }
    methods.xFileSize = { systemFile($0)?.pointee.pMethods.pointee.xFileSize(systemFile($0), $1) ?? SQLITE_IOERR }
    methods.xLock = { systemFile($0)?.pointee.pMethods.pointee.xLock(systemFile($0), $1) ?? SQLITE_IOERR }
    methods.xUnlock = { systemFile($0)?.pointee.pMethods.pointee.xUnlock(systemFile($0), $1) ?? SQLITE_IOERR }
    methods.xCheckReservedLock = {
      systemFile($0)?.pointee.pMethods.pointee.xCheckReservedLock(systemFile($0), $1) ?? SQLITE_IOERR
    }
    methods.xFileControl = {
      systemFile($0)?.pointee.pMethods.pointee.xFileControl(systemFile($0), $1, $2) ?? SQLITE_IOERR
    }
    methods.xSectorSize = {
      systemFile($0)?.pointee.pMethods.pointee.xSectorSize(systemFile($0)) ?? Int32(GuardedFiles.pageSize)
    }
    methods.xDeviceCharacteristics = {
      systemFile($0)?.pointee.pMethods.pointee.xDeviceCharacteristics(systemFile($0)) ?? 0
    }
    methods.xShmMap = {
      systemFile($0)?.pointee.pMethods.pointee.xShmMap(systemFile($0), $1, $2, $3, $4) ?? SQLITE_IOERR
    }
    methods.xShmLock = { systemFile($0)?.pointee.pMethods.pointee.xShmLock(systemFile($0), $1, $2, $3) ?? SQLITE_IOERR }
    methods.xShmBarrier = { systemFile($0)?.pointee.pMethods.pointee.xShmBarrier(systemFile($0)) }
    methods.xShmUnmap = { systemFile($0)?.pointee.pMethods.pointee.xShmUnmap(systemFile($0), $1) ?? SQLITE_IOERR }
    let pointer = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    pointer.initialize(to: methods)
    return pointer
  }

  // MARK: Pages

  private static let readPage:
    @convention(c) (UnsafeMutablePointer<sqlite3_file>?, UnsafeMutableRawPointer?, Int32, sqlite3_int64) -> Int32 = {
      file, buffer, count, offset in
      guard let real = systemFile(file), let buffer else { return SQLITE_IOERR }
      let code = real.pointee.pMethods.pointee.xRead(real, buffer, count, offset)
      // SQLite takes the missing end of a cut file for zeroes. Only a file that is yet to be made has nothing at all.
      if code == shortRead, count >= 512 {
        let isEmpty = offset == 0 && UnsafeRawBufferPointer(start: buffer, count: Int(count)).allSatisfy { $0 == 0 }
        return isEmpty ? code : damaged
      }
      guard code == SQLITE_OK else { return code }
      // Apart from whole pages SQLite reads the file's header, of which the page is read in whole before it is used.
      if Int(count) < 512 { return code }
      let page = UnsafeRawBufferPointer(start: buffer, count: Int(count))
      let isWhole = page.count == pageSize && Int(offset) % pageSize == 0
      return isWhole && storedChecksum(page) == checksum(page, offset) ? code : damaged
    }

  private static let writePage:
    @convention(c) (UnsafeMutablePointer<sqlite3_file>?, UnsafeRawPointer?, Int32, sqlite3_int64) -> Int32 = {
      file, buffer, count, offset in
      guard let real = systemFile(file), let buffer else { return SQLITE_IOERR }
      let page = UnsafeRawBufferPointer(start: buffer, count: Int(count))
      guard page.count == pageSize, Int(offset) % pageSize == 0 else {
        return real.pointee.pMethods.pointee.xWrite(real, buffer, count, offset)
      }
      // The page itself is SQLite's own and stays as it is.
      return withUnsafeTemporaryAllocation(byteCount: pageSize, alignment: 8) { copy in
        copy.copyMemory(from: page)
        copy.storeBytes(
          of: checksum(UnsafeRawBufferPointer(copy), offset).littleEndian, toByteOffset: pageSize - reserved,
          as: UInt64.self)
        return real.pointee.pMethods.pointee.xWrite(real, copy.baseAddress, count, offset)
      }
    }

  /// What SQLite reports when a file ends before what was to be read (`SQLITE_IOERR_SHORT_READ`).
  private static let shortRead: Int32 = SQLITE_IOERR | (2 << 8)

  /// What SQLite reports for data that does not agree with its checksum (`SQLITE_IOERR_DATA`).
  static let damaged: Int32 = SQLITE_IOERR | (32 << 8)

  private static func storedChecksum(_ page: UnsafeRawBufferPointer) -> UInt64 {
    UInt64(littleEndian: page.loadUnaligned(fromByteOffset: pageSize - reserved, as: UInt64.self))
  }

  /// The checksum of a page at its place, so that no page passes for another. Its words go into four sums in turn,
  /// which a processor works out at once; one would take longer than reading the page. Each is mixed in as in
  /// `StableHash`, which would be called for every word, as it is compiled in another module.
  private static func checksum(_ page: UnsafeRawBufferPointer, _ offset: sqlite3_int64) -> UInt64 {
    func word(_ position: Int) -> UInt64 {
      UInt64(littleEndian: page.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
    func mix(_ word: UInt64, into sum: inout UInt64) {
      sum = (sum ^ word) &* 0xFF51_AFD7_ED55_8CCD
      sum ^= sum >> 29
    }
    var first = UInt64(bitPattern: offset) ^ 0x9E37_79B9_7F4A_7C15
    var (second, third, fourth) = (~first, first &* 3, ~first &* 3)
    let end = pageSize - reserved
    let whole = end & ~31
    for position in stride(from: 0, to: whole, by: 32) {
      mix(word(position), into: &first)
      mix(word(position + 8), into: &second)
      mix(word(position + 16), into: &third)
      mix(word(position + 24), into: &fourth)
    }
    for position in stride(from: whole, to: end, by: 8) { mix(word(position), into: &first) }
    for sum in [second, third, fourth] { mix(sum, into: &first) }
    return first
  }
}
