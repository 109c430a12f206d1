/// What yajl could not read, said in words that tell what to change.
///
/// yajl speaks of tokens and of its own states; its words are kept as a note.
struct JSONProblem {
  /// What is wrong and what to do.
  let message: String
  /// Whether the place is inside a token, where yajl stopped, and not the token itself.
  let isInsideToken: Bool
  /// Whether nothing but blanks stands between the last token and this one.
  let followsValue: Bool

  /// Explains yajl's own message.
  init(_ detail: String) {
    let known = Self.known.first { detail.contains($0.detail) }
    message = known?.message ?? "this cannot be read as JSON; look for a missing comma, quotation mark or bracket here"
    followsValue = detail.contains("I expect ','")
    isInsideToken = detail.hasPrefix("lexical error") && !detail.contains("in json text")
  }

  /// Whether a text as it was written holds a `\u` escape of a surrogate without its other half (RFC 8259, 7).
  static func hasHalfCharacter(_ raw: ArraySlice<UInt8>) -> Bool {
    func unit(at index: Int) -> UInt16? {
      guard index + 5 < raw.endIndex, raw[index] == 0x5C, raw[index + 1] == 0x75 else { return nil }
      return UInt16(String(decoding: raw[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
    var index = raw.startIndex
    while index < raw.endIndex {
      guard raw[index] == 0x5C else {
        index += 1
        continue
      }
      if let first = unit(at: index), UTF16.isSurrogate(first) {
        guard UTF16.isLeadSurrogate(first), let second = unit(at: index + 6), UTF16.isTrailSurrogate(second) else {
          return true
        }
        index += 12
      } else {
        index += 2
      }
    }
    return false
  }

  private static let known: [(detail: String, message: String)] = [
    (
      "invalid character inside string",
      "a line break or tab stands inside a text; write \\n or \\t, or close the quotes"
    ),
    ("'\\' occurs before a character", "this character means nothing after a backslash; write \\\\ for a backslash"),
    ("after '\\u'", "\\u is followed by four hexadecimal digits; write \\\\ for a backslash"),
    (
      "invalid bytes in UTF8",
      "what begins here is not UTF-8; the file is in an older encoding, such as Windows-1252 or Windows-1257; save it again "
        + "as UTF-8"
    ),
    (
      "trailing garbage", "a second value begins here; put several records in a list [ ], or one a line in a jsonl file"
    ),
    ("separated by a colon", "a colon is missing before this; write \"name\": value"),
    ("I expect ',' or '}'", "a comma is missing before this, or the group is not closed with }"),
    ("I expect ',' or ']'", "a comma is missing before this, or the list is not closed with ]"),
    ("invalid object key", "a name between double quotation marks belongs here; a comma too many may stand before it"),
    ("unallowed token", "a value is missing here, or there is a comma too many before it"),
    ("malformed number", "this number is not written as JSON wants it; figures stand on both sides of the point"),
    ("invalid char in json", "this cannot begin a value; a text stands between double quotation marks"),
    ("invalid string in json", "this cannot begin a value; a text stands between double quotation marks"),
  ]
}
