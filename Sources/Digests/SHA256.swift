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
    let digest = takeBytes()
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private mutating func takeBytes() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    nettle_sha256_digest(&state, digest.count, &digest)
    return digest
  }

  /// The digest of some bytes in Base64 (RFC 4648, 4), as content security policies and mail have it. O(bytes).
  package static func base64(of bytes: [UInt8]) -> String {
    var digest = SHA256()
    digest.add(bytes)
    let binary = digest.takeBytes()
    // Four letters for every three bytes that were begun.
    var letters = [CChar](repeating: 0, count: (binary.count + 2) / 3 * 4)
    nettle_base64_encode_raw(&letters, binary.count, binary)
    return String(decoding: letters.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The digest of some bytes, in 64 hexadecimal digits. O(bytes).
  package static func hexadecimal(of bytes: [UInt8]) -> String {
    var digest = SHA256()
    digest.add(bytes)
    return digest.takeHexadecimal()
  }
}
