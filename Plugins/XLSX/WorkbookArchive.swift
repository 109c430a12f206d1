internal import CLibZip
internal import CataloguePlugins
internal import Glibc
internal import SourceTree

/// The archive that a workbook is, through libzip.
///
/// The input is copied to a temporary file first, because an archive is read from its end.
final class WorkbookArchive {
  /// Where an archive is, for opening it once more; one that is open stands at one place at a time.
  struct Place: Sendable {
    fileprivate var path: String
    fileprivate var name: String
    fileprivate var limits: XLSXLimits
  }

  /// Where it is, for as long as it is open.
  let place: Place
  /// What messages call the file.
  var name: String { place.name }
  var limits: XLSXLimits { place.limits }
  private var archive: OpaquePointer?
  private var unpacked = 0

  /// Opens an archive. Throws `ImportFailure` when it is none, or too large, and what the source throws.
  init(_ source: any ImportSource, _ limits: XLSXLimits) throws {
    let file = try Self.spool(source, limits)
    // The file has no name.
    place = Place(path: "/proc/self/fd/\(fileno(file))", name: source.name, limits: limits)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    // From here on the file belongs to libzip.
    guard let content = zip_source_filep_create(file, 0, -1, &error) else {
      fclose(file)
      throw failure("the archive cannot be read")
    }
    archive = zip_open_from_source(content, Int32(ZIP_RDONLY), &error)
    guard let archive else {
      zip_source_free(content)
      throw failure("the archive is damaged (\(String(cString: zip_error_strerror(&error)).lowercased()))")
    }
    guard zip_get_num_entries(archive, 0) <= limits.parts else {
      throw tooBig("it has more than \(limits.parts) parts")
    }
  }

  /// Opens a file that this program has just written. Throws `ImportFailure` when it is no archive.
  convenience init(path: String, _ limits: XLSXLimits) throws {
    try self.init(at: Place(path: path, name: path, limits: limits))
  }

  /// Opens an archive that is open already. Throws `ImportFailure` when it cannot be read.
  init(at place: Place) throws {
    self.place = place
    archive = zip_open(place.path, Int32(ZIP_RDONLY), nil)
    guard archive != nil else { throw failure("the archive cannot be read") }
  }

  deinit { if let archive { zip_discard(archive) } }

  private static func spool(_ source: any ImportSource, _ limits: XLSXLimits) throws -> UnsafeMutablePointer<FILE> {
    guard let file = tmpfile() else {
      let reason = String(cString: strerror(errno)).lowercased()
      throw ImportFailure(Diagnostic(XLSXRules.notWritten, "cannot make a temporary file: \(reason)"))
    }
    var count = 0
    var head: [UInt8] = []
    do {
      while true {
        let bytes = try source.read(upTo: 1 << 16)
        if bytes.isEmpty { break }
        if head.count < 8 { head += bytes.prefix(8) }
        count += bytes.count
        guard count <= limits.fileBytes else {
          let message = "this file has more than \(limits.fileBytes) bytes"
          throw ImportFailure(Diagnostic(XLSXRules.tooBig, message, at: SourceLocation(file: source.name)))
        }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
          let reason = String(cString: strerror(errno)).lowercased()
          throw ImportFailure(Diagnostic(XLSXRules.notWritten, "cannot write a temporary file: \(reason)"))
        }
      }
      if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
        let message = "this is a workbook of an older kind, or one with a password; save it again as .xlsx without one"
        throw ImportFailure(Diagnostic(XLSXRules.notAWorkbook, message, at: SourceLocation(file: source.name)))
      }
    } catch {
      fclose(file)
      throw error
    }
    fflush(file)
    rewind(file)
    return file
  }

  /// Opens a part for reading; nil when there is none of this name. Throws `ImportFailure` when it cannot be read.
  func open(_ part: String) throws -> PartStream? {
    let index = zip_name_locate(archive, part, zip_flags_t(ZIP_FL_NOCASE))
    guard index >= 0 else { return nil }
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0 else {
      throw failure("\(part) cannot be read")
    }
    guard status.encryption_method == 0 else { throw failure("it has a password") }
    guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else {
      throw failure("\(part) cannot be unpacked")
    }
    return PartStream(file, named: part, packed: Int(clamping: status.comp_size), of: self)
  }

  /// Notes that bytes were unpacked. Throws `ImportFailure` when that is too much.
  fileprivate func count(_ bytes: Int) throws {
    unpacked += bytes
    if unpacked > limits.totalBytes { throw tooBig("it unpacks to more than \(limits.totalBytes) bytes") }
  }

  /// The file is no workbook, for a reason.
  func failure(_ reason: String) -> ImportFailure {
    let message = "this is no workbook that can be read: \(reason); save it again as .xlsx"
    return ImportFailure(Diagnostic(XLSXRules.notAWorkbook, message, at: SourceLocation(file: name)))
  }

  /// The file holds more than a workbook may.
  func tooBig(_ reason: String) -> ImportFailure {
    ImportFailure(
      Diagnostic(XLSXRules.tooBig, "\(reason); no workbook of records does", at: SourceLocation(file: name)))
  }
}

