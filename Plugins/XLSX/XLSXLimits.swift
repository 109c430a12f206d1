/// What a workbook may hold, so that no file can take all memory or all time.
struct XLSXLimits {
  /// Bytes of the file itself.
  var fileBytes = 1 << 30
  /// Parts of the archive.
  var parts = 5_000
  /// Bytes of one part, unpacked.
  var partBytes = 4 << 30
  /// Bytes of all parts that are read, unpacked.
  var totalBytes = 8 << 30
  /// How many times its packed size a part may have, from `ratioFrom` bytes on. Sheets of empty cells come to 200.
  var ratio = 400
  /// The size from which the ratio counts.
  var ratioFrom = 32 << 20
  /// Bytes of all shared strings, which stay in memory.
  var sharedStringBytes = 256 << 20
  /// How many shared strings there may be.
  var sharedStrings = 10_000_000
  /// Bytes of the texts that go on in a sheet of their own, which stay in memory.
  var longTextBytes = 256 << 20
  /// Bytes of one row.
  var rowBytes = 4 << 20
  /// Columns of a sheet (ECMA-376, 18.3.1.13; Excel's own limit).
  var columns = 16_384
  /// Sheets.
  var sheets = 1_000
  /// Merged ranges of one sheet.
  var mergedRanges = 2_000
  /// Formats of cells.
  var formats = 100_000
}
