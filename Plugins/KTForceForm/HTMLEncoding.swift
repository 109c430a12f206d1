internal import CLibXML2

/// Brings a saved page to UTF-8.
///
/// The order is that of practice: what is valid UTF-8 is UTF-8, whatever the page says; else what the page says; else
/// Windows-1252, as browsers do (WHATWG Encoding, 4.2).
enum HTMLEncoding {
  /// The page in UTF-8; the bytes themselves when it says that they are UTF-8 although some are not. O(bytes).
  static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    if String(validating: bytes, as: UTF8.self) != nil { return bytes }
    let name = declared(in: bytes.prefix(4096)) ?? "windows-1252"
    if name == "utf-8" || name == "utf8" { return bytes }
    return converted(bytes, from: name == "iso-8859-1" || name == "latin1" ? "windows-1252" : name) ?? latin1(bytes)
  }

  /// The name after the first `charset=`, in small letters.
  private static func declared(in head: ArraySlice<UInt8>) -> String? {
    let mark = Array("charset=".utf8)
    let lower = head.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    var index = 0
    while index + mark.count < lower.count {
      if lower[index] == mark[0], lower[index..<(index + mark.count)].elementsEqual(mark) {
        let name = lower[(index + mark.count)...].drop { $0 == 0x22 || $0 == 0x27 || $0 == 0x20 }.prefix {
          (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
        }
        if (1...40).contains(name.count) { return String(decoding: name, as: UTF8.self) }
      }
      index += 1
    }
    return nil
  }

  private static func converted(_ bytes: [UInt8], from name: String) -> [UInt8]? {
    guard let handler = xmlFindCharEncodingHandler(name) else { return nil }
    defer { xmlCharEncCloseFunc(handler) }
    guard let input = xmlBufferCreateSize(bytes.count + 1), let output = xmlBufferCreateSize(bytes.count * 3 + 16)
    else {
      return nil
    }
    defer {
      xmlBufferFree(input)
      xmlBufferFree(output)
    }
    guard xmlBufferAdd(input, bytes, Int32(bytes.count)) == 0 else { return nil }
    guard xmlCharEncInFunc(handler, output, input) >= 0, xmlBufferLength(input) == 0 else { return nil }
    return Array(UnsafeBufferPointer(start: xmlBufferContent(output), count: Int(xmlBufferLength(output))))
  }

  private static func latin1(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        result.append(byte)
      } else {
        result.append(0xC0 | byte >> 6)
        result.append(0x80 | byte & 0x3F)
      }
    }
    return result
  }
}
