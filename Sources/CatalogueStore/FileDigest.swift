/// What tells that any of many files was added, changed or removed, without reading them: a sum over their names and
/// states, so that their order does not matter. Sums of the groups that files fall into by their names tell where.
package struct FileDigest: Sendable, Hashable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// How many files there are.
  package private(set) var count = 0
  /// The sum of each group of files.
  package private(set) var groups = [UInt64](repeating: 0, count: FileDigest.groupCount)

  /// How many groups there are: few enough to be read and compared at once, enough for one to be a thousandth.
  private static let groupCount = 1024

  /// Nothing yet.
  init() {}

  /// Adds a file by its path, which may come in pieces, and its state. O(length).
  mutating func add(_ path: [UnsafeBufferPointer<UInt8>], size: Int, modified: Int, inode: UInt64) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for piece in path { hash = Self.hash(piece, from: hash) }
    for number in [UInt64(bitPattern: Int64(size)), UInt64(bitPattern: Int64(modified)), inode] {
      hash = Self.mixed(hash ^ Self.mixed(number))
    }
    low &+= hash
    high &+= Self.mixed(hash ^ 0x9E37_79B9_7F4A_7C15)
    count += 1
    if let name = path.last { groups[Self.group(ofName: name)] &+= hash }
  }

  /// Adds the files of another. O(groups).
  mutating func add(_ other: FileDigest) {
    low &+= other.low
    high &+= other.high
    count += other.count
    for group in groups.indices { groups[group] &+= other.groups[group] }
  }

  /// The group of a file by its name, without the folders. O(length).
  package static func group(ofName name: some Sequence<UInt8>) -> Int {
    Int(mixed(hash(name, from: 0xCBF2_9CE4_8422_2325)) % UInt64(groupCount))
  }

  /// Takes bytes into a hash (FNV-1a). O(length).
  private static func hash(_ bytes: some Sequence<UInt8>, from start: UInt64) -> UInt64 {
    var hash = start
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }

  /// The digest as text.
  package var text: String { String(low, radix: 16) + "-" + String(high, radix: 16) + "-" + String(count) }

  /// Spreads every bit over all (the finaliser of splitmix64: Steele, Lea and Flood, 2014). O(1).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