/// The bytes of one part of an archive.
final class PartStream {
  /// The name of the part.
  let name: String
  /// Why reading ended early.
  private(set) var failure: ImportFailure?
  private let file: OpaquePointer
  private let packed: Int
  private let archive: WorkbookArchive
  private var count = 0

  fileprivate init(_ file: OpaquePointer, named name: String, packed: Int, of archive: WorkbookArchive) {
    self.file = file
    self.name = name
    self.packed = packed
    self.archive = archive
  }

  deinit { zip_fclose(file) }

  /// Fills a buffer. Returns the number of bytes, 0 at the end, or -1 when `failure` says why.
  func read(into buffer: UnsafeMutableRawPointer, _ capacity: Int) -> Int {
    let got = Int(zip_fread(file, buffer, zip_uint64_t(capacity)))
    guard got > 0 else {
      if got < 0 { failure = archive.failure("\(name) is damaged") }
      return got
    }
    count += got
    let limits = archive.limits
    do {
      try archive.count(got)
      if count > limits.partBytes { throw archive.tooBig("\(name) unpacks to more than \(limits.partBytes) bytes") }
      if count > limits.ratioFrom, count / max(packed, 1) > limits.ratio {
        throw archive.tooBig("\(name) unpacks to more than \(limits.ratio) times its size")
      }
    } catch let problem as ImportFailure {
      failure = problem
      return -1
    } catch {
      return -1
    }
    return got
  }

  /// Counts a word in what is left. Returns whether all of it could be read and it ends with an ending. O(bytes).
  func count(_ word: StaticString, into found: inout Int, endingWith ending: StaticString) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    let overlap = max(word.utf8CodeUnitCount, ending.utf8CodeUnitCount)
    var kept = 0
    return buffer.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      while true {
        let got = read(into: start + kept, bytes.count - kept)
        if got < 0 { return false }
        let filled = kept + got
        if got == 0 {
          let tail = filled - ending.utf8CodeUnitCount
          return tail >= 0 && memcmp(start + tail, ending.utf8Start, ending.utf8CodeUnitCount) == 0
        }
        // A word that begins in the overlap was counted only if it ended before.
        var position = max(0, kept - word.utf8CodeUnitCount + 1)
        while position + word.utf8CodeUnitCount <= filled,
          let next = memchr(start + position, Int32(word.utf8Start[0]), filled - position)
        {
          position = UnsafeRawPointer(next) - UnsafeRawPointer(start) + 1
          guard position - 1 + word.utf8CodeUnitCount <= filled else { break }
          if memcmp(next, word.utf8Start, word.utf8CodeUnitCount) == 0 { found += 1 }
        }
        kept = min(filled, overlap)
        memmove(start, start + filled - kept, kept)
      }
    }
  }
}
