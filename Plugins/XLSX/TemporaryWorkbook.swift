internal import CLibXLSXWriter
internal import CataloguePlugins
internal import Glibc
internal import SourceTree

/// A workbook under way, in a temporary file that is gone when nobody needs it.
///
/// libxlsxwriter writes each row to a temporary file as soon as the next one begins (its constant-memory mode), and puts
/// the parts together at the end. All that could differ from run to run is given: the date of creation, and the times in
/// the archive, which it always sets to 1980-01-01.
final class TemporaryWorkbook {
  private let path: String
  private var workbook: UnsafeMutablePointer<lxw_workbook>?

  /// Begins a workbook. Throws `ExportFailure` when no temporary file can be made.
  init() throws {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/ktc-XXXXXX.xlsx".utf8CString)
    let descriptor = mkstemps(&template, 5)
    guard descriptor >= 0 else { throw Self.failure("a temporary file in \(folder)") }
    close(descriptor)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var folderName = Array(folder.utf8CString)
    workbook = folderName.withUnsafeMutableBufferPointer { name in
      var options = lxw_workbook_options(constant_memory: 1, tmpdir: name.baseAddress, use_zip64: 1)
      return workbook_new_opt(path, &options)
    }
  }

  deinit {
    // Frees the workbook, too; nobody reads what it writes.
    if let workbook { workbook_close(workbook) }
    unlink(path)
  }

  /// Adds a sheet. Names are ours, so that none is refused.
  func addSheet(named name: String) -> UnsafeMutablePointer<lxw_worksheet>? {
    workbook_add_worksheet(workbook, name)
  }

  /// Adds a format.
  func addFormat(_ change: (UnsafeMutablePointer<lxw_format>) -> Void) -> UnsafeMutablePointer<lxw_format>? {
    let format = workbook_add_format(workbook)
    if let format { change(format) }
    return format
  }

  /// Names a range of cells.
  func define(_ name: String, _ range: String) { workbook_define_name(workbook, name, "=" + range) }

  /// Says what the workbook is.
  func setProperties(title: String, company: String, created: Int) {
    var title = Array(title.utf8CString)
    var company = Array(company.utf8CString)
    title.withUnsafeMutableBufferPointer { title in
      company.withUnsafeMutableBufferPointer { company in
        var properties = lxw_doc_properties()
        properties.title = title.baseAddress
        properties.company = company.baseAddress
        properties.created = created
        workbook_set_properties(workbook, &properties)
      }
    }
  }

  /// Puts the parts together and hands over the bytes of the file. Throws what the destination throws, and
  /// `ExportFailure` when the file cannot be written.
  ///
  /// - Parameter rows: How many rows each sheet has, by its position. libxlsxwriter does not notice when a temporary
  ///   file has no room for some of them.
  func publish(to destination: any ExportDestination, rows: [Int: Int]) throws {
    guard let workbook else { return }
    self.workbook = nil
    let status = workbook_close(workbook)
    guard status == LXW_NO_ERROR else {
      throw Self.failure("the workbook (\(String(cString: lxw_strerror(status))))")
    }
    guard try isWhole(rows) else {
      errno = ENOSPC
      throw Self.failure("all rows to a temporary file")
    }
    guard let file = fopen(path, "rb") else { throw Self.failure("the workbook") }
    defer { fclose(file) }
    while true {
      let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
        filled = fread(buffer.baseAddress, 1, buffer.count, file)
      }
      if bytes.isEmpty { break }
      try destination.write(bytes)
    }
    if ferror(file) != 0 { throw Self.failure("the workbook") }
  }

  /// Whether every row of the sheets is there.
  private func isWhole(_ rows: [Int: Int]) throws -> Bool {
    var limits = XLSXLimits()
    // Nobody else has touched the file.
    (limits.ratio, limits.partBytes, limits.totalBytes) = (.max, .max, .max)
    let archive = try WorkbookArchive(path: path, limits)
    for (position, count) in rows {
      guard let part = try archive.open("xl/worksheets/sheet\(position + 1).xml") else { return false }
      var found = 0
      let isComplete = part.count("<row ", into: &found, endingWith: "</worksheet>")
      guard isComplete, found == count else { return false }
    }
    return true
  }

  private static func failure(_ what: String) -> ExportFailure {
    let reason = String(cString: strerror(errno)).lowercased()
    return ExportFailure(Diagnostic(XLSXRules.notWritten, "cannot write \(what): \(reason)"))
  }
}
