internal import CatalogueModel

/// What the address of a page says about the page.
enum PageAddress {
  /// The last part of the path as an id: of `http://example.org/good-practices/innovation-voucher-0` the
  /// `innovation-voucher-0`. Nil when the path is empty. O(length).
  static func slug(_ url: String) -> String? {
    let address = url.prefix { $0 != "?" && $0 != "#" }
    let parts = address.split(separator: "/").dropFirst(2)
    guard let last = parts.last else { return nil }
    return Slug.make(from: decoded(last))
  }

  /// The text with `%C3%B4` and the like decoded (RFC 3986, 2.1).
  private static func decoded(_ part: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(part.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest.removeFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
