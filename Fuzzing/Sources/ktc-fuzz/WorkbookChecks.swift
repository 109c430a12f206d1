internal import CataloguePlugins
internal import SourceTree

/// Workbooks by their parts: the input is the text of each part behind a line `=== NAME`, and is put into an archive
/// here, since changed bytes of an archive hardly ever unpack.
enum WorkbookChecks {
  static func run(_ bytes: [UInt8]) throws {
    guard let importer = FuzzTarget.importers.first(where: { $0.format.id == "xlsx" }) else { return }
    try ImportChecks.run(StoredArchive(parts(bytes)).bytes, importer)
  }

  private static func parts(_ bytes: [UInt8]) -> [(name: [UInt8], content: [UInt8])] {
    let mark = Array("=== ".utf8)
    var parts: [(name: [UInt8], content: [UInt8])] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: mark) {
        parts.append((Array(line.dropFirst(mark.count)), []))
      } else if !parts.isEmpty {
        parts[parts.count - 1].content += line + [0x0A]
      }
    }
    return parts
  }
}

/// A ZIP archive of parts that are stored as they are (APPNOTE.TXT 6.3.10, 4.3).
struct StoredArchive {
  private(set) var bytes: [UInt8] = []

  init(_ parts: [(name: [UInt8], content: [UInt8])]) {
    var directory: [UInt8] = []
    for (name, content) in parts {
      let size = UInt32(content.count)
      let common =
        Self.two(20) + Self.two(0) + Self.two(0) + Self.two(0) + Self.two(0x21) + Self.four(Self.checksum(content))
        + Self.four(size) + Self.four(size) + Self.two(UInt16(truncatingIfNeeded: name.count)) + Self.two(0)
      directory += Self.four(0x0201_4B50) + Self.two(20) + common + Self.two(0) + Self.two(0) + Self.two(0)
      directory += Self.four(0) + Self.four(UInt32(bytes.count)) + name
      bytes += Self.four(0x0403_4B50) + common + name + content
    }
    let start = UInt32(bytes.count)
    let count = Self.two(UInt16(truncatingIfNeeded: parts.count))
    bytes += directory + Self.four(0x0605_4B50) + Self.two(0) + Self.two(0) + count + count
    bytes += Self.four(UInt32(directory.count)) + Self.four(start) + Self.two(0)
  }

  private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

  private static func four(_ value: UInt32) -> [UInt8] {
    two(UInt16(truncatingIfNeeded: value)) + two(UInt16(truncatingIfNeeded: value >> 16))
  }

  private static let checksums: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { checksums[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }
}
