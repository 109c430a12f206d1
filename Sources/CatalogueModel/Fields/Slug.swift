internal import TextFolding

/// Ids of records: small letters and figures in words joined by single hyphens, at most 80 long.
public enum Slug {
  /// The longest id.
  public static let longest = 80

  /// Whether a text may be an id. O(length).
  public static func isValid(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= longest else { return false }
    var previous: UInt8 = 0x2D
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x61...0x7A: break
      case 0x2D where previous != 0x2D: break
      default: return false
      }
      previous = byte
    }
    return previous != 0x2D
  }

  /// Whether Windows takes a file of this name, whatever its extension, for a device and refuses it. O(length).
  package static func isDeviceOnWindows(_ text: String) -> Bool {
    ["con", "prn", "aux", "nul"].contains(text)
      || text.utf8.count == 4 && ["com", "lpt"].contains(text.prefix(3)) && ("1"..."9").contains(text.suffix(1))
  }

  /// The id that a title suggests; nil when it has no letters that can be written in ASCII. O(length).
  public static func make(from title: String) -> String? {
    var slug = ""
    for word in TextFolding.folded(title).split(whereSeparator: { !$0.isASCII || !($0.isLetter || $0.isNumber) }) {
      guard slug.isEmpty || slug.utf8.count + word.utf8.count + 1 <= longest else { break }
      slug += (slug.isEmpty ? "" : "-") + word
    }
    // Only a first word can be longer than an id; it is ASCII.
    return slug.isEmpty ? nil : String(slug.prefix(longest))
  }
}
