internal import CNettle

/// The SHA-256 digest of bytes that come in pieces (FIPS 180-4), made by nettle.
package struct SHA256 {
  private var state = sha256_ctx()

  /// Begins with no bytes.
  package init() { nettle_sha256_init(&state) }

  /// Adds bytes. O(bytes).
  package mutating func add(_ bytes: [UInt8]) { nettle_sha256_update(&state, bytes.count, bytes) }

  /// The digest of what was added, in 64 hexadecimal digits; what is added later begins anew.
  package mutating func takeHexadecimal() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    nettle_sha256_digest(&state, digest.count, &digest)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of some bytes, in 64 hexadecimal digits. O(bytes).
  package static func hexadecimal(of bytes: [UInt8]) -> String {
    var digest = SHA256()
    digest.add(bytes)
    return digest.takeHexadecimal()
  }
}
