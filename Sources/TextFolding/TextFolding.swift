internal import CUTF8Proc

/// Compares texts as people do: without regard to case, accents and the kind of apostrophe or dash.
package enum TextFolding {
  /// The text in lower case without accents, compatibility letters replaced (`ﬁ` becomes `fi`, `ß` becomes `ss`).
  ///
  /// Apostrophes and dashes of every kind become `'` and `-`, runs of blanks one blank. O(length).
  package static func folded(_ text: String) -> String {
    var text = text
    let quick: String? = text.withUTF8 { bytes in
      bytes.allSatisfy { $0 < 0x80 } ? String(decoding: foldedASCII(bytes), as: UTF8.self) : nil
    }
    if let quick { return quick }
    let options: UInt32 =
      UTF8PROC_STABLE.rawValue | UTF8PROC_DECOMPOSE.rawValue | UTF8PROC_COMPAT.rawValue | UTF8PROC_CASEFOLD.rawValue
      | UTF8PROC_STRIPMARK.rawValue | UTF8PROC_IGNORE.rawValue
    // An acute accent that stands alone is meant as an apostrophe; its compatibility mapping would make it a blank.
    if text.unicodeScalars.contains("\u{B4}") {
      text = String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{B4}" ? "'" : $0 }))
    }
    let mapped = map(text, utf8proc_option_t(rawValue: options))
    return mapped.map(tidied) ?? text
  }

  /// The text with letters and their accents composed (Unicode normalisation form C). O(length).
  package static func composed(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    let options: UInt32 = UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue
    return map(text, utf8proc_option_t(rawValue: options)) ?? text
  }

  /// The lower-case words of letters and digits of a text, folded; what a slug or a simple comparison needs. O(length).
  package static func words(_ text: String) -> [Substring] {
    folded(text).split { !($0.isLetter || $0.isNumber) }
  }

  /// The columns that a text takes in a terminal: two for wide letters, none for joining marks. O(length).
  package static func columns(_ text: String) -> Int {
    var count = 0
    for scalar in text.unicodeScalars {
      count += scalar.isASCII ? 1 : max(0, Int(utf8proc_charwidth(Int32(scalar.value))))
    }
    return count
  }

  private static func map(_ text: String, _ options: utf8proc_option_t) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      var result: UnsafeMutablePointer<UInt8>?
      let length = utf8proc_map(bytes.baseAddress, bytes.count, &result, options)
      guard length >= 0, let result else { return nil }
      defer { free(result) }
      return String(decoding: UnsafeBufferPointer(start: result, count: length), as: UTF8.self)
    }
  }

  private static func foldedASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isBlank = true
    for byte in bytes {
      switch byte {
      case 0x41...0x5A:
        result.append(byte + 0x20)
        isBlank = false
      case 0x09, 0x0A, 0x0D, 0x20:
        if !isBlank { result.append(0x20) }
        isBlank = true
      default:
        result.append(byte == 0x60 ? 0x27 : byte)
        isBlank = false
      }
    }
    if isBlank, !result.isEmpty { result.removeLast() }
    return result
  }

  private static func tidied(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isBlank = true
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x3000:
        if !isBlank { result.append(" ") }
        isBlank = true
        continue
      case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x02BC, 0x2032: result.append("'")
      case 0x2010...0x2015, 0x2212, 0x2E3A, 0x2E3B: result.append("-")
      default: result.append(scalar)
      }
      isBlank = false
    }
    if isBlank, let last = result.last, last == " " { result.removeLast() }
    return String(result)
  }
}
