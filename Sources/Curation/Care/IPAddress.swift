internal import Glibc

/// An address of a machine by number.
package struct IPAddress: Sendable, Hashable {
  /// The bytes: four, or sixteen.
  package let bytes: [UInt8]

  /// Reads a number in the notation of the Internet, also in those of old programs such as `0x7f.1` or `2130706433`; nil
  /// for names.
  package init?(_ text: String) {
    var four = in_addr()
    if inet_aton(text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
      return
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
    bytes = withUnsafeBytes(of: &six) { Array($0) }
  }

  /// Whether it is of no public machine: loopback, link-local, private, shared, multicast, reserved or none at all
  /// (the special-purpose registries of IANA, RFC 6890).
  package var isPrivate: Bool {
    guard bytes.count == 16 else { return Self.isPrivate(bytes) }
    if bytes[0..<10].allSatisfy({ $0 == 0 }),
      bytes[10...11].allSatisfy({ $0 == 0xFF }) || bytes[10...11].allSatisfy({ $0 == 0 })
    {
      return bytes[10] == 0 || Self.isPrivate(Array(bytes[12...]))
    }
    // An address of the old kind within one of the new: 6to4 and NAT64.
    if bytes[0] == 0x20, bytes[1] == 0x02 { return Self.isPrivate(Array(bytes[2..<6])) }
    if bytes[0..<4].elementsEqual([0x00, 0x64, 0xFF, 0x9B]) { return Self.isPrivate(Array(bytes[12...])) }
    return bytes[0] & 0xFE == 0xFC || (bytes[0] == 0xFE && bytes[1] & 0x80 == 0x80) || bytes[0] == 0xFF
      || bytes[0..<4].elementsEqual([0x20, 0x01, 0x0D, 0xB8])
  }

  private static func isPrivate(_ bytes: [UInt8]) -> Bool {
    switch (bytes[0], bytes[1]) {
    case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127), (198, 18...19): true
    case (192, 0): bytes[2] == 0 || bytes[2] == 2
    case (198, 51): bytes[2] == 100
    case (203, 0): bytes[2] == 113
    case (224..., _): true
    default: false
    }
  }
}
