internal import DelimitedText
internal import RecordTable

/// What separates the cells of a table.
enum CSVSeparator {
  /// The separator, judged by the first line of a table, and how many names of that line are fields. O(line).
  static func find(in line: [UInt8]) -> (byte: UInt8, known: Int) {
    var best: (byte: UInt8, known: Int, cells: Int) = (0x2C, 0, 0)
    for byte: UInt8 in [0x2C, 0x3B, 0x09] {
      let reader = CSVReader(name: "", separator: byte)
      var names: [String] = []
      func take(_ row: CSVReader.Row) {
        if names.isEmpty { names = row.cells.map { String(decoding: $0.value, as: UTF8.self) } }
      }
      reader.feed(line, take)
      reader.finish(take)
      let known = TableHeader.known(names)
      if (known, names.count) > (best.known, best.cells) { best = (byte, known, names.count) }
    }
    return (best.byte, best.known)
  }
}
