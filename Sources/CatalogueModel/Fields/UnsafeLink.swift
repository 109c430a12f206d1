/// Finds links in CommonMark that lead nowhere on the web (CommonMark 0.31, 6.3, 6.5 and 4.7).
///
/// `[text](javascript:…)` runs a script in whatever page is made of the text. Rather than listing what does harm, this
/// lets through what a text of a record needs: http, https, mailto and paths.
enum UnsafeLink {
  /// The beginning of the first such link outside code spans and escapes. O(length).
  static func first(in text: String) -> String? {
    MarkupWalk.first(in: text) { bytes, index in
      switch bytes[index] {
      case 0x5D where index + 1 < bytes.count && (bytes[index + 1] == 0x28 || bytes[index + 1] == 0x3A):
        destination(bytes, from: index + 2, isDefinition: bytes[index + 1] == 0x3A)
      case 0x3C: autolink(bytes, from: index + 1)
      default: nil
      }
    }
  }

  /// So much of a destination is looked at, in bytes: its scheme comes first, and a text may hold ten thousand beginnings
  /// of links without an end.
  private static let longest = 2_000

  /// The destination behind `](` or `]:` when it is unsafe.
  private static func destination(_ bytes: [UInt8], from start: Int, isDefinition: Bool) -> String? {
    var index = start
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
    let isBracketed = index < bytes.count && bytes[index] == 0x3C
    if isBracketed { index += 1 }
    var end = index
    let limit = min(bytes.count, index + longest)
    while end < limit, isBracketed ? bytes[end] != 0x3E : !isBlank(bytes[end]) && bytes[end] != 0x29 { end += 1 }
    guard !isSafe(bytes[index..<end]) else { return nil }
    if isDefinition, end - index < longest {
      // Behind a definition stands its title or nothing; `[1]: note: …` is plain text.
      var next = isBracketed ? end + 1 : end
      while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
      guard next >= bytes.count || [0x0A, 0x0D, 0x22, 0x27, 0x28].contains(bytes[next]) else { return nil }
    }
    return shown(bytes[index..<end])
  }

  /// What stands between `<` and `>` when it is a link to something unsafe.
  private static func autolink(_ bytes: [UInt8], from start: Int) -> String? {
    var end = start
    while end < bytes.count, bytes[end] > 0x20, bytes[end] != 0x3E, bytes[end] != 0x3C { end += 1 }
    guard end < bytes.count, bytes[end] == 0x3E, bytes[start..<end].contains(0x3A) else { return nil }
    return isSafe(bytes[start..<end]) ? nil : shown(bytes[start..<end])
  }

  /// Whether a destination is of the web, an address for e-mail, or a path. A character reference or an escape before
  /// the path could spell any scheme.
  private static func isSafe(_ bytes: ArraySlice<UInt8>) -> Bool {
    let head = bytes.prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
    guard head.contains(where: { $0 == 0x3A || $0 == 0x26 || $0 == 0x5C }) else { return true }
    let scheme = String(decoding: head.prefix { $0 != 0x3A }, as: UTF8.self).lowercased()
    return ["http", "https", "mailto"].contains(scheme)
  }

  private static func shown(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes.prefix(40), as: UTF8.self) }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
