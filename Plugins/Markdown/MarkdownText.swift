/// Values and texts as parts of a page (CommonMark 0.31.2).
enum MarkdownText {
  /// A value of one line that shows as itself: what CommonMark or a forge would take for markup is escaped
  /// (2.4, backslash escapes). O(length).
  static func escaped(_ value: String) -> String {
    let scalars = Array(singleLine(value).unicodeScalars)
    var text = ""
    for (index, scalar) in scalars.enumerated() {
      let isFirst = index == 0 || scalars[index - 1] == " "
      let isMarkup =
        switch scalar {
        case "\\", "`", "*", "_", "[", "]", "<", "|", "~", "$": true
        case "#", ">": isFirst
        case "&": isReference(scalars[(index + 1)...])
        default: false
        }
      if isMarkup { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    return escapingListMarker(text)
  }

  /// A code, key or id as a code span (6.1).
  static func code(_ value: String) -> String {
    let text = singleLine(value)
    if text.isEmpty { return "" }
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let blank = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + blank + text + blank + fence
  }

  /// A link (6.3), or the bare text where the address is none that a reader may follow safely.
  static func link(_ text: String?, _ address: String?) -> String {
    guard let address, !address.isEmpty else { return escaped(text ?? "") }
    guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
      return text.map { "\(escaped($0)) (\(escaped(address)))" } ?? escaped(address)
    }
    return "[\(escaped(text ?? address))](\(destination(address)))"
  }

  /// Blocks as one item of a list: what follows the first line is indented (5.2). O(length).
  static func item(_ blocks: [String]) -> String {
    let lines = blocks.joined(separator: "\n\n").split(separator: "\n", omittingEmptySubsequences: false)
    let rest = lines.dropFirst().map { $0.isEmpty ? "" : "  " + $0 }
    let first = lines.first ?? ""
    // Behind the marker, more hyphens would make a rule of the item (4.1).
    let isRow = first.first == "-" && first.allSatisfy { $0 == "-" || $0 == " " }
    return (["-" + (isRow ? "\n  " : " ") + first] + rest).joined(separator: "\n")
  }

  /// Whether a character reference, such as `amp;`, follows an ampersand (2.5). The longest name has 32 letters.
  private static func isReference(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let name = scalars.prefix(33).prefix { $0.properties.isAlphabetic || "#0123456789".unicodeScalars.contains($0) }
    return !name.isEmpty && scalars.dropFirst(name.count).first == ";"
  }

  /// A value without line breaks and doubled blanks.
  private static func singleLine(_ value: String) -> String {
    value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What would begin a list or underline a heading at the beginning of a line is escaped (5.2, 4.3).
  private static func escapingListMarker(_ text: String) -> String {
    guard let first = text.first else { return text }
    if "+-=".contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard !digits.isEmpty, digits.count < 10, let mark = rest.first, mark == "." || mark == ")" else { return text }
    return digits + "\\" + rest
  }

  /// An address in which nothing ends the link; other letters than ASCII are percent-encoded (RFC 3986, 2.1).
  private static func destination(_ address: String) -> String {
    var text = ""
    for byte in address.utf8 {
      if byte <= 0x20 || byte >= 0x7F || "()<>\\\"`|".utf8.contains(byte) {
        let hex = String(byte, radix: 16, uppercase: true)
        text += "%" + (hex.count < 2 ? "0" : "") + hex
      } else {
        text.unicodeScalars.append(UnicodeScalar(byte))
      }
    }
    return text
  }
}
