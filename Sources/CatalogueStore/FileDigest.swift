internal import SourceTree

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

  /// Adds a file by its folder, which is a hash of where it lies, its name and its state. O(length).
  mutating func add(_ name: UnsafeRawBufferPointer, in folder: UInt64, size: Int, modified: Int, inode: UInt64) {
    let ofName = Self.hash(name)
    var hash = ofName
    for number in [folder, UInt64(bitPattern: Int64(size)), UInt64(bitPattern: Int64(modified)), inode] {
      hash = Self.mixed(hash ^ Self.mixed(number))
    }
    low &+= hash
    high &+= Self.mixed(hash ^ 0x9E37_79B9_7F4A_7C15)
    count += 1
    groups[Self.group(of: ofName)] &+= hash
  }

  /// Adds the files of another. O(groups).
  mutating func add(_ other: FileDigest) {
    low &+= other.low
    high &+= other.high
    count += other.count
    for group in groups.indices { groups[group] &+= other.groups[group] }
  }

  /// The group of a file by its name, without the folders. O(length).
  package static func group(ofName name: String) -> Int {
    var name = name
    return name.withUTF8 { group(ofName: UnsafeRawBufferPointer($0)) }
  }

  /// The group of a file by the bytes of its name, without the folders. O(length).
  static func group(ofName name: UnsafeRawBufferPointer) -> Int { group(of: hash(name)) }

  private static func group(of hash: UInt64) -> Int { Int(mixed(hash) % UInt64(groupCount)) }

  /// A hash of bytes. O(length).
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = StableHash()
    hash.add(bytes)
    return hash.value
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
